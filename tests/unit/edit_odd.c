// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Lists of edits that no command makes of a sound tree, and their limits. */
#include <libfdt.h>
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "edit_help.h"

Suite *edit_odd_suite(void);

/* More nodes than the list has places for at first: some of them share one. */
START_TEST(many_nodes)
{
	static char nodes[4096], names[40][8];
	size_t at = (size_t)snprintf(nodes, sizeof(nodes), "/dts-v1/; / { ");
	bool has;

	for (unsigned int n = 0; n < 40; n++) {
		snprintf(names[n], sizeof(names[n]), "/n%02u", n);
		at += (size_t)snprintf(nodes + at, sizeof(nodes) - at, "%s { x = <%u>; }; ",
				       names[n] + 1, n);
	}
	snprintf(nodes + at, sizeof(nodes) - at, "};");
	edit_start(nodes);
	for (unsigned int n = 0; n < 40; n += 2)	/* every other one */
		edit_set(names[n], "status", names[n]);
	for (unsigned int n = 0; n < 40; n++) {
		const void *value = iop_edits_prop(&edit_list, dts_node(names[n]), IOP_P_STATUS, &has).at;

		ck_assert_int_eq(has, n % 2 == 0);
		ck_assert(n % 2 || !strcmp(value, names[n]));
	}
	edit_apply();
	for (unsigned int n = 0; n < 40; n++) {
		ck_assert_int_eq(edit_prop(edit_blob, names[n], "status") != NULL, n % 2 == 0);
		ck_assert_ptr_nonnull(edit_prop(edit_blob, names[n], "x"));
	}
}
END_TEST

/* An added node has what edits give it, and no more. */
START_TEST(an_added_node_has_its_edits)
{
	uint32_t inner, handle;
	char path[8];
	bool has;

	edit_start(TREE);
	edit_set("/a", "status", "first");	/* an edit that adds no node */
	edit_add_two(&inner);
	iop_edits_prop(&edit_list, inner, IOP_P_STATUS, &has);
	ck_assert(!has);
	iop_edits_prop(&edit_list, inner, IOP_P_STATUS, NULL);
	handle = iop_edits_phandle(&edit_list, &edit_arena, inner, IOP_EDIT_OTHER, 0);
	ck_assert_uint_eq(iop_edits_phandle(&edit_list, &edit_arena, inner, IOP_EDIT_OTHER, 0), handle);
	ck_assert_uint_eq(iop_edits_path(&edit_list, inner, path, sizeof(path)), 9);
	ck_assert_str_eq(path, "/a/out/");
	ck_assert_uint_eq(iop_edits_path(&edit_list, inner, NULL, 0), 9);
	ck_assert_uint_eq(iop_edits_path(&edit_list, inner + 1, path, sizeof(path)), 0);
	ck_assert_str_eq(path, "");
	edit_apply();
	ck_assert_int_eq(fdt_node_offset_by_phandle(edit_blob, handle),
			 fdt_path_offset(edit_blob, "/a/out/in"));
}
END_TEST

/* Edits that look like one of a phandle, and are not, keep no number from being used. */
START_TEST(taken_phandles_only)
{
	static const uint32_t one = 1, three = 3;

	edit_start("/dts-v1/; / { a { phandle = <0xfffffffe>; }; b { }; c { phandle = <2>; }; d { }; e { }; };");
	edit_set("/b", "status", "x");
	ck_assert(iop_edits_delete(&edit_list, &edit_arena, dts_node("/c"), "phandle", IOP_INSTEAD_LEAVE,
				   IOP_EDIT_OTHER, IOP_NO_NODE));
	ck_assert(iop_edits_set(&edit_list, &edit_arena, dts_node("/d"), "phandle", &one, 2,
				IOP_EDIT_OTHER, IOP_NO_NODE));
	ck_assert(iop_edits_set_cells(&edit_list, &edit_arena, dts_node("/e"), "phandle", &three, 1,
				      IOP_EDIT_OTHER, IOP_NO_NODE));
	ck_assert_uint_eq(iop_edits_phandle(&edit_list, &edit_arena, dts_node("/b"),
					    IOP_EDIT_OTHER, 0), 1);
	ck_assert_uint_eq(iop_edits_phandle(&edit_list, &edit_arena, 0, IOP_EDIT_OTHER, 0), 4);
}
END_TEST

START_TEST(too_many_cells)
{
	static const uint32_t cell = 1;

	edit_start(TREE);
	ck_assert(!iop_edits_set_cells(&edit_list, &edit_arena, 0, "x", &cell, UINT32_MAX / 4 + 1,
				       IOP_EDIT_OTHER, 0));
	ck_assert(!iop_edits_set_cells(&edit_list, &edit_arena, 0, "x", &cell, UINT32_MAX / 8,
				       IOP_EDIT_OTHER, 0));
	ck_assert_uint_eq(edit_list.n, 0);
}
END_TEST

/* No compiler writes a property twice; the first counts, and both are replaced. */
START_TEST(a_property_that_is_there_twice)
{
	static uint8_t twice[1 << 12];
	struct dts_blob b = dts_compile("/dts-v1/; / { a { x = \"1\"; y = \"2\"; z = \"3\"; }; };");
	const struct fdt_property *x;
	struct fdt_property *y;
	static _Alignas(8) uint8_t memory[EDIT_SIZE];
	struct iop_place where;
	struct iop_tree t;
	int len;

	memcpy(twice, b.bytes, b.size);
	x = fdt_get_property(twice, fdt_path_offset(twice, "/a"), "x", &len);
	y = fdt_get_property_w(twice, fdt_path_offset(twice, "/a"), "y", &len);
	y->nameoff = x->nameoff;
	iop_arena_init(&edit_arena, memory, sizeof(memory));
	ck_assert_int_eq(iop_tree_index(&t, twice, b.size, &edit_arena, &where), 0);
	iop_edits_init(&edit_list, &t);
	ck_assert(iop_edits_set(&edit_list, &edit_arena, 1, "x", "new", 4, IOP_EDIT_OTHER, IOP_NO_NODE));
	edit_apply();
	ck_assert_str_eq(edit_prop(edit_blob, "/a", "x"), "new");
	ck_assert_ptr_null(edit_prop(edit_blob, "/a", "y"));
	ck_assert_str_eq(edit_prop(edit_blob, "/a", "z"), "3");
	ck_assert_int_eq(fdt_delprop(edit_blob, fdt_path_offset(edit_blob, "/a"), "x"), 0);
	ck_assert_ptr_null(edit_prop(edit_blob, "/a", "x"));	/* it was there once */
}
END_TEST

/* Of one node: what is set, and what stays on every kernel. */
START_TEST(an_overlay_leaves_what_may_stay)
{
	uint32_t culprit;

	edit_start(TREE);
	ck_assert(iop_edits_delete(&edit_list, &edit_arena, dts_node("/a"), "x", IOP_INSTEAD_LEAVE,
				   IOP_EDIT_OTHER, IOP_NO_NODE));
	edit_set("/a", "status", "disabled");
	ck_assert_int_eq(edit_overlay(NULL, &culprit), 0);
	edit_lay();
	ck_assert_str_eq(edit_prop(edit_blob, "/a", "status"), "disabled");
	ck_assert_ptr_nonnull(edit_prop(edit_blob, "/a", "x"));
	edit_set("/a", "linux,phandle", "9");
	ck_assert_int_eq(edit_overlay(NULL, &culprit), -IOP_ERR_OVERLAY);
	ck_assert_uint_eq(culprit, 2);
}
END_TEST

/* Each list of edits, in less and less memory: all of it or an error. */
START_TEST(room_for_the_list)
{
	static _Alignas(8) uint8_t few[1 << 14];
	uint32_t made = 0;
	size_t needed;

	edit_start(TREE);
	for (size_t size = 0; size < sizeof(few); size += 8) {
		struct iop_arena a;

		iop_arena_init(&a, few, size);
		iop_edits_init(&edit_list, dts_plan_made.tree);
		if (!iop_edits_phandle(&edit_list, &a, dts_node("/a/b"), IOP_EDIT_OTHER, 0)) {
			ck_assert_uint_eq(edit_list.n, 0);
			continue;
		}
		ck_assert_uint_eq(edit_list.n, 1);
		if (!iop_edits_set(&edit_list, &a, dts_node("/a"), "x", "1", 2, IOP_EDIT_OTHER, 0) ||
		    iop_edits_apply(&edit_list, &a, edit_blob, sizeof(edit_blob), &needed))
			continue;
		ck_assert_int_eq(fdt_check_full(edit_blob, needed), 0);
		made++;
	}
	ck_assert_uint_gt(made, 0);
}
END_TEST

Suite *edit_odd_suite(void)
{
	Suite *s = suite_create("edit_odd");
	TCase *t = tcase_create("edit-odd");

	tcase_add_test(t, many_nodes);
	tcase_add_test(t, an_added_node_has_its_edits);
	tcase_add_test(t, taken_phandles_only);
	tcase_add_test(t, too_many_cells);
	tcase_add_test(t, a_property_that_is_there_twice);
	tcase_add_test(t, an_overlay_leaves_what_may_stay);
	tcase_add_test(t, room_for_the_list);
	suite_add_tcase(s, t);
	return s;
}
