// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The sink all text goes through: what it escapes, and that it loses nothing. */
#include <check.h>
#include <errno.h>
#include <string.h>

#include "text/out.h"

Suite *out_suite(void);

struct taken {
	char text[512];
	size_t len, total, calls;
	int answer;
};

static struct out o;
static struct taken taken;

static int take(void *ctx, const void *bytes, size_t n)
{
	struct taken *t = ctx;
	size_t room = sizeof(t->text) - 1 - t->len;

	if (t->answer)
		return t->answer;
	memcpy(t->text + t->len, bytes, n < room ? n : room);
	t->len += n < room ? n : room;
	t->total += n;
	t->calls++;
	return 0;
}

static void begin(void)
{
	memset(&taken, 0, sizeof(taken));
	out_to_sink(&o, take, &taken);
}

/* What a function makes of @s, up to the next call. */
static const char *made(void (*fn)(struct out *, const char *), const char *s)
{
	begin();
	fn(&o, s);
	ck_assert(out_flush(&o));
	return taken.text;
}

static const struct {
	const char *bytes, *json, *term;
} escapes[] = {
	{ "", "\"\"", "" },
	{ "/soc/usb@0", "\"/soc/usb@0\"", "/soc/usb@0" },
	{ "a\"b\\c", "\"a\\\"b\\\\c\"", "a\"b\\x5cc" },
	{ "\n\t\r\b\f", "\"\\n\\t\\r\\b\\f\"", "\\x0a\\x09\\x0d\\x08\\x0c" },
	{ "\033[2J\001\177", "\"\\u001b[2J\\u0001\\u007f\"",
	  "\\x1b[2J\\x01\\x7f" },
	/* text of every length stays as it is */
	{ "\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7",
	  "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7\"",
	  "\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7" },
	/* overlong, surrogate, beyond the last, alone, cut */
	{ "\xc0\xaf", "\"\\\\xc0\\\\xaf\"", "\\xc0\\xaf" },
	{ "\xe0\x80\xaf", "\"\\\\xe0\\\\x80\\\\xaf\"", "\\xe0\\x80\\xaf" },
	{ "\xed\xa0\x80", "\"\\\\xed\\\\xa0\\\\x80\"", "\\xed\\xa0\\x80" },
	{ "\xf4\x90\x80\x80", "\"\\\\xf4\\\\x90\\\\x80\\\\x80\"",
	  "\\xf4\\x90\\x80\\x80" },
	{ "\x80z", "\"\\\\x80z\"", "\\x80z" },
	{ "z\xe2\x82", "\"z\\\\xe2\\\\x82\"", "z\\xe2\\x82" },
	/* controls that are text: C1, right-to-left override, invisible tags */
	{ "\xc2\x9b", "\"\\u009b\"", "\\xc2\\x9b" },
	{ "\xe2\x80\xae", "\"\\u202e\"", "\\xe2\\x80\\xae" },
	{ "\xf3\xa0\x81\x81", "\"\\udb40\\udc41\"", "\\xf3\\xa0\\x81\\x81" },
};

START_TEST(strings_are_escaped)
{
	const char *bytes = escapes[_i].bytes;

	ck_assert_str_eq(made(out_json, bytes), escapes[_i].json);
	ck_assert_str_eq(made(out_term, bytes), escapes[_i].term);
}
END_TEST

START_TEST(widths_count_what_is_shown)
{
	ck_assert_int_eq(out_term_width("usb@0"), 5);
	ck_assert_int_eq(out_term_width("\xe2\x82\xac"), 1);
	ck_assert_int_eq(out_term_width("a\n\xff"), 9);
	ck_assert_int_eq(out_term_width("\xe2\x80\xae"), 12);
}
END_TEST

START_TEST(a_nul_inside_is_a_byte)
{
	begin();
	out_json_mem(&o, "a\0b", 3);
	out_term_mem(&o, "a\0b", 3);
	ck_assert(out_flush(&o));
	ck_assert_str_eq(taken.text, "\"a\\u0000b\"a\\x00b");
}
END_TEST

START_TEST(numbers)
{
	begin();
	out_dec(&o, 0);
	out_char(&o, ' ');
	out_dec(&o, UINT64_MAX);
	out_char(&o, ' ');
	out_hex(&o, 0);
	out_char(&o, ' ');
	out_hex(&o, UINT64_MAX);
	out_pad(&o, -3);
	out_pad(&o, 2);
	out_fmt(&o, "%d%s", 7, "x");
	ck_assert(out_flush(&o));
	ck_assert_str_eq(taken.text, "0 18446744073709551615 0x0 "
			 "0xffffffffffffffff  7x");
}
END_TEST

START_TEST(nothing_is_lost_at_the_buffer_s_end)
{
	static char large[3 * OUT_BUFFER + 1];
	size_t n;

	memset(large, 'x', sizeof(large));
	for (n = OUT_BUFFER - 2; n <= OUT_BUFFER + 2; n++) {
		begin();
		out_mem(&o, large, n);
		out_char(&o, 'y');
		out_mem(&o, large, sizeof(large));
		out_str(&o, "z");
		ck_assert(out_flush(&o));
		ck_assert_uint_eq(taken.total, n + sizeof(large) + 2);
	}
}
END_TEST

START_TEST(the_first_error_stays)
{
	begin();
	taken.answer = ENOSPC;
	out_str(&o, "lost");
	ck_assert(!out_flush(&o));
	taken.answer = 0;
	out_str(&o, "late");
	ck_assert(!out_flush(&o));
	ck_assert_int_eq(o.error, ENOSPC);
	ck_assert_uint_eq(taken.calls, 0);
}
END_TEST

Suite *out_suite(void)
{
	Suite *s = suite_create("out");
	TCase *c = tcase_create("out");

	tcase_add_loop_test(c, strings_are_escaped, 0,
			    (int)(sizeof(escapes) / sizeof(escapes[0])));
	tcase_add_test(c, widths_count_what_is_shown);
	tcase_add_test(c, a_nul_inside_is_a_byte);
	tcase_add_test(c, numbers);
	tcase_add_test(c, nothing_is_lost_at_the_buffer_s_end);
	tcase_add_test(c, the_first_error_stays);
	suite_add_tcase(s, c);
	return s;
}
