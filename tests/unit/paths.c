// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Full paths: written, compared, looked up. */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "fdt/path_index.h"

Suite *paths_suite(void);

#define T dts_plan_made.tree

static const char family[] = DTS("a@1 { b { }; b@2 { }; }; a-c { }; a { };");

START_TEST(paths_are_written)
{
	static const char *const all[] = { "/", "/a@1", "/a@1/b", "/a@1/b@2", "/a-c" };
	char buf[32];

	dts_tree(LINUX(6, 1), family);
	ck_assert_uint_eq(iop_node_path(T, dts_node(all[_i]), buf, sizeof(buf)),
			  strlen(all[_i]));
	ck_assert_str_eq(buf, all[_i]);
}
END_TEST

START_TEST(short_buffers_truncate)
{
	static const char whole[] = "/a@1/b@2";
	char buf[16];

	dts_tree(LINUX(6, 1), family);
	for (size_t size = 0; size <= sizeof(whole); size++) {
		memset(buf, 'x', sizeof(buf));
		ck_assert_uint_eq(iop_node_path(T, dts_node(whole), buf, size), 8);
		ck_assert_int_eq(buf[size], 'x');
		if (!size)
			continue;
		ck_assert_uint_eq(strlen(buf), size <= 8 ? size - 1 : 8);
		ck_assert_mem_eq(buf, whole, strlen(buf));
	}
}
END_TEST

START_TEST(names_keep_their_unit_address)
{
	dts_tree(LINUX(6, 1), family);
	ck_assert_str_eq(iop_node_name(T, dts_node("/a@1/b@2")), "b@2");
	ck_assert_str_eq(iop_node_name(T, 0), "");
}
END_TEST

START_TEST(lookup_is_exact)
{
	static const char *const wrong[] = {
		"", "a", "/a@", "/a@11", "/b", "/a@1/b/c", "/a/b", "relative/a",
	};

	dts_tree(LINUX(6, 1), family);
	ck_assert_uint_eq(iop_by_path(T, wrong[_i]), IOP_NO_NODE);
}
END_TEST

START_TEST(lookup_forgives_slashes)
{
	dts_tree(LINUX(6, 1), family);
	ck_assert_uint_eq(iop_by_path(T, "/"), 0);
	ck_assert_uint_eq(iop_by_path(T, "//a@1//b/"), dts_node("/a@1/b"));
}
END_TEST

START_TEST(children_by_name)
{
	dts_tree(LINUX(6, 1), family);
	ck_assert_uint_eq(iop_child_named(T, 0, "a"), dts_node("/a"));
	ck_assert_uint_eq(iop_child_named(T, dts_node("/a@1"), "b@2"), dts_node("/a@1/b@2"));
	ck_assert_uint_eq(iop_child_named(T, dts_node("/a@1"), "b"), dts_node("/a@1/b"));
	ck_assert_uint_eq(iop_child_named(T, 0, "b"), IOP_NO_NODE);
	ck_assert_uint_eq(iop_child_named(T, dts_node("/a"), "b"), IOP_NO_NODE);
}
END_TEST

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

/* A slash sorts before every byte of a name: children follow their parent. */
START_TEST(order_is_by_name_then_depth)
{
	static const struct { const char *less, *more; } pairs[] = {
		{ "/", "/a" }, { "/a", "/a-c" }, { "/a@1/b", "/a@1/b@2" },
		{ "/a@1", "/a@1/b" }, { "/a-c", "/a@1" }, { "/a-c", "/a@1/b" },
		{ "/a", "/a@1/b" },
	};
	uint32_t less, more;

	dts_tree(LINUX(6, 1), family);
	less = dts_node(pairs[_i].less);
	more = dts_node(pairs[_i].more);
	ck_assert_int_eq(sign(iop_path_compare(T, less, more)), -1);
	ck_assert_int_eq(sign(iop_path_compare(T, more, less)), 1);
	ck_assert_int_eq(iop_path_compare(T, less, less), 0);
}
END_TEST

/* Many nodes of one name, so that some meet in one bucket. */
START_TEST(an_index_finds_what_a_walk_does)
{
	static char text[4096], scratch[8192];
	struct iop_paths paths;
	struct iop_arena a;
	char path[32];
	size_t at = 0;

	for (int n = 0; n < 60; n++)
		at += (size_t)snprintf(text + at, sizeof(text) - at, "p%d { x { }; };", n);
	snprintf(text + at, sizeof(text) - at, "};");
	{
		char whole[5000];

		snprintf(whole, sizeof(whole), "/dts-v1/; / { %s", text);
		dts_tree(LINUX(6, 1), whole);
	}
	iop_arena_init(&a, scratch, sizeof(scratch));
	ck_assert(iop_paths_index(&paths, T, &a));
	for (int n = 0; n < 61; n++) {
		snprintf(path, sizeof(path), "/p%d/x", n);
		ck_assert_uint_eq(iop_paths_find(&paths, path), iop_by_path(T, path));
	}
	ck_assert_uint_eq(iop_paths_find(&paths, "/"), 0);
	ck_assert_uint_eq(iop_paths_find(&paths, "//p1//x/"), iop_by_path(T, "//p1//x/"));
	ck_assert_uint_eq(iop_paths_find(&paths, "p1"), IOP_NO_NODE);
	ck_assert_uint_eq(iop_paths_find(&paths, "/x"), IOP_NO_NODE);
}
END_TEST

Suite *paths_suite(void)
{
	Suite *s = suite_create("paths");
	TCase *t = tcase_create("paths");

	tcase_add_loop_test(t, paths_are_written, 0, 5);
	tcase_add_test(t, an_index_finds_what_a_walk_does);
	tcase_add_test(t, short_buffers_truncate);
	tcase_add_test(t, names_keep_their_unit_address);
	tcase_add_loop_test(t, lookup_is_exact, 0, 8);
	tcase_add_test(t, lookup_forgives_slashes);
	tcase_add_test(t, children_by_name);
	tcase_add_loop_test(t, order_is_by_name_then_depth, 0, 7);
	suite_add_tcase(s, t);
	return s;
}
