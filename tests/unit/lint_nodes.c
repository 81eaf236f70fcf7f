// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The node of an IOMMU, and other readers of a tree: boards that differ in one thing. */
#include "lint_help.h"

#define ONE(nodes) DTS(SMMU("s", "1000") nodes)
#define IS(rule) IOP_RULE_IOMMU_##rule
#define LARBS(list) DTS("l: larb@80000 { compatible = \"mediatek,mt8173-smi-larb\";" \
	" reg = <0x80000 0x1000>; }; off: larb@90000 { compatible = \"mediatek,mt8173-smi-larb\";" \
	" reg = <0x90000 0x1000>; status = \"disabled\"; }; iommu@70000 {" \
	" compatible = \"mediatek,mt8173-m4u\"; reg = <0x70000 0x1000>; interrupts = <20>;" \
	" clocks = <0>; clock-names = \"bclk\"; #iommu-cells = <1>; " list " };")
#define IPMMU(label, at, more) label ": " NODE("iommu@" at, "renesas,ipmmu-r8a7795", \
	"reg = <0x" at " 0x1000>; #iommu-cells = <1>;" more)
#define TO(main) "renesas,ipmmu-main = <" main ">;"
#define OFF "status = \"disabled\";"

static const struct lint_row rows[] = {
	/* a root that others need; once, however many they are; -EPROBE_DEFER without any */
	{ DTS(IPMMU("m", "70000", OFF) IPMMU("a", "80000", TO("&m 0"))), IS(ROOT_OFF), 1, 0, NULL },
	{ DTS(IPMMU("m", "70000", OFF) IPMMU("a", "80000", TO("&m 0")) IPMMU("b", "90000", TO("&m 1"))),
	  IS(ROOT_OFF), 1, 0, NULL },
	{ DTS(IPMMU("m", "70000", OFF) IPMMU("n", "71000", OFF) IPMMU("a", "80000", TO("&m 0"))
	      IPMMU("b", "90000", TO("&n 1"))), IS(ROOT_OFF), 2, 0, NULL },
	{ DTS(IPMMU("m", "70000", "") IPMMU("a", "80000", TO("&m 0"))), IS(ROOT_OFF), 0, 0, NULL },
	{ DTS(IPMMU("a", "80000", TO("0 0"))), IS(ROOT_OFF), 0, 0, NULL },
	{ DTS(IPMMU("a", "80000", TO("0xdead 0"))), IS(ROOT_OFF), 0, 0, NULL },
	{ DTS(IPMMU("a", "80000", TO("&gic 0"))), IS(ROOT_OFF), 0, 0, NULL },
	{ DTS(IPMMU("a", "80000", TO("&gic 0"))), IS(ROOT), 1, 0, NULL },
	{ DTS(IPMMU("a", "80000", TO("0xdead 0"))), IS(SUPPLIER), 1, 0, NULL },
	{ DTS(IPMMU("a", "80000", TO("0 0"))), IS(SUPPLIER), 0, 0, NULL },
	{ DTS(IPMMU("m", "70000", "") IPMMU("a", "80000", TO("&m 0"))), IS(SUPPLIER), 0, 0, NULL },
	/* mtk_iommu_probe(): an entry that leads nowhere, or no larb that is on */
	{ LARBS("mediatek,larbs = <0xdead>;"), IS(LARBS), 1, 0, NULL },
	{ LARBS("mediatek,larbs = <&l 0xdead>;"), IS(LARBS), 1, 0, NULL },
	{ LARBS("mediatek,larbs = <&off>;"), IS(LARBS), 1, 0, NULL },
	{ LARBS("mediatek,larbs = <&off &l>;"), IS(LARBS), 0, 0, NULL },
	{ LARBS("mediatek,larbs = <&l>;"), IS(LARBS), 0, 0, NULL },
	/* the cells of a specifier, by the driver and by the masters */
	{ ONE(MASTER("a", "&s 1")), IS(CELLS), 0, 0, NULL },
	{ ONE(MASTER("a", "&s 1 2 3")) "&s { #iommu-cells = <3>; };", IS(CELLS), 1, 0, NULL },
	{ ONE(MASTER("a", "&s 1 2")) "&s { #iommu-cells = <2>; };", IS(CELLS), 0, 0, NULL },
	{ ONE(MASTER("a", "&s")) "&s { #iommu-cells = <0>; };", IS(CELLS), 1, 0, NULL },
	{ ONE("") "&s { #iommu-cells = <3>; status = \"disabled\"; };", IS(CELLS), 0, 0, NULL },
	{ ONE(MASTER("a", "&s 1 0")), IS(CELLS_MISFIT), 1, 0, NULL },
	{ ONE(MASTER("a", "&s 1 0") MASTER("b", "&s 2 0")), IS(CELLS_MISFIT), 1, 0, NULL },
	/* one that parses as it is; one for which no width serves */
	{ ONE(MASTER("a", "&s 1 0") MASTER("b", "&s 2")), IS(CELLS_MISFIT), 0, 0, NULL },
	{ ONE(MASTER("a", "&s 1 0 0 0 0xdead")), IS(CELLS_MISFIT), 0, 0, NULL },
	{ ONE(MASTER("a", "&s 1 0>, <0 1")), IS(CELLS_MISFIT), 0, 0, NULL },
	{ ONE(SMMU("t", "2000") MASTER("a", "&s 1 0 &t 1") MASTER("b", "&t 2")), IS(CELLS_MISFIT), 1, 0, NULL },
	{ ONE(SMMU("t", "2000") MASTER("a", "&s 1 0") MASTER("b", "&t 2 0") MASTER("c", "&s 1 0")),
	  IS(CELLS_MISFIT), 2, 0, NULL },
	{ ONE("t: iommu@2000 { compatible = \"arm,mmu-500\"; reg = <0x2000 1>; }; " MASTER("a", "&s 1 0 &t 1")),
	  IS(CELLS_MISFIT), 0, 0, NULL },
	{ ONE(MASTER("a", "0xdead 1")), IS(CELLS_MISFIT), 0, 0, NULL },
	/* #iommu-cells forgotten on what a driver knows; once for its masters */
	{ DTS("t: iommu@2000 { compatible = \"arm,mmu-500\"; reg = <0x2000 1>; };" MASTER("a", "&t 1")
	      MASTER("b", "&t 2")), IS(CELLS_MISSING), 1, 0, NULL },
	{ DTS("t: clock@2000 { compatible = \"v,clock\"; reg = <0x2000 1>; };" MASTER("a", "&t 1")),
	  IS(CELLS_MISSING), 0, 0, NULL },
	{ ONE("t: iommu@2000 { compatible = \"arm,mmu-500\"; reg = <0x2000 1>; };" MASTER("a", "&s 1 &t 1")),
	  IS(CELLS_MISSING), 0, 0, NULL },
	/* what all others of its kind have, from three on */
#define V(at, more) NODE("iommu@" at, "v,iommu", "reg = <0x" at " 1>; #iommu-cells = <1>; " more)
#define R(at, more) NODE("iommu@" at, "rockchip,iommu", "reg = <0x" at " 1>; interrupts = <1>;" \
			 " #iommu-cells = <0>; " more)
#define CLK "clocks = <&c 0>;"
#define C "c: clk { compatible = \"v,clk\"; #clock-cells = <1>; };"
	{ DTS(C R("1000", CLK) R("2000", CLK) R("3000", CLK) R("4000", "")), IS(UNLIKE), 1, 0, NULL },
	{ DTS(C R("1000", CLK) R("2000", CLK) R("4000", "")), IS(UNLIKE), 0, 0, NULL },
	{ DTS(C R("1000", CLK) R("2000", CLK) R("3000", CLK) R("4000", "") R("5000", "")), IS(UNLIKE), 0, 0, NULL },
	{ DTS(C R("1000", CLK) R("2000", CLK) R("3000", CLK) "iommu@4000 { reg = <0x4000 1>;"
	      " compatible = \"rockchip,rk3568-iommu\"; interrupts = <1>; #iommu-cells = <0>; };"),
	  IS(UNLIKE), 0, 0, NULL },
	/* one finding for all IOMMUs of an unknown kind */
	{ DTS("a: " V("1000", "") "b: " V("2000", "") MASTER("m", "&a 1") MASTER("n", "&b 1")
	      MASTER("o", "&a 2 &b 2")), IS(NO_DRIVER), 1, 0, NULL },
	{ DTS("a: " V("1000", "") "b: iommu@2000 { compatible = \"v,other\"; reg = <0x2000 1>; #iommu-cells = <1>; };"
	      MASTER("m", "&a 1") MASTER("n", "&b 1")), IS(NO_DRIVER), 2, 0, NULL },
	{ DTS("a: " V("1000", "")), IS(NO_DRIVER), 0, 0, NULL },
	{ DTS("a: " V("1000", OFF) MASTER("m", "&a 1")), IS(DISABLED), 1, 0, NULL },
	{ DTS("a: " V("1000", OFF)), IS(DISABLED), 0, 0, NULL },
};

Suite *lint_nodes_suite(void);

START_TEST(what_a_node_lacks)
{
	lint_expect(&rows[_i], _i);
}
END_TEST

/* The masters of all of a kind, each once, and then its other IOMMUs. */
START_TEST(all_of_an_unknown_kind)
{
	const struct lint_row row = { DTS("a: " V("1000", "") "b: " V("2000", "") MASTER("m", "&a 1")
		MASTER("n", "&b 1") MASTER("o", "&a 2 &b 2") MASTER("p", "0xdead 1")), IS(NO_DRIVER), 1, 0, NULL };
	const struct iop_finding *f = lint_expect(&row, 0);
	static const char *const others[] = { "/m", "/n", "/o", "/iommu@2000" };

	ck_assert_uint_eq(f->n_others, 4);
	for (int n = 0; n < 4; n++)
		ck_assert_uint_eq(f->others[n], dts_node(others[n]));
}
END_TEST

#define WIDE "w: " NODE("iommu@3000", "arm,mmu-500", "reg = <0x3000 0x1000>; #iommu-cells = <2>;" \
	"#global-interrupts = <1>; interrupts = <0 1 2 3>;")
#define HOST(name, map, more) name " { compatible = \"pci-host-ecam-generic\"; device_type = \"pci\";" \
	" reg = <0x80000 0x1000>; iommu-map = <" map ">; " more " };"
#define XEN "xen,passthrough; reg = <0x9000 1>;"
#define IMX(nodes) DTS_WITH("compatible = \"v,board\", \"fsl,imx8qm\";", WIDE nodes)
#define BOTH(nodes) DTS(SMMU("s", "1000") WIDE nodes)

/* Programs that take four cells for an entry, whatever the target's cells. */
static const struct lint_row readers[] = {
	{ BOTH(HOST("p", "0 &w 0 0 8", "")), IOP_RULE_FREEBSD_STRIDE, 1, 0, NULL },
	{ BOTH(HOST("p", "0 &w 0 0 8", "")), IOP_RULE_EDK2_ROWS, 1, 0, NULL },
	{ BOTH(HOST("p", "0 &s 0 8", "")), IOP_RULE_FREEBSD_STRIDE, 0, 0, NULL },
	{ BOTH(HOST("p", "0 &s 0 8 8 &w 0 0 8", "")), IOP_RULE_FREEBSD_STRIDE, 1, 0, NULL },
	{ BOTH(HOST("p", "0 &w 0 0 8", OFF)), IOP_RULE_FREEBSD_STRIDE, 0, 0, NULL },
	{ BOTH(HOST("p", "0 &gic 0 0 8", "")), IOP_RULE_FREEBSD_STRIDE, 0, 0, NULL },
	{ BOTH(HOST("p", "0 0xdead 0 0 8", "")), IOP_RULE_FREEBSD_STRIDE, 0, 0, NULL },
	{ BOTH(HOST("p", "0 &w 0 0", "")), IOP_RULE_FREEBSD_STRIDE, 0, 0, NULL },
	{ BOTH(HOST("p", "0 &w 0 0 8 8", "")), IOP_RULE_FREEBSD_STRIDE, 0, 0, NULL },
	/* config_smmu_fdt() of U-Boot, on i.MX8 */
	{ IMX("a { iommus = <&w 1 0>; };"), IOP_RULE_UBOOT_ONE_ID, 0, 0, NULL },
	{ IMX("a { iommus = <&w 1 0 &w 2 0>; };"), IOP_RULE_UBOOT_ONE_ID, 1, 0, NULL },
	{ IMX("a { iommus = <&w 1 0 &w 2 0>; status = \"disabled\"; };"), IOP_RULE_UBOOT_ONE_ID, 0, 0, NULL },
	{ BOTH("a { iommus = <&w 1 0 &w 2 0>; };"), IOP_RULE_UBOOT_ONE_ID, 0, 0, NULL },
	/* handle_passthrough_prop() of Xen */
	{ BOTH("a { compatible = \"v,a\"; " XEN " };"), IOP_RULE_XEN_UNPROTECTED, 1, 0, NULL },
	{ BOTH("a { compatible = \"v,a\"; " XEN OFF " };"), IOP_RULE_XEN_UNPROTECTED, 0, 0, NULL },
	{ BOTH("a { compatible = \"v,a\"; xen,passthrough; };"), IOP_RULE_XEN_UNPROTECTED, 0, 0, NULL },
	{ BOTH("a { compatible = \"v,a\"; iommus = <&s 1>; " XEN " };"), IOP_RULE_XEN_UNPROTECTED, 0, 0, NULL },
	{ BOTH("a { compatible = \"v,a\"; iommus = <0xdead 1>; " XEN " };"), IOP_RULE_XEN_UNPROTECTED, 1, 0, NULL },
	{ BOTH(MASTER("a", "&s 1") MASTER("b", "&s 2") "c { compatible = \"v,c\"; " XEN " };" MASTER("d", "&s 3")
	       "e { compatible = \"v,e\"; iommus = <&s 4>; " XEN " };" "f { compatible = \"v,f\"; " XEN " };"),
	  IOP_RULE_XEN_UNPROTECTED, 2, 0, NULL },
	{ BOTH("a { compatible = \"v,a\"; iommus = <&s 1>; " XEN " };" MASTER("b", "&s 1")), IOP_RULE_XEN_SPLIT, 1, 0, NULL },
	{ BOTH("a { compatible = \"v,a\"; iommus = <&s 1>; " XEN " };" MASTER("b", "&s 2")), IOP_RULE_XEN_SPLIT, 0, 0, NULL },
	{ BOTH("a { compatible = \"v,a\"; iommus = <&s 1>; " XEN " };"
	       "b { compatible = \"v,b\"; iommus = <&s 1>; " XEN " };"), IOP_RULE_XEN_SPLIT, 0, 0, NULL },
};

START_TEST(what_others_read)
{
	lint_expect(&readers[_i], _i);
}
END_TEST

#define RK(label, at) IOMMU(label, at, "rockchip,iommu", "0")

/* What one master's list says; and who shares a group that it cannot leave. */
static const struct lint_row lists[] = {
	{ BOTH(MASTER("a", "&s 0x7fff")), IOP_RULE_IOMMUS_ID_UNLIKELY, 0, 0, NULL },
	{ BOTH(MASTER("a", "&s 0x8000")), IOP_RULE_IOMMUS_ID_UNLIKELY, 1, 0, NULL },
	{ BOTH(MASTER("a", "&s 0x10000")), IOP_RULE_IOMMUS_ID_CUT, 1, 0, NULL },
	{ BOTH(MASTER("a", "&w 1 0x10000")), IOP_RULE_IOMMUS_ID_CUT, 1, 0, NULL },
	{ BOTH(MASTER("a", "&w 1 0x7fff")), IOP_RULE_IOMMUS_ID_CUT, 0, 0, NULL },
	{ DTS(IOMMU("v", "1000", "arm,smmu-v3", "1") MASTER("a", "&v 0x10000")), IOP_RULE_IOMMUS_ID_CUT, 0, 0, NULL },
	{ DTS(IOMMU("u", "1000", "v,unknown", "1") MASTER("a", "&u 0x10000")), IOP_RULE_IOMMUS_ID_CUT, 0, 0, NULL },
	{ BOTH(MASTER("a", "&s")) "&s { #iommu-cells = <0>; };", IOP_RULE_IOMMUS_ID_CUT, 0, 0, NULL },
	{ BOTH(MASTER("a", "&s 1 &w 2 0")), IOP_RULE_IOMMUS_OTHER_INSTANCE, 1, 0, NULL },
	{ BOTH(MASTER("a", "&s 1 &s 2")), IOP_RULE_IOMMUS_OTHER_INSTANCE, 0, 0, NULL },
	{ BOTH("p { compatible = \"v,p\"; device_type = \"pci\"; iommus = <&s 1>; };"), IOP_RULE_IOMMUS_ON_HOST, 1, 0, NULL },
	{ BOTH("p { compatible = \"v,p\"; device_type = \"pci\"; iommus = <&s 1>; iommu-map = <0 &s 8 8>; };"),
	  IOP_RULE_IOMMUS_ON_HOST, 0, 0, NULL },
	/* one page table for all masters of Rockchip's; what a tree or a stream joins is not it */
	{ DTS(IOMMU("r", "1000", "allwinner,sun50i-h6-iommu", "1") MASTER("a", "&r 1") MASTER("b", "&r 2")),
	  IOP_RULE_GROUP_SHARED, 1, 0, NULL },
	{ DTS(RK("r", "1000") RK("q", "2000") MASTER("a", "&r") MASTER("b", "&q")), IOP_RULE_GROUP_SHARED, 0, 0, NULL },
	{ BOTH(MASTER("a", "&s 1") MASTER("b", "&s 1")), IOP_RULE_GROUP_SHARED, 0, 0, NULL },
	/* no release reads iommu-ranges */
	{ BOTH("a { compatible = \"v,a\"; iommus = <&s 1>; iommu-ranges = <1>; };"), IOP_RULE_RANGES_IGNORED, 1, 0, NULL },
	{ BOTH("a { compatible = \"v,a\"; iommu-ranges = <1>; status = \"disabled\"; };"), IOP_RULE_RANGES_IGNORED, 0, 0, NULL },
};

START_TEST(what_a_list_says)
{
	lint_expect(&lists[_i], _i);
}
END_TEST

Suite *lint_nodes_suite(void)
{
	Suite *s = suite_create("lint_nodes");
	TCase *t = tcase_create("lint_nodes");

	tcase_add_loop_test(t, what_a_node_lacks, 0, LINT_COUNT(rows));
	tcase_add_test(t, all_of_an_unknown_kind);
	tcase_add_loop_test(t, what_others_read, 0, LINT_COUNT(readers));
	tcase_add_loop_test(t, what_a_list_says, 0, LINT_COUNT(lists));
	suite_add_tcase(s, t);
	return s;
}
