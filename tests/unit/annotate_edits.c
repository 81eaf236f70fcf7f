// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The edits that an annotation lists: those of this run, and those of an earlier one that
 * are in the tree still. libfdt reads what was written.
 */
#include <libfdt.h>
#include <stdio.h>
#include <string.h>

#include "annotate/annotate.h"
#include "solve_help.h"

Suite *annotate_edits_suite(void);

static _Alignas(8) uint8_t memory[1 << 20];
static uint8_t blob[1 << 17];

static void annotate(const struct iop_solution *solution)
{
	struct iop_annotation n = { .plan = solution ? &solution->plan : &dts_plan_made,
				    .generator = "x 1", .solution = solution };
	struct iop_arena a;
	size_t size;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert_int_eq(iop_annotate(&n, &a, blob, sizeof(blob), &size), 0);
	ck_assert_int_eq(fdt_check_full(blob, size), 0);
}

/* How many entries it lists with this path and property; NULL: any. */
static int listed(const char *path, const char *property)
{
	int node, count = 0, all = fdt_path_offset(blob, "/chosen/iommuplan");

	ck_assert_int_gt(all, 0);
	fdt_for_each_subnode(node, blob, all) {
		const char *of, *named;

		if (strncmp(fdt_get_name(blob, node, NULL), "edit-", 5))
			continue;
		of = fdt_getprop(blob, node, "path", NULL);
		named = fdt_getprop(blob, node, "property", NULL);
		ck_assert(of && named && fdt_getprop(blob, node, "state", NULL) &&
			  fdt_getprop(blob, node, "reason", NULL));
		count += !path || (!strcmp(of, path) && !strcmp(named, property));
	}
	return count;
}

#define EDIT(name, path, property) name " { path = \"" path "\"; property = \"" property \
	"\"; state = \"set\"; reason = \"share\"; };"
#define BOARD(edits) DTS(SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "&s 2") \
	"chosen { iommuplan { version = <1>; " edits " }; };")
#define SHARED "version: 1\n" ALL "iommus:\n  - match: {path: \"/iommu@1000\"}\n    strategy: shared\n"

/* What is in the tree from before stays listed; what is no whole entry goes. */
static const struct { const char *edits; int count; } earlier[] = {
	{ "", 0 },
	{ EDIT("edit-0", "/a", "iommus"), 1 },
	{ EDIT("edit-0", "/a", "iommus") EDIT("edit-1", "/b", "iommus"), 2 },
	{ EDIT("group-0", "/a", "iommus"), 0 },
	{ "edit-0 { property = \"iommus\"; state = \"set\"; reason = \"share\"; };", 0 },
	{ "edit-0 { path = \"/a\"; state = \"set\"; reason = \"share\"; };", 0 },
	{ "edit-0 { path = \"/a\"; property = \"iommus\"; reason = \"share\"; };", 0 },
	{ "edit-0 { path = \"/a\"; property = \"iommus\"; state = \"set\"; };", 0 },
	{ "edit-0 { path = \"/a\"; property = \"iommus\"; state = \"set\"; reason = [00 01]; };", 1 },
	{ "edit-0 { path = \"/a\"; property = \"iommus\"; state = \"set\"; reason = [01]; };", 0 },
};

START_TEST(what_an_earlier_run_edited)
{
	char text[2048];

	snprintf(text, sizeof(text), BOARD("%s"), earlier[_i].edits);
	dts_plan(LINUX(6, 12), text);
	annotate(NULL);
	ck_assert_int_eq(listed(NULL, NULL), earlier[_i].count);
}
END_TEST

/* The same property edited again is one entry; another's stay. */
START_TEST(what_is_edited_again)
{
	solve(LINUX(6, 12), BOARD(EDIT("edit-0", "/iommu@1000", "stream-match-mask")
				  EDIT("edit-1", "/iommu@1000", "other") EDIT("edit-2", "/a", "iommus")
				  EDIT("edit-3", "/gone", "stream-match-mask")), SHARED);
	ck_assert_uint_eq(solved.edits.n, 1);
	annotate(&solved);
	ck_assert_int_eq(listed("/iommu@1000", "stream-match-mask"), 1);
	ck_assert_int_eq(listed("/iommu@1000", "other"), 1);
	ck_assert_int_eq(listed("/a", "iommus"), 1);
	ck_assert_int_eq(listed(NULL, NULL), 4);
}
END_TEST

START_TEST(the_first_edit)
{
	solve(LINUX(6, 12), DTS(SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "&s 2")), SHARED);
	annotate(&solved);
	ck_assert_int_eq(listed("/iommu@1000", "stream-match-mask"), 1);
	ck_assert_int_eq(listed(NULL, NULL), 1);
}
END_TEST

/* A type that is written while the system runs: the group boots with another one. */
START_TEST(types_that_come_later)
{
	int node, all, found = 0;

	solve(LINUX(6, 12), DTS(SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "&s 2")),
	      "version: 1\nallow: [runtime]\ndevices:\n  - match: {path: \"/b\"}\n    domain: identity\n");
	ck_assert_uint_eq(solved.n_writes, 1);
	annotate(&solved);
	all = fdt_path_offset(blob, "/chosen/iommuplan");
	fdt_for_each_subnode(node, blob, all) {
		const char *now = fdt_getprop(blob, node, "domain", NULL);
		const char *boot = fdt_getprop(blob, node, "boot-domain", NULL);

		if (!now)
			continue;
		found += boot != NULL;
		ck_assert(!boot == !!strcmp(now, "identity"));
		if (boot)
			ck_assert_str_eq(boot, "DMA");
	}
	ck_assert_int_eq(found, 1);
}
END_TEST

Suite *annotate_edits_suite(void)
{
	Suite *s = suite_create("annotate_edits");
	TCase *t = tcase_create("annotate_edits");

	tcase_add_loop_test(t, what_an_earlier_run_edited, 0, sizeof(earlier) / sizeof(earlier[0]));
	tcase_add_test(t, what_is_edited_again);
	tcase_add_test(t, the_first_edit);
	tcase_add_test(t, types_that_come_later);
	suite_add_tcase(s, t);
	return s;
}
