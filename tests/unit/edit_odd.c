// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Lists of edits that no command makes of a sound tree, and their limits. */
#include <libfdt.h>
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "fdt/edit/edit.h"

Suite *edit_odd_suite(void);

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
	start(nodes);
	for (unsigned int n = 0; n < 40; n += 2)	/* every other one */
		set(names[n], "status", names[n]);
	for (unsigned int n = 0; n < 40; n++) {
		const void *value = iop_edits_prop(&edits, dts_node(names[n]), IOP_P_STATUS, &has).at;

		ck_assert_int_eq(has, n % 2 == 0);
		ck_assert(n % 2 || !strcmp(value, names[n]));
	}
	apply();
	for (unsigned int n = 0; n < 40; n++) {
		ck_assert_int_eq(prop(blob, names[n], "status") != NULL, n % 2 == 0);
		ck_assert_ptr_nonnull(prop(blob, names[n], "x"));
	}
}
END_TEST

/* An added node has what edits give it, and no more. */
START_TEST(an_added_node_has_its_edits)
{
	uint32_t inner, handle;
	char path[8];
	bool has;

	start(TREE);
	set("/a", "status", "first");	/* an edit that adds no node */
	add_two(&inner);
	iop_edits_prop(&edits, inner, IOP_P_STATUS, &has);
	ck_assert(!has);
	iop_edits_prop(&edits, inner, IOP_P_STATUS, NULL);
	handle = iop_edits_phandle(&edits, &arena, inner, IOP_EDIT_OTHER, 0);
	ck_assert_uint_eq(iop_edits_phandle(&edits, &arena, inner, IOP_EDIT_OTHER, 0), handle);
	ck_assert_uint_eq(iop_edits_path(&edits, inner, path, sizeof(path)), 9);
	ck_assert_str_eq(path, "/a/out/");
	ck_assert_uint_eq(iop_edits_path(&edits, inner, NULL, 0), 9);
	ck_assert_uint_eq(iop_edits_path(&edits, inner + 1, path, sizeof(path)), 0);
	ck_assert_str_eq(path, "");
	apply();
	ck_assert_int_eq(fdt_node_offset_by_phandle(blob, handle), fdt_path_offset(blob, "/a/out/in"));
}
END_TEST

/* Edits that look like one of a phandle, and are not, keep no number from being used. */
START_TEST(taken_phandles_only)
{
	static const uint32_t one = 1, three = 3;

	start("/dts-v1/; / { a { phandle = <0xfffffffe>; }; b { }; c { phandle = <2>; }; d { }; e { }; };");
	set("/b", "status", "x");
	ck_assert(iop_edits_delete(&edits, &arena, dts_node("/c"), "phandle", IOP_INSTEAD_LEAVE,
				   IOP_EDIT_OTHER, IOP_NO_NODE));
	ck_assert(iop_edits_set(&edits, &arena, dts_node("/d"), "phandle", &one, 2,
				IOP_EDIT_OTHER, IOP_NO_NODE));
	ck_assert(iop_edits_set_cells(&edits, &arena, dts_node("/e"), "phandle", &three, 1,
				      IOP_EDIT_OTHER, IOP_NO_NODE));
	ck_assert_uint_eq(iop_edits_phandle(&edits, &arena, dts_node("/b"), IOP_EDIT_OTHER, 0), 1);
	ck_assert_uint_eq(iop_edits_phandle(&edits, &arena, 0, IOP_EDIT_OTHER, 0), 4);
}
END_TEST

START_TEST(too_many_cells)
{
	static const uint32_t cell = 1;

	start(TREE);
	ck_assert(!iop_edits_set_cells(&edits, &arena, 0, "x", &cell, UINT32_MAX / 4 + 1,
				       IOP_EDIT_OTHER, 0));
	ck_assert(!iop_edits_set_cells(&edits, &arena, 0, "x", &cell, UINT32_MAX / 8,
				       IOP_EDIT_OTHER, 0));
	ck_assert_uint_eq(edits.n, 0);
}
END_TEST

/* No compiler writes a property twice; the first counts, and both are replaced. */
START_TEST(a_property_that_is_there_twice)
{
	static uint8_t twice[1 << 12];
	struct dts_blob b = dts_compile("/dts-v1/; / { a { x = \"1\"; y = \"2\"; z = \"3\"; }; };");
	const struct fdt_property *x;
	struct fdt_property *y;
	struct iop_place where;
	struct iop_tree t;
	int len;

	memcpy(twice, b.bytes, b.size);
	x = fdt_get_property(twice, fdt_path_offset(twice, "/a"), "x", &len);
	y = fdt_get_property_w(twice, fdt_path_offset(twice, "/a"), "y", &len);
	y->nameoff = x->nameoff;
	iop_arena_init(&arena, memory, sizeof(memory));
	ck_assert_int_eq(iop_tree_index(&t, twice, b.size, &arena, &where), 0);
	iop_edits_init(&edits, &t);
	ck_assert(iop_edits_set(&edits, &arena, 1, "x", "new", 4, IOP_EDIT_OTHER, IOP_NO_NODE));
	apply();
	ck_assert_str_eq(prop(blob, "/a", "x"), "new");
	ck_assert_ptr_null(prop(blob, "/a", "y"));
	ck_assert_str_eq(prop(blob, "/a", "z"), "3");
	ck_assert_int_eq(fdt_delprop(blob, fdt_path_offset(blob, "/a"), "x"), 0);
	ck_assert_ptr_null(prop(blob, "/a", "x"));	/* it was there once */
}
END_TEST

static int overlay(uint32_t *culprit)
{
	size_t needed;
	int e = iop_edits_overlay(&edits, NULL, &arena, other, sizeof(other), &needed, culprit);

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

/* Of one node: what is set, and what stays on every kernel. */
START_TEST(an_overlay_leaves_what_may_stay)
{
	uint32_t culprit;

	start(TREE);
	ck_assert(iop_edits_delete(&edits, &arena, dts_node("/a"), "x", IOP_INSTEAD_LEAVE,
				   IOP_EDIT_OTHER, IOP_NO_NODE));
	set("/a", "status", "disabled");
	ck_assert_int_eq(overlay(&culprit), 0);
	lay();
	ck_assert_str_eq(prop(blob, "/a", "status"), "disabled");
	ck_assert_ptr_nonnull(prop(blob, "/a", "x"));
	set("/a", "linux,phandle", "9");
	ck_assert_int_eq(overlay(&culprit), -IOP_ERR_OVERLAY);
	ck_assert_uint_eq(culprit, 2);
}
END_TEST

/* Each list of edits, in less and less memory: all of it or an error. */
START_TEST(room_for_the_list)
{
	static _Alignas(8) uint8_t few[1 << 14];
	uint32_t made = 0;
	size_t needed;

	start(TREE);
	for (size_t size = 0; size < sizeof(few); size += 8) {
		struct iop_arena a;

		iop_arena_init(&a, few, size);
		iop_edits_init(&edits, dts_plan_made.tree);
		if (!iop_edits_phandle(&edits, &a, dts_node("/a/b"), IOP_EDIT_OTHER, 0)) {
			ck_assert_uint_eq(edits.n, 0);
			continue;
		}
		ck_assert_uint_eq(edits.n, 1);
		if (!iop_edits_set(&edits, &a, dts_node("/a"), "x", "1", 2, IOP_EDIT_OTHER, 0) ||
		    iop_edits_apply(&edits, &a, blob, sizeof(blob), &needed))
			continue;
		ck_assert_int_eq(fdt_check_full(blob, needed), 0);
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
