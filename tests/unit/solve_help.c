/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "solve_help.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "policy/file.h"

#define NEWER 6

struct iop_solution solved;

static struct policy_file file;
static struct iop_view newer[NEWER];
static uint8_t *memory;
static struct iop_arena arena;

static void read_policy(const char *yaml)
{
	struct read_error e;

	policy_close(&file);
	memset(&file, 0, sizeof(file));
	ck_assert_msg(!policy_parse(&file, "p.yaml", yaml, strlen(yaml), &e),
		      "%u:%u: %s", e.line, e.column, e.message);
}

/* The versions at which something about types changes. */
static uint32_t newer_than(iop_version version)
{
	static const iop_version all[NEWER] = {
		IOP_VERSION(5, 11, 0), IOP_VERSION(5, 15, 0), IOP_VERSION(6, 4, 0),
		IOP_VERSION(6, 8, 0), IOP_VERSION(6, 15, 0), IOP_VERSION(7, 2, 0),
	};
	uint32_t n = 0;

	for (int i = 0; i < NEWER; i++) {
		struct iop_target target = { .version = all[i] };

		if (all[i] > version)
			ck_assert(iop_view_build(&newer[n++], &iop_builtin_facts,
						 &target, &arena));
	}
	return n;
}

int solve_status(iop_version version, const char *dts, const char *yaml,
		 struct iop_solve_error *e)
{
	struct iop_solve_in in;

	if (!memory)
		memory = malloc(64 << 20);
	iop_arena_init(&arena, memory, 64 << 20);
	read_policy(yaml);
	dts_plan(version, dts);
	in = (struct iop_solve_in){
		.tree = dts_plan_made.tree, .view = dts_plan_made.view,
		.policy = &file.policy, .newer = newer,
		.n_newer = newer_than(version),
	};
	return iop_solve(&in, &solved, e, &arena);
}

void solve(iop_version version, const char *dts, const char *yaml)
{
	struct iop_solve_error e;

	ck_assert_int_eq(solve_status(version, dts, yaml, &e), 0);
}

struct iop_solve_error solve_error(const char *dts, const char *yaml)
{
	struct iop_solve_error e = { 0 };

	ck_assert_int_eq(solve_status(LINUX(6, 12), dts, yaml, &e), IOP_SOLVE_NO_MATCH);
	return e;
}

void expect_met(enum iop_type base, uint32_t writes, uint32_t edits)
{
	for (uint32_t w = 0; w < solved.n_reqs; w++)
		ck_assert_msg(solved.reqs[w].verdict != IOP_UNMET, "line %u: %s",
			      solved.reqs[w].at.line,
			      iop_obstacle_slug(solved.reqs[w].obstacle));
	ck_assert(solved.met);
	ck_assert_uint_eq(solved.n_conflict, 0);
	ck_assert_str_eq(iop_type_words[solved.base], iop_type_words[base]);
	ck_assert_uint_eq(solved.n_writes, writes);
	ck_assert_uint_eq(solved.edits.n, edits);
}

void expect_clash(uint32_t line, ...)
{
	va_list more;
	uint32_t n = 0;

	ck_assert(!solved.met);
	va_start(more, line);
	for (; line; line = va_arg(more, uint32_t), n++) {
		ck_assert_uint_lt(n, solved.n_conflict);
		ck_assert_uint_eq(solved.reqs[solved.conflict[n]].at.line, line);
	}
	va_end(more);
	ck_assert_uint_eq(solved.n_conflict, n);
}

uint32_t device_after(const char *path)
{
	uint32_t node = iop_by_path(solved.plan.tree, path);

	for (uint32_t d = 0; d < solved.plan.n_devices; d++)
		if (solved.plan.devices[d].node == node)
			return d;
	ck_abort_msg("%s is no master", path);
	return IOP_NONE;
}

void expect_reached(const char *path, enum iop_type type)
{
	ck_assert_str_eq(iop_type_words[solved.outcomes[device_after(path)].reached],
			 iop_type_words[type]);
}

void expect_unmet(const char *path, enum iop_obstacle obstacle)
{
	const struct iop_outcome *o = &solved.outcomes[device_after(path)];

	ck_assert_uint_eq(o->verdict, IOP_UNMET);
	ck_assert_str_eq(iop_obstacle_slug(o->obstacle), iop_obstacle_slug(obstacle));
}

void expect_remedy(uint32_t n, uint8_t allow, iop_version since)
{
	ck_assert_uint_lt(n, solved.n_remedies);
	ck_assert_uint_eq(solved.remedies[n].allow, allow);
	ck_assert_uint_eq(solved.remedies[n].since, since);
}
