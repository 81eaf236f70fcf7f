/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <check.h>
#include <string.h>

#include "uboot/args.h"
#include "uboot/regions.h"
#include "uboot/sink.h"

Suite *uboot_args_suite(void);

static struct args a;

static const char *read_words(const char *line)
{
	static char buf[256];
	char *argv[16];
	int argc = 0;

	strcpy(buf, line);
	for (char *w = strtok(buf, " "); w; w = strtok(NULL, " "))
		argv[argc++] = w;
	return args_read(&a, argc, argv);
}

START_TEST(numbers_and_options)
{
	ck_assert_ptr_null(read_words("0x50000000 annotate 4F00abcd 0x1000 arena=48000000,100000 "
				      "50 kernel=6.12 60 bootargs=quiet room=0x20"));
	ck_assert_int_eq(a.op, GLUE_ANNOTATE);
	ck_assert_uint_eq(a.n, 4);
	ck_assert_uint_eq(a.number[0], 0x4f00abcd);
	ck_assert_uint_eq(a.number[1], 0x1000);
	ck_assert_uint_eq(a.number[3], 0x60);
	ck_assert_uint_eq(a.arena, 0x48000000);
	ck_assert_uint_eq(a.arena_size, 0x100000);
	ck_assert_uint_eq(a.room, 0x20);
	ck_assert_str_eq(a.kernel, "6.12");
	ck_assert_str_eq(a.bootargs, "quiet");
	ck_assert_ptr_null(read_words("plan ffffffffffffffff"));
	ck_assert_uint_eq(a.number[0], UINT64_MAX);
}
END_TEST

START_TEST(empty_options)
{
	ck_assert_ptr_null(read_words("plan kernel= bootargs= arena= room="));
	ck_assert_ptr_null(a.kernel);
	ck_assert_ptr_null(a.bootargs);
	ck_assert_uint_eq(a.arena_size, 0);
	ck_assert_uint_eq(a.room, 0);
}
END_TEST

START_TEST(mistakes)
{
	static const char *const lines[] = {
		"", "0x1000", "plans 1", "plan 1g", "plan 10000000000000000",
		"plan 0x", "plan 1 2 3 4 5", "plan colour=red", "plan arena=1",
		"plan arena=1,", "plan arena=,1", "plan arena=1,0", "plan room=x",
	};

	for (unsigned int i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		ck_assert_msg(read_words(lines[i]) != NULL, "'%s'", lines[i]);
	/* Numbers behind a mistake are read: one is where to complain. */
	ck_assert_ptr_nonnull(read_words("plan colour=red 1 2 3 4"));
	ck_assert_uint_eq(a.n, 4);
}
END_TEST

START_TEST(apart)
{
	struct memory_region r[] = { { 0x1000, 0x1000 }, { 0x2000, 0x10 }, { 0, 0x1000 } };

	ck_assert(regions_apart(r, 3));
	r[2].size++;
	ck_assert(!regions_apart(r, 3));
	r[2] = (struct memory_region){ 0x1800, 1 };
	ck_assert(!regions_apart(r, 3));
	r[2] = (struct memory_region){ UINT64_MAX - 1, 2 };
	ck_assert(!regions_apart(r, 3));
}
END_TEST

START_TEST(escaped_lines)
{
	char text[32];
	struct sink s;

	sink_begin(&s, text, sizeof(text));
	ck_assert(sink_put(&s, "a", "x\\y\nz"));
	ck_assert_str_eq(text, "a=x\\\\y\\\nz\n");
	ck_assert(!sink_put(&s, "b", "much too long for what is left"));
	ck_assert_str_eq(text, "a=x\\\\y\\\nz\n");
	ck_assert(sink_put(&s, "iommu_status", "room"));
	ck_assert_str_eq(text, "iommu_status=room\n");
}
END_TEST

Suite *uboot_args_suite(void)
{
	Suite *s = suite_create("uboot_args");
	TCase *c = tcase_create("args");

	tcase_add_test(c, numbers_and_options);
	tcase_add_test(c, empty_options);
	tcase_add_test(c, mistakes);
	tcase_add_test(c, apart);
	tcase_add_test(c, escaped_lines);
	suite_add_tcase(s, c);
	return s;
}
