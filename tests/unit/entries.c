// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The walk over iommus: where it ends, and what survives an error. */
#include <stdio.h>

#include "bindings/entries.h"
#include "dts_help.h"

Suite *entries_suite(void);

/* /iommu@1000 and /iommu@2000, and a node that is none. */
#define BOARD(nodes) DTS(SMMU("s", "1000") SMMU("t", "2000") "n: plain { };" nodes)

static void expect_partial(const char *path, uint32_t used, const char *slug)
{
	const struct iop_device *d = dts_device(path);

	expect_grouped(path);
	ck_assert_uint_eq(d->n_streams, used);
	ck_assert(d->partial);
	ck_assert_uint_eq(d->entry, used);
	ck_assert_str_eq(iop_reason_slug(d->dropped_why), slug);
}

START_TEST(all_entries_count)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 0x10 &s 0x20 &s 0x30")));
	expect_alone("/a");
	expect_streams("/a", 3, 0x30, 0);
	ck_assert(!dts_device("/a")->partial);
}
END_TEST

static const struct { const char *entry, *slug; } errors[] = {
	{ "0xdead 1", "bad-phandle" },
	{ "0xffffffff 1", "bad-phandle" },
	{ "0 1", "empty-iommus" },
	{ "&n 1", "not-an-iommu" },
	{ "&s", "short-specifier" },
};

START_TEST(error_in_the_first_entry_costs_the_master)
{
	char text[1024];

	for (int r = 0; r < RELEASES; r++) {
		snprintf(text, sizeof(text), BOARD(MASTER("a", "%s")), errors[_i].entry);
		dts_plan(dts_releases[r], text);
		expect_lost("/a", errors[_i].slug);
	}
}
END_TEST

/* "None" is no index, least of all the first IOMMU's. */
START_TEST(no_entry_leads_nowhere)
{
	static const uint8_t dangling[] = { 0, 0, 0xde, 0xad, 0, 0, 0, 1 };
	struct iop_cells list = { dangling, sizeof(dangling) };
	struct iop_entry e = { 0 };
	enum iop_reason why;

	dts_plan(LINUX(7, 2), BOARD(MASTER("a", "&s 5")));
	ck_assert(!iop_entry_next(&dts_plan_made, &list, &e, &why));
	ck_assert_uint_eq(e.iommu, IOP_NONE);
	list.left = 0;
	e.iommu = 0;
	ck_assert(!iop_entry_next(&dts_plan_made, &list, &e, &why));
	ck_assert_uint_eq(e.iommu, IOP_NONE);
}
END_TEST

START_TEST(error_in_a_later_entry_ends_the_list)
{
	char text[1024];

	for (int r = 0; r < RELEASES; r++) {
		snprintf(text, sizeof(text), BOARD(MASTER("a", "&s 5 &s 6 %s")),
			 errors[_i].entry);
		dts_plan(dts_releases[r], text);
		expect_partial("/a", 2, errors[_i].slug);
	}
}
END_TEST

START_TEST(entries_behind_an_error_are_not_read)
{
	dts_plan(LINUX(6, 12), BOARD(MASTER("a", "&s 5 0xdead 1 &s 6") MASTER("b", "&s 6")));
	expect_partial("/a", 1, "bad-phandle");
	expect_alone("/b");
}
END_TEST

/* One cell too many: it is taken for the next phandle. */
START_TEST(surplus_cell_reads_as_phandle)
{
	dts_plan(LINUX(6, 12), BOARD(MASTER("a", "&s 5 0xbad &s 6")));
	expect_partial("/a", 1, "bad-phandle");
}
END_TEST

START_TEST(surplus_zero_reads_as_no_phandle)
{
	dts_plan(LINUX(6, 12), BOARD(MASTER("a", "&s 5 0 &s 6")));
	expect_partial("/a", 1, "empty-iommus");
}
END_TEST

START_TEST(empty_property)
{
	dts_plan(dts_releases[_i], BOARD(NODE("a", "vendor,master", "iommus;")));
	expect_lost("/a", "empty-iommus");
}
END_TEST

START_TEST(less_than_a_cell)
{
	dts_plan(LINUX(6, 12), BOARD(NODE("a", "vendor,master", "iommus = [00 00 01];")));
	expect_lost("/a", "empty-iommus");
}
END_TEST

START_TEST(trailing_bytes_are_no_entry)
{
	dts_plan(LINUX(6, 12), BOARD(NODE("a", "vendor,master", "iommus = <&s 5>, [00 00];")));
	expect_alone("/a");
	expect_streams("/a", 1, 5, 0);
}
END_TEST

START_TEST(zero_cells)
{
	dts_plan(LINUX(6, 12), BOARD(MASTER("a", "&s &t") MASTER("b", "&s"))
		 "&s { #iommu-cells = <0>; }; &t { #iommu-cells = <0>; };");
	ck_assert_uint_eq(dts_device("/a")->n_streams, 2);
	expect_together("/a", "/b");	/* all are stream ID 0 */
}
END_TEST

/* MAX_PHANDLE_ARGS: sixteen are handed on, all seventeen are passed over. */
START_TEST(more_cells_than_the_kernel_hands_on)
{
	dts_plan(LINUX(6, 12), BOARD(MASTER("a",
		"&s 1 0 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 &t 2"))
		"&s { #iommu-cells = <17>; };");
	expect_grouped("/a");
	expect_streams("/a", 2, 2, 0);
}
END_TEST

START_TEST(children_inherit_nothing)
{
	dts_plan(dts_releases[_i], BOARD(
		"a { compatible = \"simple-bus\"; iommus = <&s 1>;"
		NODE("b", "vendor,master", "") "};"));
	expect_alone("/a");
	ck_assert(!dts_is_master("/a/b"));
}
END_TEST

START_TEST(disabled_masters_are_none)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 1")
		"b { compatible = \"simple-bus\"; status = \"disabled\"; "
		MASTER("c", "&s 2") "};")
		"&{/a} { status = \"disabled\"; };");
	ck_assert_uint_eq(dts_plan_made.n_devices, 0);
}
END_TEST

Suite *entries_suite(void)
{
	Suite *s = suite_create("entries");
	TCase *t = tcase_create("entries");

	tcase_add_loop_test(t, all_entries_count, 0, RELEASES);
	tcase_add_test(t, no_entry_leads_nowhere);
	tcase_add_loop_test(t, error_in_the_first_entry_costs_the_master, 0, 5);
	tcase_add_loop_test(t, error_in_a_later_entry_ends_the_list, 0, 5);
	tcase_add_test(t, entries_behind_an_error_are_not_read);
	tcase_add_test(t, surplus_cell_reads_as_phandle);
	tcase_add_test(t, surplus_zero_reads_as_no_phandle);
	tcase_add_loop_test(t, empty_property, 0, RELEASES);
	tcase_add_test(t, less_than_a_cell);
	tcase_add_test(t, trailing_bytes_are_no_entry);
	tcase_add_test(t, zero_cells);
	tcase_add_test(t, more_cells_than_the_kernel_hands_on);
	tcase_add_loop_test(t, children_inherit_nothing, 0, RELEASES);
	tcase_add_loop_test(t, disabled_masters_are_none, 0, RELEASES);
	suite_add_tcase(s, t);
	return s;
}
