// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Files of one board: all of them appear, or what stood there is back. */
#define _DEFAULT_SOURCE		/* mkdtemp() */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "artefacts/atomic.h"

Suite *atomic_suite(void);

static char dir[] = "/tmp/iommuplan-atomic-XXXXXX";
static char first[64], second[64], told[512];
static struct atomic_set set;
static struct out diag;

static int hear(void *ctx, const void *bytes, size_t n)
{
	size_t len = strlen(told);

	(void)ctx;
	if (n < sizeof(told) - len)
		memcpy(told + len, bytes, n);
	return 0;
}

static void setup(void)
{
	strcpy(dir + sizeof(dir) - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(first, sizeof(first), "%s/first", dir);
	snprintf(second, sizeof(second), "%s/second", dir);
	memset(told, 0, sizeof(told));
	out_to_sink(&diag, hear, NULL);
	atomic_begin(&set, &diag);
}

static void teardown(void)
{
	unlink(first);
	unlink(second);
	rmdir(second);
	ck_assert_int_eq(rmdir(dir), 0);	/* nothing else was left */
}

static const char *content(const char *path)
{
	static char text[16];
	FILE *f = fopen(path, "r");
	size_t n = f ? fread(text, 1, sizeof(text) - 1, f) : 0;

	if (!f)
		return NULL;
	fclose(f);
	text[n] = 0;
	return text;
}

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

static void write_both(void)
{
	ck_assert(atomic_write(&set, first, "new", 3, false));
	ck_assert(atomic_write(&set, second, "new", 3, true));
}

START_TEST(all_appear_at_once)
{
	struct stat st;

	put(first, "old");
	write_both();
	ck_assert_str_eq(content(first), "old");
	ck_assert_ptr_null(content(second));
	ck_assert(atomic_commit(&set));
	ck_assert_str_eq(content(first), "new");
	ck_assert_str_eq(content(second), "new");
	ck_assert(!stat(first, &st) && !(st.st_mode & 0111));
	ck_assert(!stat(second, &st) && st.st_mode & 0100);
}
END_TEST

START_TEST(none_appears_when_given_up)
{
	put(first, "old");
	write_both();
	atomic_abort(&set);
	atomic_abort(&set);
	ck_assert_str_eq(content(first), "old");
	ck_assert_ptr_null(content(second));
}
END_TEST

/* A directory that came up in between cannot be replaced by a file. */
START_TEST(a_failed_rename_takes_all_back)
{
	if (_i)
		put(first, "old");
	write_both();
	ck_assert_int_eq(mkdir(second, 0777), 0);
	ck_assert(!atomic_commit(&set));
	out_flush(&diag);
	ck_assert_ptr_nonnull(strstr(told, "second: Is a directory"));
	if (_i)
		ck_assert_str_eq(content(first), "old");
	else
		ck_assert_ptr_null(content(first));
}
END_TEST

Suite *atomic_suite(void)
{
	Suite *s = suite_create("atomic");
	TCase *c = tcase_create("atomic");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, all_appear_at_once);
	tcase_add_test(c, none_appears_when_given_up);
	tcase_add_loop_test(c, a_failed_rename_takes_all_back, 0, 2);
	suite_add_tcase(s, c);
	return s;
}
