// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Every allocation of a plan, of proposals, of lint, of a solved policy fails in turn, on
 * boards of each kind of driver: it is told, or the result is the whole one.
 */
#include <stdio.h>
#include <string.h>

#include "annotate/annotate.h"
#include "dts_help.h"
#include "file_help.h"
#include "full_help.h"
#include "lint/lint.h"
#include "policy/file.h"
#include "remedy/amend.h"
#include "remedy/budget.h"
#include "remedy/share.h"
#include "solve/solve.h"

Suite *full_plans_suite(void);

#define BOARD(name) "examples/boards/" name ".dts"
#define CASE(name) "tests/golden/cases/" name ".dts"

#define TWO(nodes) DTS(SMMU("s", "1000") nodes) "&s { interrupts = <0 1 2>; };"
#define BOTH(a, b) DTS(SMMU("s", "1000") a b)

static char text[1 << 16], yaml[1 << 14];
static struct policy_file file;

/* What a whole result is: the first one, which has all the space there is. */
static uint64_t whole;

static int as_before(int e, uint64_t sum)
{
	if (!e && !whole)
		whole = sum;
	ck_assert_msg(e || sum == whole, "less is success");
	return e;
}

static uint64_t sum_of(const struct iop_plan *p)
{
	uint64_t sum = 1 + p->n_iommus + p->n_groups * 31u;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		sum = sum * 0x100000001b3u + d->node + d->group * 3u + d->why * 5u +
		      d->n_streams * 7u + d->confidence * 11u + d->effect * 13u;
	}
	return sum;
}

static int plan(struct iop_arena *a)
{
	struct iop_plan p;
	int e = iop_plan_make(&p, dts_plan_made.tree, dts_plan_made.view, a);

	return as_before(e, e ? 0 : sum_of(&p));
}

static int propose(struct iop_arena *a)
{
	struct iop_budget_ask ask = { .plan = &dts_plan_made, .mask_bits = IOP_SHARE_MASK_BITS };
	struct iop_budgets found = { .n = 0 };
	bool good = iop_budgets_find(&ask, &found, a);
	uint64_t sum = 1 + found.n;

	for (uint32_t n = 0; good && n < found.n; n++)
		for (uint32_t k = 0; k < found.list[n].n; k++)
			sum = sum * 31 + found.list[n].proposals[k].kind +
			      found.list[n].proposals[k].n_devices;
	return as_before(good ? 0 : -IOP_ERR_NOSPACE, sum);
}

/* An arena that is too small is told by false, and nothing else by it. */
static int of_edits(bool good, const struct iop_edits *e, uint32_t why)
{
	return as_before(good ? 0 : -IOP_ERR_NOSPACE, 1 + e->n * 31u + why);
}

static int share(struct iop_arena *a)
{
	struct iop_share_ask ask = { .plan = &dts_plan_made, .mask_bits = IOP_SHARE_MASK_BITS };
	struct iop_share out = { .why = 0 };
	struct iop_edits edits;

	iop_edits_init(&edits, dts_plan_made.tree);
	return of_edits(iop_share_edits(&ask, &out, &edits, a), &edits, out.why + out.by * 7u);
}

/* The first two devices alone. */
static int pair(struct iop_arena *a)
{
	static const bool members[64] = { true, true };
	struct iop_share_ask ask = { .plan = &dts_plan_made, .members = members,
				     .mask_bits = IOP_SHARE_MASK_BITS };
	struct iop_share out = { .why = 0 };
	struct iop_edits edits;

	iop_edits_init(&edits, dts_plan_made.tree);
	return of_edits(iop_share_edits(&ask, &out, &edits, a), &edits, out.why + out.by * 7u);
}

static int migrate(struct iop_arena *a)
{
	struct iop_amend out = { .why = 0 };
	struct iop_edits edits;

	iop_edits_init(&edits, dts_plan_made.tree);
	return of_edits(iop_amend_migrate(&dts_plan_made, &out, &edits, a), &edits, out.why);
}

static int scanout(struct iop_arena *a)
{
	struct iop_amend out = { .why = 0 };
	struct iop_edits edits;
	uint32_t node = 0;

	iop_edits_init(&edits, dts_plan_made.tree);
	ck_assert(iop_framebuffer_next(dts_plan_made.tree, &node));
	return of_edits(iop_amend_scanout(&dts_plan_made, node, IOP_NO_NODE, &out, &edits, a),
			&edits, out.why);
}

static int solve(struct iop_arena *a)
{
	struct iop_solve_in in = { .tree = dts_plan_made.tree, .view = dts_plan_made.view,
				   .policy = &file.policy };
	struct iop_solve_error wrong;
	struct iop_solution out;
	int e = iop_solve(&in, &out, &wrong, a);

	return as_before(e, e ? 0 : 1 + out.met + out.edits.n * 3u + out.n_writes * 5u +
			 out.base * 7u + out.n_conflict * 11u + out.n_sharings * 13u);
}

static int annotate(struct iop_arena *a)
{
	static uint8_t blob[1 << 17];
	struct iop_annotation n = { .plan = &dts_plan_made, .generator = "x 1" };
	size_t needed, of_overlay = 0;
	int e = iop_annotate(&n, a, blob, sizeof(blob), &needed);

	if (!e)
		e = iop_annotate_overlay(&n, a, blob, sizeof(blob), &of_overlay);
	ck_assert(!e || !needed || !of_overlay);
	return as_before(e, 1 + needed + of_overlay);
}

static int lint(struct iop_arena *a)
{
	struct iop_lint s = { .consumers = UINT32_MAX };
	int e = iop_lint_run(&s, &dts_plan_made, a);
	uint64_t sum = 1;

	for (const struct iop_finding *f = s.first; f; f = f->next)
		sum = sum * 0x100000001b3u + f->rule + f->node * 3u + f->n_args * 5u +
		      f->n_others * 7u + (f->fix ? 11u : 0);
	return as_before(e, sum);
}

/* As many selectors as make an index of names, of each kind. */
#define RULE(what) "  - match: {" what "}\n    domain: strict\n"
static const char names[] = "version: 1\ndevices:\n" RULE("path: \"/m@*\"")
	RULE("path: \"/?\"") RULE("path: \"/m@a\"") RULE("alias: x") RULE("alias: y")
	RULE("label: k") RULE("label: l") RULE("compatible: \"vendor,*\"")
	RULE("compatible: \"vendor,master\"") RULE("path: \"/c\"") RULE("path: \"/d\"")
	RULE("path: \"/e\"") RULE("path: \"/f\"") RULE("path: \"/*\"") RULE("path: \"/m*\"")
	RULE("path: \"/*@b\"");

static const struct {
	full_fn *fn;
	const char *tree, *policy;	/* a file, or what would be in it */
	iop_version version;
} rows[] = {
	{ plan, BOARD("rk3399-rockpro64"), NULL, LINUX(6, 12) },
	{ plan, BOARD("imx8qm-mek"), NULL, LINUX(5, 10) },
	{ plan, BOARD("lx2160a-rdb"), NULL, LINUX(7, 2) },
	{ plan, BOARD("zynqmp-zcu102"), NULL, LINUX(7, 2) },
	{ plan, CASE("traits"), NULL, LINUX(7, 3) },
	{ plan, CASE("broken"), NULL, LINUX(6, 1) },
	{ plan, CASE("hostile"), NULL, LINUX(7, 2) },
	{ plan, CASE("overcommitted"), NULL, LINUX(6, 12) },
	/* both bindings: the second part is put between the first */
	{ plan, DTS(SMMU("s", "1000") IOMMU("v", "3000", "arm,smmu-v3", "1") MASTER("a", "&v 1")
		    "b: " NODE("b", "x", "#stream-id-cells = <1>;") MASTER("c", "&v 3")
		    "d: " NODE("d", "x", "#stream-id-cells = <1>;"))
	  "&s { mmu-masters = <&b 2 &d 4>; };", NULL, LINUX(6, 12) },
	{ propose, CASE("overcommitted"), NULL, LINUX(6, 12) },
	{ propose, CASE("overcommitted"), NULL, LINUX(7, 2) },
	/* two banks: pairs, many, all, and some to pass */
	{ propose, TWO(MASTER("a", "&s 1") MASTER("b", "&s 2") MASTER("c", "&s 3")), NULL,
	  LINUX(6, 12) },
	{ propose, TWO(MASTER("a", "&s 1") MASTER("b", "&s 3") MASTER("c", "&s 5")
		       MASTER("d", "&s 7") MASTER("e", "&s 9") MASTER("f", "&s 11")), NULL,
	  LINUX(6, 12) },
	{ propose, TWO(MASTER("a", "&s 1") MASTER("b", "&s 3") MASTER("c", "&s 5")
		       MASTER("d", "&s 7") MASTER("e", "&s 7") MASTER("f", "&s 7")), NULL,
	  LINUX(7, 2) },
	{ share, BOTH(MASTER("a", "&s 1"), MASTER("b", "&s 2")), NULL, LINUX(7, 2) },
	{ share, BOTH(MASTER("a", "&s 0x10"), MASTER("b", "&s 0x20"))
		 "&s { #iommu-cells = <2>; }; &{/a} { iommus = <&s 0x10 1>; };"
		 "&{/b} { iommus = <&s 0x20 3>; };", NULL, LINUX(7, 2) },
	{ share, BOTH(MASTER("a", "&s 1"), "pcie { compatible = \"x\"; device_type = \"pci\";"
		      " iommu-map = <0 &s 0x100 0x100>; };"), NULL, LINUX(7, 2) },
	/* a host beside, whose map is written anew with a second cell */
	{ pair, BOTH(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11"), MASTER("c", "&s 0x20")
		     MASTER("d", "&s 0x21") "pcie { compatible = \"x\"; device_type = \"pci\";"
		     " iommu-map = <0 &s 0x100 3>; };"), NULL, LINUX(7, 2) },
	{ pair, BOTH("a: pcie { compatible = \"x\"; device_type = \"pci\"; iommu-map-mask = <0xff>;"
		     " iommu-map = <0 &s 0x100 0x10000>; };" MASTER("b", "&s 1"),
		     "z: pcie@1 { compatible = \"x\"; device_type = \"pci\";"
		     " iommu-map = <0 &s 0x200 3>; };"), NULL, LINUX(7, 2) },
	{ migrate, DTS("s: iommu@1000 { compatible = \"arm,mmu-500\"; reg = <0x1000 0x1000>;"
		       " #global-interrupts = <1>; interrupts = <0 1 2 3>;"
		       " mmu-masters = <&a 1>, <&b 0x70010>, <&p 0>; };"
		       "a: " NODE("a", "x", "#stream-id-cells = <1>;")
		       "b: " NODE("b", "x", "#stream-id-cells = <1>;")
		       "p: pcie { compatible = \"x\"; device_type = \"pci\";"
		       " #stream-id-cells = <1>; };"), NULL, LINUX(6, 12) },
	{ scanout, DTS(SMMU("s", "1000") "d: " NODE("d", "x", "iommus = <&s 1>;")
		       "reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges;"
		       " r: fb@9000 { reg = <0x9000 0x1000>; }; };"
		       NODE("f", "simple-framebuffer", "memory-region = <&r>; display = <&d>;")),
	  NULL, LINUX(7, 2) },
	{ solve, BOARD("juno-r2"), "examples/policies/juno-r2.yaml", LINUX(6, 12) },
	{ solve, BOARD("overdrive-rev-b1"), "examples/policies/overdrive-rev-b1.yaml",
	  LINUX(6, 12) },
	{ solve, BOARD("rk3588-rock-5b"), "examples/policies/rk3588-rock-5b.yaml", LINUX(6, 12) },
	{ solve, BOARD("imx8qm-mek"), "examples/policies/imx8qm-mek.yaml", LINUX(6, 12) },
	{ solve, BOARD("sdm845-db845c-linux-6.12"), "examples/policies/sdm845-db845c.yaml",
	  LINUX(6, 12) },
	{ solve, DTS(SMMU("s", "1000") "a: m@a" MASTER("", "&s 1") "m@b" MASTER("", "&s 2")
		     MASTER("c", "&s 3") MASTER("d", "&s 4") MASTER("e", "&s 5") MASTER("f", "&s 6")
		     "aliases { x = \"/c\"; y = \"/d\"; }; __symbols__ { k = \"/e\"; l = \"/f\"; };"),
	  names, LINUX(6, 12) },
	{ lint, BOARD("rk3399-rockpro64"), NULL, LINUX(6, 12) },
	{ lint, BOARD("imx8qm-mek"), NULL, LINUX(5, 10) },
	{ lint, BOARD("lx2160a-rdb"), NULL, LINUX(7, 2) },
	{ lint, CASE("traits"), NULL, LINUX(7, 3) },
	{ lint, CASE("broken"), NULL, LINUX(6, 1) },
	{ lint, CASE("hostile"), NULL, LINUX(7, 2) },
	{ annotate, BOARD("juno-r2"), NULL, LINUX(6, 12) },
	{ annotate, CASE("traits"), NULL, LINUX(7, 2) },
};

START_TEST(each_allocation_fails)
{
	struct read_error e;

	if (strncmp(rows[_i].tree, "/dts-v1/", 8))
		file_text(text, sizeof(text), rows[_i].tree);
	else
		snprintf(text, sizeof(text), "%s", rows[_i].tree);
	dts_plan_for(&(struct iop_target){ .version = rows[_i].version,
					   .legacy_built = IOP_CONFIG_YES }, text);
	if (rows[_i].policy) {
		if (rows[_i].policy == names)
			snprintf(yaml, sizeof(yaml), "%s", names);
		else
			file_text(yaml, sizeof(yaml), rows[_i].policy);
		ck_assert(!policy_parse(&file, rows[_i].policy, yaml, strlen(yaml), &e));
	}
	whole = 0;
	ck_assert_uint_gt(full_in_every_space(rows[_i].fn), 0);
	if (rows[_i].policy)
		policy_close(&file);
}
END_TEST

Suite *full_plans_suite(void)
{
	Suite *s = suite_create("full_plans");
	TCase *t = tcase_create("full-plans");

	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, each_allocation_fails, 0, sizeof(rows) / sizeof(rows[0]));
	suite_add_tcase(s, t);
	return s;
}
