// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* PCI hosts: what stands for their requesters, and what a tree can tell. */
#include <stdio.h>

#include "dts_help.h"

Suite *hosts_suite(void);

#define HOST(name, props, children) \
	name " { compatible = \"vendor,pcie\"; device_type = \"pci\"; " \
	"#address-cells = <3>; #size-cells = <2>; " props " " children " };"
#define V2(nodes) DTS(SMMU("s", "1000") SMMU("t", "2000") nodes)
#define V3(nodes) DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") nodes)
#define ALL "iommu-map = <0 &s 0 0x10000>;"

static uint32_t entries_of(const char *path)
{
	uint32_t node = dts_node(path), count = 0;

	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++)
		count += dts_plan_made.devices[n].node == node;
	return count;
}

START_TEST(requesters_stand_for_all)
{
	dts_plan(dts_releases[_i], V3(HOST("pcie", ALL, "")));
	expect_alone("/pcie");
	expect_confidence("/pcie", IOP_IF_ACS);
	ck_assert(dts_device("/pcie")->requesters);
	ck_assert_int_eq(dts_device("/pcie")->bus, IOP_BUS_PCI);
	ck_assert_uint_eq(entries_of("/pcie"), 1);
}
END_TEST

START_TEST(own_device_is_apart)
{
	dts_plan(dts_releases[_i], V3(HOST("pcie", ALL "iommus = <&s 0x20000>;", "")));
	ck_assert_uint_eq(entries_of("/pcie"), 2);
	expect_streams("/pcie", 1, 0x20000, 0);	/* the first entry */
	expect_alone("/pcie");
	ck_assert_uint_eq(dts_plan_made.n_groups, 2);
	expect_range("/pcie", 5, "/iommu@1000", 5);
}
END_TEST

START_TEST(iommus_of_a_function_is_not_read)
{
	dts_plan(dts_releases[_i], V3(HOST("pcie", "",
		"f@0,0 { reg = <0 0 0 0 0>; iommus = <&s 1>; };")));
	expect_lost("/pcie/f@0,0", "pci-child");
}
END_TEST

/* devfn is bits 15 to 8 of reg, the bus that of bus-range. */
START_TEST(functions_by_reg)
{
	dts_plan(dts_releases[_i], V3(HOST("pcie", "iommu-map = <0 &s 0x100 0x10000>;",
		"f@1,2 { reg = <0x0a00 0 0 0 0>; };")));
	ck_assert_uint_eq(dts_device("/pcie/f@1,2")->child, 0x0a);
	expect_streams("/pcie/f@1,2", 1, 0x10a, 0);
	expect_grouped("/pcie/f@1,2");
	expect_confidence("/pcie/f@1,2", IOP_IF_ACS);
}
END_TEST

START_TEST(functions_are_on_the_first_bus)
{
	dts_plan(LINUX(6, 12), V3(HOST("pcie", ALL "bus-range = <0x20 0x2f>;",
		"f@1,0 { reg = <0x0800 0 0 0 0>; };")));
	ck_assert_uint_eq(dts_device("/pcie/f@1,0")->child, 0x2008);
}
END_TEST

START_TEST(uncovered_function)
{
	dts_plan(dts_releases[_i], V3(HOST("pcie", "iommu-map = <0x100 &s 0x100 0x100>;",
		"f@0,0 { reg = <0 0 0 0 0>; };")));
	expect_lost("/pcie/f@0,0", "iommu-map-no-row");
	expect_range("/pcie", 0x100, "/iommu@1000", 0x100);
}
END_TEST

START_TEST(buses_bound_the_ranges)
{
	dts_plan(LINUX(6, 12), V3(HOST("pcie", ALL "bus-range = <1 2>;", "")));
	ck_assert_uint_eq(dts_plan_made.n_ranges, 1);
	ck_assert_uint_eq(dts_plan_made.ranges[0].first, 0x100);
	ck_assert_uint_eq(dts_plan_made.ranges[0].last, 0x2ff);
}
END_TEST

START_TEST(odd_bus_ranges_are_ignored)
{
	static const char *const boards[] = {
		V3(HOST("pcie", ALL "bus-range = <2 1>;", "")),
		V3(HOST("pcie", ALL "bus-range = <0 0x100>;", "")),
		V3(HOST("pcie", ALL "bus-range = <1>;", "")),
	};

	dts_plan(LINUX(6, 12), boards[_i]);
	ck_assert_uint_eq(dts_plan_made.ranges[0].first, 0);
	ck_assert_uint_eq(dts_plan_made.ranges[0].last, 0xffff);
}
END_TEST

START_TEST(disabled_host)
{
	dts_plan(dts_releases[_i], V3(HOST("pcie", ALL "status = \"disabled\";",
		"f@0,0 { reg = <0 0 0 0 0>; };")));
	ck_assert_uint_eq(dts_plan_made.n_devices, 0);
}
END_TEST

START_TEST(disabled_function)
{
	dts_plan(LINUX(6, 12), V3(HOST("pcie", ALL,
		"f@0,0 { reg = <0 0 0 0 0>; status = \"disabled\"; };")));
	ck_assert(!dts_is_master("/pcie/f@0,0"));
}
END_TEST

START_TEST(an_entry_for_each_iommu)
{
	dts_plan(dts_releases[_i], V2(HOST("pcie", "iommu-map = <0 &s 0 0x100 0x100 &t 0 0x100>;",
					   "")));
	ck_assert_uint_eq(entries_of("/pcie"), 3);	/* and the uncovered ones */
	ck_assert_uint_eq(dts_plan_made.n_groups, 2);
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->groups, 1);
	ck_assert_uint_eq(dts_iommu("/iommu@2000")->groups, 1);
}
END_TEST

/* One stream for all: on SMMUv2 one group, on SMMUv3 only the first has any. */
START_TEST(many_requesters_one_stream)
{
	dts_plan(dts_releases[_i], V2(HOST("pcie", "iommu-map = <0 &s 5 1>; iommu-map-mask = <0>;",
					   "")));
	expect_confidence("/pcie", IOP_CERTAIN);
	dts_plan(dts_releases[_i], V3(HOST("pcie", "iommu-map = <0 &s 5 1>; iommu-map-mask = <0>;",
					   "")));
	expect_confidence("/pcie", IOP_UNSURE);
}
END_TEST

START_TEST(stream_mask_makes_one_group)
{
	dts_plan(LINUX(7, 2), V2(HOST("pcie", ALL, ""))
		 "&s { stream-match-mask = <0xffff>; };");
	expect_confidence("/pcie", IOP_CERTAIN);
}
END_TEST

START_TEST(master_and_host_share_a_stream)
{
	dts_plan(dts_releases[_i], V2(MASTER("a", "&s 5")
		HOST("pcie", "iommu-map = <0 &s 5 1>; iommu-map-mask = <0>;", "")));
	expect_together("/a", "/pcie");
	ck_assert_int_eq(dts_device("/pcie")->join, IOP_JOIN_STREAM);
}
END_TEST

START_TEST(hosts_of_many_streams_take_no_entry)
{
	dts_plan(LINUX(6, 12), V2(HOST("pcie", ALL, "")
		HOST("other", "iommu-map = <0 &s 5 1>; iommu-map-mask = <0>;", "")));
	expect_alone("/pcie");
	expect_alone("/other");
}
END_TEST

/* U-Boot fills rows of length 0 in. */
START_TEST(rows_that_wait_for_firmware)
{
	dts_plan(dts_releases[_i], V3(HOST("pcie", "iommu-map = <0 &s 0 0>;", "")));
	expect_no_range("/pcie", 0, "iommu-map-placeholder");
}
END_TEST

/* Layerscape: one entry, of ID 0, where U-Boot writes the first. */
START_TEST(first_entry_waits_for_firmware)
{
	static const struct { const char *props; bool waits; } hosts[] = {
		{ "compatible = \"fsl,ls1028a-pcie\"; iommu-map = <0 &s 0 1>;", true },
		{ "compatible = \"fsl,lx2160a-pcie\"; iommu-map = <0 &s 0 1>;", true },
		{ "compatible = \"fsl,ls1028a-pcie\"; iommu-map = <0 &s 0x401 1>;", false },
		{ "compatible = \"fsl,ls1028a-pcie\"; iommu-map = <1 &s 0 1>;", false },
		{ "compatible = \"fsl,ls1028a-pcie\"; iommu-map = <0 &s 0 2>;", false },
		{ "compatible = \"fsl,ls1028a-pcie\"; iommu-map = <0 &s 0 1 0x100 &s 1 1>;", false },
		{ "compatible = \"vendor,pcie\"; iommu-map = <0 &s 0 1>;", false },
	};
	char board[1024];
	uint32_t n = 0;

	snprintf(board, sizeof(board), V2("pcie { device_type = \"pci\"; %s };"), hosts[_i].props);
	dts_plan(LINUX(7, 3), board);
	for (; n < dts_plan_made.n_devices && dts_plan_made.devices[n].why !=
	     (hosts[_i].waits ? IOP_R_MAP_PLACEHOLDER : IOP_R_MAP_UNMATCHED); n++)
		;
	ck_assert_uint_lt(n, dts_plan_made.n_devices);
	ck_assert(dts_plan_made.devices[n].partial);
	ck_assert_int_eq(dts_device("/pcie")->confidence == IOP_IF_BOOTLOADER, hosts[_i].waits);
}
END_TEST

START_TEST(gap_beside_covered_requesters)
{
	dts_plan(LINUX(6, 12), V3(HOST("pcie", "iommu-map = <0 &s 0 0x100>;", "")
		HOST("other", "iommu-map = <0 0xdead 0 0x100>;", "")));
	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++) {
		const struct iop_device *d = &dts_plan_made.devices[n];

		if (d->why == IOP_R_MAP_UNMATCHED)
			ck_assert_int_eq(d->partial, d->node == dts_node("/pcie"));
	}
}
END_TEST

START_TEST(map_nobody_reads)
{
	dts_plan(dts_releases[_i], V3("a { compatible = \"vendor,device\"; " ALL " };"));
	expect_lost("/a", "iommu-map-unused");
}
END_TEST

START_TEST(map_beside_iommus_nobody_reads)
{
	dts_plan(dts_releases[_i], V3("a { compatible = \"vendor,device\"; iommus = <&s 1>; "
				      ALL " };"));
	expect_alone("/a");
	ck_assert_uint_eq(entries_of("/a"), 1);
}
END_TEST

START_TEST(host_that_is_no_device)
{
	dts_plan(LINUX(6, 12), V3("plain { " HOST("pcie", ALL, "") " };"));
	expect_lost("/plain/pcie", "not-a-device");
}
END_TEST

START_TEST(host_joins_the_group_of_the_instance)
{
	dts_plan(LINUX(6, 12), DTS(IOMMU("s", "1000", "rockchip,iommu", "1") MASTER("a", "&s 0")
				   HOST("pcie", ALL, "")));
	expect_together("/a", "/pcie");
}
END_TEST

START_TEST(reasons_reach_requesters)
{
	dts_plan(LINUX(6, 12), V3(HOST("pcie", ALL, "")) "&s { status = \"disabled\"; };");
	expect_no_range("/pcie", 0, "iommu-disabled");
	expect_lost("/pcie", "iommu-disabled");
}
END_TEST

Suite *hosts_suite(void)
{
	Suite *s = suite_create("hosts");
	TCase *t = tcase_create("hosts");

	tcase_add_loop_test(t, requesters_stand_for_all, 0, RELEASES);
	tcase_add_loop_test(t, own_device_is_apart, 0, RELEASES);
	tcase_add_loop_test(t, iommus_of_a_function_is_not_read, 0, RELEASES);
	tcase_add_loop_test(t, functions_by_reg, 0, RELEASES);
	tcase_add_test(t, functions_are_on_the_first_bus);
	tcase_add_loop_test(t, uncovered_function, 0, RELEASES);
	tcase_add_test(t, buses_bound_the_ranges);
	tcase_add_loop_test(t, odd_bus_ranges_are_ignored, 0, 3);
	tcase_add_loop_test(t, disabled_host, 0, RELEASES);
	tcase_add_test(t, disabled_function);
	tcase_add_loop_test(t, an_entry_for_each_iommu, 0, RELEASES);
	tcase_add_loop_test(t, many_requesters_one_stream, 0, RELEASES);
	tcase_add_test(t, stream_mask_makes_one_group);
	tcase_add_loop_test(t, master_and_host_share_a_stream, 0, RELEASES);
	tcase_add_test(t, hosts_of_many_streams_take_no_entry);
	tcase_add_loop_test(t, rows_that_wait_for_firmware, 0, RELEASES);
	tcase_add_loop_test(t, first_entry_waits_for_firmware, 0, 7);
	tcase_add_test(t, gap_beside_covered_requesters);
	tcase_add_loop_test(t, map_nobody_reads, 0, RELEASES);
	tcase_add_loop_test(t, map_beside_iommus_nobody_reads, 0, RELEASES);
	tcase_add_test(t, host_that_is_no_device);
	tcase_add_test(t, host_joins_the_group_of_the_instance);
	tcase_add_test(t, reasons_reach_requesters);
	suite_add_tcase(s, t);
	return s;
}
