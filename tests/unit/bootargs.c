/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <check.h>
#include <string.h>

#include "facts/builtin.h"
#include "cmdline/bootargs.h"

Suite *bootargs_suite(void);

static struct iop_view view;
static uint64_t memory[16384];

static const struct iop_view *kernel(unsigned int major, unsigned int minor)
{
	struct iop_target target = { .version = IOP_VERSION(major, minor, 0) };
	struct iop_arena a;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_view_build(&view, &iop_builtin_facts, &target, &a));
	return &view;
}

static void next_is(const char **text, const char *name, const char *value)
{
	struct iop_arg arg;

	ck_assert_msg(iop_arg_next(text, &arg), "no argument, want %s", name);
	ck_assert_uint_eq(arg.name_len, strlen(name));
	ck_assert_mem_eq(arg.name, name, arg.name_len);
	ck_assert_int_eq(arg.has_value, value != NULL);
	if (!value)
		return;
	ck_assert_uint_eq(arg.value_len, strlen(value));
	ck_assert_mem_eq(arg.value, value, arg.value_len);
}

START_TEST(splits_at_blanks)
{
	const char *text = "  a=1\tb \n c=d=e\xa0\r\x0e\xa1 =f";

	next_is(&text, "a", "1");
	next_is(&text, "b", NULL);
	next_is(&text, "c", "d=e");
	next_is(&text, "\x0e\xa1", NULL);	/* next to what the kernel calls a blank */
	next_is(&text, "=f", NULL);
	ck_assert(!iop_arg_next(&text, &(struct iop_arg){ 0 }));
	ck_assert_str_eq(text, "");
}
END_TEST

START_TEST(quotes)
{
	const char *text = "a=\"1 2\" \"b=3 4\" \"c d\" e=f\" \"g h=\"\" \"i=\"j k\"\" l=\"m";

	next_is(&text, "a", "1 2");
	next_is(&text, "b", "3 4");
	next_is(&text, "c d", NULL);
	next_is(&text, "e", "f\" \"g");
	next_is(&text, "h", "");
	/* The inner quote closes the outer one, as in the kernel. */
	next_is(&text, "i", "j");
	next_is(&text, "k\"\"", NULL);
	next_is(&text, "l", "m");
	ck_assert(!iop_arg_next(&text, &(struct iop_arg){ 0 }));
}
END_TEST

START_TEST(raw_is_what_was_written)
{
	const char *text = " \"a=1 2\"  b";
	struct iop_arg arg;

	ck_assert(iop_arg_next(&text, &arg));
	ck_assert_uint_eq(arg.raw_len, strlen("\"a=1 2\""));
	ck_assert_mem_eq(arg.raw, "\"a=1 2\"", arg.raw_len);
	ck_assert_str_eq(text, "b");
}
END_TEST

START_TEST(odd_ends)
{
	static const char *const texts[] = {
		"\"", "\"\"", "\"\"\"", "a=\"", "\"a=\"", "=", "a=", "\"=",
	};
	struct iop_arg arg;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const char *text = texts[i], *end = text + strlen(text);

		ck_assert(iop_arg_next(&text, &arg));
		ck_assert_ptr_eq(text, end);
		ck_assert_ptr_eq(arg.raw + arg.raw_len, end);
		ck_assert(arg.name + arg.name_len <= end);
		ck_assert(!arg.has_value || arg.value + arg.value_len <= end);
	}
}
END_TEST

START_TEST(double_dash_ends)
{
	const char *text = "a -- b", *quoted = "\"--\" b";
	const char *longer = "--a --=b -a a- -- b";

	next_is(&text, "a", NULL);
	ck_assert(!iop_arg_next(&text, &(struct iop_arg){ 0 }));
	ck_assert_str_eq(text, "-- b");
	ck_assert(!iop_arg_next(&quoted, &(struct iop_arg){ 0 }));
	next_is(&longer, "--a", NULL);
	next_is(&longer, "--", "b");
	next_is(&longer, "-a", NULL);
	next_is(&longer, "a-", NULL);
	ck_assert(!iop_arg_next(&longer, &(struct iop_arg){ 0 }));
}
END_TEST

START_TEST(dash_is_underscore)
{
	const char *text = "arm_smmu-v3.disable-bypass=1";
	struct iop_arg arg;

	ck_assert(iop_arg_next(&text, &arg));
	ck_assert(iop_arg_is(&arg, "arm-smmu-v3.disable_bypass"));
	ck_assert(!iop_arg_is(&arg, "arm-smmu-v3.disable_bypas"));
	ck_assert(!iop_arg_is(&arg, "arm-smmu-v3.disable_bypass2"));
}
END_TEST

static int word(const struct iop_view *v, const char *value)
{
	struct iop_arg arg = { .has_value = true, .value = value,
			       .value_len = strlen(value) };

	return iop_arg_bool(&arg, v);
}

START_TEST(booleans)
{
	const struct iop_view *v = kernel(5, 10);

	ck_assert_int_eq(word(v, "1x"), 1);
	ck_assert_int_eq(word(v, "Yellow"), 1);
	ck_assert_int_eq(word(v, "ON"), 1);
	ck_assert_int_eq(word(v, "0"), 0);
	ck_assert_int_eq(word(v, "no"), 0);
	ck_assert_int_eq(word(v, "oFf"), 0);
	ck_assert_int_eq(word(v, "o"), -1);
	ck_assert_int_eq(word(v, ""), -1);
	ck_assert_int_eq(word(v, "2"), -1);
}
END_TEST

START_TEST(booleans_by_version)
{
	const struct iop_view *v = kernel(5, 10);

	ck_assert_int_eq(word(v, "true"), -1);
	ck_assert_int_eq(word(v, "False"), -1);
	ck_assert_int_eq(word(v, "enable"), -1);
	v = kernel(6, 12);
	ck_assert_int_eq(word(v, "true"), 1);
	ck_assert_int_eq(word(v, "False"), 0);
	ck_assert_int_eq(word(v, "disable"), -1);
	v = kernel(7, 2);
	ck_assert_int_eq(word(v, "enable"), 1);
	ck_assert_int_eq(word(v, "disable"), 0);
}
END_TEST

START_TEST(last_valid_wins)
{
	static const struct { const char *text; int want; } cases[] = {
		{ "", -1 },
		{ "quiet", -1 },
		{ "iommu.strict", -1 },
		{ "iommu.strict=maybe", -1 },
		{ "iommu.strict=0 iommu.strict=1", 1 },
		{ "iommu.strict=1 iommu.strict=0", 0 },
		{ "iommu.strict=0 iommu.strict=maybe", 0 },
		{ "\"iommu.strict=0\"", 0 },
		{ "iommu.strict=\"0\"", 0 },
		{ "iommu.strict=1 -- iommu.strict=0", 1 },
		{ "x=\"a iommu.strict=0\"", -1 },
	};
	const struct iop_view *v = kernel(6, 1);

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		ck_assert_msg(iop_bootargs_bool(v, cases[i].text, "iommu.strict") ==
			      cases[i].want, "%s", cases[i].text);
}
END_TEST

/* Without a value a module's boolean is on, one of early_param() is not set. */
START_TEST(booleans_without_a_value)
{
	static const struct iop_param module = { .name = "a.b", .type = "bool" };
	static const struct iop_param early = { .name = "a.b", .type = "setup-bool" };
	const struct iop_view *v = kernel(6, 1);

	ck_assert_int_eq(iop_bootargs_param(v, "a.b", &module), 1);
	ck_assert_int_eq(iop_bootargs_param(v, "a.b=0 a.b", &module), 1);
	ck_assert_int_eq(iop_bootargs_param(v, "a.b a.b=0", &module), 0);
	ck_assert_int_eq(iop_bootargs_param(v, "a.c", &module), -1);
	ck_assert_int_eq(iop_bootargs_param(v, "a.b", &early), -1);
	ck_assert_int_eq(iop_bootargs_param(v, "a.b=1 a.b", &early), 1);
}
END_TEST

Suite *bootargs_suite(void)
{
	Suite *s = suite_create("bootargs");
	TCase *t = tcase_create("bootargs");

	tcase_add_test(t, splits_at_blanks);
	tcase_add_test(t, quotes);
	tcase_add_test(t, raw_is_what_was_written);
	tcase_add_test(t, odd_ends);
	tcase_add_test(t, double_dash_ends);
	tcase_add_test(t, dash_is_underscore);
	tcase_add_test(t, booleans);
	tcase_add_test(t, booleans_by_version);
	tcase_add_test(t, last_valid_wins);
	tcase_add_test(t, booleans_without_a_value);
	suite_add_tcase(s, t);
	return s;
}
