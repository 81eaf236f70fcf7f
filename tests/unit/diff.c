// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What is different between two plans, and how bad that is. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "compare/diff/diff.h"
#include "dts_help.h"

Suite *diff_suite(void);

#define MEMORY (8u << 20)
#define SMMU2(more) \
	"s: " NODE("iommu@1000", "arm,mmu-500", \
	"reg = <0x1000 0x1000>; #iommu-cells = <2>; #global-interrupts = <1>;" \
	"interrupts = <0 1 2 3>;" more)
#define AT(name, iommus) NODE(name, "v,d", "reg = <0x10000 0x100>;" iommus)

static struct tree_side {
	uint64_t memory[MEMORY / 8];
	struct iop_arena arena;
	struct iop_tree tree;
	struct iop_view view;
	struct iop_plan plan;
} sides[2];

static struct diff diff;

static void plan(int n, const struct iop_target *target, const char *text)
{
	struct tree_side *s = &sides[n];
	struct dts_blob blob = dts_compile(text);
	struct iop_place where;

	iop_arena_init(&s->arena, s->memory, MEMORY);
	ck_assert(!iop_tree_index(&s->tree, blob.bytes, blob.size, &s->arena, &where));
	ck_assert(iop_view_build(&s->view, &iop_builtin_facts, target, &s->arena));
	ck_assert(!iop_plan_make(&s->plan, &s->tree, &s->view, &s->arena));
}

static void trees(const char *old, const char *new)
{
	plan(0, &(struct iop_target){ .version = LINUX(7, 2) }, old);
	plan(1, &(struct iop_target){ .version = LINUX(7, 2) }, new);
	ck_assert(diff_plans(&diff, &sides[0].plan, &sides[1].plan, false,
			     &sides[0].arena));
}

static void kernels(iop_version old, iop_version new, const char *args,
		    const char *text)
{
	plan(0, &(struct iop_target){ .version = old, .bootargs = args }, text);
	plan(1, &(struct iop_target){ .version = new, .bootargs = args }, text);
	ck_assert(diff_plans(&diff, &sides[0].plan, &sides[1].plan, true,
			     &sides[0].arena));
}

/* The node an item is about; that of a group's first master. */
static void path_of(const struct diff_item *i, char *buf, size_t size)
{
	int n = i->at[1] != IOP_NONE;
	const struct iop_plan *p = &sides[n].plan;
	uint32_t at = i->at[n];

	if (i->subject == DIFF_OF_BUS) {
		iop_node_path(p->tree, at, buf, size);
		return;
	}
	if (i->subject == DIFF_OF_GROUP)
		at = p->groups[at].first;
	iop_node_path(p->tree, i->subject == DIFF_OF_TREE ? 0 :
		      i->subject == DIFF_OF_IOMMU ? p->iommus[at].node :
		      p->devices[at].node, buf, size);
}

/* expect - exactly these, as "kind /path", up to NULL. */
static void expect(const char *first, ...)
{
	const char *want = first;
	char path[128], got[256];
	uint32_t n = 0;
	va_list list;

	va_start(list, first);
	for (; want; want = va_arg(list, const char *), n++) {
		ck_assert_msg(n < diff.n_items, "no %s", want);
		path_of(&diff.items[n], path, sizeof(path));
		snprintf(got, sizeof(got), "%s %s", diff_slug(diff.items[n].kind), path);
		ck_assert_str_eq(got, want);
	}
	va_end(list);
	if (n < diff.n_items)
		path_of(&diff.items[n], path, sizeof(path));
	ck_assert_msg(n == diff.n_items, "and %s %s", n < diff.n_items ?
		      diff_slug(diff.items[n].kind) : "", path);
}
#define NOTHING (const char *)NULL

#define ABC DTS(SMMU2("") MASTER("a", "&s 1 0") MASTER("b", "&s 2 0") MASTER("c", "&s 4 0"))

START_TEST(same_trees_are_the_same)
{
	trees(ABC, ABC);
	expect(NOTHING);
	/* In another order, and with things that are none of our business. */
	trees(ABC, DTS("x { };" MASTER("c", "&s 4 0") MASTER("b", "&s 2 0")
		       MASTER("a", "&s 1 0") SMMU2("status = \"okay\";")));
	expect(NOTHING);
	kernels(LINUX(5, 10), LINUX(7, 2), NULL, ABC);
	expect(NOTHING);
}
END_TEST

START_TEST(groups_merge_and_split)
{
	static const char one[] = DTS(SMMU2("") MASTER("a", "&s 0 3")
		MASTER("b", "&s 2 0") MASTER("c", "&s 4 0"));

	trees(ABC, one);
	expect("merged /a", "streams /a", NULL);
	ck_assert_uint_eq(diff.counts[FAIL_ON_ERROR], 1);
	trees(one, ABC);
	expect("split /a", "streams /a", NULL);
	ck_assert_uint_eq(diff.counts[FAIL_ON_ERROR], 0);
}
END_TEST

/* Without iommus a master is in no plan, and all the same in the tree. */
START_TEST(losing_iommus_is_losing_protection)
{
	static const char bare[] = DTS(SMMU2("") "a { compatible = \"v,m\"; };"
		MASTER("b", "&s 2 0") MASTER("c", "&s 4 0"));

	trees(ABC, bare);
	/* The IOMMU stops what names it no more. */
	expect("blocked /a", NULL);
	ck_assert_uint_eq(diff.items[0].at[1], IOP_NONE);
	trees(bare, ABC);
	expect("protected /a", NULL);
}
END_TEST

START_TEST(masters_come_and_go)
{
	static const char two[] = DTS(SMMU2("") MASTER("b", "&s 2 0") MASTER("c", "&s 4 0"));
	static const char off[] = DTS(SMMU2("")
		NODE("a", "v,m", "status = \"disabled\"; iommus = <&s 1 0>;")
		MASTER("b", "&s 2 0") MASTER("c", "&s 4 0"));
	static const char lost[] = DTS(SMMU2("") MASTER("a", "&{/c} 1")
		MASTER("b", "&s 2 0") MASTER("c", "&s 4 0"));

	trees(ABC, two);
	expect("removed /a", NULL);
	trees(ABC, off);
	expect("removed /a", NULL);
	trees(two, ABC);
	expect("added /a", NULL);
	trees(two, lost);
	expect("added-unprotected /a", NULL);
	trees(ABC, lost);
	expect("unprotected /a", NULL);
}
END_TEST

#define MAP(rows) DTS(IOMMU("v", "1000", "arm,smmu-v3", "1") \
	"pcie { compatible = \"x\"; device_type = \"pci\"; iommu-map = <" rows ">; };")

/* All 65536 requester IDs of a host are in one part or another. */
START_TEST(parts_of_a_host_do_not_come_and_go)
{
	static const char whole[] = MAP("0 &v 0 0x10000"), half[] = MAP("0 &v 0 0x8000"),
		none[] = MAP("0 &{/pcie} 0 0x8000");

	trees(whole, half);
	expect("blocked /pcie", "streams /pcie", NULL);
	ck_assert_uint_ne(diff.items[0].at[0], IOP_NONE);
	trees(half, whole);
	expect("streams /pcie", NULL);
	trees(none, half);
	expect("blocked /pcie", "protected /pcie", NULL);
	trees(half, none);
	expect("unprotected /pcie", "effect /pcie", NULL);
}
END_TEST

/* Who could reach all of memory before takes nothing from its new mates. */
START_TEST(newcomers_share)
{
	static const char two[] = DTS(SMMU2("") MASTER("b", "&s 2 0") MASTER("c", "&s 4 0"));
	static const char bare[] = DTS(SMMU2("") "a { compatible = \"v,m\"; };"
		MASTER("b", "&s 2 0") MASTER("c", "&s 4 0"));
	static const char three[] = DTS(SMMU2("") MASTER("a", "&s 2 0")
		MASTER("b", "&s 2 0") MASTER("c", "&s 4 0"));

	trees(two, three);
	expect("joined /a", "added /a", NULL);
	trees(bare, three);
	expect("protected /a", NULL);
	trees(three, two);
	expect("removed /a", NULL);
}
END_TEST

START_TEST(nodes_move)
{
	trees(DTS(SMMU2("") AT("old@10000", "iommus = <&s 1 0>;")),
	      DTS("soc { compatible = \"simple-bus\"; #address-cells = <1>; #size-cells = <1>;"
		  "ranges = <0x0 0x10000 0x1000>;"
		  NODE("new@0", "v,d", "reg = <0 0x100>; iommus = <&s 1 0>;") "};" SMMU2("")));
	expect("moved /soc/new@0", NULL);
	/* Elsewhere it is another one. */
	trees(DTS(SMMU2("") AT("old@10000", "iommus = <&s 1 0>;")),
	      DTS(SMMU2("") NODE("new@20000", "v,d", "reg = <0x20000 0x100>; iommus = <&s 1 0>;")));
	expect("added /new@20000", "removed /old@10000", NULL);
	/* Two that could be meant are none. */
	trees(DTS(SMMU2("") AT("old@10000", "iommus = <&s 1 0>;")),
	      DTS(SMMU2("") AT("x@10000", "iommus = <&s 1 0>;") AT("y@10000", "iommus = <&s 2 0>;")));
	expect("added /y@10000", "moved /x@10000", NULL);
	trees(DTS(SMMU2("") AT("old@10000", "iommus = <&s 1 0>;")),
	      DTS(SMMU2("") AT("x@10000", "iommus = <&s 3 0>;") AT("y@10000", "iommus = <&s 2 0>;")));
	expect("added /x@10000", "added /y@10000", "removed /old@10000", NULL);
}
END_TEST

#define GLUE(name, compatible, more) \
	name " { compatible = \"" compatible "\"; #address-cells = <1>; #size-cells = <1>;" \
	"ranges; " more "};"
#define USB(compatible, size, more) \
	NODE("usb@10000", compatible, "reg = <0x10000 " size ">;" more)

/* Glue and what it was for became one node: compatibles and sizes differ. */
START_TEST(masters_move_with_their_streams)
{
	static const char glued[] = DTS(SMMU2("") GLUE("glue@10f00", "v,glue",
		USB("v,core", "0x400", "iommus = <&s 1 0>;")));

	trees(glued, DTS(SMMU2("") USB("v,flat", "0x1000", "iommus = <&s 1 0>;")));
	expect("confidence /usb@10000", "moved /usb@10000", NULL);
	trees(glued, DTS(SMMU2("") USB("v,flat", "0x1000", "iommus = <&s 2 0>;")));
	expect("added /usb@10000", "removed /glue@10f00/usb@10000", NULL);
	/* The streams were on the glue, whose registers are within those of the new node. */
	trees(DTS(SMMU2("") NODE("glue@10f00", "v,glue", "reg = <0x10f00 0x100>; iommus = <&s 1 0>;")),
	      DTS(SMMU2("") USB("v,flat", "0x1000", "iommus = <&s 1 0>;")));
	expect("moved /usb@10000", NULL);
	trees(DTS(SMMU2("") NODE("glue@11000", "v,glue", "reg = <0x11000 0x100>; iommus = <&s 1 0>;")),
	      DTS(SMMU2("") USB("v,flat", "0x1000", "iommus = <&s 1 0>;")));
	expect("added /usb@10000", "removed /glue@11000", NULL);
	/* What it lost on the way is told. */
	trees(glued, DTS(SMMU2("status = \"disabled\";") USB("v,core", "0x400", "iommus = <&s 1 0>;")));
	expect("unprotected /usb@10000", "iommu-lost /iommu@1000", "moved /usb@10000", NULL);
}
END_TEST

/* Of many below a bus one is enough; what has no registers comes along. */
START_TEST(buses_are_renamed)
{
#define BELOW(bus, more) DTS(GLUE(bus, "simple-bus", SMMU2("") \
	NODE("a@10000", "v,a", "reg = <0x10000 0x100>; iommus = <&s 1 0>;") \
	NODE("bare", "v,c", "iommus = <&s 4 0>;") more))
	trees(BELOW("soc", ""), BELOW("soc@0", ""));
	expect("moved /soc@0", NULL);
	ck_assert_uint_eq(diff.items[0].subject, DIFF_OF_BUS);
	ck_assert_uint_eq(diff.items[0].count, 3);
	trees(BELOW("soc", ""), BELOW("soc@0", NODE("d@30000", "v,d", "reg = <0x30000 0x100>;"
						    "iommus = <&s 8 0>;")));
	expect("added /soc@0/d@30000", "moved /soc@0", NULL);
	/* One of its own accord. */
	trees(BELOW("soc", NODE("x@30000", "v,d", "reg = <0x30000 0x100>; iommus = <&s 8 0>;")),
	      BELOW("soc@0", NODE("y@30000", "v,d", "reg = <0x30000 0x100>; iommus = <&s 8 0>;")));
	expect("moved /soc@0", "moved /soc@0/y@30000", NULL);
}
END_TEST

START_TEST(types_weaken)
{
	static const char *const args[] = {
		"iommu.strict=1", "iommu.strict=0", "iommu.passthrough=1",
	};
	static const struct { int old, new; const char *want; } cases[] = {
		{ 0, 1, "lazier /a" }, { 1, 0, "stricter /a" },
		{ 0, 2, "untranslated /a" }, { 2, 1, "translated /a" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct iop_target t = { .version = LINUX(7, 2),
					.bootargs = args[cases[i].old] };

		plan(0, &t, DTS(SMMU2("") MASTER("a", "&s 1 0")));
		t.bootargs = args[cases[i].new];
		plan(1, &t, DTS(SMMU2("") MASTER("a", "&s 1 0")));
		ck_assert(diff_plans(&diff, &sides[0].plan, &sides[1].plan, true,
				     &sides[0].arena));
		expect(cases[i].want, "cmdline /", NULL);
	}
}
END_TEST

/* 5.10 calls both DMA; what it does is what 7.2 calls DMA-FQ. */
START_TEST(old_kernels_are_lazy_by_another_name)
{
	kernels(LINUX(5, 10), LINUX(7, 2), "iommu.strict=0",
		DTS(SMMU2("") MASTER("a", "&s 1 0")));
	expect("domain /a", NULL);
	kernels(LINUX(5, 10), LINUX(7, 2), "iommu.strict=1",
		DTS(SMMU2("") MASTER("a", "&s 1 0")));
	expect(NOTHING);
}
END_TEST

START_TEST(iommus_differ)
{
	static const char off[] = DTS(SMMU2("status = \"disabled\";") MASTER("a", "&s 1 0"));
	static const char on[] = DTS(SMMU2("") MASTER("a", "&s 1 0"));
	static const char none[] = DTS("a { compatible = \"v,m\"; };");

	trees(on, off);
	expect("unprotected /a", "iommu-lost /iommu@1000", NULL);
	trees(off, on);
	expect("protected /a", "iommu-active /iommu@1000", NULL);
	trees(on, none);
	expect("unprotected /a", "iommu-removed /iommu@1000", NULL);
	trees(none, on);
	expect("protected /a", "iommu-added /iommu@1000", NULL);
	trees(none, off);
	expect("reason /a", "iommu-added /iommu@1000", NULL);
	/* Others that do DMA may be wired to it, and do not name it. */
	trees(DTS(SMMU2("status = \"disabled\";") AT("usb@10000", "") MASTER("a", "&s 1 0")),
	      DTS(SMMU2("") AT("usb@10000", "") MASTER("a", "&s 1 0")));
	expect("maybe-blocked /iommu@1000", "protected /a", "iommu-active /iommu@1000", NULL);
	ck_assert_uint_eq(diff.neighbours.count, 1);
}
END_TEST

START_TEST(budgets_are_exceeded)
{
	static const char four[] = DTS(SMMU2("") MASTER("a", "&s 1 0") MASTER("b", "&s 2 0")
		MASTER("c", "&s 4 0") MASTER("d", "&s 8 0"));

	trees(ABC, four);
	expect("blocked /a", "blocked /b", "blocked /c",
	       "added-unprotected /d", "iommu-lost /iommu@1000",
	       "over-budget /iommu@1000", NULL);
}
END_TEST

START_TEST(full_arenas_are_told)
{
	struct iop_arena small;
	size_t size = 64;

	trees(ABC, DTS(""));
	do {
		ck_assert_uint_lt(size, 1u << 20);
		iop_arena_init(&small, sides[0].memory + sides[0].arena.used / 8 + 8,
			       size);
		size += 64;
	} while (!diff_plans(&diff, &sides[0].plan, &sides[1].plan, false, &small));
	ck_assert_uint_gt(size, 512);
	expect("removed /a", "removed /b", "removed /c", "iommu-removed /iommu@1000", NULL);
}
END_TEST

Suite *diff_suite(void)
{
	Suite *s = suite_create("diff");
	TCase *t = tcase_create("diff");

	suite_add_tcase(s, t);
	tcase_add_test(t, same_trees_are_the_same);
	tcase_add_test(t, groups_merge_and_split);
	tcase_add_test(t, losing_iommus_is_losing_protection);
	tcase_add_test(t, masters_come_and_go);
	tcase_add_test(t, parts_of_a_host_do_not_come_and_go);
	tcase_add_test(t, newcomers_share);
	tcase_add_test(t, nodes_move);
	tcase_add_test(t, masters_move_with_their_streams);
	tcase_add_test(t, buses_are_renamed);
	tcase_add_test(t, types_weaken);
	tcase_add_test(t, old_kernels_are_lazy_by_another_name);
	tcase_add_test(t, iommus_differ);
	tcase_add_test(t, budgets_are_exceeded);
	tcase_add_test(t, full_arenas_are_told);
	return s;
}
