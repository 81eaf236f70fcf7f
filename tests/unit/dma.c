// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* dma-ranges, coherency and the pool of an untranslated master. */
#include "dts_help.h"
#include "bindings/dma_ranges.h"
#include "fdt/long.h"

Suite *dma_suite(void);

/* Buses of one address cell; @props go to the bus, @nodes below it. */
#define BUS(name, props, nodes) name " { compatible = \"simple-bus\";" \
	"#address-cells = <1>; #size-cells = <1>; " props " " nodes " };"
#define DEV(props) "dev { compatible = \"vendor,device\"; " props " };"

static struct iop_dma read_dma(iop_version version, const char *text, const char *path)
{
	struct iop_dma dma;

	dts_tree(version, text);
	iop_dma_read(dts_plan_made.tree, dts_plan_made.view, dts_node(path), false, &dma);
	return dma;
}

static void expect_span(const struct iop_dma *d, uint64_t base, uint64_t size,
			uint64_t offset)
{
	ck_assert(d->limited && !d->broken);
	ck_assert_uint_eq(d->base, base);
	ck_assert_uint_eq(d->size, size);
	ck_assert_uint_eq(d->offset, offset);
}

START_TEST(base_size_and_offset)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS(BUS("bus",
		"dma-ranges = <0x1000 0x80001000 0x4000>;", DEV(""))), "/bus/dev");

	expect_span(&d, 0x1000, 0x4000, 0x80000000);
	ck_assert_uint_eq(d.ranges, 1);
}
END_TEST

/* Kept for the next master, as each entry takes a walk over the buses above. */
START_TEST(short_ones_are_kept_too)
{
	struct iop_dma d = read_dma(LINUX(7, 2), DTS(BUS("bus",
		"dma-ranges = <0x1000 0x80001000 0x4000>;", DEV(""))), "/bus/dev");
	const struct iop_tree *t = dts_plan_made.tree;
	struct iop_long *l = iop_long_of(t, dts_node("/bus"), IOP_P_DMA_RANGES);

	ck_assert(l && l->window.known);
	ck_assert_uint_eq(l->window.size, d.size);
}
END_TEST

START_TEST(several_ranges)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS(BUS("bus",
		"dma-ranges = <0x8000 0x18000 0x1000  0x2000 0x2000 0x1000>;", DEV(""))),
		"/bus/dev");

	expect_span(&d, 0x2000, 0x7000, 0x10000);	/* the first range's offset */
	ck_assert_uint_eq(d.ranges, 2);
}
END_TEST

/* What counted before the list of 5.10. */
START_TEST(old_kernels_take_few_entries)
{
	const char *text = DTS(BUS("bus", "dma-ranges = <0x2000 0x12000 0x1000"
		"  0x3000 0x13000 0x1000  0x8000 0x18000 0x1000  0 0 0x1000>;", DEV("")));
	struct iop_dma d = read_dma(LINUX(5, 4), text, "/bus/dev");

	expect_span(&d, 0x2000, 0x1000, 0x10000);
	d = read_dma(LINUX(5, 6), text, "/bus/dev");
	expect_span(&d, 0x2000, 0x1000, 0x10000);
	d = read_dma(LINUX(5, 7), text, "/bus/dev");
	expect_span(&d, 0x2000, 0x7000, 0x10000);
	d = read_dma(LINUX(5, 10), text, "/bus/dev");
	expect_span(&d, 0, 0x9000, 0x10000);
}
END_TEST

START_TEST(old_kernels_search_from_the_parent)
{
	const char *text = DTS(BUS("bus", "dma-ranges = <0 0x80000000 0x10000>;",
		BUS("host", "dma-ranges = <0x100 0x1000 0x1000>;", DEV(""))));
	struct iop_dma d;

	dts_tree(LINUX(4, 19), text);
	iop_dma_read(dts_plan_made.tree, dts_plan_made.view, dts_node("/bus/host"), true, &d);
	expect_span(&d, 0, 0x10000, 0x80000000);
	dts_tree(LINUX(5, 10), text);
	iop_dma_read(dts_plan_made.tree, dts_plan_made.view, dts_node("/bus/host"), true, &d);
	expect_span(&d, 0x100, 0x1000, 0x80000f00);
}
END_TEST

START_TEST(buses_translate_upwards)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS(BUS("outer",
		"dma-ranges = <0 0x80000000 0x10000>;", BUS("inner",
		"dma-ranges = <0x100 0x1000 0x1000>;", DEV("")))), "/outer/inner/dev");

	expect_span(&d, 0x100, 0x1000, 0x80000f00);
}
END_TEST

START_TEST(later_rows_translate_too)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS(BUS("outer",
		"dma-ranges = <0 0x80000000 0x1000  0x1000 0x20000000 0x1000>;", BUS("inner",
		"dma-ranges = <0 0x1000 0x1000>;", DEV("")))), "/outer/inner/dev");

	expect_span(&d, 0, 0x1000, 0x20000000);
}
END_TEST

START_TEST(empty_ones_translate_nothing)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS(BUS("outer",
		"dma-ranges = <0 0x80000000 0x10000>;", BUS("inner", "dma-ranges;", DEV("")))),
		"/outer/inner/dev");

	expect_span(&d, 0, 0x10000, 0x80000000);
}
END_TEST

START_TEST(empty_between_two)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS(BUS("outer",
		"dma-ranges = <0 0x80000000 0x10000>;", BUS("middle", "dma-ranges;",
		BUS("inner", "dma-ranges = <0 0x1000 0x1000>;", DEV(""))))),
		"/outer/middle/inner/dev");

	expect_span(&d, 0, 0x1000, 0x80001000);
}
END_TEST

static const char *const unlimited[] = {
	DTS(BUS("bus", "", DEV(""))),
	DTS(BUS("bus", "dma-ranges;", DEV(""))),
	/* a bus without the property, above another: the search ends */
	DTS(BUS("a", "dma-ranges = <0 0 0x1000>;", BUS("b", "", BUS("bus", "", DEV(""))))),
	DTS(BUS("a", "dma-ranges = <0 0 0x1000>;", BUS("b", "", BUS("bus", "dma-ranges;", DEV(""))))),
};

START_TEST(no_limit)
{
	static const char *const paths[] = {
		"/bus/dev", "/bus/dev", "/a/b/bus/dev", "/a/b/bus/dev",
	};

	for (int r = 0; r < RELEASES; r++) {
		struct iop_dma d = read_dma(dts_releases[r], unlimited[_i], paths[_i]);

		ck_assert(!d.limited && !d.broken);
	}
}
END_TEST

/* 6.1 starts at the parent, which may lack the property; 5.10 at the device. */
START_TEST(where_the_search_starts)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS(BUS("outer",
		"dma-ranges = <0 0 0x1000>;", BUS("inner", "", DEV("")))), "/outer/inner/dev");

	ck_assert_int_eq(d.limited, _i > 0);
	d = read_dma(dts_releases[_i], DTS(BUS("bus", "", "dev { #address-cells = <1>;"
		"#size-cells = <1>; dma-ranges = <0 0 0x1000>; };")), "/bus/dev");
	ck_assert_int_eq(d.limited, _i == 0);
}
END_TEST

START_TEST(range_of_one_byte)
{
	struct iop_dma d = read_dma(LINUX(6, 12), DTS(BUS("bus",
		"dma-ranges = <0x1000 0x2000 1>;", DEV(""))), "/bus/dev");

	expect_span(&d, 0x1000, 1, 0x1000);
}
END_TEST

/* Right behind the last byte of the bus above. */
START_TEST(ranges_that_do_not_translate)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS(BUS("outer",
		"dma-ranges = <0 0x80000000 0x1000>;", BUS("inner",
		"dma-ranges = <0 0x1000 0x1000>;", DEV("")))), "/outer/inner/dev");

	ck_assert(d.broken && !d.limited);
}
END_TEST

START_TEST(some_ranges_translate)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS(BUS("outer",
		"dma-ranges = <0 0x80000000 0x1000>;", BUS("inner",
		"dma-ranges = <0 0x5000 0x1000  0x1000 0 0x1000>;", DEV("")))),
		"/outer/inner/dev");

	expect_span(&d, 0x1000, 0x1000, 0x7ffff000);
	ck_assert_uint_eq(d.ranges, 1);
}
END_TEST

START_TEST(two_cells)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS("bus { compatible = \"simple-bus\";"
		"#address-cells = <2>; #size-cells = <2>;"
		"dma-ranges = <1 0  0x80000000  0 0xffffffff>; " DEV("") "};"), "/bus/dev");

	expect_span(&d, 0x100000000, 0xffffffff, (uint64_t)0x80000000 - 0x100000000);
}
END_TEST

START_TEST(all_of_the_address_space)
{
	struct iop_dma d = read_dma(LINUX(6, 12), DTS("bus { compatible = \"simple-bus\";"
		"#address-cells = <2>; #size-cells = <2>;"
		"dma-ranges = <0xffffffff 0xfffff000  0  0 0x10000>; " DEV("") "};"), "/bus/dev");

	ck_assert_uint_eq(d.base, 0xfffffffffffff000);
	ck_assert_uint_eq(d.size, 0x1000);
}
END_TEST

/* Linux keeps a row of size 0, and its list ends there. */
START_TEST(row_of_size_0_ends_the_list)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS(BUS("bus",
		"dma-ranges = <0x1000 0x1000 0x1000  0x8000 0x8000 0  0x4000 0x4000 0x1000>;",
		DEV(""))), "/bus/dev");

	expect_span(&d, 0x1000, 0x1000, 0);
	d = read_dma(dts_releases[_i], DTS(BUS("bus",
		"dma-ranges = <0 0 0  0x4000 0x4000 0x1000>;", DEV(""))), "/bus/dev");
	ck_assert(d.nothing && d.limited && !d.ranges);
	/* but where a row goes on from it, the two are one */
	d = read_dma(dts_releases[_i], DTS(BUS("bus",
		"dma-ranges = <0 0 0  0 0 0x1000  0x4000 0 0x1000>;", DEV(""))), "/bus/dev");
	expect_span(&d, 0, 0x5000, 0);
}
END_TEST

START_TEST(truncated_rows)
{
	struct iop_dma d = read_dma(LINUX(6, 12), DTS(BUS("bus",
		"dma-ranges = <0 0 0x1000  0x5000 0>;", DEV(""))), "/bus/dev");

	expect_span(&d, 0, 0x1000, 0);
}
END_TEST

#define VIA "m: memory { #interconnect-cells = <1>; #address-cells = <1>; #size-cells = <1>;" \
	" dma-ranges = <0 0x40000000 0x1000>; dma-coherent; };"

START_TEST(interconnect_is_the_dma_parent)
{
	struct iop_dma d = read_dma(LINUX(6, 12), DTS(VIA BUS("bus", "dma-ranges;",
		DEV("interconnects = <&m 5>, <&m 6>; interconnect-names = \"cpu\", \"dma-mem\";"))),
		"/bus/dev");

	expect_span(&d, 0, 0x1000, 0x40000000);
	ck_assert(d.coherent);
}
END_TEST

START_TEST(other_interconnects_are_not)
{
	struct iop_dma d = read_dma(LINUX(6, 12), DTS(VIA BUS("bus", "",
		DEV("interconnects = <&m 5>; interconnect-names = \"cpu\";"))), "/bus/dev");

	ck_assert(!d.limited && !d.coherent);
}
END_TEST

static const struct { const char *text; bool old, now; } coherent[] = {
	{ DTS(BUS("bus", "", DEV(""))), false, false },
	{ DTS(BUS("bus", "", DEV("dma-coherent;"))), true, true },
	{ DTS(BUS("bus", "dma-coherent;", DEV(""))), true, true },
	{ DTS_WITH("dma-coherent;", BUS("bus", "", DEV(""))), true, true },
	{ DTS(BUS("bus", "dma-coherent;", DEV("dma-noncoherent;"))), true, false },
	{ DTS_WITH("dma-coherent;", BUS("bus", "dma-noncoherent;", DEV(""))), true, false },
	{ DTS_WITH("dma-noncoherent;", BUS("bus", "dma-coherent;", DEV(""))), true, true },
};

/* dma-noncoherent is honoured since 6.1. */
START_TEST(coherency_is_inherited)
{
	for (int r = 0; r < RELEASES; r++) {
		struct iop_dma d = read_dma(dts_releases[r], coherent[_i].text, "/bus/dev");

		ck_assert_int_eq(d.coherent, r ? coherent[_i].now : coherent[_i].old);
	}
}
END_TEST

#define POOLS "reserved-memory { p: pool { compatible = \"restricted-dma-pool\"; };" \
	"q: off { compatible = \"restricted-dma-pool\"; status = \"disabled\"; };" \
	"o: other { compatible = \"shared-dma-pool\"; }; };"

START_TEST(restricted_pool)
{
	struct iop_dma d = read_dma(dts_releases[_i], DTS(POOLS BUS("bus", "",
		DEV("memory-region = <&o &q 0xdead &p>;"))), "/bus/dev");

	ck_assert_uint_eq(d.pool, _i ? dts_node("/reserved-memory/pool") : IOP_NO_NODE);
}
END_TEST

START_TEST(no_restricted_pool)
{
	struct iop_dma d = read_dma(LINUX(6, 12), DTS(POOLS BUS("bus", "memory-region = <&p>;",
		DEV("memory-region = <&o &q>;"))), "/bus/dev");

	ck_assert_uint_eq(d.pool, IOP_NO_NODE);
}
END_TEST

#define TABLE(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *dma_suite(void)
{
	Suite *s = suite_create("dma");
	TCase *t = tcase_create("dma");

	tcase_add_loop_test(t, base_size_and_offset, 0, RELEASES);
	tcase_add_test(t, short_ones_are_kept_too);
	tcase_add_test(t, old_kernels_take_few_entries);
	tcase_add_test(t, old_kernels_search_from_the_parent);
	tcase_add_loop_test(t, several_ranges, 0, RELEASES);
	tcase_add_loop_test(t, buses_translate_upwards, 0, RELEASES);
	tcase_add_loop_test(t, later_rows_translate_too, 0, RELEASES);
	tcase_add_loop_test(t, empty_ones_translate_nothing, 0, RELEASES);
	tcase_add_loop_test(t, empty_between_two, 0, RELEASES);
	TABLE(t, no_limit, unlimited);
	tcase_add_loop_test(t, where_the_search_starts, 0, RELEASES);
	tcase_add_test(t, range_of_one_byte);
	tcase_add_loop_test(t, ranges_that_do_not_translate, 0, RELEASES);
	tcase_add_loop_test(t, some_ranges_translate, 0, RELEASES);
	tcase_add_loop_test(t, two_cells, 0, RELEASES);
	tcase_add_test(t, all_of_the_address_space);
	tcase_add_loop_test(t, row_of_size_0_ends_the_list, 0, RELEASES);
	tcase_add_test(t, truncated_rows);
	tcase_add_test(t, interconnect_is_the_dma_parent);
	tcase_add_test(t, other_interconnects_are_not);
	TABLE(t, coherency_is_inherited, coherent);
	tcase_add_loop_test(t, restricted_pool, 0, RELEASES);
	tcase_add_test(t, no_restricted_pool);
	suite_add_tcase(s, t);
	return s;
}
