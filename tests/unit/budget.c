// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Context banks: what a tree allows, who asks, and who goes without. */
#include "dts_help.h"

Suite *budget_suite(void);

/* Two context interrupts beside the global one. */
#define TWO_BANKS(nodes) DTS(SMMU("s", "1000") nodes) \
	"&s { interrupts = <0 1 2>; };"

static const char three[] = TWO_BANKS(MASTER("a", "&s 1") MASTER("b", "&s 2")
				      MASTER("c", "&s 3"));

START_TEST(banks_are_counted)
{
	dts_plan(dts_releases[_i], TWO_BANKS(MASTER("a", "&s 1") MASTER("b", "&s 1")));
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_have, 2);
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_need, 1);
}
END_TEST

START_TEST(last_goes_without)
{
	dts_plan(dts_releases[_i], three);
	expect_alone("/a");
	expect_alone("/b");
	expect_lost("/c", "no-context-left");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_need, 3);
	ck_assert_int_eq(dts_group("/a")->confidence, IOP_IF_DRIVER_BINDS);
}
END_TEST

START_TEST(all_go_without)
{
	dts_plan(LINUX(7, 2), three);
	expect_lost("/a", "iommu-fails-to-probe");
	ck_assert_int_eq(dts_iommu("/iommu@1000")->why, IOP_R_MASTER_BREAKS);
	ck_assert_int_eq(dts_iommu("/iommu@1000")->culprit_why, IOP_R_NO_CONTEXT);
}
END_TEST

START_TEST(identity_takes_no_bank)
{
	struct iop_target target = { .version = dts_releases[_i],
				     .bootargs = "iommu.passthrough=1" };

	dts_plan_for(&target, three);
	expect_domain("/c", "identity");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_need, 0);
}
END_TEST

/* Booted: tests/kernel/cases/smmuv2-stale-entry.dts. */
START_TEST(loser_leaves_a_trace)
{
	dts_plan(dts_releases[_i], TWO_BANKS(MASTER("z", "&s 9") MASTER("a", "&s 1")
		 MASTER("b", "&s 1 &s 2") MASTER("c", "&s 1") MASTER("d", "&s 2")));
	expect_alone("/a");
	expect_lost("/b", "no-context-left");
	expect_lost("/c", "no-context-left");
}
END_TEST

START_TEST(first_version_is_unbounded)
{
	dts_plan(dts_releases[_i], TWO_BANKS(MASTER("a", "&s 1"))
		 "&s { compatible = \"arm,mmu-401\"; };");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_have, IOP_NONE);
	expect_alone("/a");
}
END_TEST

Suite *budget_suite(void)
{
	Suite *s = suite_create("budget");
	TCase *t = tcase_create("banks");

	tcase_add_loop_test(t, banks_are_counted, 0, RELEASES);
	tcase_add_loop_test(t, last_goes_without, 0, 3);
	tcase_add_test(t, all_go_without);
	tcase_add_loop_test(t, identity_takes_no_bank, 0, RELEASES);
	tcase_add_loop_test(t, loser_leaves_a_trace, 0, 3);
	tcase_add_loop_test(t, first_version_is_unbounded, 0, RELEASES);
	suite_add_tcase(s, t);
	return s;
}
