// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* mmu-masters: the binding by which an SMMU names its masters. */
#include "dts_help.h"

Suite *legacy_suite(void);

#define NAMED(name, label, cells) label ": " NODE(name, "vendor,master", \
						  "#stream-id-cells = <" cells ">;")
#define BOARD(list, nodes) DTS(SMMU("s", "1000") SMMU("t", "2000") nodes) \
	"&s { mmu-masters = <" list ">; };"

/* The binding's Kconfig symbol, which kernels need since 5.6. */
static void plan_built(iop_version version, uint8_t built, const char *text)
{
	struct iop_target target = { .version = version, .legacy_built = built };

	dts_plan_for(&target, text);
}

static void plan(iop_version version, const char *text)
{
	plan_built(version, IOP_CONFIG_YES, text);
}

START_TEST(named_masters_are_grouped)
{
	plan(dts_releases[_i], BOARD("&a 1 2 &b 3", NAMED("a", "a", "2") NAMED("b", "b", "1")));
	expect_alone("/a");
	expect_streams("/a", 2, 2, 0);
	expect_alone("/b");
	expect_streams("/b", 1, 3, 0);
	ck_assert(dts_device("/a")->legacy);
}
END_TEST

START_TEST(equal_ids_share)
{
	plan(dts_releases[_i], BOARD("&a 1 &b 1", NAMED("a", "a", "1") NAMED("b", "b", "1")));
	expect_together("/a", "/b");
}
END_TEST

START_TEST(symbol_needed_since_5_6)
{
	static const struct { iop_version version; uint8_t built; bool there; } rows[] = {
		{ LINUX(5, 5), IOP_CONFIG_NO, true },
		{ LINUX(5, 6), IOP_CONFIG_NO, false },
		{ LINUX(5, 10), IOP_CONFIG_NO, false },
		{ LINUX(5, 10), IOP_CONFIG_UNKNOWN, false },
		{ LINUX(5, 10), IOP_CONFIG_YES, true },
		{ LINUX(7, 2), IOP_CONFIG_NO, false },
		{ LINUX(7, 2), IOP_CONFIG_YES, true },
	};

	plan_built(rows[_i].version, rows[_i].built, BOARD("&a 1", NAMED("a", "a", "1")));
	if (rows[_i].there)
		expect_alone("/a");
	else
		expect_lost("/a", "legacy-binding-off");
}
END_TEST

/* DMA is refused: no default domain; since 5.19 identity. */
START_TEST(types)
{
	static const struct { iop_version version; const char *type; } rows[] = {
		{ LINUX(4, 19), "unknown" }, { LINUX(5, 10), "unknown" },
		{ LINUX(5, 17), "unknown" }, { LINUX(5, 19), "identity" },
		{ LINUX(6, 1), "identity" }, { LINUX(6, 12), "identity" },
		{ LINUX(7, 2), "identity" },
	};

	plan(rows[_i].version, BOARD("&a 1", NAMED("a", "a", "1")));
	expect_domain("/a", rows[_i].type);
	ck_assert_int_eq(dts_group("/a")->domain_why, IOP_DOMAIN_LEGACY);
}
END_TEST

/* The first SMMU decides for all which binding is read. */
START_TEST(bindings_do_not_mix)
{
	plan(dts_releases[_i], BOARD("&a 1", NAMED("a", "a", "1") MASTER("b", "&t 1")));
	expect_alone("/a");
	expect_state("/iommu@2000", IOP_STATE_FAILS, "mixed-bindings");
	expect_lost("/b", "iommu-fails-to-probe");
}
END_TEST

START_TEST(bindings_do_not_mix_the_other_way)
{
	plan(dts_releases[_i], DTS(SMMU("s", "1000") SMMU("t", "2000")
	     NAMED("a", "a", "1") MASTER("b", "&s 1")) "&t { mmu-masters = <&a 1>; };");
	expect_alone("/b");
	expect_state("/iommu@2000", IOP_STATE_FAILS, "mixed-bindings");
	expect_lost("/a", "iommu-fails-to-probe");
}
END_TEST

static const char *const broken[] = {
	BOARD("&a 1 0xdead 1 &b 2", NAMED("a", "a", "1") NAMED("b", "b", "1")),
	BOARD("&a 1 &s &b 2", NAMED("a", "a", "1") NAMED("b", "b", "1")),
	BOARD("&a 1 &b 2", NAMED("a", "a", "1") NAMED("b", "b", "2")),
};

START_TEST(error_ends_the_list)
{
	plan(LINUX(6, 1), broken[_i]);
	expect_alone("/a");
	ck_assert(!dts_is_master("/b"));
}
END_TEST

START_TEST(masters_that_nobody_names)
{
	plan(LINUX(6, 1), BOARD("&a 1", NAMED("a", "a", "1") NAMED("b", "b", "1")));
	expect_alone("/a");
	ck_assert(!dts_is_master("/b"));
}
END_TEST

START_TEST(disabled_masters_are_none)
{
	plan(LINUX(6, 1), BOARD("&a 1", NAMED("a", "a", "1"))
	     "&a { status = \"disabled\"; };");
	ck_assert(!dts_is_master("/a"));
}
END_TEST

START_TEST(disabled_smmu)
{
	plan(LINUX(6, 1), BOARD("&a 1", NAMED("a", "a", "1"))
	     "&s { status = \"disabled\"; };");
	expect_lost("/a", "iommu-disabled");
}
END_TEST

START_TEST(pci_host_stands_for_its_requesters)
{
	plan(dts_releases[_i], BOARD("&p 0", "p: pcie { compatible = \"vendor,pcie\";"
	     "device_type = \"pci\"; #stream-id-cells = <1>; };"));
	expect_range("/pcie", 0x1234, "/iommu@1000", 0x1234);
	expect_domain("/pcie", dts_releases[_i] < LINUX(5, 19) ? "unknown" : "identity");
}
END_TEST

/* Masters of both bindings are listed in the order of the tree. */
START_TEST(the_order_is_the_trees)
{
	plan(LINUX(6, 12), DTS(SMMU("s", "1000") IOMMU("v", "3000", "arm,smmu-v3", "1")
	     MASTER("a", "&v 1") NAMED("b", "b", "1") MASTER("c", "&v 3") NAMED("d", "d", "1")
	     NAMED("e", "e", "1") MASTER("f", "&v 6")) "&s { mmu-masters = <&e 5 &b 2 &d 4>; };");
	for (uint32_t n = 1; n < dts_plan_made.n_devices; n++)
		ck_assert_uint_lt(dts_plan_made.devices[n - 1].node, dts_plan_made.devices[n].node);
	ck_assert_uint_eq(dts_plan_made.n_devices, 6);
	expect_streams("/a", 1, 1, 0);
	expect_streams("/b", 1, 2, 0);
	expect_streams("/c", 1, 3, 0);
	expect_streams("/d", 1, 4, 0);
	expect_streams("/e", 1, 5, 0);
	expect_streams("/f", 1, 6, 0);
}
END_TEST

/* One that has iommus as well is a master by that. */
START_TEST(iommus_count_before_the_list)
{
	plan(LINUX(6, 12), DTS(SMMU("s", "1000") IOMMU("v", "3000", "arm,smmu-v3", "1")
	     NAMED("a", "a", "1")) "&s { mmu-masters = <&a 1>; }; &a { iommus = <&v 7>; };");
	ck_assert(!dts_device("/a")->legacy);
	expect_served("/a", "/iommu@3000");
	expect_streams("/a", 1, 7, 0);
}
END_TEST

START_TEST(built_as_a_module)
{
	plan_built(LINUX(6, 12), IOP_CONFIG_MODULE, BOARD("&a 1", NAMED("a", "a", "1")));
	expect_alone("/a");
}
END_TEST

START_TEST(other_drivers_read_no_list)
{
	plan(LINUX(6, 12), DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") NAMED("a", "a", "1"))
	     "&s { mmu-masters = <&a 1>; };");
	ck_assert(!dts_is_master("/a"));
}
END_TEST

Suite *legacy_suite(void)
{
	Suite *s = suite_create("legacy");
	TCase *t = tcase_create("legacy");

	tcase_add_loop_test(t, named_masters_are_grouped, 0, RELEASES);
	tcase_add_loop_test(t, equal_ids_share, 0, RELEASES);
	tcase_add_loop_test(t, symbol_needed_since_5_6, 0, 7);
	tcase_add_loop_test(t, types, 0, 7);
	tcase_add_loop_test(t, bindings_do_not_mix, 0, RELEASES);
	tcase_add_loop_test(t, bindings_do_not_mix_the_other_way, 0, RELEASES);
	tcase_add_loop_test(t, error_ends_the_list, 0, 3);
	tcase_add_test(t, masters_that_nobody_names);
	tcase_add_test(t, disabled_masters_are_none);
	tcase_add_test(t, disabled_smmu);
	tcase_add_loop_test(t, pci_host_stands_for_its_requesters, 0, RELEASES);
	tcase_add_test(t, the_order_is_the_trees);
	tcase_add_test(t, iommus_count_before_the_list);
	tcase_add_test(t, built_as_a_module);
	tcase_add_test(t, other_drivers_read_no_list);
	suite_add_tcase(s, t);
	return s;
}
