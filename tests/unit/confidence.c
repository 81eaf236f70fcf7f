// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* How sure a group is, and how the groups of a plan hang together. */
#include "dts_help.h"

Suite *confidence_suite(void);

#define BOARD(nodes) DTS(SMMU("s", "1000") nodes)

START_TEST(devices_from_the_start)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2 &s 3")));
	expect_confidence("/a", IOP_CERTAIN);
	expect_confidence("/b", IOP_CERTAIN);
}
END_TEST

START_TEST(devices_that_a_driver_makes)
{
	dts_plan(dts_releases[_i], BOARD("p { compatible = \"vendor,parent\"; "
					 MASTER("a", "&s 1") "};"));
	expect_confidence("/p/a", IOP_IF_DRIVER_BINDS);
}
END_TEST

START_TEST(drivers_that_are_modules)
{
	uint8_t built[64];
	struct iop_target target = { .version = dts_releases[_i], .built = built };

	for (int n = 0; n < 64; n++)
		built[n] = IOP_CONFIG_MODULE;
	dts_plan_for(&target, BOARD(MASTER("a", "&s 1")));
	expect_confidence("/a", IOP_IF_DRIVER_BINDS);
}
END_TEST

/* Which of several IDs decides depends on who binds first, where binding
 * groups; where devices are grouped as they appear the order is the tree's. */
START_TEST(order_of_binding)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x20 &s 0x10")));
	expect_together("/a", "/b");
	expect_confidence("/a", dts_releases[_i] < LINUX(6, 15) ? IOP_IF_DRIVER_BINDS :
			  IOP_CERTAIN);
}
END_TEST

START_TEST(winner_of_a_stream)
{
	dts_plan(dts_releases[_i], DTS(IOMMU("s", "1000", "arm,smmu-v3", "1")
		MASTER("a", "&s 1") MASTER("b", "&s 1") MASTER("c", "&s 2")));
	if (_i) {
		expect_lost("/b", "duplicate-stream");
		expect_confidence("/a", _i < 3 ? IOP_IF_DRIVER_BINDS : IOP_CERTAIN);
	}
	expect_confidence("/c", IOP_CERTAIN);
}
END_TEST

START_TEST(winners_of_the_last_banks)
{
	dts_plan(LINUX(6, 12), BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2"))
		 "&s { interrupts = <0 1>; };");
	expect_lost("/b", "no-context-left");
	expect_confidence("/a", IOP_IF_DRIVER_BINDS);
	dts_plan(LINUX(6, 12), BOARD(MASTER("a", "&s 1"))
		 "&s { interrupts = <0 1>; };");
	expect_confidence("/a", IOP_CERTAIN);
}
END_TEST

START_TEST(masters_behind_a_lost_one)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "0xdead 1") "p { compatible = \"x\"; "
					 MASTER("b", "&s 1") "};"));
	expect_confidence("/p/b", IOP_IF_DRIVER_BINDS);
}
END_TEST

START_TEST(least_sure_member_counts)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 1") "p { compatible = \"vendor,parent\"; "
					 MASTER("b", "&s 1") "};"));
	expect_together("/a", "/p/b");
	expect_confidence("/a", IOP_IF_DRIVER_BINDS);
	ck_assert_int_eq(dts_device("/a")->confidence, IOP_CERTAIN);
}
END_TEST

#define MIXED BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2") MASTER("c", "&s 1") \
		    MASTER("d", "0xdead") MASTER("e", "&s 2") MASTER("f", "&s 1"))

START_TEST(chains_are_in_the_order_of_the_tree)
{
	static const char *const members[] = { "/a", "/c", "/f" };
	const struct iop_group *g;
	uint32_t d;

	dts_plan(dts_releases[_i], MIXED);
	g = dts_group("/a");
	ck_assert_uint_eq(g->count, 3);
	d = g->first;
	for (int n = 0; n < 3; n++) {
		ck_assert_ptr_eq(&dts_plan_made.devices[d], dts_device(members[n]));
		ck_assert(n < 2 || d == g->last);
		d = dts_plan_made.devices[d].next;
	}
	ck_assert_uint_eq(d, IOP_NONE);
}
END_TEST

START_TEST(groups_are_in_the_order_of_their_first)
{
	dts_plan(dts_releases[_i], MIXED);
	ck_assert_uint_eq(dts_plan_made.n_groups, 2);
	ck_assert_uint_lt(dts_plan_made.groups[0].first, dts_plan_made.groups[1].first);
	ck_assert_uint_eq(dts_device("/a")->group, 0);
	ck_assert_uint_eq(dts_device("/b")->group, 1);
}
END_TEST

START_TEST(every_device_is_counted_once)
{
	uint32_t grouped = 0, in_groups = 0;

	dts_plan(dts_releases[_i], MIXED);
	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++)
		grouped += dts_plan_made.devices[n].group != IOP_NONE;
	for (uint32_t n = 0; n < dts_plan_made.n_groups; n++)
		in_groups += dts_plan_made.groups[n].count;
	ck_assert_uint_eq(grouped, 5);
	ck_assert_uint_eq(in_groups, grouped);
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->groups, 2);
}
END_TEST

START_TEST(tree_without_iommus)
{
	dts_plan(dts_releases[_i], DTS("a { compatible = \"vendor,device\"; };"));
	ck_assert_uint_eq(dts_plan_made.n_iommus, 0);
	ck_assert_uint_eq(dts_plan_made.n_devices, 0);
	ck_assert_uint_eq(dts_plan_made.n_groups, 0);
}
END_TEST

START_TEST(root_alone)
{
	dts_plan(dts_releases[_i], "/dts-v1/; / { };");
	ck_assert_uint_eq(dts_plan_made.tree->count, 1);
	ck_assert_uint_eq(dts_plan_made.n_devices, 0);
}
END_TEST

Suite *confidence_suite(void)
{
	Suite *s = suite_create("confidence");
	TCase *t = tcase_create("confidence");

	tcase_add_loop_test(t, devices_from_the_start, 0, RELEASES);
	tcase_add_loop_test(t, devices_that_a_driver_makes, 0, RELEASES);
	tcase_add_loop_test(t, drivers_that_are_modules, 0, RELEASES);
	tcase_add_loop_test(t, order_of_binding, 0, RELEASES);
	tcase_add_loop_test(t, winner_of_a_stream, 0, RELEASES);
	tcase_add_test(t, winners_of_the_last_banks);
	tcase_add_loop_test(t, masters_behind_a_lost_one, 0, RELEASES);
	tcase_add_loop_test(t, least_sure_member_counts, 0, RELEASES);
	tcase_add_loop_test(t, chains_are_in_the_order_of_the_tree, 0, RELEASES);
	tcase_add_loop_test(t, groups_are_in_the_order_of_their_first, 0, RELEASES);
	tcase_add_loop_test(t, every_device_is_counted_once, 0, RELEASES);
	tcase_add_loop_test(t, tree_without_iommus, 0, RELEASES);
	tcase_add_loop_test(t, root_alone, 0, RELEASES);
	suite_add_tcase(s, t);
	return s;
}
