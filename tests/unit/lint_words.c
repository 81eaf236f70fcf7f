// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What findings count and list: masters of unknown IOMMUs, what an argument touches. */
#include <stdio.h>
#include <string.h>

#include "dts_help.h"
#include "lint/lint.h"
#include "lint/message.h"

Suite *lint_words_suite(void);

#define UNKNOWN(label, at, name) IOMMU(label, at, "vendor," name, "1")
#define ARGS(text) "chosen { bootargs = \"" text "\"; };"
#define TWO_OF_ONE UNKNOWN("u", "1000", "nobodys") UNKNOWN("v", "2000", "nobodys") \
	UNKNOWN("w", "3000", "other")
#define MASTERS MASTER("a", "&u 1") MASTER("b", "&u 2>, <&u 3") MASTER("c", "&v 1") \
	MASTER("d", "&w 1")
#define PCIE(more) "pcie { compatible = \"pci-host-ecam-generic\"; device_type = \"pci\"; " more " };"
#define UNSAFE "vfio.enable_unsafe_noiommu_mode=1"
#define REDIR "pci=disable_acs_redir=0000:01:00.0"

static const struct {
	const char *tree;
	enum iop_rule_id rule;
	const char *text[3];		/* a part of each finding's sentence, in order */
	const char *others[6];		/* of the first */
} rows[] = {
	/* each kind once, with all its masters and the other IOMMUs of it */
	{ DTS(TWO_OF_ONE MASTERS), IOP_RULE_IOMMU_NO_DRIVER,
	  { "no Linux driver supports this IOMMU and 1 more; 3 masters refer to them, such as /a;",
	    "no Linux driver supports this IOMMU; 1 master refers to it: /d;" },
	  { "/a", "/b", "/c", "/iommu@2000" } },
	{ DTS(UNKNOWN("w", "3000", "other") MASTER("d", "&w 1")), IOP_RULE_IOMMU_NO_DRIVER,
	  { "no Linux driver supports this IOMMU; 1 master refers to it: /d;" }, { NULL } },
	{ DTS(UNKNOWN("w", "3000", "other") MASTER("d", "&w 1") MASTER("e", "&w 2")),
	  IOP_RULE_IOMMU_NO_DRIVER, { "2 masters refer to it, such as /d;" }, { "/d", "/e" } },
	{ DTS(UNKNOWN("w", "3000", "other")), IOP_RULE_IOMMU_NO_DRIVER, { NULL }, { NULL } },
	/* what an argument that isolates less is about on this board */
	{ DTS(SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "0xdead 1") ARGS(UNSAFE)),
	  IOP_RULE_ARG_ISOLATION, { "1 of 2 masters here has no group" }, { NULL } },
	{ DTS(SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "&s 2") ARGS(UNSAFE)),
	  IOP_RULE_ARG_ISOLATION, { "0 of 2 masters here have no group" }, { NULL } },
	{ DTS(SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "0xdead 1")
	      ARGS("vfio_iommu_type1.allow_unsafe_interrupts=1")),
	  IOP_RULE_ARG_ISOLATION, { "1 of 2 masters here has a group" }, { NULL } },
	{ DTS(SMMU("s", "1000") MASTER("a", "&s 1") PCIE("iommu-map = <0 &s 0x100 0x100>;")
	      ARGS(REDIR)), IOP_RULE_ARG_ISOLATION,
	  { "1 of 2 masters here has a group behind a PCI host" }, { NULL } },
	{ DTS(SMMU("s", "1000") SMMU("t", "2000") MASTER("a", "&s 1")
	      PCIE("iommu-map = <0 &s 0x100 0x100 0x100 &t 0x100 0x100>;") ARGS(REDIR)),
	  IOP_RULE_ARG_ISOLATION, { "1 of 2 masters here has a group behind a PCI host" },
	  { NULL } },
	{ DTS(SMMU("s", "1000") MASTER("a", "&s 1") PCIE("") ARGS(REDIR)), IOP_RULE_ARG_ISOLATION,
	  { "0 of 1 master here have a group behind a PCI host" }, { NULL } },
	{ DTS(SMMU("s", "1000") MASTER("a", "&s 1") ARGS("vfio.enable_unsafe_noiommu_mode=0")),
	  IOP_RULE_ARG_ISOLATION, { NULL }, { NULL } },
};

static void expect_others(const struct iop_finding *f, const char *const *others)
{
	uint32_t n = 0;

	for (; others[n]; n++) {
		ck_assert_uint_lt(n, f->n_others);
		ck_assert_uint_eq(f->others[n], dts_node(others[n]));
	}
	ck_assert_uint_eq(f->n_others, n);
}

START_TEST(counted_and_listed)
{
	static _Alignas(8) uint8_t memory[1 << 18];
	struct iop_lint s = { .consumers = 1u << IOP_CONSUMER_LINUX };
	struct iop_arena a;
	uint32_t n = 0;

	dts_plan(LINUX(7, 2), rows[_i].tree);
	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert_int_eq(iop_lint_run(&s, &dts_plan_made, &a), 0);
	for (const struct iop_finding *f = s.first; f; f = f->next) {
		struct line l = { .text = NULL };

		if (f->rule != rows[_i].rule)
			continue;
		message_of(dts_plan_made.tree, f, &l);
		ck_assert_msg(rows[_i].text[n] && strstr(line_text(&l), rows[_i].text[n]),
			      "%s, not %s", line_text(&l), rows[_i].text[n]);
		line_free(&l);
		if (!n++)
			expect_others(f, rows[_i].others);
	}
	ck_assert(!rows[_i].text[n]);
}
END_TEST

Suite *lint_words_suite(void)
{
	Suite *s = suite_create("lint_words");
	TCase *t = tcase_create("lint_words");

	tcase_add_loop_test(t, counted_and_listed, 0, sizeof(rows) / sizeof(rows[0]));
	suite_add_tcase(s, t);
	return s;
}
