// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Every allocation of lint, of a difference and of a policy fails in turn:
 * memory ends one byte before what was allocated last, and so on down to
 * nothing; a range divides all of it, and goes down by a hundredth. An error or
 * less of a result, and no byte beyond the end.
 */
#include <string.h>

#include "compare/diff/diff.h"
#include "compare/range/range.h"
#include "dts_help.h"
#include "full_help.h"
#include "lint/collect.h"
#include "lint/lint.h"
#include "policy/file.h"
#include "solve/solve.h"

Suite *full_suite(void);

static const char board[] = DTS(
	"s: " NODE("iommu@1000", "arm,mmu-500", "reg = <0x1000 0x1000>; #iommu-cells = <2>;"
		   "#global-interrupts = <1>; interrupts = <0 1 2>;")
	IOMMU("v", "2000", "arm,smmu-v3", "1")
	MASTER("a", "&s 1 0 &s 1 0 &s 2 6") MASTER("b", "&s 2 3") MASTER("c", "&s 0x10 0xf")
	MASTER("d", "&s 0x11 0") MASTER("e", "&v 1") MASTER("f", "&v 1") MASTER("g", "0xdead 1")
	"pcie { compatible = \"x\"; device_type = \"pci\"; iommu-map = <0 &v 0 256 9 &v 9 9>; };"
	"chosen { bootargs = \"iommu.passthrough=2 arm-smmu.x=1 iommu.strict=0\"; };");

static int lint_all(struct iop_arena *a)
{
	struct iop_lint s = { .consumers = UINT32_MAX };
	int e = iop_lint_run(&s, &dts_plan_made, a);
	static uint32_t whole;
	uint32_t count = 0, others = 0;

	for (const struct iop_finding *f = s.first; f; f = f->next, count++) {
		ck_assert_uint_lt(f->node, dts_plan_made.tree->count);
		others += f->n_others;
	}
	ck_assert_uint_eq(count, s.count);
	if (!whole)
		whole = count + others;
	ck_assert(e || count + others == whole);	/* less is never success */
	return e;
}

/* The last of all is a list of others: nothing behind it fails in its place. */
static int lint_shared(struct iop_arena *a)
{
	bool off[IOP_RULE_COUNT];
	struct iop_lint s = { .consumers = UINT32_MAX, .off = off };
	int e;

	memset(off, 1, sizeof(off));
	off[IOP_RULE_STREAM_DUPLICATE] = false;
	e = iop_lint_run(&s, &dts_plan_made, a);
	ck_assert(e || s.count);
	for (const struct iop_finding *f = s.first; !e && f; f = f->next)
		ck_assert(f->n_others && f->others);
	return e;
}

static struct range_views views;

static int collect(struct iop_arena *a, const struct range_views *range)
{
	static struct grade grade;
	struct gathering how = { .view = dts_plan_made.view, .range = range,
				 .grade = &grade, .consumers = UINT32_MAX };
	struct gathered all;
	int e = lint_gather(&all, &how, dts_plan_made.tree, a);

	for (uint32_t n = 0; !e && n < all.count; n++)
		ck_assert_uint_lt(all.found[n].f->node, dts_plan_made.tree->count);
	return e ? e : all.full ? -IOP_ERR_NOSPACE : 0;
}

static int collect_one(struct iop_arena *a)
{
	return collect(a, NULL);
}

static int collect_range(struct iop_arena *a)
{
	return collect(a, &views);
}

static int plan_range(struct iop_arena *a)
{
	struct range_report report;
	struct iop_plan plan;

	return range_plan(&plan, &report, &views, dts_plan_made.tree, a);
}

static int differ(struct iop_arena *a)
{
	struct iop_plan other;
	struct diff diff;
	int e = iop_plan_make(&other, dts_plan_made.tree, &views.views[0], a);

	if (e)
		return e;
	return diff_plans(&diff, &other, &dts_plan_made, true, a) ? 0 : -IOP_ERR_NOSPACE;
}

static struct policy_file file;

static int solve_policy(struct iop_arena *a)
{
	struct iop_solve_in in = { .tree = dts_plan_made.tree, .view = dts_plan_made.view,
				   .policy = &file.policy };
	struct iop_solve_error wrong;
	struct iop_solution out;

	return iop_solve(&in, &out, &wrong, a);
}

static void open_board(void)
{
	static uint64_t space[1 << 19];
	static struct iop_arena a;

	dts_plan(LINUX(7, 2), board);
	iop_arena_init(&a, space, sizeof(space));
	ck_assert(range_views_build(&views, &iop_builtin_facts, &dts_plan_made.view->target,
				    LINUX(6, 1), &a));
}

static full_fn *const all[] = { lint_all, lint_shared, collect_one, collect_range, plan_range, differ };

START_TEST(each_allocation_fails)
{
	open_board();
	ck_assert_uint_gt(full_in_every_space(all[_i]), 3);
}
END_TEST

START_TEST(each_allocation_of_a_policy_fails)
{
	static const char yaml[] = "version: 1\ndefault: strict\niommus:\n"
		"  - match: {path: \"/iommu@1000\"}\n    strategy: shared\n"
		"devices:\n  - match: {path: \"/e\"}\n    domain: identity\n";
	struct read_error e;

	open_board();
	ck_assert(!policy_parse(&file, "p.yaml", yaml, sizeof(yaml) - 1, &e));
	ck_assert_uint_gt(full_in_every_space(solve_policy), 10);
	policy_close(&file);
}
END_TEST

Suite *full_suite(void)
{
	Suite *s = suite_create("full");
	TCase *t = tcase_create("full");

	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, each_allocation_fails, 0, sizeof(all) / sizeof(all[0]));
	tcase_add_test(t, each_allocation_of_a_policy_fails);
	suite_add_tcase(s, t);
	return s;
}
