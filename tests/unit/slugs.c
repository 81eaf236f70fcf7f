// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Names that scripts match on, and the sentences beside them. */
#include <check.h>
#include <limits.h>
#include <string.h>

#include "base/error.h"
#include "model/reasons.h"

Suite *slugs_suite(void);

START_TEST(every_error_has_a_sentence)
{
	for (int e = 0; e >= -IOP_ERR_BADSIZE; e--) {
		const char *text = iop_error_text(e);

		ck_assert(text && *text);
		ck_assert_str_ne(text, "unknown error");
		ck_assert_int_ne(text[strlen(text) - 1], '.');
	}
}
END_TEST

START_TEST(errors_out_of_range)
{
	ck_assert_str_eq(iop_error_text(-IOP_ERR_BADSIZE - 1), "unknown error");
	ck_assert_str_eq(iop_error_text(INT_MIN), "unknown error");
}
END_TEST

START_TEST(slugs_are_words_with_dashes)
{
	for (int r = 0; r < IOP_REASON_COUNT; r++) {
		const char *slug = iop_reason_slug((enum iop_reason)r);

		ck_assert_uint_gt(strlen(slug), 0);
		ck_assert_msg(strspn(slug, "abcdefghijklmnopqrstuvwxyz-") == strlen(slug),
			      "%s", slug);
	}
}
END_TEST

START_TEST(slugs_differ)
{
	for (int r = 0; r < IOP_REASON_COUNT; r++)
		for (int other = 0; other < r; other++)
			ck_assert_str_ne(iop_reason_slug((enum iop_reason)r),
					 iop_reason_slug((enum iop_reason)other));
}
END_TEST

START_TEST(every_reason_has_a_sentence)
{
	ck_assert_str_eq(iop_reason_text(IOP_R_NONE), "");
	for (int r = 1; r < IOP_REASON_COUNT; r++) {
		const char *text = iop_reason_text((enum iop_reason)r);

		ck_assert_uint_gt(strlen(text), 10);
		ck_assert_int_ne(text[strlen(text) - 1], '.');
	}
}
END_TEST

START_TEST(reasons_out_of_range)
{
	ck_assert_str_eq(iop_reason_slug(IOP_REASON_COUNT), "unknown");
	ck_assert_str_eq(iop_reason_text(IOP_REASON_COUNT), "unknown");
}
END_TEST

Suite *slugs_suite(void)
{
	Suite *s = suite_create("slugs");
	TCase *t = tcase_create("slugs");

	tcase_add_test(t, every_error_has_a_sentence);
	tcase_add_test(t, errors_out_of_range);
	tcase_add_test(t, slugs_are_words_with_dashes);
	tcase_add_test(t, slugs_differ);
	tcase_add_test(t, every_reason_has_a_sentence);
	tcase_add_test(t, reasons_out_of_range);
	suite_add_tcase(s, t);
	return s;
}
