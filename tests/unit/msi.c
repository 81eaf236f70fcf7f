// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* msi-parent and msi-map, in the old reading of maps and in that of 7.2. */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "bindings/msi.h"

Suite *msi_suite(void);

#define OLD LINUX(6, 12)	/* four cells to a row */
#define NEW LINUX(7, 2)		/* as many as the target says */

/* Controllers of one, two and no cells, and one that does not say. */
#define BOARD(props) DTS("its: its { #msi-cells = <1>; };" \
	"two: two { #msi-cells = <2>; }; zero: zero { #msi-cells = <0>; };" \
	"v2m: v2m { }; host { " props " };")

static struct iop_msi_walk walk;

static void open_at(iop_version version, const char *props)
{
	static char text[1024];

	snprintf(text, sizeof(text), BOARD("%s"), props);
	dts_tree(version, text);
	walk = iop_msi_open(dts_plan_made.tree, dts_plan_made.view, dts_node("/host"));
}

static struct iop_msi next(void)
{
	struct iop_msi v;

	ck_assert_msg(iop_msi_next(&walk, &v), "there is no such entry");
	return v;
}

static void expect_end(void)
{
	struct iop_msi v;

	ck_assert(!iop_msi_next(&walk, &v));
	ck_assert_msg(!iop_msi_next(&walk, &v), "the end does not last");
}

/* The next entry leads to @path with a specifier of @cells that starts with @id. */
static struct iop_msi expect_entry(const char *path, uint32_t cells, uint32_t id)
{
	struct iop_msi v = next();
	uint32_t cell = 0;

	ck_assert_str_eq(iop_msi_slug(v.fault), "none");
	ck_assert_uint_eq(v.controller, dts_node(path));
	ck_assert_uint_eq(v.cells, cells);
	ck_assert(!cells || iop_cell_next(&v.id, &cell));
	ck_assert_uint_eq(cell, id);
	return v;
}

static void expect_span(const char *path, uint32_t first, uint32_t last, uint32_t id)
{
	struct iop_msi v = expect_entry(path, 1, id);

	ck_assert(v.mapped && v.spans);
	ck_assert_uint_eq(v.first, first);
	ck_assert_uint_eq(v.last, last);
}

static void expect_fault(const char *slug, bool mapped)
{
	struct iop_msi v = next();

	ck_assert_str_eq(iop_msi_slug(v.fault), slug);
	ck_assert_uint_eq(v.mapped, mapped);
	ck_assert(*iop_msi_text(v.fault));
}

START_TEST(nothing)
{
	open_at(OLD, "");
	expect_end();
}
END_TEST

START_TEST(parents_have_the_cells_of_their_controller)
{
	open_at(OLD, "msi-parent = <&its 7>, <&two 8 9>, <&zero>, <&v2m>;");
	ck_assert(!expect_entry("/its", 1, 7).mapped);
	expect_entry("/two", 2, 8);
	expect_entry("/zero", 0, 0);
	ck_assert(!expect_entry("/v2m", 0, 0).spans);
	expect_end();
}
END_TEST

START_TEST(parent_without_its_cells)
{
	open_at(OLD, "msi-parent = <&its 7>, <&two 8>;");
	expect_entry("/its", 1, 7);
	expect_fault("bad-msi-length", false);
	expect_end();
}
END_TEST

START_TEST(parent_that_is_not_there)
{
	open_at(OLD, "msi-parent = <0xdead 1>, <&its 7>;");
	expect_fault("bad-phandle", false);
	expect_end();
}
END_TEST

START_TEST(odd_bytes_of_a_parent)
{
	open_at(OLD, "msi-parent = [00 01];");
	expect_fault("bad-msi-length", false);
	expect_end();
}
END_TEST

START_TEST(map_after_the_parents)
{
	open_at(OLD, "msi-parent = <&v2m>; msi-map = <0 &its 0x10 0x100>;"
		     "msi-map-mask = <0xff>;");
	expect_entry("/v2m", 0, 0);
	expect_span("/its", 0, 0xff, 0x10);
	expect_end();
	open_at(OLD, "msi-map = <0 &its 0x10 0x100>; msi-map-mask = <0xff>;");
	ck_assert_uint_eq(next().mask, 0xff);
}
END_TEST

START_TEST(rows_of_a_map)
{
	open_at(_i ? NEW : OLD, "msi-map = <0 &its 0 0x100  0x100 &its 0x400 1>;");
	expect_span("/its", 0, 0xff, 0);
	expect_span("/its", 0x100, 0x100, 0x400);
	expect_end();
}
END_TEST

/* 7.2 compares without a sum that could wrap. */
START_TEST(row_beyond_the_last_id)
{
	const char *map = "msi-map = <0x10 &its 0 0xffffffff>;";

	open_at(NEW, map);
	expect_span("/its", 0x10, 0xffffffff, 0);
	open_at(OLD, map);
	expect_fault("msi-map-row-wraps", true);
	expect_end();
}
END_TEST

/* Rows as wide as their target says; four cells before. */
START_TEST(wide_and_narrow_rows)
{
	open_at(NEW, "msi-map = <0 &two 5 6 1  1 &zero 0x10  0x20 &its 9 1>;");
	expect_entry("/two", 2, 5);
	ck_assert_uint_eq(expect_entry("/zero", 0, 0).last, 0x10);
	expect_span("/its", 0x20, 0x20, 9);
	expect_end();
	open_at(OLD, "msi-map = <0 &zero 5 1  1 &v2m 6 1>;");
	expect_entry("/zero", 1, 5);
	expect_entry("/v2m", 1, 6);
	expect_end();
}
END_TEST

START_TEST(wide_row_of_many)
{
	open_at(NEW, "msi-map = <0 &two 5 6 2>;");
	expect_fault("msi-map-range-of-wide-ids", true);
	expect_end();
}
END_TEST

/* 7.2 knows such maps by their pattern. */
START_TEST(map_for_four_cells_of_a_wide_target)
{
	open_at(NEW, "msi-map = <0 &two 5 1  1 &two 6 1>;");
	expect_span("/two", 0, 0, 5);
	expect_span("/two", 1, 1, 6);
	expect_end();
}
END_TEST

START_TEST(empty_row_waits_for_firmware)
{
	open_at(OLD, "msi-map = <0 &its 0 0>;");
	expect_fault("msi-map-empty-row", true);
	expect_end();
}
END_TEST

START_TEST(base_that_the_mask_takes_away)
{
	open_at(OLD, "msi-map = <0 &its 0 1  0x100 &its 1 1>; msi-map-mask = <0xff>;");
	expect_span("/its", 0, 0, 0);
	expect_fault("msi-map-mask-ignores-base", true);
	expect_end();
}
END_TEST

START_TEST(map_that_breaks_off)
{
	open_at(OLD, "msi-map = <0 &its 0>;");
	expect_fault("bad-msi-length", true);
	expect_end();
	open_at(NEW, "msi-map = <0 &its 0 1  1 &its 0>;");
	expect_span("/its", 0, 0, 0);
	expect_fault("bad-msi-length", true);
	expect_end();
}
END_TEST

/* Before 7.2 only the row that matches is followed. */
START_TEST(row_that_leads_nowhere)
{
	const char *map = "msi-map = <0 0xdead 0 1  1 &its 5 1>;";

	open_at(OLD, map);
	expect_fault("bad-phandle", true);
	expect_span("/its", 1, 1, 5);
	expect_end();
	open_at(NEW, map);
	expect_fault("bad-phandle", true);
	expect_end();
}
END_TEST

Suite *msi_suite(void)
{
	Suite *s = suite_create("msi");
	TCase *t = tcase_create("msi-parent and msi-map");

	tcase_add_test(t, nothing);
	tcase_add_test(t, parents_have_the_cells_of_their_controller);
	tcase_add_test(t, parent_without_its_cells);
	tcase_add_test(t, parent_that_is_not_there);
	tcase_add_test(t, odd_bytes_of_a_parent);
	tcase_add_test(t, map_after_the_parents);
	tcase_add_loop_test(t, rows_of_a_map, 0, 2);
	tcase_add_test(t, row_beyond_the_last_id);
	tcase_add_test(t, wide_and_narrow_rows);
	tcase_add_test(t, wide_row_of_many);
	tcase_add_test(t, map_for_four_cells_of_a_wide_target);
	tcase_add_test(t, empty_row_waits_for_firmware);
	tcase_add_test(t, base_that_the_mask_takes_away);
	tcase_add_test(t, map_that_breaks_off);
	tcase_add_test(t, row_that_leads_nowhere);
	suite_add_tcase(s, t);
	return s;
}
