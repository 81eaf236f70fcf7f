// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A dumped bus behind the iommu-map of a tree: streams, hosts and groups. */

#include <stdio.h>

#include "dts_help.h"
#include "pci_bus_help.h"

Suite *pci_plan_suite(void);

#define V3(label, at) IOMMU(label, at, "arm,smmu-v3", "1")
#define HOST(name, more) name " { compatible = \"vendor,pcie\"; device_type = \"pci\"; " more " };"
#define ALL(iommu) "iommu-map = <0 &" iommu " 0 0x10000>;"

static void plan(iop_version version, const char *text)
{
	dts_plan_for(&(struct iop_target){ .version = version, .pci = &bus_made }, text);
}

static const struct iop_device *function(uint32_t domain, uint32_t rid)
{
	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++) {
		const struct iop_device *d = &dts_plan_made.devices[n];

		if (d->function != IOP_NONE && d->child == rid &&
		    bus_made.functions[d->function].domain == domain)
			return d;
	}
	ck_abort_msg("no device for function %x:%04x", domain, rid);
	return NULL;
}

static void expect_stream(const struct iop_device *d, uint32_t n, uint32_t id)
{
	ck_assert_uint_lt(n, d->n_streams);
	ck_assert_uint_eq(dts_plan_made.streams[d->streams + n].id, id);
}

static void expect_why(const struct iop_device *d, const char *slug)
{
	ck_assert_uint_eq(d->group, IOP_NONE);
	ck_assert_str_eq(iop_reason_slug(d->why), slug);
}

/* 00:01.0 root port, 01:00.0 PCIe-to-PCI bridge, 02:01.0 and 02:02.0 behind */
static void bridged(void)
{
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 2, ACS_ON), BRIDGE(RID(1, 0, 0), TO_PCI, 2, 2),
	       FUNCTION(RID(2, 1, 0), CONVENTIONAL), FUNCTION(RID(2, 2, 0), CONVENTIONAL));
}

START_TEST(aliases_are_streams_too)
{
	bridged();
	plan(dts_releases[_i], DTS(SMMU("s", "1000") HOST("pcie", ALL("s"))));
	ck_assert_uint_eq(dts_plan_made.n_devices, 4);
	ck_assert_uint_eq(dts_plan_made.n_groups, 2);
	expect_stream(function(0, RID(2, 1, 0)), 0, RID(2, 1, 0));
	expect_stream(function(0, RID(2, 1, 0)), 1, RID(2, 0, 0));
	ck_assert_uint_eq(function(0, RID(1, 0, 0))->group, function(0, RID(2, 2, 0))->group);
	ck_assert_int_eq(function(0, RID(1, 0, 0))->confidence, IOP_CERTAIN);
}
END_TEST

START_TEST(one_alias_in_two_masters)
{
	static const char *const why[] = { "duplicate-stream-crashes", "duplicate-stream",
					   "duplicate-stream", "duplicate-stream" };

	bridged();
	plan(dts_releases[_i], DTS(V3("s", "1000") HOST("pcie", ALL("s"))));
	ck_assert_uint_ne(function(0, RID(2, 1, 0))->group, IOP_NONE);
	expect_why(function(0, RID(2, 2, 0)), why[_i]);
}
END_TEST

START_TEST(an_alias_without_a_row)
{
	bridged();
	plan(dts_releases[_i], DTS(V3("s", "1000")
		HOST("pcie", "iommu-map = <0 &s 0 0x200  0x208 &s 0x208 0x100>;")));
	expect_why(function(0, RID(2, 1, 0)), "iommu-map-no-row-for-alias");
	ck_assert_uint_ne(function(0, RID(1, 0, 0))->group, IOP_NONE);
}
END_TEST

/* arm_smmu_device_group() looks at the entries before the topology. */
START_TEST(one_stream_for_a_bus)
{
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 1, ACS_ON), BRIDGE(RID(0, 2, 0), ROOT_PORT, 2, 2, ACS_ON),
	       FUNCTION(RID(1, 0, 0), ENDPOINT), FUNCTION(RID(2, 0, 0), ENDPOINT));
	plan(dts_releases[_i], DTS(SMMU("s", "1000")
		HOST("pcie", ALL("s") "iommu-map-mask = <0xff00>;")));
	ck_assert_uint_eq(dts_plan_made.n_groups, 3);
	ck_assert_uint_eq(function(0, RID(0, 1, 0))->group, function(0, RID(0, 2, 0))->group);
}
END_TEST

START_TEST(a_bridge_without_a_row_is_walked_over)
{
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 1), FUNCTION(RID(1, 0, 0), ENDPOINT, MULTI),
	       FUNCTION(RID(1, 1, 0), ENDPOINT));
	plan(dts_releases[_i], DTS(V3("s", "1000") HOST("pcie", "iommu-map = <0x100 &s 0 0x100>;")));
	expect_why(function(0, RID(0, 1, 0)), "iommu-map-no-row");
	ck_assert_uint_eq(dts_plan_made.n_groups, 2);
}
END_TEST

START_TEST(domains_tell_hosts_apart)
{
	bus_is({ .domain = 0, .rid = 0 }, { .domain = 1, .rid = 0 }, { .domain = 4, .rid = 0 },
	       { .domain = 9, .rid = 0 });
	plan(dts_releases[_i], DTS(V3("s", "1000")
		HOST("pcie@1", "linux,pci-domain = <4>; iommu-map = <0 &s 0x400 0x100>;")
		HOST("pcie@2", "iommu-map = <0 &s 0 0x100>;")
		HOST("pcie@3", "linux,pci-domain = <0>; iommu-map = <0 &s 0x300 0x100>;")));
	expect_stream(function(4, 0), 0, 0x400);
	expect_stream(function(1, 0), 0, 0);
	expect_stream(function(0, 0), 0, 0x300);
	ck_assert_uint_eq(dts_plan_made.n_devices, 3);
}
END_TEST

START_TEST(one_domain_and_one_host_belong_together)
{
	bus_is({ .domain = 7, .rid = 0 });
	plan(dts_releases[_i], DTS(V3("s", "1000") HOST("pcie", ALL("s"))));
	expect_stream(function(7, 0), 0, 0);
}
END_TEST

START_TEST(a_host_the_dump_does_not_show)
{
	bus_is({ .domain = 1, .rid = 0 });
	plan(dts_releases[_i], DTS(V3("s", "1000") HOST("pcie@1", ALL("s")) HOST("pcie@2", ALL("s"))));
	expect_range("/pcie@1", 5, "/iommu@1000", 5);
	expect_confidence("/pcie@1", IOP_IF_ACS);
	function(1, 0);
}
END_TEST

START_TEST(functions_have_their_nodes)
{
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 3, 3, ACS_ON), FUNCTION(RID(3, 0, 0), ENDPOINT),
	       FUNCTION(RID(0, 2, 0), RC_ENDPOINT));
	plan(dts_releases[_i], DTS(V3("s", "1000") HOST("pcie", ALL("s")
		"#address-cells = <3>; #size-cells = <2>;"
		"port@1,0 { device_type = \"pci\"; reg = <0x800 0 0 0 0>;"
		" #address-cells = <3>; #size-cells = <2>;"
		" wifi@0,0 { reg = <0x30000 0 0 0 0>; }; };")));
	ck_assert_uint_eq(dts_device("/pcie/port@1,0/wifi@0,0")->child, RID(3, 0, 0));
	ck_assert_uint_eq(dts_device("/pcie/port@1,0")->child, RID(0, 1, 0));
	ck_assert_uint_eq(function(0, RID(0, 2, 0))->node, dts_node("/pcie"));
}
END_TEST

START_TEST(a_device_that_is_given_identity)
{
	static const char *const domains[] = { "DMA", "identity", "identity", "identity" };

	bus_is(FUNCTION(RID(0, 2, 0), RC_ENDPOINT, .vendor = 0x19e5, .device = 0xa12e),
	       FUNCTION(RID(0, 3, 0), RC_ENDPOINT, .vendor = 0x19e5, .device = 0xa12f));
	plan(dts_releases[_i], DTS(V3("s", "1000") HOST("pcie", ALL("s"))));
	ck_assert_str_eq(iop_words[dts_plan_made.groups[0].domain], domains[_i]);
	ck_assert_str_ne(iop_words[dts_plan_made.groups[1].domain], "identity");
}
END_TEST

START_TEST(what_a_cut_dump_leaves_open)
{
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 1, .cut = true), FUNCTION(RID(1, 0, 0), ENDPOINT),
	       FUNCTION(RID(0, 2, 0), RC_ENDPOINT));
	plan(dts_releases[_i], DTS(V3("s", "1000") HOST("pcie", ALL("s"))));
	ck_assert_int_eq(function(0, RID(1, 0, 0))->confidence, IOP_IF_ACS);
	ck_assert_int_eq(function(0, RID(0, 2, 0))->confidence, IOP_CERTAIN);
}
END_TEST

/* An SMMUv2 keeps 16 bits of an ID, however the row counts up to it. */
START_TEST(ids_beyond_sixteen_bits)
{
	bus_is(FUNCTION(RID(0, 1, 0), RC_ENDPOINT), FUNCTION(RID(0, 2, 0), RC_ENDPOINT),
	       FUNCTION(RID(0, 3, 0), RC_ENDPOINT));
	plan(dts_releases[_i], DTS(SMMU("s", "1000")
		HOST("pcie", "iommu-map = <0x18 &s 0x8 1  1 &s 0xfff9 0x1000>;")));
	expect_stream(function(0, RID(0, 1, 0)), 0, 0);
	expect_stream(function(0, RID(0, 2, 0)), 0, 8);
	ck_assert_uint_eq(function(0, RID(0, 2, 0))->group, function(0, RID(0, 3, 0))->group);
	ck_assert_uint_ne(function(0, RID(0, 1, 0))->group, function(0, RID(0, 3, 0))->group);
	plan(dts_releases[_i], DTS(V3("s", "1000")
		HOST("pcie", "iommu-map = <1 &s 0xfff9 0x1000>;")));
	expect_stream(function(0, RID(0, 1, 0)), 0, 0x10000);
}
END_TEST

/* Without a dump: where IDs start again, a range ends. */
START_TEST(ranges_end_where_ids_do)
{
	const struct iop_plan *p = &dts_plan_made;
	uint32_t n = 0;

	dts_plan(LINUX(7, 2), DTS(SMMU("s", "1000")
		HOST("pcie", "iommu-map = <0 &s 0xff00 0x300>;")));
	ck_assert_uint_ge(p->n_ranges, 2);
	for (; n < 2; n++) {
		ck_assert_uint_eq(p->ranges[n].first, n * 0x100);
		ck_assert_uint_eq(p->ranges[n].last, n ? 0x2ff : 0xff);
		ck_assert_uint_eq(p->ranges[n].id, n ? 0 : 0xff00);
	}
}
END_TEST

/* Three functions for two context banks, behind a host of this make. */
static void three_for_two(iop_version version, const char *host)
{
	char text[1024];

	bus_is(FUNCTION(RID(0, 1, 0), RC_ENDPOINT), FUNCTION(RID(0, 2, 0), RC_ENDPOINT),
	       FUNCTION(RID(0, 3, 0), RC_ENDPOINT));
	snprintf(text, sizeof(text), DTS(SMMU("s", "1000") "pcie { compatible = \"%s\";"
		 "device_type = \"pci\"; iommu-map = <0 &s 0 0x1000>; };")
		 "&s { interrupts = <0 1 2>; };", host);
	plan(version, text);
}

/* Seen in a booted 7.2: its ECAM host is there before its SMMU. */
START_TEST(a_bus_that_costs_the_iommu)
{
	three_for_two(LINUX(7, 2), "pci-host-ecam-generic");
	ck_assert_uint_eq(dts_plan_made.n_groups, 0);
	ck_assert_int_eq(dts_iommu("/iommu@1000")->state, IOP_STATE_FAILS);
	expect_why(function(0, RID(0, 1, 0)), "iommu-fails-to-probe");
	three_for_two(LINUX(6, 12), "pci-host-ecam-generic");
	ck_assert_uint_eq(dts_plan_made.n_groups, 2);
	expect_why(function(0, RID(0, 3, 0)), "no-context-left");
	ck_assert_int_eq(function(0, RID(0, 1, 0))->confidence, IOP_IF_DRIVER_BINDS);
}
END_TEST

START_TEST(a_bus_that_may_cost_the_iommu)
{
	three_for_two(LINUX(7, 2), "vendor,pcie");
	ck_assert_uint_eq(dts_plan_made.n_groups, 2);
	expect_why(function(0, RID(0, 3, 0)), "no-context-left");
	ck_assert_int_eq(function(0, RID(0, 1, 0))->confidence, IOP_UNSURE);
}
END_TEST

/* A port without ACS behind one IOMMU, and what is below it behind another. */
static void one_port_of_two(iop_version version, const char *port, const char *below)
{
	char text[1024];

	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 1), FUNCTION(RID(1, 0, 0), ENDPOINT));
	snprintf(text, sizeof(text), DTS(V3("v3", "1000") SMMU("v2", "2000") SMMU("also", "3000")
		 "pcie { compatible = \"pci-host-ecam-generic\"; device_type = \"pci\";"
		 "iommu-map = <0 &%s 0 0x100  0x100 &%s 0x100 0x100>; };"), port, below);
	plan(version, text);
	ck_assert_uint_ne(function(0, RID(0, 1, 0))->group, IOP_NONE);
}

/* Seen in a booted 7.2: the group is SMMUv2's, whose driver registers first. */
START_TEST(a_group_of_another_driver)
{
	static const char *const why[] = { "other-driver-crashes", "other-driver-first",
					   "group-of-other-driver-crashes",
					   "group-of-other-driver-crashes" };

	one_port_of_two(dts_releases[_i], "v2", "v3");
	expect_why(function(0, RID(1, 0, 0)), why[_i]);
	ck_assert_uint_eq(dts_plan_made.n_groups, 1);
}
END_TEST

START_TEST(a_group_that_is_refused)
{
	one_port_of_two(LINUX(6, 10), "v2", "v3");
	expect_why(function(0, RID(1, 0, 0)), "group-of-other-driver");
	one_port_of_two(LINUX(6, 12), "v3", "v2");
	expect_why(function(0, RID(1, 0, 0)), "group-of-other-driver");
}
END_TEST

/* Whoever comes later looks upwards, and an endpoint is nobody's bridge. */
START_TEST(drivers_take_turns_on_a_bus)
{
	one_port_of_two(LINUX(7, 2), "v3", "v2");
	ck_assert_uint_ne(function(0, RID(1, 0, 0))->group, IOP_NONE);
	ck_assert_uint_eq(dts_plan_made.n_groups, 2);
}
END_TEST

START_TEST(a_group_of_another_instance)
{
	one_port_of_two(dts_releases[_i], "v2", "also");
	ck_assert_int_eq(function(0, RID(1, 0, 0))->confidence, IOP_UNSURE);
}
END_TEST

Suite *pci_plan_suite(void)
{
	const TTest *const tests[] = {
		aliases_are_streams_too, one_alias_in_two_masters, an_alias_without_a_row,
		one_stream_for_a_bus, a_bridge_without_a_row_is_walked_over,
		domains_tell_hosts_apart, one_domain_and_one_host_belong_together,
		a_host_the_dump_does_not_show, functions_have_their_nodes,
		a_device_that_is_given_identity, what_a_cut_dump_leaves_open,
		ids_beyond_sixteen_bits, a_group_of_another_driver,
		a_group_of_another_instance,
	};
	Suite *s = suite_create("pci_plan");
	TCase *t = tcase_create("pci-plan");

	for (size_t n = 0; n < sizeof(tests) / sizeof(tests[0]); n++)
		tcase_add_loop_test(t, tests[n], 0, RELEASES);
	tcase_add_test(t, ranges_end_where_ids_do);
	tcase_add_test(t, a_group_that_is_refused);
	tcase_add_test(t, drivers_take_turns_on_a_bus);
	tcase_add_test(t, a_bus_that_costs_the_iommu);
	tcase_add_test(t, a_bus_that_may_cost_the_iommu);
	suite_add_tcase(s, t);
	return s;
}
