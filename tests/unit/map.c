// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* iommu-map as of_map_id() reads it: of four cells always, or (7.2) of three
 * and those of the target. */
#include <stdio.h>

#include "dts_help.h"

Suite *map_suite(void);

#define OLD 3	/* of dts_releases, these read four cells */

/* SMMUs of one, one, two and no cells, and a host. */
#define BOARD(props) DTS(SMMU("s", "1000") SMMU("t", "2000") SMMU("w", "3000") \
	SMMU("z", "4000") "n: plain { };" \
	"pcie { compatible = \"vendor,pcie\"; device_type = \"pci\"; " props " };") \
	"&w { #iommu-cells = <2>; }; &z { #iommu-cells = <0>; };"
#define MAP(map) BOARD("iommu-map = <" map ">;")
#define MASKED(map, mask) \
	BOARD("iommu-map = <" map ">; iommu-map-mask = <" mask ">;")

#define S "/iommu@1000"
#define HOST "/pcie"

START_TEST(output_follows_the_requester)
{
	dts_plan(dts_releases[_i], MAP("0x100 &s 0x200 0x100"));
	expect_range(HOST, 0x100, S, 0x200);
	expect_range(HOST, 0x1ff, S, 0x2ff);
}
END_TEST

START_TEST(uncovered_requesters)
{
	dts_plan(dts_releases[_i], MAP("0x100 &s 0x200 0x100"));
	expect_no_range(HOST, 0, "iommu-map-no-row");
	expect_no_range(HOST, 0xff, "iommu-map-no-row");
	expect_no_range(HOST, 0x200, "iommu-map-no-row");
	expect_no_range(HOST, 0xffff, "iommu-map-no-row");
}
END_TEST

START_TEST(first_matching_row_wins)
{
	dts_plan(dts_releases[_i], MAP("0x10 &s 0x200 1  0 &t 0 0x100  0 &s 0x400 0x200"));
	expect_range(HOST, 0x0f, "/iommu@2000", 0x0f);
	expect_range(HOST, 0x10, S, 0x200);
	expect_range(HOST, 0x11, "/iommu@2000", 0x11);
	expect_range(HOST, 0x100, S, 0x500);
}
END_TEST

START_TEST(mask_selects_bits)
{
	dts_plan(dts_releases[_i], MASKED("0 &s 0x40 0x100", "0xff"));
	expect_range(HOST, 0, S, 0x40);
	expect_range(HOST, 0xff, S, 0x13f);
	ck_assert_uint_eq(dts_plan_made.ranges[0].step_mask, 0xff);
}
END_TEST

/* Functions are masked away: every ID is looked up as that of function 0. */
START_TEST(mask_without_low_bits)
{
	dts_plan(dts_releases[_i], MASKED("0 &s 0x400 1  0 &s 0x800 0x7800", "0xfff8"));
	for (uint32_t rid = 0; rid < 8; rid++)
		expect_range(HOST, rid, S, 0x400);
	expect_range(HOST, 8, S, 0x808);
	expect_range(HOST, 0x0f, S, 0x808);
	expect_range(HOST, 0x77ff, S, 0x7ff8);
	ck_assert_uint_eq(dts_plan_made.n_ranges, 3);
	expect_no_range(HOST, 0x7800, "iommu-map-no-row");
}
END_TEST

START_TEST(gap_under_a_mask)
{
	dts_plan(dts_releases[_i], MASKED("0 &s 0 1", "0xfff8"));
	expect_range(HOST, 7, S, 0);
	expect_no_range(HOST, 8, "iommu-map-no-row");
	ck_assert_uint_eq(dts_plan_made.ranges[1].first, 8);
}
END_TEST

START_TEST(mask_with_a_hole)
{
	dts_plan(dts_releases[_i], MASKED("1 &s 0x40 0x100  0x100 &t 0 0x10000", "0xf00f"));
	expect_no_range(HOST, 0x0ff0, "iommu-map-mask-ignores-base");
	expect_range(HOST, 0x0ff1, S, 0x40);
	expect_range(HOST, 0x000f, S, 0x4e);
}
END_TEST

/* What is not there has no iommus, not the first one. */
START_TEST(untranslated_names_none)
{
	static const char *const maps[] = {
		MAP("0 0xdead 0 0x10000"), MAP("1 &s"), MAP("0x10000 &s 0 1"),
		MASKED("1 &s 0 1", "0xfff8"),
	};

	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], maps[_i]);
		ck_assert_uint_eq(dts_plan_made.ranges[0].iommu, IOP_NONE);
		ck_assert_uint_eq(dts_device(HOST)->iommu, IOP_NONE);
		ck_assert_uint_ne(dts_plan_made.ranges[0].why, IOP_R_NONE);
	}
}
END_TEST

START_TEST(base_outside_the_mask)
{
	dts_plan(dts_releases[_i], MASKED("0 &s 0x40 1  0x100 &s 0 1  2 &s 0x50 1", "0xff"));
	expect_range(HOST, 0, S, 0x40);
	expect_no_range(HOST, 1, "iommu-map-mask-ignores-base");
	expect_no_range(HOST, 2, "iommu-map-mask-ignores-base");
}
END_TEST

static const struct { const char *map, *old, *now; } lengths[] = {
	{ "iommu-map;", "bad-iommu-map-length", "iommu-map-no-row" },
	{ "iommu-map = [00 01];", "bad-iommu-map-length", "bad-iommu-map-length" },
	{ "iommu-map = <1>;", "bad-iommu-map-length", "bad-iommu-map-length" },
	{ "iommu-map = <1 &s>;", "bad-iommu-map-length", "bad-iommu-map-length" },
	{ "iommu-map = <1 &s 2>;", "bad-iommu-map-length", "bad-iommu-map-length" },
	{ "iommu-map = <1 &s 2 1>, [00];", "bad-iommu-map-length", "bad-iommu-map-length" },
	{ "iommu-map = <1 &s 2 1 5>;", "bad-iommu-map-length", "bad-iommu-map-length" },
};

START_TEST(odd_lengths)
{
	char text[2048];

	snprintf(text, sizeof(text), BOARD("%s"), lengths[_i].map);
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], text);
		expect_no_range(HOST, 0, r < OLD ? lengths[_i].old : lengths[_i].now);
	}
}
END_TEST

/* Four cells: the length is judged first. By target: row after row. */
START_TEST(truncated_row_behind_a_match)
{
	dts_plan(dts_releases[_i], MAP("1 &s 2 1  5 &s"));
	if (_i < OLD)
		expect_no_range(HOST, 1, "bad-iommu-map-length");
	else
		expect_range(HOST, 1, S, 2);
	expect_no_range(HOST, 5, "bad-iommu-map-length");
}
END_TEST

START_TEST(dangling_row_before_the_match)
{
	dts_plan(dts_releases[_i], MAP("1 0xdead 0 1  5 &s 6 1"));
	expect_no_range(HOST, 1, "bad-phandle");
	if (_i < OLD)
		expect_range(HOST, 5, S, 6);
	else
		expect_no_range(HOST, 5, "bad-phandle");
}
END_TEST

START_TEST(dangling_row_behind_the_match)
{
	dts_plan(dts_releases[_i], MAP("5 &s 6 1  1 0xdead 0 1"));
	expect_range(HOST, 5, S, 6);
	expect_no_range(HOST, 1, "bad-phandle");
	expect_no_range(HOST, 2, _i < OLD ? "iommu-map-no-row" : "bad-phandle");
}
END_TEST

/* base + length in 32 bits: a row that wraps matches nothing before 7.2. */
START_TEST(row_that_wraps)
{
	static const char *const maps[] = {
		MAP("0x100 &s 0 0xffffff80"), MAP("0x100 &s 0 0xffffff00"),
	};

	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], maps[_i]);
		expect_no_range(HOST, 0xff, "iommu-map-no-row");
		if (r < OLD)
			expect_no_range(HOST, 0x100, "iommu-map-no-row");
		else
			expect_range(HOST, 0x180, S, 0x80);
	}
}
END_TEST

START_TEST(row_of_no_length)
{
	dts_plan(dts_releases[_i], MAP("0 &s 0 0  0 &t 8 1"));
	expect_range(HOST, 0, "/iommu@2000", 8);
}
END_TEST

START_TEST(target_without_cells)
{
	dts_plan(dts_releases[_i], MAP("0 &n 0 1  1 &s 1 1"));
	expect_no_range(HOST, 0, "not-an-iommu");
	expect_range(HOST, 1, S, 1);
}
END_TEST

START_TEST(target_of_two_cells)
{
	dts_plan(dts_releases[_i], MAP("0 &w 5 0x7f00 1"));
	if (_i < OLD) {
		expect_no_range(HOST, 0, "bad-iommu-map-length");
		return;
	}
	expect_range(HOST, 0, "/iommu@3000", 5);
	ck_assert_uint_eq(dts_plan_made.ranges[0].mask, 0x7f00);
}
END_TEST

START_TEST(target_of_two_cells_in_four)
{
	dts_plan(dts_releases[_i], MAP("0 &w 5 0x100  0x100 &w 6 1"));
	if (_i < OLD) {
		expect_range(HOST, 0xff, "/iommu@3000", 0x104);
		expect_range(HOST, 0x100, "/iommu@3000", 6);
	} else {
		/* <0 &w 5 0x100 0x100> is a row of 256, and no node is phandle 6 */
		expect_no_range(HOST, 0, "iommu-map-range-of-wide-ids");
	}
}
END_TEST

START_TEST(range_of_wide_ids)
{
	dts_plan(LINUX(7, 2), MAP("0 &w 5 0 2  4 &w 7 0 1"));
	expect_no_range(HOST, 0, "iommu-map-range-of-wide-ids");
	expect_no_range(HOST, 1, "iommu-map-range-of-wide-ids");
	expect_no_range(HOST, 2, "iommu-map-no-row");
	expect_range(HOST, 4, "/iommu@3000", 7);
}
END_TEST

START_TEST(target_of_no_cells)
{
	dts_plan(dts_releases[_i], MAP("0 &z 0x10  0x20 &z 0x10  0x40 &z 0x10  0x60 &z 0x10"));
	if (_i < OLD) {
		/* rows <0 &z 0x10 0x20>, then phandles that are none */
		expect_range(HOST, 0x1f, "/iommu@4000", 0x2f);
		return;
	}
	expect_range(HOST, 0x0f, "/iommu@4000", 0);
	expect_no_range(HOST, 0x10, "iommu-map-no-row");
	expect_range(HOST, 0x6f, "/iommu@4000", 0);
}
END_TEST

START_TEST(rows_of_different_widths)
{
	dts_plan(LINUX(7, 2), MAP("0 &z 1  1 &s 0x11 1  2 &w 0x12 0 1"));
	expect_range(HOST, 0, "/iommu@4000", 0);
	expect_range(HOST, 1, S, 0x11);
	expect_range(HOST, 2, "/iommu@3000", 0x12);
}
END_TEST

/* of_check_bad_map(): written for the old reading, so read that way. */
START_TEST(old_map_is_recognized)
{
	dts_plan(dts_releases[_i], MAP("1 &w 5 1  2 &w 6 1"));
	expect_range(HOST, 1, "/iommu@3000", 5);
	expect_range(HOST, 2, "/iommu@3000", 6);
	ck_assert_uint_eq(dts_plan_made.ranges[0].mask, 0);
}
END_TEST

/* Each condition in turn does not hold: read by target, what follows the
 * first phandle is an ID, a mask and a length. */
START_TEST(old_map_is_not_recognized)
{
	static const struct { const char *map, *slug; } maps[] = {
		{ "1 &w 5 1  1 &t 0 1", "bad-phandle" },	/* two targets */
		{ "1 &w 5 2  1 &w 0 1", "bad-phandle" },	/* a length of two */
		{ "1 &w 5 1 1  2 &w 6 1 1", "iommu-map-no-row" },	/* ten cells */
		{ "1 &s 5 1  2 &w 6 1  3 &w 0x70 1", "bad-phandle" },	/* one cell first */
	};
	char text[2048];

	snprintf(text, sizeof(text), MAP("%s"), maps[_i].map);
	dts_plan(LINUX(7, 2), text);
	expect_no_range(HOST, 0, maps[_i].slug);
}
END_TEST

/* MAX_PHANDLE_ARGS again: here more of them are an error. */
START_TEST(target_of_too_many_cells)
{
	dts_plan(LINUX(7, 2), MAP("0 &w 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 1")
		 "&w { #iommu-cells = <17>; };");
	expect_no_range(HOST, 0, "bad-iommu-map-length");
}
END_TEST

#define TABLE(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *map_suite(void)
{
	Suite *s = suite_create("map");
	TCase *both = tcase_create("both readings"), *wide = tcase_create("widths");

	tcase_add_loop_test(both, output_follows_the_requester, 0, RELEASES);
	tcase_add_loop_test(both, uncovered_requesters, 0, RELEASES);
	tcase_add_loop_test(both, first_matching_row_wins, 0, RELEASES);
	tcase_add_loop_test(both, mask_selects_bits, 0, RELEASES);
	tcase_add_loop_test(both, mask_without_low_bits, 0, RELEASES);
	tcase_add_loop_test(both, gap_under_a_mask, 0, RELEASES);
	tcase_add_loop_test(both, mask_with_a_hole, 0, RELEASES);
	tcase_add_loop_test(both, untranslated_names_none, 0, 4);
	tcase_add_loop_test(both, base_outside_the_mask, 0, RELEASES);
	TABLE(both, odd_lengths, lengths);
	tcase_add_loop_test(both, truncated_row_behind_a_match, 0, RELEASES);
	tcase_add_loop_test(both, dangling_row_before_the_match, 0, RELEASES);
	tcase_add_loop_test(both, dangling_row_behind_the_match, 0, RELEASES);
	tcase_add_loop_test(both, row_that_wraps, 0, 2);
	tcase_add_loop_test(both, row_of_no_length, 0, RELEASES);
	tcase_add_loop_test(wide, target_without_cells, 0, RELEASES);
	tcase_add_loop_test(wide, target_of_two_cells, 0, RELEASES);
	tcase_add_loop_test(wide, target_of_two_cells_in_four, 0, RELEASES);
	tcase_add_test(wide, range_of_wide_ids);
	tcase_add_loop_test(wide, target_of_no_cells, 0, RELEASES);
	tcase_add_test(wide, rows_of_different_widths);
	tcase_add_loop_test(wide, old_map_is_recognized, 0, RELEASES);
	tcase_add_loop_test(wide, old_map_is_not_recognized, 0, 4);
	tcase_add_test(wide, target_of_too_many_cells);
	suite_add_tcase(s, both);
	suite_add_tcase(s, wide);
	return s;
}
