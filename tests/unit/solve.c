/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Which mechanisms a policy takes, and that they do what they are said to. */
#include "solve_help.h"

/* A node that is added moves the others: rules mean the same masters. */
START_TEST(bootargs_in_a_new_node)
{
	solve(LINUX(6, 12), DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x10")
				MASTER("usb@2", "&s 0x20") MASTER("gpu@3", "&s 0x30")),
	      "version: 1\ndefault: lazy\n" ALL "bootargs: true\n"
	      "devices:\n  - match: {path: \"/gpu@*\"}\n    domain: strict\n");
	expect_met(IOP_TYPE_LAZY, 1, 2);
	expect_reached("/gpu@3", IOP_TYPE_STRICT);
	expect_reached("/usb@1", IOP_TYPE_LAZY);
}
END_TEST

Suite *solve_suite(void);

static const char three[] = DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x10")
				MASTER("usb@2", "&s 0x20") MASTER("gpu@3", "&s 0x30"));

/* Two masters of one stream ID, one of its own. */
static const char pair[] = DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x10")
			       MASTER("usb@2", "&s 0x10") MASTER("gpu@3", "&s 0x30"));

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
	expect_unmet("/usb@1", IOP_OBSTACLE_SHARES);
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
	ck_assert_uint_eq(solved.reqs[1].verdict, IOP_UNTOLD);
	ck_assert_uint_eq(solved.reqs[1].obstacle, IOP_OBSTACLE_ACS);
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
	ck_assert_uint_eq(solved.reqs[0].obstacle, IOP_OBSTACLE_TREE);
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

/* One write that takes a bank too many is left out, not those after it. */
START_TEST(as_many_as_there_are_banks)
{
	uint32_t unmet = 0;

	solve(LINUX(7, 2), tight, "version: 1\ndefault: strict\n" ALL);
	for (uint32_t d = 0; d < solved.plan.n_devices; d++)
		unmet += solved.outcomes[d].verdict == IOP_UNMET;
	ck_assert_uint_eq(unmet, 1);
	ck_assert_uint_eq(solved.n_writes, 2);
}
END_TEST

/* Sharing makes room, on kernels that lose a group and on those that lose all. */
START_TEST(sharing_makes_room)
{
	for (int r = 0; r < RELEASES; r++) {
		solve(dts_releases[r], tight, "version: 1\ndefault: strict\n" ALL
		      "iommus:\n  - match: {path: /iommu@1000}\n    strategy: shared\n"
		      "    share: [{role: usb}]\n");
		ck_assert(solved.met);
		ck_assert_uint_eq(solved.plan.n_groups, 2);
		ck_assert_uint_eq(solved.n_sharings, 1);
		ck_assert_uint_eq(solved.sharings[0].share.n_members, 2);
		solve(dts_releases[r], tight, "version: 1\ndefault: strict\n" ALL
		      "iommus:\n  - match: {path: /iommu@1000}\n    strategy: shared\n"
		      "    reserve-contexts: 1\n");
		ck_assert(solved.met);
		ck_assert_uint_eq(solved.plan.n_groups, 1);
	}
}
END_TEST

/* What has to be isolated is not shared, and nobody who is not meant is. */
START_TEST(sharing_stays_within_bounds)
{
	static const char yaml[] = "version: 1\n" ALL "iommus:\n"
		"  - match: {path: /iommu@1000}\n    strategy: shared\n"
		"devices:\n  - match: {role: gpu}\n    require: [isolated]\n";

	solve(LINUX(6, 12), three, yaml);
	expect_clash(4, 7, 0);
	ck_assert_uint_eq(solved.reqs[0].obstacle, IOP_OBSTACLE_FOLD);
	solve(LINUX(6, 12), three, "version: 1\n" ALL "iommus:\n"
	      "  - match: {path: /iommu@1000}\n    strategy: shared\n"
	      "    share: [{role: usb}]\n    reserve-streams: [0x0]\n"
	      "devices:\n  - match: {role: gpu}\n    require: [isolated]\n");
	ck_assert(solved.met);
	ck_assert_uint_eq(solved.plan.n_groups, 2);
	solve(LINUX(6, 12), three, "version: 1\niommus:\n"
	      "  - match: {path: /iommu@1000}\n    strategy: shared\n");
	expect_clash(3, 0);
	expect_remedy(0, IOP_ALLOW(TREE), 0);
}
END_TEST

/* A list of masters is a group of its own; a later strategy for all ends it. */
START_TEST(lists_and_later_strategies)
{
#define TO_SHARE "  - match: {path: /iommu@1000}\n    strategy: shared\n"
	solve(LINUX(6, 12), three, "version: 1\n" ALL "iommus:\n" TO_SHARE
	      TO_SHARE "    share: [{role: usb}]\n");
	ck_assert_uint_eq(solved.plan.n_groups, 2);
	solve(LINUX(6, 12), three, "version: 1\n" ALL "iommus:\n" TO_SHARE
	      "    share: [{role: usb}]\n" TO_SHARE);
	ck_assert_uint_eq(solved.plan.n_groups, 1);
	solve(LINUX(6, 12), three, "version: 1\n" ALL "iommus:\n" TO_SHARE
	      "  - match: {path: /iommu@1000}\n    strategy: per-group\n");
	expect_met(IOP_TYPE_KERNEL, 0, 0);
	ck_assert_uint_eq(solved.plan.n_groups, 3);
}
END_TEST

START_TEST(streams_of_firmware)
{
#define KEPT(ids) "version: 1\niommus:\n  - match: {path: /iommu@1000}\n" \
		  "    reserved-streams: [0x7000, " ids "]\n"
	solve(LINUX(6, 12), three, KEPT("0x8000"));
	expect_met(IOP_TYPE_KERNEL, 0, 0);
	solve(LINUX(6, 12), three, KEPT("0-0xff"));
	expect_clash(4, 0);
	ck_assert_uint_eq(solved.reqs[0].obstacle, IOP_OBSTACLE_RESERVED);
	ck_assert_uint_ne(solved.reqs[0].subject, IOP_NONE);
	solve(LINUX(6, 12), three, KEPT("0/0xff"));
	expect_clash(4, 0);
	/* An entry that all share would match it. */
	solve(LINUX(6, 12), three, "version: 1\n" ALL "iommus:\n"
	      "  - match: {path: /iommu@1000}\n    strategy: shared\n");
	ck_assert(solved.met);
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
	ck_assert_uint_eq(solved.reqs[0].obstacle, IOP_OBSTACLE_BANKS);
	solve(LINUX(6, 12), DTS(
	      "s: " NODE("iommu@1000", "arm,mmu-401",
			 "reg = <0x1000 0x1000>; #iommu-cells = <1>; #global-interrupts = <1>;"
			 "interrupts = <0 1>;") MASTER("usb@1", "&s 0x10")), yaml);
	expect_met(IOP_TYPE_KERNEL, 0, 0);
	ck_assert_uint_eq(solved.reqs[0].verdict, IOP_UNTOLD);
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

/* Only where that is asked for, and there are arguments to write. */
START_TEST(bootargs_stay_out_of_the_tree)
{
#define ONE DTS(SMMU("s", "1000") MASTER("usb@1", "&s 0x10"))
	solve(LINUX(6, 12), ONE, "version: 1\n" ALL "bootargs: true\n");
	expect_met(IOP_TYPE_KERNEL, 0, 0);
	solve(LINUX(6, 12), ONE, "version: 1\ndefault: lazy\n" ALL);
	expect_met(IOP_TYPE_LAZY, 0, 0);
}
END_TEST

Suite *solve_suite(void)
{
	Suite *s = suite_create("solve");
	TCase *t = tcase_create("levers");

	tcase_add_test(t, nothing_to_do);
	tcase_add_test(t, as_many_as_there_are_banks);
	tcase_add_test(t, bootargs_in_a_new_node);
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
	tcase_add_test(t, sharing_makes_room);
	tcase_add_test(t, sharing_stays_within_bounds);
	tcase_add_test(t, lists_and_later_strategies);
	tcase_add_test(t, streams_of_firmware);
	tcase_add_test(t, banks_in_reserve);
	tcase_add_test(t, bootargs_in_the_tree);
	tcase_add_test(t, bootargs_stay_out_of_the_tree);
	suite_add_tcase(s, t);
	return s;
}
