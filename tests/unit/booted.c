// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * What kernels did with the trees of tests/kernel/cases when they were booted,
 * against the plans of the same trees, in this process. tests/kernel/cases.py
 * boots them, and judges the plans of what was really booted: types as well,
 * and what needs the kernel's configuration. Run at the top of the repository.
 */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dts_help.h"
#include "file_help.h"

#define CASES "tests/kernel/cases"
#define TEXT_MAX (1u << 16)
#define PATHS_MAX 32u

Suite *booted_suite(void);

/* What no tree tells, and a note in it says so. */
static const char *const beyond[] = {
	"harness,banks", "harness,stream-matches", "harness,kernel-bug",
};

/* Whose devices the machine gives what they lack, or only a configuration binds. */
static const char *const by_machine[] = {
	"mtk-regions", "smmuv2-banks-order", "smmuv2-domain-no-device", "smmuv2-no-reg",
	"smmuv2-one-never-comes", "smmuv2-suppliers", "smmuv2-unbound",
};

/* A line of a record: "6.12 DMA /master-a /master-b" */
struct line {
	iop_version version;
	char type[16];
	char *paths[PATHS_MAX];
	unsigned int count;
};

/* Of the machine that they were booted in. */
static const char machine[] =
	"/ { interrupt-parent = <&harness_gic>; harness_gic: harness-intc {"
	" compatible = \"arm,gic-v3\"; interrupt-controller; #interrupt-cells = <3>; }; };\n";

static char tree[TEXT_MAX + sizeof(machine)], record[TEXT_MAX];

static void read_file(char *to, const char *name, const char *suffix)
{
	char path[256];

	snprintf(path, sizeof(path), CASES "/%s.%s", name, suffix);
	file_text(to, TEXT_MAX, path);
}

static bool read_line(char *text, struct line *l)
{
	unsigned int major, minor;
	int used = 0;

	if (*text == '#' ||
	    sscanf(text, "%u.%u %15s%n", &major, &minor, l->type, &used) != 3 || text[used] != ' ')
		return false;
	l->version = LINUX(major, minor);
	l->count = 0;
	for (char *word = strtok(text + used, " "); word; word = strtok(NULL, " ")) {
		ck_assert_uint_lt(l->count, PATHS_MAX);
		l->paths[l->count++] = word;
	}
	return l->count > 0;
}

static const struct iop_group *group_of(const char *name, const char *path)
{
	const struct iop_device *d = dts_device(path);

	ck_assert_msg(d->group != IOP_NONE, "%s: %s has no group: %s", name, path,
		      iop_reason_slug(d->why));
	return &dts_plan_made.groups[d->group];
}

static bool is_named(const struct line *l, uint32_t node)
{
	for (unsigned int n = 0; n < l->count; n++)
		if (dts_node(l->paths[n]) == node)
			return true;
	return false;
}

/* These masters share a group, and no others are in it. */
static void together(const char *name, const struct line *l)
{
	const struct iop_group *g = group_of(name, l->paths[0]);

	for (unsigned int n = 1; n < l->count; n++)
		ck_assert_msg(group_of(name, l->paths[n]) == g, "%s: %s and %s share no group",
			      name, l->paths[0], l->paths[n]);
	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++) {
		const struct iop_device *d = &dts_plan_made.devices[n];

		if (d->group != IOP_NONE && &dts_plan_made.groups[d->group] == g)
			ck_assert_msg(is_named(l, d->node), "%s: %s shares with another", name,
				      l->paths[0]);
	}
}

static void compare(const char *name, const struct line *l)
{
	bool identity = !strcmp(l->type, "identity");

	if (!strcmp(l->type, "none")) {
		for (unsigned int n = 0; n < l->count; n++)
			if (dts_is_master(l->paths[n]))
				ck_assert_msg(dts_device(l->paths[n])->group == IOP_NONE,
					      "%s: %s has a group", name, l->paths[n]);
	} else if (identity || !strncmp(l->type, "DMA", 3)) {
		together(name, l);
		ck_assert_msg(identity == (group_of(name, l->paths[0])->domain == IOP_W_IDENTITY),
			      "%s: %s has not the type %s", name, l->paths[0], l->type);
	}
}

static bool is_judged(const char *name)
{
	for (size_t n = 0; n < sizeof(beyond) / sizeof(beyond[0]); n++)
		if (strstr(tree, beyond[n]))
			return false;
	for (size_t n = 0; n < sizeof(by_machine) / sizeof(by_machine[0]); n++)
		if (!strcmp(name, by_machine[n]))
			return false;
	return true;
}

static void one(const char *name)
{
	iop_version last = 0;

	read_file(tree, name, "dts");
	read_file(record, name, "groups");
	if (!is_judged(name))
		return;
	if (!strstr(tree, "interrupt-controller;"))
		strcat(tree, machine);
	for (char *at = record, *next; *at; at = next) {
		struct line l;

		next = at + strcspn(at, "\n");
		if (*next)
			*next++ = '\0';
		if (!read_line(at, &l))
			continue;
		if (l.version != last)
			dts_plan(l.version, tree);
		last = l.version;
		compare(name, &l);
	}
}

static char names[128][64];
static int count;

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void list_cases(void)
{
	DIR *dir = opendir(CASES);
	const struct dirent *e;

	for (count = 0; dir && (e = readdir(dir)) && count < 128;) {
		size_t len = strlen(e->d_name);

		if (len > 4 && len - 4 < sizeof(names[0]) && !strcmp(e->d_name + len - 4, ".dts"))
			snprintf(names[count++], sizeof(names[0]), "%.*s", (int)(len - 4),
				 e->d_name);
	}
	if (dir)
		closedir(dir);
	qsort(names, (size_t)count, sizeof(names[0]), by_name);
}

START_TEST(groups_of_booted_kernels)
{
	one(names[_i]);
}
END_TEST

START_TEST(cases_are_here)
{
	ck_assert_msg(count >= 60, CASES ": not at the top of the repository?");
}
END_TEST

Suite *booted_suite(void)
{
	Suite *s = suite_create("booted");
	TCase *c = tcase_create("cases");

	list_cases();
	tcase_add_test(c, cases_are_here);
	tcase_add_loop_test(c, groups_of_booted_kernels, 0, count);
	suite_add_tcase(s, c);
	return s;
}
