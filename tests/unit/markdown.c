// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Names in Markdown: nothing they hold is markup. */
#include <check.h>
#include <string.h>

#include "text/out.h"

Suite *markdown_suite(void);

static char made[512];
static size_t used;

static int take(void *ctx, const void *bytes, size_t n)
{
	(void)ctx;
	ck_assert_uint_lt(used + n, sizeof(made));
	memcpy(made + used, bytes, n);
	used += n;
	made[used] = 0;
	return 0;
}

static const char *markdown(const char *name)
{
	static struct out o;

	used = 0;
	out_to_sink(&o, take, NULL);
	out_markdown(&o, name);
	ck_assert(out_flush(&o));
	return made;
}

START_TEST(ordinary_names_are_code)
{
	ck_assert_str_eq(markdown("/soc@0/usb@1,2"), "`/soc@0/usb@1,2`");
	ck_assert_str_eq(markdown("/pcie@4/*"), "`/pcie@4/*`");
	ck_assert_str_eq(markdown("a <b>"), "<code>a&#32;&#60;b&#62;</code>");
}
END_TEST

START_TEST(markup_is_text)
{
	ck_assert_str_eq(markdown("a`b"), "<code>a&#96;b</code>");
	ck_assert_str_eq(markdown("a|b"), "<code>a&#124;b</code>");
	ck_assert_str_eq(markdown("[x](y)"), "<code>&#91;x&#93;&#40;y&#41;</code>");
	ck_assert_str_eq(markdown("</code>"), "<code>&#60;/code&#62;</code>");
	ck_assert_str_eq(markdown("#1 @all"), "<code>&#35;1&#32;&#64;all</code>");
}
END_TEST

/* Markdown strips the blanks at the ends of a code span, and makes none of "". */
START_TEST(blanks_and_nothing)
{
	ck_assert_str_eq(markdown(" a"), "<code>&#32;a</code>");
	ck_assert_str_eq(markdown("a "), "<code>a&#32;</code>");
	ck_assert_str_eq(markdown(""), "<code></code>");
}
END_TEST

START_TEST(what_does_not_show_is_shown)
{
	ck_assert_str_eq(markdown("a\nb"), "<code>a&#92;x0ab</code>");
	ck_assert_str_eq(markdown("\033[1m"), "<code>&#92;x1b&#91;1m</code>");
	ck_assert_str_eq(markdown("\\"), "<code>&#92;x5c</code>");
	ck_assert_str_eq(markdown("\xff"), "<code>&#92;xff</code>");
	ck_assert_str_eq(markdown("\xe2\x80\xae"), "<code>&#92;xe2&#92;x80&#92;xae</code>");
	ck_assert_str_eq(markdown("\xc3\xa4"), "<code>\xc3\xa4</code>");
}
END_TEST

Suite *markdown_suite(void)
{
	Suite *s = suite_create("markdown");
	TCase *t = tcase_create("markdown");

	suite_add_tcase(s, t);
	tcase_add_test(t, ordinary_names_are_code);
	tcase_add_test(t, markup_is_text);
	tcase_add_test(t, blanks_and_nothing);
	tcase_add_test(t, what_does_not_show_is_shown);
	return s;
}
