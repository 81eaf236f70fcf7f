/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Which nodes a selector means. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dts_help.h"
#include "policy/path_glob.h"
#include "policy/roles.h"
#include "policy/select.h"

Suite *select_suite(void);

#define T dts_plan_made.tree

static const struct { const char *glob, *text; bool path, fits; } globs[] = {
	{ "", "", true, true },
	{ "", "a", true, false },
	{ "a", "", true, false },
	{ "*", "", false, true },
	{ "*", "abc", false, true },
	{ "a*c", "abbc", false, true },
	{ "a*c", "abcb", false, false },
	{ "*ab", "aab", false, true },
	{ "a?c", "abc", false, true },
	{ "a?c", "ac", false, false },
	{ "*a*b*", "xxaxxbxx", false, true },
	{ "a*", "a/b", false, true },
	{ "/a*", "/ab", true, true },
	{ "/a*", "/a/b", true, false },
	{ "/?", "//", true, false },
	{ "/*/b", "/a/b", true, true },
	{ "/*/b", "/a/a/b", true, false },
	{ "/**/b", "/a/a/b", true, true },
	{ "/**b", "/b", true, true },
	{ "**", "/a/b@1", true, true },
	{ "/**/usb@*", "/soc/bus/usb@1", true, true },
	{ "/**/usb@*", "/soc/bus/usb@1/port", true, false },
	{ "/**/*@1/x", "/a/b@1/c@1/x", true, true },
	{ "/**/*@1/x", "/a/b@1/c@2/x", true, false },
	{ "vendor,*", "vendor,gpu", false, true },
	{ "[ab]", "a", false, false },
};

START_TEST(globs_fit)
{
	ck_assert_msg(iop_glob(globs[_i].glob, globs[_i].text, globs[_i].path) ==
		      globs[_i].fits, "'%s' and '%s'", globs[_i].glob,
		      globs[_i].text);
}
END_TEST

/* A pattern of many stars against a text that never fits ends soon. */
START_TEST(globs_end)
{
	char pattern[201], text[20001];

	for (int n = 0; n < 200; n += 2)
		memcpy(pattern + n, "*a", 2);
	pattern[199] = 'b';
	pattern[200] = 0;
	memset(text, 'a', 20000);
	text[20000] = 0;
	ck_assert(!iop_glob(pattern, text, true));
	ck_assert(!iop_glob(pattern, text, false));
}
END_TEST

static const char board[] = DTS(
	"aliases { usb0 = \"/soc/usb@1\"; gone = \"/soc/usb@9\"; odd = <1>; };"
	"__symbols__ { first = \"/soc/usb@1\"; second = \"/soc/usb@2\"; };"
	NODE("soc", "simple-bus", "#address-cells = <1>; #size-cells = <1>; ranges;"
	     NODE("usb@1", "vendor,usb\", \"generic-usb", "")
	     NODE("usb@2", "vendor,usb2", "")
	     NODE("usbfoo@3", "vendor,foo", "")
	     NODE("gpu", "arm,mali-g52", "")));

/* The tree's names in order, with the lists that @s asks for. */
static const struct iop_names *by_names(const struct iop_tree *t, const struct iop_selector *s)
{
	static char room[1 << 16];
	static struct iop_names names;
	struct iop_arena a;

	iop_arena_init(&a, room, sizeof(room));
	ck_assert(iop_names_index(&names, t, iop_select_wants(s), &a));
	return &names;
}

static void same_by_names(const struct iop_selector *s, const uint8_t *hit)
{
	char scratch[4096];
	uint8_t *other = malloc(T->count);
	struct iop_arena a;

	iop_arena_init(&a, scratch, sizeof(scratch));
	ck_assert(iop_select(T, by_names(T, s), s, other, &a));
	for (uint32_t n = 0; n < T->count; n++)
		ck_assert_msg(hit[n] == other[n], "node %u: %s", n, s->path ? s->path : "");
	free(other);
}

/* The hits as a string of last letters of their paths. */
static const char *hits(struct iop_selector s)
{
	static char found[64];
	char scratch[256], path[64];
	uint8_t *hit = malloc(T->count);
	struct iop_arena a;
	size_t at = 0;

	iop_arena_init(&a, scratch, sizeof(scratch));
	ck_assert(iop_select(T, NULL, &s, hit, &a));
	ck_assert_uint_eq(a.used, 0);
	same_by_names(&s, hit);
	for (uint32_t n = 0; n < T->count; n++)
		if (hit[n])
			found[at++] = path[iop_node_path(T, n, path, 64) - 1];
	found[at] = 0;
	free(hit);
	return found;
}

#define HITS(...) hits((struct iop_selector){ __VA_ARGS__ })

static const struct iop_role *role(const char *name)
{
	const struct iop_role *r = NULL;

	for (unsigned int n = 0; (r = iop_role_at(n)); n++)
		if (!strcmp(r->name, name))
			break;
	return r;
}

START_TEST(selectors_find)
{
	dts_tree(LINUX(6, 12), board);
	ck_assert_str_eq(HITS(.path = "/soc/usb@1"), "1");
	ck_assert_str_eq(HITS(.path = "/soc/usb@*"), "12");
	ck_assert_str_eq(HITS(.path = "/usb@*"), "");
	ck_assert_str_eq(HITS(.path = "/none"), "");
	ck_assert_str_eq(HITS(.alias = "usb*"), "1");
	ck_assert_str_eq(HITS(.alias = "*"), "1");
	ck_assert_str_eq(HITS(.label = "*"), "12");
	ck_assert_str_eq(HITS(.label = "second"), "2");
	ck_assert_str_eq(HITS(.compatible = "generic-usb"), "1");
	ck_assert_str_eq(HITS(.compatible = "vendor,*"), "123");
	ck_assert_str_eq(HITS(.role = role("usb")), "12");
	ck_assert_str_eq(HITS(.role = role("gpu")), "u");
}
END_TEST

START_TEST(all_of_it_has_to_fit)
{
	dts_tree(LINUX(6, 12), board);
	ck_assert_str_eq(HITS(.role = role("usb"), .compatible = "vendor,usb2"), "2");
	ck_assert_str_eq(HITS(.alias = "usb0", .label = "second"), "");
}
END_TEST

#define TOKENS_16 "0123456789abcdef"
#define TOKENS_64 TOKENS_16 TOKENS_16 TOKENS_16 TOKENS_16

/* Names that several parents have, and the tree's last node. */
static const char families[] = DTS(
	"aliases { l1 = \"/a/x\"; l2 = \"/b/x\"; l3 = \"/b/z/x\"; l4 = \"/last\"; l5 = \"/a/z\"; };"
	"a { x { }; y { }; }; b { x { }; z { x { }; z1 { }; z2 { }; }; }; " TOKENS_64 " { }; last { };");

static uint32_t only_hit(struct iop_selector s)
{
	static char scratch[4096];
	uint8_t hit[64];
	uint32_t found = IOP_NO_NODE;
	struct iop_arena a;

	iop_arena_init(&a, scratch, sizeof(scratch));
	ck_assert(iop_select(T, NULL, &s, hit, &a));
	for (uint32_t n = 0; n < T->count; n++)
		if (hit[n]) {
			ck_assert_uint_eq(found, IOP_NO_NODE);
			found = n;
		}
	return found;
}

START_TEST(each_alias_leads_to_its_own)
{
	static const char *const paths[] = { "/a/x", "/b/x", "/b/z/x", "/last" };
	char alias[] = "l1";

	dts_tree(LINUX(6, 12), families);
	for (int n = 0; n < 4; n++, alias[1]++)
		ck_assert_uint_eq(only_hit((struct iop_selector){ .alias = alias }),
				  dts_node(paths[n]));
	ck_assert_uint_eq(only_hit((struct iop_selector){ .alias = alias }), IOP_NO_NODE);
}
END_TEST

/* A pattern and a path, out of few characters so that they fit often. */
static void draw(char *to, const char *of, unsigned int len, uint32_t *seed)
{
	for (unsigned int n = 0; n < len; n++) {
		*seed = *seed * 1664525 + 1013904223;
		to[n] = of[(*seed >> 16) % strlen(of)];
	}
	to[len] = 0;
}

/* In two parts, as a path is read node by node. */
START_TEST(globs_in_parts)
{
	static struct iop_path_glob g;
	char pattern[16], text[16], first[16];
	uint32_t seed = (uint32_t)_i, fitted = 0;

	for (unsigned int n = 0; n < 20000; n++) {
		uint64_t state;
		bool fits;

		draw(pattern, "ab/?***", n % 12, &seed);
		draw(text, "aab/", n / 12 % 12, &seed);
		snprintf(first, sizeof(first), "%.*s", (int)(n % 7), text);
		ck_assert(iop_path_glob_read(&g, pattern));
		state = iop_path_glob_step(&g, g.first, first);
		state = iop_path_glob_step(&g, state, text + strlen(first));
		fits = iop_path_glob_ends(&g, state);
		ck_assert_msg(fits == iop_glob(pattern, text, true), "'%s' '%s'", pattern, text);
		fitted += fits;
	}
	ck_assert_uint_gt(fitted, 1000);
}
END_TEST

START_TEST(long_globs)
{
	static struct iop_path_glob g;

	ck_assert(!iop_path_glob_read(&g, TOKENS_64));
	ck_assert(iop_path_glob_read(&g, &TOKENS_64[1]));
	ck_assert(iop_path_glob_ends(&g, iop_path_glob_step(&g, g.first, &TOKENS_64[1])));
	ck_assert(!iop_path_glob_ends(&g, iop_path_glob_step(&g, g.first, &TOKENS_64[2])));
}
END_TEST

static const char *const path_globs[] = {
	"/b/z/z?", "/b/z?*", "/**/z?", "/*/x", "/**/x", "/**/?", "/b/**", "/l*t", "/last*",
	"/?/z/*1", "*", "/**1", "/?", "/**/**/x", "/***",
	"/**********" "/b/z/z?" "*******************************************************", "/**z?", "/b/*/x", "?last*", "/*?",
	"/" TOKENS_64 "*", "/?" TOKENS_64 "?", "/**" TOKENS_64,
};
/* What select() passes over without a search is what does not fit. */
START_TEST(globs_of_paths)
{
	struct iop_selector s = { .path = path_globs[_i / 2] };
	char scratch[4096], path[128];
	uint8_t hit[64];
	struct iop_arena a;

	dts_tree(LINUX(6, 12), families);
	iop_arena_init(&a, scratch, sizeof(scratch));
	ck_assert(iop_select(T, _i & 1 ? by_names(T, &s) : NULL, &s, hit, &a));
	for (uint32_t n = 0; n < T->count; n++) {
		iop_node_path(T, n, path, sizeof(path));
		ck_assert_msg(hit[n] == iop_glob(s.path, path, true), "%s %s", s.path, path);
	}
}
END_TEST

/* Of random selectors, by names in order and without. */
START_TEST(names_say_the_same)
{
	uint32_t seed = 7 + (uint32_t)_i, found = 0;
	char scratch[4096], glob[4][16];
	uint8_t hit[64];
	struct iop_arena a;

	dts_tree(LINUX(6, 12), _i & 1 ? board : families);
	for (unsigned int n = 0; n < 4000; n++) {
		struct iop_selector s = { 0 };

		glob[0][0] = '/';
		draw(glob[0] + 1, "abxyzl/?**", n % 9, &seed);
		draw(glob[1], "usbl012x*?", n % 5, &seed);
		draw(glob[2], "vendor,usb12*?", n % 7, &seed);
		s.path = n % 4 == 0 || n % 7 == 0 ? glob[0] : NULL;
		s.alias = n % 4 == 1 ? glob[1] : NULL;
		s.label = n % 4 == 2 ? glob[1] : NULL;
		s.compatible = n % 4 == 3 ? glob[2] : NULL;
		iop_arena_init(&a, scratch, sizeof(scratch));
		ck_assert(iop_select(T, NULL, &s, hit, &a));
		same_by_names(&s, hit);
		found += memchr(hit, 1, T->count) != NULL;
	}
	ck_assert_uint_gt(found, 200);
}
END_TEST

START_TEST(no_room_for_a_path)
{
	struct iop_selector s = { .path = "/*" TOKENS_64 };
	uint8_t hit[64], scratch[8];
	struct iop_arena a;

	dts_tree(LINUX(6, 12), board);
	iop_arena_init(&a, scratch, sizeof(scratch));
	ck_assert_uint_lt(T->count, sizeof(hit));
	ck_assert(!iop_select(T, NULL, &s, hit, &a));
}
END_TEST

Suite *select_suite(void)
{
	Suite *s = suite_create("select");
	TCase *t = tcase_create("select");

	tcase_add_loop_test(t, globs_fit, 0, sizeof(globs) / sizeof(globs[0]));
	tcase_add_test(t, globs_end);
	tcase_add_test(t, selectors_find);
	tcase_add_test(t, all_of_it_has_to_fit);
	tcase_add_test(t, each_alias_leads_to_its_own);
	tcase_add_loop_test(t, globs_of_paths, 0, 2 * sizeof(path_globs) / sizeof(path_globs[0]));
	tcase_add_loop_test(t, names_say_the_same, 0, 4);
	tcase_add_loop_test(t, globs_in_parts, 0, 4);
	tcase_add_test(t, long_globs);
	tcase_add_test(t, no_room_for_a_path);
	suite_add_tcase(s, t);
	return s;
}
