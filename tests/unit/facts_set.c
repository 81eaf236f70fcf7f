/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Directories of facts: overlays, and schemas/ against what is compiled in. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "facts/builtin.h"
#include "facts/load.h"

Suite *facts_set_suite(void);

#define TOY(name, compat) "driver: " name "\ntitle: T\narch: [arm]\n" \
	"compatibles: [{name: \"" compat "\", since: \"4.9\", from: f}]\n"

static char dir[] = "/tmp/facts_set.XXXXXX";
static struct read_error err;
static struct facts_set set;

static void put(const char *name, const char *text)
{
	char path[100];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	ck_assert_int_eq(fclose(f), 0);
}

static void make_dir(void)
{
	char below[100];

	strcpy(dir + sizeof(dir) - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(below, sizeof(below), "%s/drivers", dir);
	ck_assert_int_eq(mkdir(below, 0700), 0);
}

static void drop_dir(void)
{
	char command[100];

	snprintf(command, sizeof(command), "rm -rf %s", dir);
	ck_assert_int_eq(system(command), 0);
}

static const struct iop_driver *find(const struct iop_facts *f,
				     const char *name)
{
	unsigned int i;

	for (i = 0; i < f->count; i++)
		if (!strcmp(f->drivers[i].name, name))
			return &f->drivers[i];
	return NULL;
}

START_TEST(overlay_replaces_and_adds)
{
	const struct iop_facts *base = &iop_builtin_facts;

	put("drivers/rockchip.yaml", TOY("rockchip-iommu", "new,one"));
	put("zebra.yaml", TOY("zebra", "z,z"));
	ck_assert_int_eq(facts_overlay(&set, base, dir, &err), READ_OK);
	ck_assert_uint_eq(set.facts.count, base->count + 1);
	ck_assert_uint_eq(set.facts.newest, base->newest);
	ck_assert_str_eq(set.facts.drivers[0].name, "linux");
	ck_assert_str_eq(find(&set.facts, "rockchip-iommu")->compats[0].name,
			 "new,one");
	ck_assert_uint_eq(find(&set.facts, "rockchip-iommu")->n_compats, 1);
	ck_assert_str_eq(set.facts.drivers[base->count].name, "zebra");
	ck_assert_str_ne(find(base, "rockchip-iommu")->compats[0].name,
			 "new,one");
	facts_free(&set);
}
END_TEST

START_TEST(overlay_of_linux_moves_newest)
{
	put("linux.yaml", "driver: linux\ntitle: L\narch: [arm]\n"
	    "oldest: \"5.0\"\nnewest: \"9.1\"\n");
	ck_assert_int_eq(facts_overlay(&set, &iop_builtin_facts, dir, &err),
			 READ_OK);
	ck_assert_uint_eq(set.facts.newest,
			  IOP_VERSION(9, 1, IOP_VERSION_PATCH_ANY));
	ck_assert_uint_eq(set.facts.oldest, IOP_VERSION(5, 0, 0));
	ck_assert_uint_eq(set.facts.count, iop_builtin_facts.count);
	facts_free(&set);
}
END_TEST

START_TEST(same_driver_twice)
{
	put("a.yaml", TOY("zebra", "z,a"));
	put("drivers/b.yaml", TOY("zebra", "z,b"));
	ck_assert_int_eq(facts_overlay(&set, &iop_builtin_facts, dir, &err),
			 READ_BAD);
	ck_assert_ptr_nonnull(strstr(err.file, "/drivers/b.yaml"));
	ck_assert_uint_eq(err.line, 1);
	ck_assert_uint_eq(err.column, 9);
}
END_TEST

START_TEST(error_names_the_file)
{
	put("drivers/bad.yaml", "driver: x\ntitel: y\n");
	ck_assert_int_eq(facts_overlay(&set, &iop_builtin_facts, dir, &err),
			 READ_BAD);
	ck_assert_ptr_nonnull(strstr(err.file, "/drivers/bad.yaml"));
	ck_assert_uint_eq(err.line, 2);
	ck_assert_ptr_null(set.facts.drivers);
}
END_TEST

START_TEST(directories_without_facts)
{
	ck_assert_int_eq(facts_overlay(&set, &iop_builtin_facts, dir, &err),
			 READ_BAD);
	ck_assert_ptr_nonnull(strstr(err.message, "no .yaml file"));
	put("zebra.yaml", TOY("zebra", "z,z"));
	ck_assert_int_eq(facts_load(&set, dir, &err), READ_BAD);
	ck_assert_ptr_nonnull(strstr(err.message, "no driver 'linux'"));
	ck_assert_int_eq(facts_load(&set, "/nowhere/at/all", &err), READ_IO);
	ck_assert_str_eq(err.file, "/nowhere/at/all");
}
END_TEST

START_TEST(odd_files)
{
	char path[100];

	snprintf(path, sizeof(path), "%s/pipe.yaml", dir);
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	ck_assert_int_eq(facts_overlay(&set, &iop_builtin_facts, dir, &err),
			 READ_IO);
	ck_assert_ptr_nonnull(strstr(err.message, "regular file"));
	ck_assert_int_eq(unlink(path), 0);
	put(".hidden.yaml", "[");
	put("notes.txt", "[");
	put("zebra.yaml", TOY("zebra", "z,z"));
	ck_assert_int_eq(facts_overlay(&set, &iop_builtin_facts, dir, &err),
			 READ_OK);
	facts_free(&set);
}
END_TEST

Suite *facts_set_suite(void)
{
	Suite *s = suite_create("facts_set");
	TCase *t = tcase_create("overlay");

	tcase_add_checked_fixture(t, make_dir, drop_dir);
	tcase_add_test(t, overlay_replaces_and_adds);
	tcase_add_test(t, overlay_of_linux_moves_newest);
	tcase_add_test(t, same_driver_twice);
	tcase_add_test(t, error_names_the_file);
	tcase_add_test(t, directories_without_facts);
	tcase_add_test(t, odd_files);
	suite_add_tcase(s, t);
	return s;
}
