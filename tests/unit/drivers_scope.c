// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Several IOMMU drivers in one system: per bus, one, or any number. */
#include <string.h>

#include "dts_help.h"

Suite *drivers_scope_suite(void);

#define V3(label, at) IOMMU(label, at, "arm,smmu-v3", "1")
#define BOTH(nodes) DTS(V3("v", "1000") SMMU("s", "2000") nodes)

/* The newest of each era: per bus, one for all, any. */
#define PER_BUS LINUX(6, 0)
#define ONE LINUX(6, 6)
#define MANY IOP_VERSION(6, 8, 0)

static const iop_version free_of_it[] = { MANY, LINUX(6, 12), LINUX(7, 2) };

START_TEST(any_number_since_6_8)
{
	dts_plan(free_of_it[_i], BOTH(MASTER("a", "&s 1") MASTER("b", "&v 1")));
	expect_alone("/a");
	expect_alone("/b");
}
END_TEST

/* arm-smmu comes first in the link order, wherever it stands in the tree. */
START_TEST(second_driver_fails_to_register)
{
	static const iop_version versions[] = { IOP_VERSION(6, 1, 0), LINUX(6, 1), ONE };

	dts_plan(versions[_i], BOTH(MASTER("a", "&s 1") MASTER("b", "&v 1")));
	expect_alone("/a");
	expect_state("/iommu@1000", IOP_STATE_FAILS, "other-driver-first");
	expect_lost("/b", "other-driver-first");
}
END_TEST

START_TEST(second_driver_loses_the_bus)
{
	static const iop_version versions[] = { LINUX(5, 10), PER_BUS };

	dts_plan(versions[_i], DTS(IOMMU("u", "1000", "allwinner,sun50i-h6-iommu", "1")
		IOMMU("e", "2000", "samsung,exynos-sysmmu", "0")
		MASTER("a", "&e") MASTER("b", "&u 1")));
	expect_alone("/a");
	expect_active("/iommu@1000");
	expect_lost("/b", "other-driver-first");
}
END_TEST

/* Its probe fails after it was made known: masters find freed memory. */
START_TEST(second_smmuv3_crashes_5_10)
{
	dts_plan(LINUX(5, 10), BOTH(MASTER("a", "&s 1") MASTER("b", "&v 1")));
	expect_alone("/a");
	expect_state("/iommu@1000", IOP_STATE_FAILS, "other-driver-crashes");
	expect_lost("/b", "other-driver-crashes");
	dts_plan(LINUX(5, 10), DTS(SMMU("s", "2000") V3("v", "1000") MASTER("b", "&v 1")));
	expect_state("/iommu@1000", IOP_STATE_FAILS, "other-driver-crashes");
}
END_TEST

/* Rockchip registers for platform only: the SMMU keeps the other buses. */
START_TEST(buses_are_claimed_one_by_one)
{
	dts_plan(LINUX(5, 10), DTS(SMMU("s", "1000") IOMMU("r", "2000", "rockchip,iommu", "0")
		MASTER("a", "&r") MASTER("b", "&s 1")
		"c { compatible = \"arm,primecell\"; iommus = <&s 2>; };"
		"p { compatible = \"x\"; device_type = \"pci\"; iommu-map = <0 &s 5 1>; };"));
	expect_alone("/a");
	expect_lost("/b", "other-driver-first");
	expect_alone("/c");
	expect_range("/p", 0, "/iommu@1000", 5);
}
END_TEST

/* Rockchip was subsys_initcall until 6.1, then device, behind the Arm ones. */
START_TEST(initcalls_decide)
{
	static const struct { iop_version version; bool rockchip; } eras[] = {
		{ LINUX(5, 10), true }, { LINUX(6, 1), false },
	};

	dts_plan(eras[_i].version, DTS(SMMU("s", "1000")
		IOMMU("r", "2000", "rockchip,iommu", "0") MASTER("a", "&r") MASTER("b", "&s 1")));
	expect_lost(eras[_i].rockchip ? "/b" : "/a", "other-driver-first");
	expect_alone(eras[_i].rockchip ? "/a" : "/b");
}
END_TEST

START_TEST(disabled_iommus_do_not_register)
{
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], BOTH(MASTER("b", "&v 1"))
			 "&s { status = \"disabled\"; };");
		expect_alone("/b");
	}
}
END_TEST

START_TEST(failing_iommus_do_not_register)
{
	for (int r = 1; r < RELEASES; r++) {
		dts_plan(dts_releases[r], BOTH(MASTER("b", "&v 1"))
			 "&s { /delete-property/ #global-interrupts; };");
		expect_alone("/b");
	}
}
END_TEST

START_TEST(driver_not_built_does_not_register)
{
	uint8_t built[64] = { 0 };
	struct iop_target target = { .version = LINUX(6, 1), .built = built };

	for (uint16_t n = 0; n < iop_builtin_facts.count; n++)
		if (!strcmp(iop_builtin_facts.drivers[n].name, "arm-smmu"))
			built[n] = IOP_CONFIG_NO;
	dts_plan_for(&target, BOTH(MASTER("b", "&v 1")));
	expect_alone("/b");
}
END_TEST

START_TEST(variants_of_one_driver_are_one)
{
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], DTS(SMMU("s", "1000") SMMU("t", "2000")
			MASTER("a", "&s 1") MASTER("b", "&t 1"))
			"&t { compatible = \"qcom,smmu-v2\"; };");
		expect_alone("/a");
		expect_alone("/b");
	}
}
END_TEST

/* Rockchip's registers are of one kind for the whole driver: 5.14 to 7.2. */
START_TEST(rockchip_takes_one_kind)
{
	static const struct { iop_version version; bool both; } eras[] = {
		{ LINUX(5, 14), false }, { LINUX(6, 1), false }, { LINUX(6, 12), false },
		{ LINUX(7, 2), false }, { LINUX(7, 3), true },
	};

	dts_plan(eras[_i].version, DTS(IOMMU("r", "1000", "rockchip,iommu", "0")
		IOMMU("q", "2000", "rockchip,rk3568-iommu", "0") MASTER("a", "&r")
		MASTER("b", "&q")));
	expect_alone("/a");
	if (eras[_i].both) {
		expect_alone("/b");
		return;
	}
	expect_state("/iommu@2000", IOP_STATE_FAILS, "other-variant-first");
	expect_lost("/b", "other-variant-first");
}
END_TEST

START_TEST(first_kind_is_the_first_to_probe)
{
	dts_plan(LINUX(6, 12), DTS(IOMMU("r", "1000", "rockchip,iommu", "0")
		IOMMU("q", "2000", "rockchip,rk3568-iommu", "0") MASTER("b", "&q"))
		"&r { status = \"disabled\"; };");
	expect_alone("/b");
}
END_TEST

Suite *drivers_scope_suite(void)
{
	Suite *s = suite_create("drivers_scope");
	TCase *t = tcase_create("drivers-scope");

	tcase_add_loop_test(t, any_number_since_6_8, 0, 3);
	tcase_add_loop_test(t, second_driver_fails_to_register, 0, 3);
	tcase_add_loop_test(t, second_driver_loses_the_bus, 0, 2);
	tcase_add_test(t, second_smmuv3_crashes_5_10);
	tcase_add_test(t, buses_are_claimed_one_by_one);
	tcase_add_loop_test(t, initcalls_decide, 0, 2);
	tcase_add_test(t, disabled_iommus_do_not_register);
	tcase_add_test(t, failing_iommus_do_not_register);
	tcase_add_test(t, driver_not_built_does_not_register);
	tcase_add_test(t, variants_of_one_driver_are_one);
	tcase_add_loop_test(t, rockchip_takes_one_kind, 0, 5);
	tcase_add_test(t, first_kind_is_the_first_to_probe);
	suite_add_tcase(s, t);
	return s;
}
