// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Devices that may be wired to an IOMMU which they do not name. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "facts/builtin.h"
#include "plan/neighbours.h"
#include "plan/plan.h"

Suite *neighbours_suite(void);

#define WIDE(more) \
	"s: " NODE("iommu@fd800000", "arm,mmu-500", \
	"reg = <0xfd800000 0x1000>; #iommu-cells = <1>; #global-interrupts = <1>;" \
	"interrupts = <0 1 2 3>;" more)
#define AT(name, compatible, more) NODE(name, compatible, "reg = <0x10000 0x100>;" more)
#define SOC(name) "compatible = \"v,board\", \"" name "\";"

static uint64_t memory[(1u << 20) / 8];
static struct iop_arena arena;
static struct iop_tree tree;
static struct iop_view view;
static struct iop_plan plan;
static struct iop_neighbours near;

static void find(const char *text)
{
	struct iop_target target = { .version = LINUX(6, 12) };
	struct dts_blob blob = dts_compile(text);
	struct iop_place where;

	iop_arena_init(&arena, memory, sizeof(memory));
	ck_assert(!iop_tree_index(&tree, blob.bytes, blob.size, &arena, &where));
	ck_assert(iop_view_build(&view, &iop_builtin_facts, &target, &arena));
	ck_assert(!iop_plan_make(&plan, &tree, &view, &arena));
	ck_assert(iop_neighbours_find(&plan, &near, &arena));
}

/* expect - exactly these paths, with a blank after each. */
static void expect(const char *want, bool by_soc)
{
	char got[512] = "";

	for (uint32_t n = 0; n < near.count; n++) {
		size_t at = strlen(got);

		at += iop_node_path(&tree, near.list[n].node, got + at, sizeof(got) - at);
		snprintf(got + at, sizeof(got) - at, " ");
		ck_assert(near.list[n].by_soc == by_soc);
		ck_assert_uint_eq(near.list[n].iommu, 0);
	}
	ck_assert_str_eq(got, want);
}

#define BUS "bus { compatible = \"simple-bus\"; #address-cells = <1>; #size-cells = <1>; ranges;"

START_TEST(kinds_of_an_soc)
{
	find(DTS_WITH(SOC("xlnx,zynqmp"), WIDE("") AT("a@10000", "v,a", "")
		 AT("b@20000", "xlnx,zynqmp-dma-1.0", "") AT("usb@30000", "v,usb", "")
		 AT("c@40000", "xlnx,zynqmp-dma-1.0", "iommus = <&s 1>;")
		 AT("d@50000", "xlnx,zynqmp-dma-1.0", "status = \"disabled\";")
		 BUS AT("e@60000", "xlnx,zynqmp-dma-1.0", "") "};"));
	expect("/b@20000 /bus/e@60000 ", true);
	ck_assert_uint_eq(near.list[0].effect, IOP_EFFECT_UNKNOWN);
	/* Another IOMMU of that SoC. */
	find(DTS_WITH(SOC("xlnx,zynqmp"), "s: " NODE("iommu@1000", "arm,mmu-500",
		 "reg = <0x1000 0x1000>; #iommu-cells = <1>; #global-interrupts = <1>;"
		 "interrupts = <0 1>;") AT("b@20000", "xlnx,zynqmp-dma-1.0", "")));
	expect("", true);
	find(DTS_WITH(SOC("xlnx,zynqmp"), WIDE("status = \"disabled\";")
		 AT("b@20000", "xlnx,zynqmp-dma-1.0", "")));
	expect("", true);
}
END_TEST

START_TEST(kinds_that_do_dma)
{
	find(DTS_WITH(SOC("v,soc"), WIDE("") AT("a@10000", "v,a", "") AT("b@20000", "xlnx,zynqmp-dma-1.0", "")
		 AT("usb@30000", "v,usb", "") NODE("usb", "v,no-registers", "")
		 BUS AT("c@40000", "v,c", "") AT("mmc@50000", "v,d", "") "};"
		 "spi@60000 { compatible = \"v,spi\"; #address-cells = <1>; #size-cells = <0>;"
		 NODE("mmc@0", "mmc-spi-slot", "reg = <0>;") "};"));
	expect("/b@20000 /usb@30000 /bus/mmc@50000 ", false);
	/* Glue and its device are one. */
	find(DTS_WITH(SOC("v,soc"), WIDE("") "usb@ff000 { compatible = \"v,glue\"; reg = <0xff000 0x100>;"
		 "#address-cells = <1>; #size-cells = <1>; ranges;"
		 AT("usb@10000", "snps,dwc3", "") "};"
		 "usb@fe000 { compatible = \"v,glue\"; reg = <0xfe000 0x100>;"
		 "#address-cells = <1>; #size-cells = <1>; ranges;"
		 AT("usb@20000", "snps,dwc3", "iommus = <&s 1>;") "};"));
	expect("/usb@ff000/usb@10000 ", false);
	/* With an MMU of its own. */
	find(DTS_WITH(SOC("v,soc"), WIDE("") AT("gpu@10000", "apple,agx-t8103\", \"apple,agx-g13g", "")
		 AT("gpu@20000", "v,gpu", "")));
	expect("/gpu@20000 ", false);
	/* Beside the bus of the IOMMU. */
	find(DTS_WITH(SOC("v,soc"), BUS WIDE("") "};" AT("usb@30000", "v,usb", "")));
	expect("", false);
}
END_TEST

START_TEST(full_arenas)
{
	size_t used, before;

	find(DTS_WITH(SOC("v,soc"), WIDE("") AT("usb@30000", "v,usb", "") AT("mmc@40000", "v,mmc", "")));
	ck_assert_uint_eq(near.count, 2);
	before = arena.used;
	for (arena.size = before; !iop_neighbours_find(&plan, &near, &arena); arena.size += 8) {
		arena.used = before;
		ck_assert_uint_lt(arena.size, sizeof(memory));
	}
	used = arena.size - before;
	ck_assert_uint_le(used, iop_neighbours_room(&plan));
	ck_assert_uint_eq(near.count, 2);
}
END_TEST

Suite *neighbours_suite(void)
{
	Suite *s = suite_create("neighbours");
	TCase *t = tcase_create("neighbours");

	tcase_add_test(t, kinds_of_an_soc);
	tcase_add_test(t, kinds_that_do_dma);
	tcase_add_test(t, full_arenas);
	suite_add_tcase(s, t);
	return s;
}
