/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Policies that cannot be met: which requirements clash, and what would do. */
#include "solve_help.h"

Suite *clash_suite(void);

static const char three[] = DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x10")
				MASTER("usb@2", "&s 0x20") MASTER("gpu@3", "&s 0x30"));

/* Two masters of one stream ID, one of its own. */
static const char pair[] = DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x10")
			       MASTER("usb@2", "&s 0x10") MASTER("gpu@3", "&s 0x30"));

static const char pairs[] = DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x10")
				MASTER("usb@2", "&s 0x10") MASTER("gpu@3", "&s 0x30")
				MASTER("gpu@4", "&s 0x30"));

START_TEST(a_mechanism_that_is_not_allowed)
{
	solve(LINUX(6, 12), three, "version: 1\ndefault: strict\n"
	      "devices:\n  - match: {role: gpu}\n    domain: identity\n");
	expect_clash(2, 4, 0);
	expect_unmet("/gpu@3", IOP_OBSTACLE_RUNTIME);
	expect_remedy(0, IOP_ALLOW(RUNTIME), 0);
	solve(LINUX(6, 12), three, "version: 1\ndefault: lazy\nallow: []\n");
	expect_clash(2, 0);
	expect_remedy(0, IOP_ALLOW(CMDLINE), 0);
}
END_TEST

START_TEST(a_kernel_that_is_too_old)
{
	solve(LINUX(5, 10), three, "version: 1\ndefault: strict\n" ALL
	      "devices:\n  - match: {role: gpu}\n    domain: identity\n"
	      "  - match: {role: usb}\n    domain: strict\n");
	expect_clash(5, 7, 0);
	expect_unmet("/gpu@3", IOP_OBSTACLE_KERNEL);
	expect_remedy(0, 0, IOP_VERSION(5, 11, 0));
}
END_TEST

START_TEST(groups_of_several)
{
	static const char yaml[] = "version: 1\ndefault: strict\n" ALL
		"devices:\n  - match: {role: usb}\n    domain: lazy\n";

	solve(LINUX(6, 1), pair, yaml);
	expect_met(IOP_TYPE_LAZY, 1, 0);
	solve(LINUX(6, 1), pairs, yaml);
	expect_clash(2, 5, 0);
	expect_unmet("/usb@1", IOP_OBSTACLE_SEVERAL);
	expect_remedy(0, 0, IOP_VERSION(6, 4, 0));
	solve(LINUX(6, 12), pairs, yaml);
	expect_met(IOP_TYPE_KERNEL, 1, 0);
}
END_TEST

START_TEST(one_group_has_one_type)
{
	solve(LINUX(6, 12), pair, "version: 1\n" ALL "devices:\n"
	      "  - match: {path: /usb@1}\n    domain: identity\n"
	      "  - match: {role: gpu}\n    domain: strict\n"
	      "  - match: {path: /usb@2}\n    domain: strict\n");
	expect_clash(4, 8, 0);
	expect_unmet("/usb@2", IOP_OBSTACLE_MEMBERS);
	ck_assert_uint_eq(solved.n_remedies, 0);
}
END_TEST

START_TEST(drivers_that_insist)
{
	solve(LINUX(6, 12), DTS(
	      "s: " NODE("iommu@1000", "qcom,sdm845-smmu-500\", \"arm,mmu-500",
			 "reg = <0x1000 0x1000>; #iommu-cells = <1>; #global-interrupts = <1>;"
			 "interrupts = <0 1 2 3 4>;")
	      NODE("display@1", "qcom,sdm845-mdss", "iommus = <&s 1>;")),
	      "version: 1\n" ALL "default: strict\n");
	expect_clash(3, 0);
	expect_unmet("/display@1", IOP_OBSTACLE_FORCED);
	ck_assert_uint_eq(solved.n_remedies, 0);
}
END_TEST

START_TEST(arm32_has_no_mechanisms)
{
	solve(LINUX(6, 12), DTS("cpus { cpu { compatible = \"arm,cortex-a15\"; }; };"
	      SMMU("s", "1000") MASTER("usb@1", "&s 0x10")),
	      "version: 1\n" ALL "default: lazy\n");
	expect_clash(3, 0);
	expect_unmet("/usb@1", IOP_OBSTACLE_ARM32);
}
END_TEST

START_TEST(matches_that_find_nothing)
{
	struct iop_solve_error e = solve_error(three,
		"version: 1\niommus:\n  - match: {path: /nothing}\n    strategy: off\n");

	ck_assert_uint_eq(e.selector->at.line, 3);
	ck_assert(!e.found_others);
	e = solve_error(three, "version: 1\ndevices:\n  - match: {path: /iommu@1000}\n"
			"    domain: any\n");
	ck_assert_uint_eq(e.selector->at.line, 3);
	ck_assert(e.found_others);
	ck_assert_str_eq(e.what, "master");
	e = solve_error(three, "version: 1\niommus:\n  - match: {path: /iommu@1000}\n"
			"    strategy: shared\n    share:\n      - {path: /usb@*}\n"
			"      - {path: /nothing}\n");
	ck_assert_uint_eq(e.selector->at.line, 7);
	solve(LINUX(6, 12), three, "version: 1\niommus:\n"
	      "  - match: {path: /nothing, optional: true}\n    strategy: off\n");
	expect_met(IOP_TYPE_KERNEL, 0, 0);
}
END_TEST

/* Of ten requirements only the two that clash are named. */
START_TEST(the_smallest_clash)
{
	solve(LINUX(6, 12), pair, "version: 1\ndefault: strict\n" ALL "devices:\n"
	      "  - match: {role: gpu}\n    domain: identity\n"
	      "    require: [isolated]\n"
	      "  - match: {path: /usb@1}\n    domain: identity\n"
	      "  - match: {path: /usb@2}\n    require: [translated]\n"
	      "  - match: {path: /usb@*}\n    require: [translated]\n");
	expect_clash(8, 12, 0);
}
END_TEST

Suite *clash_suite(void)
{
	Suite *s = suite_create("clash");
	TCase *t = tcase_create("clash");

	tcase_add_test(t, a_mechanism_that_is_not_allowed);
	tcase_add_test(t, a_kernel_that_is_too_old);
	tcase_add_test(t, groups_of_several);
	tcase_add_test(t, one_group_has_one_type);
	tcase_add_test(t, drivers_that_insist);
	tcase_add_test(t, arm32_has_no_mechanisms);
	tcase_add_test(t, matches_that_find_nothing);
	tcase_add_test(t, the_smallest_clash);
	suite_add_tcase(s, t);
	return s;
}
