// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Lists of edits, the edited blob and the overlay that says the same. */
#include <libfdt.h>
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "fdt/edit/edit.h"

Suite *edit_suite(void);

#define TREE DTS("a: a { x = <1>; status = \"okay\"; y = \"keep\"; b { }; };" \
		 "c: c@1 { x = <2>; };") "/ { r = <&c>; };"

static _Alignas(8) uint8_t memory[1 << 20], blob[1 << 16], other[1 << 16];
static struct iop_arena arena;
static struct iop_edits edits;

static void start(const char *text)
{
	dts_tree(LINUX(7, 2), text);
	iop_arena_init(&arena, memory, sizeof(memory));
	iop_edits_init(&edits, dts_plan_made.tree);
}

static void set(const char *path, const char *name, const char *value)
{
	ck_assert(iop_edits_set(&edits, &arena, dts_node(path), name, value,
				(uint32_t)strlen(value) + 1, IOP_EDIT_OTHER, IOP_NO_NODE));
}

static void apply(void)
{
	size_t needed;

	ck_assert_int_eq(iop_edits_apply(&edits, &arena, blob, sizeof(blob), &needed), 0);
	ck_assert_int_eq(fdt_check_full(blob, needed), 0);
	ck_assert_uint_eq(fdt_totalsize(blob), needed);
}

static const char *prop(const void *fdt, const char *path, const char *name)
{
	int node = fdt_path_offset(fdt, path);

	ck_assert_msg(node >= 0, "no %s", path);
	return fdt_getprop(fdt, node, name, NULL);
}

START_TEST(no_edit_no_change)
{
	start(TREE);
	apply();
	ck_assert_uint_eq(fdt_totalsize(blob), dts_plan_made.tree->size);
	ck_assert_mem_eq(blob, dts_plan_made.tree->blob, dts_plan_made.tree->size);
}
END_TEST

START_TEST(properties_change_where_they_stand)
{
	int len, at;

	start(TREE);
	set("/a", "status", "disabled");
	set("/a", "new", "n");
	ck_assert(iop_edits_delete(&edits, &arena, dts_node("/c@1"), "x",
				   IOP_INSTEAD_LEAVE, IOP_EDIT_OTHER, IOP_NO_NODE));
	apply();
	ck_assert_str_eq(prop(blob, "/a", "status"), "disabled");
	ck_assert_str_eq(prop(blob, "/a", "y"), "keep");
	ck_assert_str_eq(prop(blob, "/a", "new"), "n");
	ck_assert_ptr_null(prop(blob, "/c@1", "x"));
	at = fdt_first_property_offset(blob, fdt_path_offset(blob, "/a"));
	ck_assert_str_eq(fdt_get_string(blob, fdt32_to_cpu(((const struct fdt_property *)
			 fdt_offset_ptr(blob, at, 12))->nameoff), &len), "x");
	ck_assert(fdt_path_offset(blob, "/a/b") > 0);
}
END_TEST

START_TEST(the_latest_edit_counts)
{
	bool has;

	start(TREE);
	set("/a", "status", "first");
	set("/a", "status", "second");
	ck_assert_uint_eq(edits.n, 1);
	ck_assert_str_eq((const char *)iop_edits_prop(&edits, dts_node("/a"), IOP_P_STATUS,
						      &has).at, "second");
	ck_assert(has);
	ck_assert(iop_edits_delete(&edits, &arena, dts_node("/a"), "status",
				   IOP_INSTEAD_LEAVE, IOP_EDIT_OTHER, IOP_NO_NODE));
	iop_edits_prop(&edits, dts_node("/a"), IOP_P_STATUS, &has);
	ck_assert(!has);
}
END_TEST

/* More than fit at first, on many nodes: each still finds its own. */
START_TEST(many_edits)
{
	static char names[200][8];

	start(TREE);
	for (unsigned int n = 0; n < 200; n++) {
		snprintf(names[n], sizeof(names[n]), "p%u", n);
		set(n % 2 ? "/a" : "/c@1", names[n], names[n]);
	}
	ck_assert_uint_eq(edits.n, 200);
	apply();
	for (unsigned int n = 0; n < 200; n++)
		ck_assert_str_eq(prop(blob, n % 2 ? "/a" : "/c@1", names[n]), names[n]);
}
END_TEST

/* A node below a node that the list adds, both with properties. */
static void add_two(uint32_t *inner)
{
	uint32_t outer = iop_edits_add_node(&edits, &arena, dts_node("/a"), "out",
					    IOP_EDIT_OTHER, IOP_NO_NODE);

	*inner = iop_edits_add_node(&edits, &arena, outer, "in", IOP_EDIT_OTHER,
				    IOP_NO_NODE);
	ck_assert_uint_eq(*inner, edits.tree->count + 1);
	ck_assert(iop_edits_set(&edits, &arena, outer, "o", "O", 2, IOP_EDIT_OTHER, 0));
	ck_assert(iop_edits_set(&edits, &arena, *inner, "i", "I", 2, IOP_EDIT_OTHER, 0));
}

START_TEST(nodes_are_added)
{
	uint32_t inner;
	char path[32];

	start(TREE);
	add_two(&inner);
	ck_assert_uint_eq(iop_edits_path(&edits, inner, path, sizeof(path)), 9);
	ck_assert_str_eq(path, "/a/out/in");
	apply();
	ck_assert_str_eq(prop(blob, "/a/out", "o"), "O");
	ck_assert_str_eq(prop(blob, "/a/out/in", "i"), "I");
	ck_assert(fdt_path_offset(blob, "/a/b") > 0);
}
END_TEST

START_TEST(phandles_are_new_and_kept)
{
	uint32_t a, c, old = 0;

	start(TREE);
	for (uint32_t n = 0; n < edits.tree->count; n++)
		if (edits.tree->nodes[n].phandle > old)
			old = edits.tree->nodes[n].phandle;
	c = iop_edits_phandle(&edits, &arena, dts_node("/c@1"), IOP_EDIT_OTHER, 0);
	ck_assert_uint_eq(c, edits.tree->nodes[dts_node("/c@1")].phandle);
	ck_assert_uint_eq(edits.n, 0);
	a = iop_edits_phandle(&edits, &arena, dts_node("/a"), IOP_EDIT_OTHER, 0);
	ck_assert_uint_eq(a, old + 1);
	ck_assert_uint_eq(iop_edits_phandle(&edits, &arena, dts_node("/a/b"),
					    IOP_EDIT_OTHER, 0), old + 2);
	ck_assert_uint_eq(iop_edits_phandle(&edits, &arena, dts_node("/a"),
					    IOP_EDIT_OTHER, 0), a);
	apply();
	ck_assert_int_eq(fdt_node_offset_by_phandle(blob, a), fdt_path_offset(blob, "/a"));
}
END_TEST

/* No phandle is left above the highest: take what is free below. */
START_TEST(phandles_run_out_above)
{
	uint32_t a, b;

	start(DTS("a { phandle = <0xfffffffe>; }; b { }; c { };"));
	a = iop_edits_phandle(&edits, &arena, dts_node("/b"), IOP_EDIT_OTHER, 0);
	b = iop_edits_phandle(&edits, &arena, dts_node("/c"), IOP_EDIT_OTHER, 0);
	ck_assert_uint_ne(a, b);
	ck_assert(a && b && a < 0xfffffffe && b < 0xfffffffe);
	ck_assert_uint_eq(iop_by_phandle(edits.tree, a), IOP_NO_NODE);
	ck_assert_uint_eq(iop_by_phandle(edits.tree, b), IOP_NO_NODE);
}
END_TEST

static int overlay(const struct iop_tree *base, uint32_t *culprit)
{
	size_t needed;
	int e = iop_edits_overlay(&edits, base, &arena, other, sizeof(other),
					     &needed, culprit);

	if (!e)
		ck_assert_int_eq(fdt_check_full(other, needed), 0);
	return e;
}

/* The overlay over the old tree, by libfdt, into @blob. */
static void lay(void)
{
	ck_assert_int_eq(fdt_open_into(edits.tree->blob, blob, sizeof(blob)), 0);
	ck_assert_int_eq(fdt_overlay_apply(blob, other), 0);
}

START_TEST(the_overlay_says_the_same)
{
	uint32_t inner, culprit;

	start(TREE);
	set("/a", "status", "disabled");
	set("/c@1", "new", "n");
	add_two(&inner);
	ck_assert_int_eq(overlay(NULL, &culprit), 0);
	lay();
	ck_assert_str_eq(prop(blob, "/a", "status"), "disabled");
	ck_assert_str_eq(prop(blob, "/c@1", "new"), "n");
	ck_assert_str_eq(prop(blob, "/a/out/in", "i"), "I");
	ck_assert_str_eq(prop(blob, "/a", "y"), "keep");
}
END_TEST

START_TEST(an_overlay_joins_another)
{
	struct iop_tree first;
	struct iop_place where;
	static _Alignas(8) uint8_t base[1 << 12];
	uint32_t culprit;

	start(TREE);
	set("/a", "old", "O");
	ck_assert_int_eq(overlay(NULL, &culprit), 0);
	memcpy(base, other, fdt_totalsize(other));
	ck_assert_int_eq(iop_tree_index(&first, base, fdt_totalsize(base), &arena, &where), 0);
	iop_edits_init(&edits, dts_plan_made.tree);
	set("/c@1", "new", "N");
	ck_assert_int_eq(overlay(&first, &culprit), 0);
	lay();
	ck_assert_str_eq(prop(blob, "/a", "old"), "O");
	ck_assert_str_eq(prop(blob, "/c@1", "new"), "N");
}
END_TEST

START_TEST(an_overlay_cannot_delete)
{
	uint32_t culprit;

	start(TREE);
	set("/a", "status", "disabled");
	ck_assert(iop_edits_delete(&edits, &arena, dts_node("/c@1"), "x",
				   IOP_INSTEAD_NOTHING, IOP_EDIT_OTHER, IOP_NO_NODE));
	ck_assert_int_eq(overlay(NULL, &culprit), -IOP_ERR_OVERLAY);
	ck_assert_uint_eq(culprit, 1);
	edits.list[1].instead = IOP_INSTEAD_LEAVE;
	ck_assert_int_eq(overlay(NULL, &culprit), 0);
	lay();
	ck_assert_ptr_nonnull(prop(blob, "/c@1", "x"));
	edits.list[1].instead = IOP_INSTEAD_VALUE;
	edits.list[1].value = "none";
	edits.list[1].size = 5;
	ck_assert_int_eq(overlay(NULL, &culprit), 0);
	lay();
	ck_assert_str_eq(prop(blob, "/c@1", "x"), "none");
}
END_TEST

START_TEST(an_overlay_cannot_number)
{
	uint32_t culprit;

	start(TREE);
	ck_assert(iop_edits_phandle(&edits, &arena, dts_node("/a"), IOP_EDIT_OTHER, 0));
	ck_assert_int_eq(overlay(NULL, &culprit), -IOP_ERR_OVERLAY);
	ck_assert_uint_eq(culprit, 0);
}
END_TEST

/* Every size short of enough is refused, and the size needed is told. */
START_TEST(room_is_counted)
{
	size_t needed, again;
	uint32_t inner, culprit;

	start(TREE);
	add_two(&inner);
	ck_assert_int_eq(iop_edits_apply(&edits, &arena, NULL, 0, &needed), -IOP_ERR_NOSPACE);
	ck_assert_int_eq(iop_edits_apply(&edits, &arena, blob, needed - 1, &again), -IOP_ERR_NOSPACE);
	ck_assert_uint_eq(again, needed);
	ck_assert_int_eq(iop_edits_apply(&edits, &arena, blob, needed, &again), 0);
	ck_assert_int_eq(iop_edits_overlay(&edits, NULL, &arena, NULL, 0, &needed, &culprit),
			 -IOP_ERR_NOSPACE);
	ck_assert_int_eq(iop_edits_overlay(&edits, NULL, &arena, other, needed, &again,
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
