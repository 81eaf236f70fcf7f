// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Lists of edits, the edited blob and the overlay that says the same. */
#include <libfdt.h>
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "edit_help.h"

Suite *edit_suite(void);

START_TEST(no_edit_no_change)
{
	edit_start(TREE);
	edit_apply();
	ck_assert_uint_eq(fdt_totalsize(edit_blob), dts_plan_made.tree->size);
	ck_assert_mem_eq(edit_blob, dts_plan_made.tree->blob, dts_plan_made.tree->size);
}
END_TEST

START_TEST(properties_change_where_they_stand)
{
	int len, at;

	edit_start(TREE);
	edit_set("/a", "status", "disabled");
	edit_set("/a", "new", "n");
	ck_assert(iop_edits_delete(&edit_list, &edit_arena, dts_node("/c@1"), "x",
				   IOP_INSTEAD_LEAVE, IOP_EDIT_OTHER, IOP_NO_NODE));
	edit_apply();
	ck_assert_str_eq(edit_prop(edit_blob, "/a", "status"), "disabled");
	ck_assert_str_eq(edit_prop(edit_blob, "/a", "y"), "keep");
	ck_assert_str_eq(edit_prop(edit_blob, "/a", "new"), "n");
	ck_assert_ptr_null(edit_prop(edit_blob, "/c@1", "x"));
	at = fdt_first_property_offset(edit_blob, fdt_path_offset(edit_blob, "/a"));
	ck_assert_str_eq(fdt_get_string(edit_blob, fdt32_to_cpu(((const struct fdt_property *)
			 fdt_offset_ptr(edit_blob, at, 12))->nameoff), &len), "x");
	ck_assert(fdt_path_offset(edit_blob, "/a/b") > 0);
}
END_TEST

START_TEST(the_latest_edit_counts)
{
	bool has;

	edit_start(TREE);
	edit_set("/a", "status", "first");
	edit_set("/a", "status", "second");
	ck_assert_uint_eq(edit_list.n, 1);
	ck_assert_str_eq((const char *)iop_edits_prop(&edit_list, dts_node("/a"), IOP_P_STATUS,
						      &has).at, "second");
	ck_assert(has);
	ck_assert(iop_edits_delete(&edit_list, &edit_arena, dts_node("/a"), "status",
				   IOP_INSTEAD_LEAVE, IOP_EDIT_OTHER, IOP_NO_NODE));
	iop_edits_prop(&edit_list, dts_node("/a"), IOP_P_STATUS, &has);
	ck_assert(!has);
}
END_TEST

/* More than fit at first, on many nodes: each still finds its own. */
START_TEST(many_edits)
{
	static char names[200][8];

	edit_start(TREE);
	for (unsigned int n = 0; n < 200; n++) {
		snprintf(names[n], sizeof(names[n]), "p%u", n);
		edit_set(n % 2 ? "/a" : "/c@1", names[n], names[n]);
	}
	ck_assert_uint_eq(edit_list.n, 200);
	edit_apply();
	for (unsigned int n = 0; n < 200; n++)
		ck_assert_str_eq(edit_prop(edit_blob, n % 2 ? "/a" : "/c@1", names[n]), names[n]);
}
END_TEST

START_TEST(nodes_are_added)
{
	uint32_t inner;
	char path[32];

	edit_start(TREE);
	edit_add_two(&inner);
	ck_assert_uint_eq(iop_edits_path(&edit_list, inner, path, sizeof(path)), 9);
	ck_assert_str_eq(path, "/a/out/in");
	edit_apply();
	ck_assert_str_eq(edit_prop(edit_blob, "/a/out", "o"), "O");
	ck_assert_str_eq(edit_prop(edit_blob, "/a/out/in", "i"), "I");
	ck_assert(fdt_path_offset(edit_blob, "/a/b") > 0);
}
END_TEST

START_TEST(phandles_are_new_and_kept)
{
	uint32_t a, c, old = 0;

	edit_start(TREE);
	for (uint32_t n = 0; n < edit_list.tree->count; n++)
		if (edit_list.tree->nodes[n].phandle > old)
			old = edit_list.tree->nodes[n].phandle;
	c = iop_edits_phandle(&edit_list, &edit_arena, dts_node("/c@1"), IOP_EDIT_OTHER, 0);
	ck_assert_uint_eq(c, edit_list.tree->nodes[dts_node("/c@1")].phandle);
	ck_assert_uint_eq(edit_list.n, 0);
	a = iop_edits_phandle(&edit_list, &edit_arena, dts_node("/a"), IOP_EDIT_OTHER, 0);
	ck_assert_uint_eq(a, old + 1);
	ck_assert_uint_eq(iop_edits_phandle(&edit_list, &edit_arena, dts_node("/a/b"),
					    IOP_EDIT_OTHER, 0), old + 2);
	ck_assert_uint_eq(iop_edits_phandle(&edit_list, &edit_arena, dts_node("/a"),
					    IOP_EDIT_OTHER, 0), a);
	edit_apply();
	ck_assert_int_eq(fdt_node_offset_by_phandle(edit_blob, a), fdt_path_offset(edit_blob, "/a"));
}
END_TEST

/* No phandle is left above the highest: take what is free below. */
START_TEST(phandles_run_out_above)
{
	uint32_t a, b;

	edit_start(DTS("a { phandle = <0xfffffffe>; }; b { }; c { };"));
	a = iop_edits_phandle(&edit_list, &edit_arena, dts_node("/b"), IOP_EDIT_OTHER, 0);
	b = iop_edits_phandle(&edit_list, &edit_arena, dts_node("/c"), IOP_EDIT_OTHER, 0);
	ck_assert_uint_ne(a, b);
	ck_assert(a && b && a < 0xfffffffe && b < 0xfffffffe);
	ck_assert_uint_eq(iop_by_phandle(edit_list.tree, a), IOP_NO_NODE);
	ck_assert_uint_eq(iop_by_phandle(edit_list.tree, b), IOP_NO_NODE);
}
END_TEST

START_TEST(the_overlay_says_the_same)
{
	uint32_t inner, culprit;

	edit_start(TREE);
	edit_set("/a", "status", "disabled");
	edit_set("/c@1", "new", "n");
	edit_add_two(&inner);
	ck_assert_int_eq(edit_overlay(NULL, &culprit), 0);
	edit_lay();
	ck_assert_str_eq(edit_prop(edit_blob, "/a", "status"), "disabled");
	ck_assert_str_eq(edit_prop(edit_blob, "/c@1", "new"), "n");
	ck_assert_str_eq(edit_prop(edit_blob, "/a/out/in", "i"), "I");
	ck_assert_str_eq(edit_prop(edit_blob, "/a", "y"), "keep");
}
END_TEST

START_TEST(an_overlay_joins_another)
{
	struct iop_tree first;
	struct iop_place where;
	static _Alignas(8) uint8_t base[1 << 12];
	uint32_t culprit;

	edit_start(TREE);
	edit_set("/a", "old", "O");
	ck_assert_int_eq(edit_overlay(NULL, &culprit), 0);
	memcpy(base, edit_other, fdt_totalsize(edit_other));
	ck_assert_int_eq(iop_tree_index(&first, base, fdt_totalsize(base), &edit_arena, &where), 0);
	iop_edits_init(&edit_list, dts_plan_made.tree);
	edit_set("/c@1", "new", "N");
	ck_assert_int_eq(edit_overlay(&first, &culprit), 0);
	edit_lay();
	ck_assert_str_eq(edit_prop(edit_blob, "/a", "old"), "O");
	ck_assert_str_eq(edit_prop(edit_blob, "/c@1", "new"), "N");
}
END_TEST

START_TEST(an_overlay_cannot_delete)
{
	uint32_t culprit;

	edit_start(TREE);
	edit_set("/a", "status", "disabled");
	ck_assert(iop_edits_delete(&edit_list, &edit_arena, dts_node("/c@1"), "x",
				   IOP_INSTEAD_NOTHING, IOP_EDIT_OTHER, IOP_NO_NODE));
	ck_assert_int_eq(edit_overlay(NULL, &culprit), -IOP_ERR_OVERLAY);
	ck_assert_uint_eq(culprit, 1);
	edit_list.list[1].instead = IOP_INSTEAD_LEAVE;
	ck_assert_int_eq(edit_overlay(NULL, &culprit), 0);
	edit_lay();
	ck_assert_ptr_nonnull(edit_prop(edit_blob, "/c@1", "x"));
	edit_list.list[1].instead = IOP_INSTEAD_VALUE;
	edit_list.list[1].value = "none";
	edit_list.list[1].size = 5;
	ck_assert_int_eq(edit_overlay(NULL, &culprit), 0);
	edit_lay();
	ck_assert_str_eq(edit_prop(edit_blob, "/c@1", "x"), "none");
}
END_TEST

START_TEST(an_overlay_cannot_number)
{
	uint32_t culprit;

	edit_start(TREE);
	ck_assert(iop_edits_phandle(&edit_list, &edit_arena, dts_node("/a"), IOP_EDIT_OTHER, 0));
	ck_assert_int_eq(edit_overlay(NULL, &culprit), -IOP_ERR_OVERLAY);
	ck_assert_uint_eq(culprit, 0);
}
END_TEST

/* Every size short of enough is refused, and the size needed is told. */
START_TEST(room_is_counted)
{
	size_t needed, again;
	uint32_t inner, culprit;

	edit_start(TREE);
	edit_add_two(&inner);
	ck_assert_int_eq(iop_edits_apply(&edit_list, &edit_arena, NULL, 0, &needed), -IOP_ERR_NOSPACE);
	ck_assert_int_eq(iop_edits_apply(&edit_list, &edit_arena, edit_blob, needed - 1,
					 &again), -IOP_ERR_NOSPACE);
	ck_assert_uint_eq(again, needed);
	ck_assert_int_eq(iop_edits_apply(&edit_list, &edit_arena, edit_blob, needed, &again), 0);
	ck_assert_int_eq(iop_edits_overlay(&edit_list, NULL, &edit_arena, NULL, 0, &needed, &culprit),
			 -IOP_ERR_NOSPACE);
	ck_assert_int_eq(iop_edits_overlay(&edit_list, NULL, &edit_arena, edit_other, needed, &again,
					   &culprit), 0);
}
END_TEST

Suite *edit_suite(void)
{
	Suite *s = suite_create("edit");
	TCase *t = tcase_create("edit");

	tcase_add_test(t, no_edit_no_change);
	tcase_add_test(t, properties_change_where_they_stand);
	tcase_add_test(t, the_latest_edit_counts);
	tcase_add_test(t, many_edits);
	tcase_add_test(t, nodes_are_added);
	tcase_add_test(t, phandles_are_new_and_kept);
	tcase_add_test(t, phandles_run_out_above);
	tcase_add_test(t, the_overlay_says_the_same);
	tcase_add_test(t, an_overlay_joins_another);
	tcase_add_test(t, an_overlay_cannot_delete);
	tcase_add_test(t, an_overlay_cannot_number);
	tcase_add_test(t, room_is_counted);
	suite_add_tcase(s, t);
	return s;
}
