/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Which levers a policy takes, and that they do what they are said to. */
#include "solve_help.h"

Suite *solve_suite(void);

static const char three[] = DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x10")
				MASTER("usb@2", "&s 0x20") MASTER("gpu@3", "&s 0x30"));

/* Two masters of one stream ID, one of its own. */
static const char pair[] = DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x10")
			       MASTER("usb@2", "&s 0x10") MASTER("gpu@3", "&s 0x30"));

static const char pairs[] = DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x10")
				MASTER("usb@2", "&s 0x10") MASTER("gpu@3", "&s 0x30")
				MASTER("gpu@4", "&s 0x30"));

/* No bank is free for a third group. */
static const char tight[] = DTS(
	"s: " NODE("iommu@1000", "arm,mmu-500",
		   "reg = <0x1000 0x1000>; #iommu-cells = <1>; #global-interrupts = <1>;"
		   "interrupts = <0 1 2>;")
	MASTER("usb@1", "&s 0x10") MASTER("usb@2", "&s 0x20") MASTER("gpu@3", "&s 0x30"));

START_TEST(nothing_to_do)
{
	for (int r = 0; r < RELEASES; r++) {
		solve(dts_releases[r], three, "version: 1\ndefault: strict\n");
		expect_met(IOP_TYPE_KERNEL, 0, 0);
		expect_reached("/usb@1", IOP_TYPE_STRICT);
		solve(dts_releases[r], three, "version: 1\n");
		expect_met(IOP_TYPE_KERNEL, 0, 0);
	}
}
END_TEST

START_TEST(the_command_line_does)
{
	for (int r = 0; r < RELEASES; r++) {
		solve(dts_releases[r], three, "version: 1\ndefault: lazy\n");
		expect_met(IOP_TYPE_LAZY, 0, 0);
		expect_reached("/gpu@3", IOP_TYPE_LAZY);
		ck_assert_str_eq(solved.plan.defaults.bootargs,
				 "iommu.passthrough=0 iommu.strict=0");
		solve(dts_releases[r], three, "version: 1\ndefault: identity\n");
		expect_met(IOP_TYPE_IDENTITY, 0, 0);
		expect_reached("/gpu@3", IOP_TYPE_IDENTITY);
	}
}
END_TEST

START_TEST(lazy_is_no_type_before_5_15)
{
	solve(LINUX(5, 10), three, "version: 1\ndefault: lazy\n");
	ck_assert_uint_eq(solved.plan.groups[0].domain, IOP_W_DMA);
	solve(LINUX(5, 15), three, "version: 1\ndefault: lazy\n");
	ck_assert_uint_eq(solved.plan.groups[0].domain, IOP_W_DMA_FQ);
}
END_TEST

START_TEST(one_write_for_one_master)
{
	solve(LINUX(6, 12), three, "version: 1\ndefault: strict\n" ALL
	      "devices:\n  - match: {role: gpu}\n    domain: identity\n");
	expect_met(IOP_TYPE_KERNEL, 1, 0);
	expect_reached("/usb@1", IOP_TYPE_STRICT);
	expect_reached("/gpu@3", IOP_TYPE_IDENTITY);
	ck_assert_uint_eq(solved.writes[0].type, IOP_W_IDENTITY);
	ck_assert_uint_eq(solved.writes[0].from, IOP_W_DMA);
	ck_assert(!solved.writes[0].live);
	ck_assert_uint_eq(solved.plan.groups[solved.writes[0].group].domain,
			  IOP_W_IDENTITY);
}
END_TEST

/* Two writes against one: the command line takes the side of the many. */
START_TEST(the_fewest_writes)
{
	solve(LINUX(6, 12), three, "version: 1\ndefault: strict\n" ALL
	      "devices:\n  - match: {role: usb}\n    domain: identity\n");
	expect_met(IOP_TYPE_IDENTITY, 1, 0);
	ck_assert_uint_eq(solved.writes[0].type, IOP_W_DMA);
}
END_TEST

/* But never so that who has to be translated waits for a write. */
START_TEST(translated_from_the_start)
{
	solve(LINUX(6, 12), three, "version: 1\ndefault: strict\n" ALL
	      "devices:\n  - match: {role: usb}\n    domain: identity\n"
	      "  - match: {role: gpu}\n    require: [translated]\n");
	expect_met(IOP_TYPE_KERNEL, 2, 0);
}
END_TEST

START_TEST(live_only_from_strict_to_lazy)
{
	solve(LINUX(6, 12), three, "version: 1\ndefault: strict\n" ALL
	      "devices:\n  - match: {role: gpu}\n    domain: lazy\n");
	expect_met(IOP_TYPE_KERNEL, 1, 0);
	ck_assert_uint_eq(solved.writes[0].type, IOP_W_DMA_FQ);
	ck_assert(solved.writes[0].live);
}
END_TEST

START_TEST(a_lever_that_is_not_allowed)
{
	solve(LINUX(6, 12), three, "version: 1\ndefault: strict\n"
	      "devices:\n  - match: {role: gpu}\n    domain: identity\n");
	expect_clash(2, 4, 0);
	expect_unmet("/gpu@3", IOP_BARRIER_RUNTIME);
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
	expect_unmet("/gpu@3", IOP_BARRIER_KERNEL);
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
	expect_unmet("/usb@1", IOP_BARRIER_SEVERAL);
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
	expect_unmet("/usb@2", IOP_BARRIER_MEMBERS);
	ck_assert_uint_eq(solved.n_remedies, 0);
}
END_TEST

START_TEST(later_rules_win)
{
	solve(LINUX(6, 12), three, "version: 1\ndefault: strict\n" ALL "devices:\n"
	      "  - match: {path: /**}\n    domain: lazy\n"
	      "  - match: {role: gpu}\n    domain: identity\n"
	      "  - match: {path: /usb@2}\n    domain: any\n");
	expect_met(IOP_TYPE_LAZY, 1, 0);
	expect_reached("/usb@1", IOP_TYPE_LAZY);
	expect_reached("/gpu@3", IOP_TYPE_IDENTITY);
	ck_assert_uint_eq(solved.outcomes[device_after("/usb@2")].wanted,
			  IOP_TYPE_UNSAID);
}
END_TEST

START_TEST(isolation)
{
	static const char yaml[] = "version: 1\ndevices:\n  - match: {role: usb}\n"
				   "    require: [isolated]\n";

	solve(LINUX(6, 12), three, yaml);
	expect_met(IOP_TYPE_KERNEL, 0, 0);
	solve(LINUX(6, 12), pair, yaml);
	expect_clash(3, 0);
	expect_unmet("/usb@1", IOP_BARRIER_SHARES);
}
END_TEST

START_TEST(what_acs_decides_is_not_told)
{
	solve(LINUX(6, 12), DTS(SMMU("s", "1000")
	      NODE("pcie@5000", "pci-host-ecam-generic",
		   "device_type = \"pci\"; reg = <0x5000 0x1000>; #address-cells = <3>;"
		   "#size-cells = <2>; iommu-map = <0 &s 0 0x10000>;")),
	      "version: 1\ndevices:\n  - match: {role: pci}\n"
	      "    require: [translated, isolated]\n");
	expect_met(IOP_TYPE_KERNEL, 0, 0);
	ck_assert_uint_eq(solved.wishes[1].verdict, IOP_UNTOLD);
	ck_assert_uint_eq(solved.wishes[1].barrier, IOP_BARRIER_ACS);
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
	expect_unmet("/display@1", IOP_BARRIER_FORCED);
	ck_assert_uint_eq(solved.n_remedies, 0);
}
END_TEST

START_TEST(arm32_has_no_levers)
{
	solve(LINUX(6, 12), DTS("cpus { cpu { compatible = \"arm,cortex-a15\"; }; };"
	      SMMU("s", "1000") MASTER("usb@1", "&s 0x10")),
	      "version: 1\n" ALL "default: lazy\n");
	expect_clash(3, 0);
	expect_unmet("/usb@1", IOP_BARRIER_ARM32);
}
END_TEST

START_TEST(an_iommu_that_is_off)
{
	static const char yaml[] = "version: 1\ndefault: lazy\n" ALL
		"iommus:\n  - match: {path: /iommu@1000}\n    strategy: off\n";

	solve(LINUX(6, 12), three, yaml);
	ck_assert_uint_eq(solved.edits.n, 1);
	expect_met(IOP_TYPE_KERNEL, 0, 1);
	ck_assert_str_eq(solved.edits.list[0].name, "status");
	ck_assert_uint_eq(solved.plan.n_groups, 0);
	solve(LINUX(6, 12), three, "version: 1\niommus:\n"
	      "  - match: {path: /iommu@1000}\n    strategy: off\n");
	expect_clash(3, 0);
	ck_assert_uint_eq(solved.wishes[0].barrier, IOP_BARRIER_TREE);
	expect_remedy(0, IOP_ALLOW(TREE), 0);
}
END_TEST

START_TEST(a_strategy_of_identity)
{
	solve(LINUX(6, 12), three, "version: 1\n" ALL
	      "iommus:\n  - match: {path: /iommu@1000}\n    strategy: identity\n"
	      "devices:\n  - match: {role: gpu}\n    domain: strict\n");
	expect_met(IOP_TYPE_IDENTITY, 1, 0);
	expect_reached("/usb@1", IOP_TYPE_IDENTITY);
	expect_reached("/gpu@3", IOP_TYPE_STRICT);
}
END_TEST

/* Untranslated groups take no bank, so that from there all can be reached. */
START_TEST(too_few_banks)
{
	static const char one[] = "version: 1\ndefault: strict\n" ALL
		"devices:\n  - match: {role: gpu}\n    domain: identity\n";

	for (int r = 1; r < RELEASES; r++) {
		solve(dts_releases[r], tight, "version: 1\ndefault: strict\n" ALL);
		expect_clash(2, 0);
		solve(dts_releases[r], tight, one);
		expect_met(IOP_TYPE_IDENTITY, 2, 0);
	}
}
END_TEST

START_TEST(banks_in_reserve)
{
	static const char yaml[] = "version: 1\niommus:\n  - match: {path: /iommu@1000}\n"
				   "    reserve-contexts: 5\n";

	solve(LINUX(6, 12), three, yaml);
	expect_met(IOP_TYPE_KERNEL, 0, 0);
	solve(LINUX(6, 12), tight, yaml);
	expect_clash(3, 0);
	ck_assert_uint_eq(solved.wishes[0].barrier, IOP_BARRIER_BANKS);
	solve(LINUX(6, 12), DTS(
	      "s: " NODE("iommu@1000", "arm,mmu-401",
			 "reg = <0x1000 0x1000>; #iommu-cells = <1>; #global-interrupts = <1>;"
			 "interrupts = <0 1>;") MASTER("usb@1", "&s 0x10")), yaml);
	expect_met(IOP_TYPE_KERNEL, 0, 0);
	ck_assert_uint_eq(solved.wishes[0].verdict, IOP_UNTOLD);
}
END_TEST

START_TEST(bootargs_in_the_tree)
{
	solve(LINUX(6, 12), DTS("chosen { bootargs = \"quiet\"; };" SMMU("s", "1000")
				MASTER("usb@1", "&s 0x10")),
	      "version: 1\ndefault: lazy\n" ALL "bootargs: true\n");
	expect_met(IOP_TYPE_LAZY, 0, 1);
	ck_assert_str_eq(solved.edits.list[0].value,
			 "quiet iommu.passthrough=0 iommu.strict=0");
	ck_assert_str_eq(iop_prop_string(solved.plan.tree,
					 iop_by_path(solved.plan.tree, "/chosen"),
					 IOP_P_BOOTARGS),
			 "quiet iommu.passthrough=0 iommu.strict=0");
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

/* Of ten wishes only the two that clash are named. */
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

Suite *solve_suite(void)
{
	Suite *s = suite_create("solve");
	TCase *t = tcase_create("levers"), *c = tcase_create("clashes");

	tcase_add_test(t, nothing_to_do);
	tcase_add_test(t, the_command_line_does);
	tcase_add_test(t, lazy_is_no_type_before_5_15);
	tcase_add_test(t, one_write_for_one_master);
	tcase_add_test(t, the_fewest_writes);
	tcase_add_test(t, translated_from_the_start);
	tcase_add_test(t, live_only_from_strict_to_lazy);
	tcase_add_test(t, later_rules_win);
	tcase_add_test(t, isolation);
	tcase_add_test(t, what_acs_decides_is_not_told);
	tcase_add_test(t, an_iommu_that_is_off);
	tcase_add_test(t, a_strategy_of_identity);
	tcase_add_test(t, too_few_banks);
	tcase_add_test(t, banks_in_reserve);
	tcase_add_test(t, bootargs_in_the_tree);
	tcase_add_test(c, a_lever_that_is_not_allowed);
	tcase_add_test(c, a_kernel_that_is_too_old);
	tcase_add_test(c, groups_of_several);
	tcase_add_test(c, one_group_has_one_type);
	tcase_add_test(c, drivers_that_insist);
	tcase_add_test(c, arm32_has_no_levers);
	tcase_add_test(c, matches_that_find_nothing);
	tcase_add_test(c, the_smallest_clash);
	suite_add_tcase(s, t);
	suite_add_tcase(s, c);
	return s;
}
