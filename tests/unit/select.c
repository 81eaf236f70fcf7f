/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Which nodes a selector means. */
#include <stdlib.h>
#include <string.h>

#include "dts_help.h"
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

/* The hits as a string of last letters of their paths. */
static const char *hits(struct iop_selector s)
{
	static char found[64];
	char scratch[256], path[64];
	uint8_t *hit = malloc(T->count);
	struct iop_arena a;
	size_t at = 0;

	iop_arena_init(&a, scratch, sizeof(scratch));
	ck_assert(iop_select(T, &s, hit, &a));
	ck_assert_uint_eq(a.used, 0);
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

START_TEST(no_room_for_a_path)
{
	struct iop_selector s = { .path = "/soc/*" };
	uint8_t hit[64], scratch[8];
	struct iop_arena a;

	dts_tree(LINUX(6, 12), board);
	iop_arena_init(&a, scratch, sizeof(scratch));
	ck_assert_uint_lt(T->count, sizeof(hit));
	ck_assert(!iop_select(T, &s, hit, &a));
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
	tcase_add_test(t, no_room_for_a_path);
	suite_add_tcase(s, t);
	return s;
}
