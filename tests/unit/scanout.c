// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A boot loader's framebuffer: whose memory it is, byte by byte, and who refuses. */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "remedy/amend.h"

Suite *scanout_suite(void);

#define REGIONS "reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges;" \
	" low: fb@80000000 { reg = <0x80000000 0x1000>; };" \
	" r: fb@90000000 { reg = <0x90000000 0x800000>; };" \
	" bare: pool { size = <0x1000>; }; };"
#define CHOSEN(fb) "chosen { #address-cells = <1>; #size-cells = <1>; ranges;" \
	" framebuffer@90000000 { compatible = \"simple-framebuffer\"; " fb "}; };"
#define DISPLAY(more) "d: display@2000 { compatible = \"vendor,dc\"; reg = <0x2000 0x1000>;" \
	" iommus = <&s 1>; " more "};"
#define BOARD(display, fb) DTS(SMMU("s", "1000") display REGIONS CHOSEN(fb))
#define SCREEN(fb) BOARD(DISPLAY(""), fb)
#define MEMORY(reg) SCREEN("reg = <" reg ">; display = <&d>;")
#define BY_REGION "memory-region = <&r>; display = <&d>;"
#define BUS(ranges) BOARD("bus { compatible = \"simple-bus\"; #address-cells = <1>;" \
	" #size-cells = <1>; ranges; dma-ranges = <" ranges ">; " DISPLAY("") " };", BY_REGION)

static _Alignas(8) uint8_t memory[1 << 20];
static struct iop_arena arena;
static struct iop_edits edits;
static struct iop_amend amend;

static void ask(iop_version version, const char *tree, const char *display)
{
	uint32_t node = 0;

	dts_plan(version, tree);
	iop_arena_init(&arena, memory, sizeof(memory));
	iop_edits_init(&edits, dts_plan_made.tree);
	ck_assert(iop_framebuffer_next(dts_plan_made.tree, &node));
	ck_assert(iop_amend_scanout(&dts_plan_made, node, display ? dts_node(display) : IOP_NO_NODE,
				    &amend, &edits, &arena));
}

static const struct {
	const char *tree, *slug;
	iop_version version;
} rows[] = {
	/* the first byte to the last, and one beyond on either side */
	{ MEMORY("0x90000000 0x800000"), "ok", LINUX(7, 2) },
	{ MEMORY("0x90000000 0x800001"), "no-framebuffer-memory", LINUX(7, 2) },
	{ MEMORY("0x90000001 0x800000"), "no-framebuffer-memory", LINUX(7, 2) },
	{ MEMORY("0x907fffff 1"), "ok", LINUX(7, 2) },
	{ MEMORY("0x90800000 1"), "no-framebuffer-memory", LINUX(7, 2) },
	{ MEMORY("0x8fffffff 1"), "no-framebuffer-memory", LINUX(7, 2) },
	{ MEMORY("0xa0000000 0xffffffff"), "no-framebuffer-memory", LINUX(7, 2) },
	{ MEMORY("0x90000000 0"), "no-framebuffer-memory", LINUX(7, 2) },
	{ MEMORY("0x90000000"), "no-framebuffer-memory", LINUX(7, 2) },
	{ MEMORY("0x90000000 0x1000 7"), "no-framebuffer-memory", LINUX(7, 2) },
	{ SCREEN("display = <&d>;"), "no-framebuffer-memory", LINUX(7, 2) },
	{ SCREEN("memory-region = <&bare>; display = <&d>;"), "no-framebuffer-memory",
	  LINUX(7, 2) },
	/* a region that is not there is none: what reg says counts */
	{ SCREEN("memory-region = <0xdead>; reg = <0x90000000 1>; display = <&d>;"), "ok",
	  LINUX(7, 2) },
	{ DTS(SMMU("s", "1000") DISPLAY("") CHOSEN("reg = <0x90000000 1>; display = <&d>;")),
	  "no-framebuffer-memory", LINUX(7, 2) },
	/* whose display it is */
	{ SCREEN("memory-region = <&r>; display = <0xdead>;"), "no-display", LINUX(7, 2) },
	{ SCREEN("memory-region = <&r>; display = <&s>;"), "no-display", LINUX(7, 2) },
	{ BOARD(NODE("d: display@2000", "vendor,dc", "iommus = <>;"), BY_REGION), "no-display",
	  LINUX(7, 2) },
	{ BOARD("d: pcie { compatible = \"x\"; device_type = \"pci\"; iommu-map = <0 &s 0 9>; };",
		BY_REGION), "no-display", LINUX(7, 2) },
	/* which kernels read iommu-addresses, and for which drivers */
	{ SCREEN(BY_REGION), "kernel-cannot", LINUX(6, 1) },
	{ SCREEN(BY_REGION), "ok", LINUX(6, 12) },
	{ SCREEN(BY_REGION) "&s { compatible = \"vendor,nobodys\"; };", "no-display",
	  LINUX(7, 2) },
	/* the memory as the display's bus sees it */
	{ BUS("0 0 0xffffffff"), "ok", LINUX(7, 2) },
	{ BUS("0x10000000 0x90000000 0x1000000"), "ok", LINUX(7, 2) },
	{ BUS("0x10000000 0xa0000000 0x1000000"), "outside-dma-ranges", LINUX(7, 2) },
};

START_TEST(what_comes_of_it)
{
	ask(rows[_i].version, rows[_i].tree, NULL);
	ck_assert_str_eq(iop_amend_slug(amend.why), rows[_i].slug);
	ck_assert_msg(!edits.n == (amend.why != 0), "%u edits, %s", edits.n, rows[_i].slug);
}
END_TEST

/*
 * The display's only reserved range is the memory, mapped 1:1: iommu-addresses has it as
 * the bus does, @base, and of_iommu_get_resv_regions() takes that through dma-ranges.
 */
static void expect_reserved(const char *display, uint32_t base)
{
	struct iop_resv r;
	struct iop_cells c;
	uint32_t cursor = 0, handle, at, size;

	ck_assert_str_eq(iop_amend_slug(amend.why), "ok");
	dts_plan_edited(&edits);
	ck_assert(iop_resv_next(dts_plan_made.tree, dts_node(display), &cursor, &r));
	ck_assert(r.direct);
	ck_assert_uint_eq(r.base, 0x90000000);
	ck_assert_uint_eq(r.size, 0x800000);
	ck_assert(!iop_resv_next(dts_plan_made.tree, dts_node(display), &cursor, &r));
	c = iop_prop(dts_plan_made.tree, r.region, IOP_P_IOMMU_ADDRESSES);
	ck_assert(iop_cell_next(&c, &handle) && iop_cell_next(&c, &at) &&
		  iop_cell_next(&c, &size) && !c.left);
	ck_assert_uint_eq(iop_by_phandle(dts_plan_made.tree, handle), dts_node(display));
	ck_assert_uint_eq(at, base);
	ck_assert_uint_eq(size, 0x800000);
}

START_TEST(the_address_is_the_bus_own)
{
	ask(LINUX(7, 2), BUS("0x10000000 0x90000000 0x1000000"), NULL);
	expect_reserved("/bus/display@2000", 0x10000000);
	ask(LINUX(7, 2), BUS("0 0 0xffffffff"), NULL);
	expect_reserved("/bus/display@2000", 0x90000000);
}
END_TEST

/* What display's memory-region has afterwards: how many cells, the last of them. */
static uint32_t last_region(uint32_t *count)
{
	struct iop_cells c = iop_prop(dts_plan_made.tree, dts_node("/display@2000"),
				      IOP_P_MEMORY_REGION);
	uint32_t cell = 0;

	for (*count = 0; iop_cell_next(&c, &cell);)
		++*count;
	return cell;
}

START_TEST(regions_are_added_once)
{
	static const struct {
		const char *more;
		uint32_t count;
	} lists[] = {
		{ "", 1 }, { "memory-region = <&low>;", 2 }, { "memory-region = <&r>;", 1 },
		{ "memory-region = <&low &r>;", 2 },
	};
	char tree[2048];
	uint32_t count;

	snprintf(tree, sizeof(tree), BOARD(DISPLAY("%s"), BY_REGION), lists[_i].more);
	ask(LINUX(7, 2), tree, NULL);
	expect_reserved("/display@2000", 0x90000000);
	ck_assert_uint_eq(iop_by_phandle(dts_plan_made.tree, last_region(&count)),
			  dts_node("/reserved-memory/fb@90000000"));
	ck_assert_uint_eq(count, lists[_i].count);
}
END_TEST

START_TEST(a_display_by_name)
{
	ask(LINUX(7, 2), SCREEN("memory-region = <&r>;"), "/display@2000");
	expect_reserved("/display@2000", 0x90000000);
}
END_TEST

START_TEST(disabled_framebuffers_are_none)
{
	uint32_t node = 0;

	dts_plan(LINUX(7, 2), SCREEN(BY_REGION "status = \"disabled\";"));
	ck_assert(!iop_framebuffer_next(dts_plan_made.tree, &node));
}
END_TEST

Suite *scanout_suite(void)
{
	Suite *s = suite_create("scanout");
	TCase *t = tcase_create("scanout");

	tcase_add_loop_test(t, what_comes_of_it, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(t, the_address_is_the_bus_own);
	tcase_add_loop_test(t, regions_are_added_once, 0, 4);
	tcase_add_test(t, a_display_by_name);
	tcase_add_test(t, disabled_framebuffers_are_none);
	suite_add_tcase(s, t);
	return s;
}
