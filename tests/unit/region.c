// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* MediaTek: the table of groups, its slots and who shares it. */
#include "dts_help.h"

Suite *region_suite(void);

/* Two M4Us, each with larbs 0 to 15 by one node each that stand for them. */
#define LARB(m, n) "l" m n ": larb" m "-" n " { mediatek,larb-id = <" n ">; };"
#define LARBS(m) LARB(m, "0") LARB(m, "1") LARB(m, "4") LARB(m, "13") LARB(m, "14")
#define M4U(m, soc) m ": m4u-" m " { compatible = \"" soc "\"; reg = <0x9000 0x1000>; #iommu-cells = <1>;" \
	"mediatek,larbs = <&l" m "0 &l" m "1 &l" m "4 &l" m "13 &l" m "14>; };"
#define BOARD(soc, soc2, nodes) DTS(LARBS("m") LARBS("n") M4U("m", soc) M4U("n", soc2) nodes)
#define ID(m, larb, port) "&" #m " (" #larb " << 5 | " #port ")"

#define PAIR MASTER("a", ID(m, 0, 1)) MASTER("b", ID(m, 1, 1)) MASTER("c", ID(n, 0, 1))

/* 5.10: one group in all. Then a table; 5.19: one for each list. */
START_TEST(instances_apart)
{
	static const iop_version versions[] = {
		LINUX(5, 10), LINUX(5, 12), LINUX(5, 17), LINUX(5, 19), LINUX(6, 1),
		LINUX(6, 12), LINUX(7, 2),
	};

	dts_plan(versions[_i], BOARD("mediatek,mt8173-m4u", "mediatek,mt8173-m4u", PAIR));
	if (versions[_i] < IOP_VERSION(5, 19, 0)) {
		expect_together("/a", "/b", "/c");
	} else {
		expect_together("/a", "/b");
		expect_alone("/c");
	}
}
END_TEST

START_TEST(instances_of_one_list)
{
	static const char *const boards[] = {
		BOARD("mediatek,mt2712-m4u", "mediatek,mt2712-m4u", PAIR),
		BOARD("mediatek,mt8195-iommu-vdo", "mediatek,mt8195-iommu-vpp", PAIR),
	};

	for (int r = _i; r < RELEASES; r++) {
		dts_plan(dts_releases[r], boards[_i]);
		expect_together("/a", "/b", "/c");
	}
}
END_TEST

/* 6.4: by the ports of the larb, in the table of the SoC. */
#define MT8192(nodes) BOARD("mediatek,mt8192-m4u", "mediatek,mt8173-m4u", nodes)

START_TEST(regions_by_port)
{
	dts_plan(dts_releases[_i + 2], MT8192(
		MASTER("a", ID(m, 0, 3)) MASTER("b", ID(m, 1, 9)) MASTER("c", ID(m, 4, 0))
		MASTER("d", ID(m, 13, 0)) MASTER("e", ID(m, 14, 6))
		MASTER("f", ID(m, 13, 9) ID(m, 13, 10)) MASTER("g", ID(m, 14, 4) ID(m, 14, 5))));
	expect_together("/a", "/b");
	expect_alone("/c");
	expect_together("/d", "/e");
	expect_alone("/f");
	expect_alone("/g");
}
END_TEST

/* Ports 0 and 9 of larb 13 are in regions 2 and 4: no region has both. */
START_TEST(ports_of_two_regions)
{
	dts_plan(LINUX(6, 12), MT8192(MASTER("a", ID(m, 13, 0) ID(m, 13, 9))));
	expect_lost("/a", "no-iova-region");
	dts_plan(LINUX(7, 2), MT8192(MASTER("a", ID(m, 13, 0) ID(m, 13, 9))));
	expect_broken("/m4u-m", "/a", "no-iova-region");
}
END_TEST

START_TEST(larb_outside_the_table)
{
	dts_plan(LINUX(6, 12), MT8192(MASTER("a", ID(m, 3, 0))
		"l3: larb3 { mediatek,larb-id = <3>; };")
		"&m { mediatek,larbs = <&l3>; };");
	expect_lost("/a", "no-iova-region");
}
END_TEST

/* Before: by dma-ranges, found in the parent's. */
#define AT(name, base, size, id) name "-bus { compatible = \"simple-bus\";" \
	"#address-cells = <2>; #size-cells = <2>; dma-ranges = <" base " 0 0 " size ">; " \
	MASTER(name, id) "};"
#define MT8192_6_1(nodes) MT8192(nodes) "/ { #address-cells = <2>; #size-cells = <2>; };"

START_TEST(regions_by_dma_ranges)
{
	dts_plan(LINUX(6, 1), MT8192_6_1(
		MASTER("none", ID(m, 4, 0))
		AT("low", "0 0", "0 0xff800000", ID(m, 0, 0))
		AT("high", "1 0", "0 0xff800000", ID(m, 4, 0))
		AT("third", "2 0", "0 0xff800000", ID(m, 13, 0))
		AT("ccu", "2 0x40000000", "0 0x4000000", ID(m, 13, 0))));
	expect_together("/none", "/low-bus/low");
	expect_alone("/high-bus/high");
	expect_alone("/third-bus/third");
	expect_alone("/ccu-bus/ccu");
}
END_TEST

/* Inside region 2 alone, then inside 2 and 4: the last one around it. */
START_TEST(part_of_a_region)
{
	dts_plan(LINUX(6, 1), MT8192_6_1(
		AT("third", "2 0", "0 0xff800000", ID(m, 13, 0))
		AT("part", "2 0x1000", "0 0x1000", ID(m, 13, 0))
		AT("ccu", "2 0x40000000", "0 0x4000000", ID(m, 13, 0))
		AT("inner", "2 0x40001000", "0 0x1000", ID(m, 13, 0))));
	expect_together("/third-bus/third", "/part-bus/part");
	expect_together("/ccu-bus/ccu", "/inner-bus/inner");
}
END_TEST

START_TEST(range_across_regions)
{
	dts_plan(LINUX(6, 1), MT8192_6_1(AT("wide", "0 0", "2 0", ID(m, 0, 0))));
	expect_lost("/wide-bus/wide", "no-iova-region");
}
END_TEST

#define INFRA(nodes) DTS("m: m4u-m { compatible = \"mediatek,mt8195-iommu-infra\";" \
			 "reg = <0x9000 0x1000>; #iommu-cells = <1>; };" nodes)

START_TEST(banks_by_port)
{
	dts_plan(dts_releases[_i], INFRA(MASTER("a", "&m 3") MASTER("b", "&m 16")
		 MASTER("c", "&m 19") MASTER("d", "&m 20") MASTER("e", "&m 31")));
	expect_together("/a", "/b", "/c");
	expect_together("/d", "/e");
}
END_TEST

START_TEST(no_driver_to_bring_it_up)
{
	dts_plan(LINUX(7, 2), BOARD("mediatek,mt6893-iommu-mm", "mediatek,mt8173-m4u",
				    MASTER("a", ID(m, 0, 0))));
	expect_state("/m4u-m", IOP_STATE_FAILS, "driver-broken");
	expect_lost("/a", "iommu-fails-to-probe");
}
END_TEST

Suite *region_suite(void)
{
	Suite *s = suite_create("region");
	TCase *t = tcase_create("region");

	tcase_add_loop_test(t, instances_apart, 0, 7);
	tcase_add_loop_test(t, instances_of_one_list, 0, 2);
	tcase_add_loop_test(t, regions_by_port, 0, 2);
	tcase_add_test(t, ports_of_two_regions);
	tcase_add_test(t, larb_outside_the_table);
	tcase_add_test(t, regions_by_dma_ranges);
	tcase_add_test(t, part_of_a_region);
	tcase_add_test(t, range_across_regions);
	tcase_add_loop_test(t, banks_by_port, 1, RELEASES);
	tcase_add_test(t, no_driver_to_bring_it_up);
	suite_add_tcase(s, t);
	return s;
}
