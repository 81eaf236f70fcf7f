// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A group's name: the same whatever else changes in the tree. */
#include <string.h>

#include "dts_help.h"

Suite *keys_suite(void);

static uint64_t key_of(const char *path, const char *text)
{
	dts_plan(LINUX(6, 12), text);
	return dts_group(path)->key;
}

#define TREE DTS(SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "&s 2"))

static const char *const edited[] = {
	/* order of nodes, and so phandles */
	DTS(MASTER("b", "&s 2") MASTER("a", "&s 1") SMMU("s", "1000")),
	/* other masters and IOMMUs */
	DTS(SMMU("t", "2000") SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "&s 2")
	    MASTER("c", "&t 1") MASTER("d", "&s 7")),
	/* other streams, properties, interrupts */
	DTS(SMMU("s", "1000") MASTER("a", "&s 9 &s 10") MASTER("b", "&s 2"))
	"&s { interrupts = <1 2 3>; dma-coherent; };",
	/* a member that sorts behind */
	DTS(SMMU("s", "1000") MASTER("z", "&s 1") MASTER("a", "&s 1") MASTER("b", "&s 2")),
};

START_TEST(keys_survive_edits)
{
	uint64_t a = key_of("/a", TREE), b = key_of("/b", TREE);

	ck_assert_uint_eq(key_of("/a", edited[_i]), a);
	ck_assert_uint_eq(key_of("/b", edited[_i]), b);
}
END_TEST

START_TEST(keys_are_the_same_on_every_kernel)
{
	dts_plan(dts_releases[_i], TREE);
	ck_assert_uint_eq(dts_group("/a")->key, key_of("/a", TREE));
}
END_TEST

START_TEST(keys_differ)
{
	uint64_t a = key_of("/a", TREE), b = key_of("/b", TREE);

	ck_assert_uint_ne(a, b);
	ck_assert_uint_ne(a, 0);
	/* another IOMMU */
	ck_assert_uint_ne(key_of("/a", DTS(SMMU("s", "3000") MASTER("a", "&s 1"))), a);
	/* another first member */
	ck_assert_uint_ne(key_of("/a", DTS(SMMU("s", "1000") MASTER("Z", "&s 1")
					   MASTER("a", "&s 1"))), a);
}
END_TEST

/* A name is not glued to the next one: "/a/bc" is not "/ab/c". */
START_TEST(names_end_where_they_end)
{
	uint64_t one = key_of("/a/bc", DTS(SMMU("s", "1000") "a { compatible = \"simple-bus\"; "
					   MASTER("bc", "&s 1") "};"));

	ck_assert_uint_ne(one, key_of("/ab/c", DTS(SMMU("s", "1000")
		"ab { compatible = \"simple-bus\"; " MASTER("c", "&s 1") "};")));
}
END_TEST

START_TEST(keys_as_text)
{
	struct iop_group g = { .key = 0x0123456789ab };
	char text[14];

	memset(text, 'x', sizeof(text));
	iop_group_key_text(&g, text);
	ck_assert_str_eq(text, "g0123456789ab");
	g.key = 0;
	iop_group_key_text(&g, text);
	ck_assert_str_eq(text, "g000000000000");
}
END_TEST

START_TEST(keys_fit_their_text)
{
	key_of("/a", TREE);
	for (uint32_t n = 0; n < dts_plan_made.n_groups; n++)
		ck_assert_uint_eq(dts_plan_made.groups[n].key >> 48, 0);
}
END_TEST

Suite *keys_suite(void)
{
	Suite *s = suite_create("keys");
	TCase *t = tcase_create("keys");

	tcase_add_loop_test(t, keys_survive_edits, 0, 4);
	tcase_add_loop_test(t, keys_are_the_same_on_every_kernel, 0, RELEASES);
	tcase_add_test(t, keys_differ);
	tcase_add_test(t, names_end_where_they_end);
	tcase_add_test(t, keys_as_text);
	tcase_add_test(t, keys_fit_their_text);
	suite_add_tcase(s, t);
	return s;
}
