/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <check.h>

#include "base/version.h"

Suite *facts_version_suite(void);

static const struct {
	const char *text;
	unsigned int used;
	iop_version value;
} cases[] = {
	{ "6", 1, IOP_VERSION(6, 0, 7) },
	{ "6.12", 4, IOP_VERSION(6, 12, 7) },
	{ "6.1.50", 6, IOP_VERSION(6, 1, 50) },
	{ "6.1.0", 5, IOP_VERSION(6, 1, 0) },
	{ "7.3-rc7", 7, IOP_VERSION(7, 3, 0) },
	{ "6.12.107-amd64", 8, IOP_VERSION(6, 12, 107) },
	{ "7.3-rc", 3, IOP_VERSION(7, 3, 7) },
	{ "6.1..7.2", 3, IOP_VERSION(6, 1, 7) },
	{ "6.", 1, IOP_VERSION(6, 0, 7) },
	{ "255.255.65535", 13, IOP_VERSION(255, 255, 65535) },
	{ "6.256", 1, IOP_VERSION(6, 0, 7) },
	{ "6.1.65536", 3, IOP_VERSION(6, 1, 7) },
	{ "6.1.99999999999999999999", 3, IOP_VERSION(6, 1, 7) },
	{ "256.1", 0, 0 },
	{ "", 0, 0 },
	{ "v6.1", 0, 0 },
	{ "-1", 0, 0 },
	{ ".1", 0, 0 },
};

START_TEST(parse)
{
	iop_version v = 0;

	ck_assert_uint_eq(iop_version_parse(cases[_i].text, 7, &v),
			  cases[_i].used);
	ck_assert_uint_eq(v, cases[_i].value);
}
END_TEST

START_TEST(span)
{
	struct iop_span s = { .since = IOP_VERSION(6, 1, 0), .until = IOP_VERSION(6, 2, 0) };

	ck_assert(!iop_span_has(s, IOP_VERSION(6, 0, 99), false));
	ck_assert(iop_span_has(s, IOP_VERSION(6, 1, 0), false));
	ck_assert(iop_span_has(s, IOP_VERSION(6, 1, IOP_VERSION_PATCH_ANY), false));
	ck_assert(!iop_span_has(s, IOP_VERSION(6, 2, 0), false));
	s.until = 0;
	ck_assert(iop_span_has(s, IOP_VERSION(9, 0, 0), false));
}
END_TEST

Suite *facts_version_suite(void)
{
	Suite *s = suite_create("facts_version");
	TCase *t = tcase_create("version");

	tcase_add_loop_test(t, parse, 0, sizeof(cases) / sizeof(*cases));
	tcase_add_test(t, span);
	suite_add_tcase(s, t);
	return s;
}
