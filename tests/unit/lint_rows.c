// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* iommu-map, entry by entry: boards that differ in one number. */
#include "lint_help.h"

#define IOMMUS SMMU("s", "1000") IOMMU("v", "2000", "arm,smmu-v3", "1") \
	"w: " NODE("iommu@3000", "arm,mmu-500", "reg = <0x3000 0x1000>; #iommu-cells = <2>;" \
		   "#global-interrupts = <1>; interrupts = <0 1 2 3>;") \
	IOMMU("r", "4000", "rockchip,iommu", "1") IOMMU("u", "5000", "v,unknown", "1") \
	IOMMU("z", "6000", "rockchip,iommu", "0")
#define ROWS(map, more) DTS(IOMMUS "pcie { compatible = \"v,p\"; device_type = \"pci\";" \
	" iommu-map = <" map ">; " more " };")
#define IS(map, more, rule, count) { ROWS(map, more), IOP_RULE_MAP_##rule, count, 0, NULL }
#define BUS(range) "bus-range = <" range ">;"

/* devm_of_pci_get_host_bridge_resources() takes bus-range as it is; one that is no range of
 * buses bounds nothing. */
static const struct lint_row rows[] = {
	IS("0x4000 &s 0 0x100", BUS("0 0xf"), BUSES, 1),
	IS("0x100 &s 0 0x100", BUS("2 3"), BUSES, 1),
	IS("0x200 &s 0 0x100", BUS("2 3"), BUSES, 0),
	IS("0x300 &s 0 0x100", BUS("2 3"), BUSES, 0),
	IS("0x400 &s 0 0x100", BUS("2 3"), BUSES, 1),
	IS("0x100 &s 0 0x101", BUS("2 3"), BUSES, 0),
	IS("0x4000 &s 0 0x100", BUS("0"), BUSES, 0),
	IS("0x4000 &s 0 0x100", BUS("0xf 0"), BUSES, 0),
	IS("0x4000 &s 0 0x100", BUS("0 0x100"), BUSES, 0),
	IS("0xff00 &s 0 0x100", "", BEYOND, 0),
	IS("0xff00 &s 0 0x101", "", BEYOND, 1),
	/* of_map_id() takes the first entry that fits */
	IS("0x10 &s 0x10 0x10  0x18 &s 0x118 4", "", SHADOWED, 1),
	IS("0x10 &s 0x10 0x10  0x18 &s 0x118 8", "", SHADOWED, 1),
	IS("0x10 &s 0x10 0x10  0x18 &s 0x118 9", "", OVERLAP, 1),
	IS("0x10 &s 0x10 0x10  0xf &s 0x10f 2", "", OVERLAP, 1),
	IS("0x10 &s 0x10 0x10  0xf &s 0x10f 0x11", "", OVERLAP, 1),
	IS("0x10 &s 0x10 0x10  0x8 &s 0x108 8", "", OVERLAP, 0),
	IS("0x10 &s 0x10 0x10  0x20 &s 0x120 8", "", OVERLAP, 0),
	IS("0 &s 0 0  0 &s 0 0x10", "", SHADOWED, 0),
	IS("0 &s 0 0x10  0 &s 0 0", "", SHADOWED, 0),
	IS("0 &s 0 0  0 &s 0 0x10", "", EMPTY_ROW, 1),
	IS("0 &s 0 0", "", EMPTY_ROW, 0),
	/* two requesters of one stream are one group; where no cell is an ID, all are */
	IS("0 &s 0x10 8  8 &s 0x17 8", "", ALIKE, 1),
	IS("0 &s 0x10 8  8 &s 0x18 8", "", ALIKE, 0),
	IS("0 &s 0x10 8  8 &v 0x10 8", "", ALIKE, 0),
	IS("0 &u 0x10 8  8 &u 0x10 8", "", ALIKE, 0),
	IS("0 &r 0x10 8  8 &r 0x10 8", "", ALIKE, 0),
	IS("0 &w 0x10 0 1  8 &w 0x10 0 1", "", ALIKE, 0),
	IS("0 &gic 0x10 8  8 &gic 0x10 8", "", ALIKE, 0),
	IS("0 &gic 0x10 8", "", NOT_IOMMU, 1),
	IS("0 0xdead 0x10 8", "", BAD_PHANDLE, 1),
	IS("0 &s 0x10 8", "", BAD_PHANDLE, 0),
	/* streams wider than the registers; nothing is known of a driver that is not */
	IS("0 &s 0xfff8 8", "", OUTPUT, 0),
	IS("0 &s 0xfff8 9", "", OUTPUT, 1),
	IS("0 &s 0x10000 0  1 &s 0 1", "", OUTPUT, 0),
	IS("0 &u 0xfff8 9", "", OUTPUT, 0),
	IS("0 &z 9", "", OUTPUT, 0),
	IS("0 &v 0xfff8 9", "", OUTPUT, 0),
	IS("0 &r 0xfff8 9", "", OUTPUT, 0),
	/* from 7.0 on, one entry is one ID where a specifier has several cells */
	IS("0 &w 0x10 0 8", "", WIDE, 1),
	IS("0 &w 0x10 0 1", "", WIDE, 0),
	IS("0x100 &s 0 1", "iommu-map-mask = <0xff>;", BASE, 1),
	IS("0x10 &s 0 1", "iommu-map-mask = <0xff>;", BASE, 0),
	/* an entry fails for its base, though other entries could be read of the cells */
	IS("0x100 &s 0 1  0 &s 0 &s  0 &s 0 1", "iommu-map-mask = <0xff>;", WIDTH, 0),
	IS("0x100 &s 0 1  0 &s 0 &s  0 &s 0 1", "iommu-map-mask = <0xff>;", BASE, 1),
	IS("0 &s 0 0 8  8 &s 0 0 8  16 &s 0 0 8  24 &s 0 0 8", "", WIDTH, 1),
	IS("0 &s 0 8  8 &s 0 8", "", WIDTH, 0),
	IS("0 &s 8  8 &s 8", "", WIDTH, 1),
	IS("0 0 0 8  8 0 0 8", "", WIDTH, 0),
	IS("0 &s 0 8 8", "", WIDTH, 1),
	IS("0 &s 0 8 8 &s 8", "", LENGTH, 1),
	{ ROWS("0 &s 0 8 8 8 8", ""), IOP_RULE_MAP_LENGTH, 1, LINUX(5, 10), NULL },
	IS("0x10000 &s 0 8", "", NOTHING, 1),
	IS("0 &s 0 8", "", NOTHING, 0),
};

Suite *lint_rows_suite(void);

START_TEST(what_an_entry_is)
{
	lint_expect(&rows[_i], _i);
}
END_TEST

/* One without IDs can go; its host's other entries stay as they are. Without cells for
 * a specifier nothing is cut. */
START_TEST(what_can_go)
{
	const struct lint_row one = IS("0 &s 0 0  0 &s 0x77 0x10", "", EMPTY_ROW, 1);
	const struct lint_row bare = IS("0 &z 0  0 &z 0x10", "", EMPTY_ROW, 1);
	const struct iop_finding *f = lint_expect(&one, 0);

	ck_assert_ptr_nonnull(f->fix);
	ck_assert_uint_eq(f->fix->size, 16);
	ck_assert_uint_eq(f->fix->bytes[11], 0x77);
	ck_assert_ptr_null(lint_expect(&bare, 1)->fix);
}
END_TEST

#define PORT(at, reg, more) "pci@" at " { device_type = \"pci\"; reg = <" reg " 0 0 0 0>;" \
	" #address-cells = <3>; #size-cells = <2>; ranges; " more " };"
#define OFF "status = \"disabled\";"
#define PORTS(map, ports) DTS(IOMMUS "pcie { compatible = \"apple,pcie\"; device_type = \"pci\";" \
	" #address-cells = <3>; #size-cells = <2>; iommu-map-mask = <0xff00>; iommu-map = <" \
	map ">; " ports " };")
#define MAP "0x100 &s 1 1  0x200 &v 2 1"
#define TWO PORT("0,0", "0", OFF) PORT("1,0", "0x800", "")

/* apple_pcie_init() leaves a disabled port alone: what is behind the next gets its bus. */
static const struct lint_row ports[] = {
	{ PORTS(MAP, TWO), IOP_RULE_MAP_SHIFTED, 1, 0, NULL },
	{ PORTS(MAP, PORT("0,0", "0", "") PORT("1,0", "0x800", "")), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS(MAP, PORT("0,0", "0", "") PORT("1,0", "0x800", OFF)), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS(MAP, PORT("0,0", "0", OFF) PORT("1,0", "0x800", OFF)), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS(MAP, PORT("0,0", "0", OFF)), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	/* the same stream for both: nothing is lost */
	{ PORTS("0x100 &s 1 1  0x200 &s 1 1", TWO), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS("0x100 &s 1 1  0x200 &s 2 1", TWO), IOP_RULE_MAP_SHIFTED, 1, 0, NULL },
	/* what is no port: another function, another bus, no address */
	{ PORTS(MAP, PORT("0,0", "0", OFF) PORT("0,1", "0x100", "")), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS(MAP, PORT("0,0", "0", OFF) PORT("1,0", "0x10800", "")), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS(MAP, PORT("0,0", "0", OFF) "pci@1,0 { device_type = \"pci\"; };"),
	  IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS(MAP, PORT("0,0", "0", OFF) "usb@1,0 { reg = <0x800 0 0 0 0>; };"),
	  IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	/* maps that are not by port: no entry for a bus, two, one more, one across */
	{ PORTS("0x100 &s 1 1", TWO), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS("0x100 &s 1 1  0x200 &v 2 0", TWO), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS(MAP " 0x200 &v 3 1", TWO), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS(MAP " 0x300 &v 3 1", TWO), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS("0x100 &s 1 1  0x200 &v 2 0x200", TWO), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
	{ PORTS("0x100 &s 1 0x200", TWO), IOP_RULE_MAP_SHIFTED, 0, 0, NULL },
};

START_TEST(which_ports_shift)
{
	lint_expect(&ports[_i], _i);
}
END_TEST

#define MASKED(more) "n { compatible = \"v,n\"; iommu-map-mask = <0xff>; " more " };"
#define ONE(nodes) DTS(SMMU("s", "1000") nodes)

/* Nodes with a map that is none of a host's. */
static const struct lint_row others[] = {
	{ ONE(MASKED("")), IOP_RULE_MAP_MASK_ALONE, 1, 0, NULL },
	{ ONE(MASKED("status = \"disabled\";")), IOP_RULE_MAP_MASK_ALONE, 0, 0, NULL },
	{ ONE(MASKED("device_type = \"pci\"; iommu-map = <0 &s 0 8>;")), IOP_RULE_MAP_MASK_ALONE, 0, 0, NULL },
	{ ONE("n { compatible = \"v,n\"; iommu-map = <0 &s 0 8>; };"), IOP_RULE_MAP_UNUSED, 1, 0, NULL },
	{ ONE("n { compatible = \"v,n\"; iommus = <&s 1>; iommu-map = <0 &s 0 8>; };"),
	  IOP_RULE_MAP_EMPTY, 0, 0, NULL },
	{ ONE("n { compatible = \"v,n\"; device_type = \"pci\"; iommu-map; };"), IOP_RULE_MAP_EMPTY, 1, 0, NULL },
	/* the host's devices end where the next node's begin */
	{ ONE("n { compatible = \"v,n\"; device_type = \"pci\"; iommu-map = <0x10000 &s 0 8>; };"
	      MASTER("o", "&s 1")), IOP_RULE_MAP_NOTHING, 1, 0, NULL },
	/* streams of a host and of a master; a host's own are no other's */
	{ ONE("n { compatible = \"v,n\"; device_type = \"pci\"; iommu-map = <0 &s 0x10 8>; };"
	      MASTER("o", "&s 0x17")), IOP_RULE_MAP_TAKEN, 1, 0, NULL },
	{ ONE("n { compatible = \"v,n\"; device_type = \"pci\"; iommu-map = <0 &s 0x10 8>; };"
	      MASTER("o", "&s 0x18")), IOP_RULE_MAP_TAKEN, 0, 0, NULL },
	{ ONE("n { compatible = \"v,n\"; device_type = \"pci\"; iommu-map = <0 &s 0x10 8>;"
	      " iommus = <&s 0x17>; };"), IOP_RULE_MAP_TAKEN, 0, 0, NULL },
	/* the IDs on this bus are the firmware's, which does not use all that are mapped */
	{ ONE("n { compatible = \"xlnx,versal-net-cdx\"; #address-cells = <1>; #size-cells = <1>; "
	      "dma-ranges = <0 0 0x40000000>; iommu-map = <0 &s 0 0xffff>; };"
	      MASTER("o", "&s 0x17")), IOP_RULE_MAP_TAKEN, 0, 0, NULL },
	{ DTS(IOMMU("u", "1000", "v,unknown", "1") MASTER("o", "&u 0x17")
	      "n { compatible = \"v,n\"; device_type = \"pci\"; iommu-map = <0 &u 0x10 8>; };"),
	  IOP_RULE_MAP_TAKEN, 0, 0, NULL },
	{ DTS(IOMMU("r", "1000", "rockchip,iommu", "1") MASTER("o", "&r 0x17")
	      "n { compatible = \"v,n\"; device_type = \"pci\"; iommu-map = <0 &r 0x10 8>; };"),
	  IOP_RULE_MAP_TAKEN, 0, 0, NULL },
};

START_TEST(what_is_no_hosts_map)
{
	lint_expect(&others[_i], _i);
}
END_TEST

Suite *lint_rows_suite(void)
{
	Suite *s = suite_create("lint_rows");
	TCase *t = tcase_create("lint_rows");

	tcase_add_loop_test(t, what_an_entry_is, 0, LINT_COUNT(rows));
	tcase_add_test(t, what_can_go);
	tcase_add_loop_test(t, which_ports_shift, 0, LINT_COUNT(ports));
	tcase_add_loop_test(t, what_is_no_hosts_map, 0, LINT_COUNT(others));
	suite_add_tcase(s, t);
	return s;
}
