// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Sharing: each case is edited, planned again and looked at, on each kernel. */
#include "share_help.h"

Suite *share_suite(void);

#define HOST(name, more) \
	name " { compatible = \"pci-host-ecam-generic\"; device_type = \"pci\";" \
	" #address-cells = <3>; #size-cells = <2>; reg = <0x40000000 0x1000000>;" more " };"

START_TEST(by_the_property)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")
				      MASTER("c", "&s 0x12")));
	share_try(ALL);
	ck_assert_uint_eq(share_edits.n, 1);
	ck_assert_uint_eq(share.fold.strays, 1);
	ck_assert_uint_eq(share.n_members, 3);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_together("/a", "/b", "/c");
	expect_streams("/c", 1, 0x12, 3);
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->streams_need, 1);
}
END_TEST

/* The mask joins nobody else, so it may hold for everybody. */
START_TEST(the_property_spares_others)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")
				      MASTER("c", "&s 0x20")));
	share_try("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_together("/a", "/b");
	expect_alone("/c");
}
END_TEST

/* ... and here it would join c and d. */
START_TEST(by_masks)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")
				      MASTER("c", "&s 0x20") MASTER("d", "&s 0x21")
				      "e { iommus = <&s 0x30>; status = \"disabled\"; };"));
	share_try("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	expect_together("/a", "/b");
	expect_alone("/c");
	expect_alone("/d");
	expect_streams("/b", 1, 0x10, 1);
	expect_streams("/c", 1, 0x20, 0);
	ck_assert_uint_eq(iop_prop(dts_plan_made.tree, dts_node("/e"), IOP_P_IOMMUS).left, 12);
}
END_TEST

START_TEST(masks_in_wide_specifiers)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10 0") MASTER("b", "&s 0x12 1 &s 0x40 0")
				      MASTER("c", "&s 0x20 0xf"))
				"&s { #iommu-cells = <2>; };");
	share_try("/a", "/b", NULL);
	ck_assert_uint_eq(share_edits.n, 2);
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	expect_together("/a", "/b");
	expect_alone("/c");
	expect_streams("/a", 1, 0, 0x53);
}
END_TEST

/* Masks would save nothing: specifiers stay as they are. */
START_TEST(by_ids)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2")
				      MASTER("c", "&s 3") MASTER("d", "&s 0")));
	share_try("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_IDS, 2);
	expect_together("/a", "/b");
	expect_alone("/c");
	expect_alone("/d");
	expect_streams("/a", 2, 2, 0);
}
END_TEST

START_TEST(hardware_without_masks)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")));
	share_ask.mask_bits = 0;
	share_try(ALL);
	expect_shared(IOP_SHARE_BY_IDS, 2);
	expect_together("/a", "/b");
}
END_TEST

/* More masters than banks: none works on some kernels, all share one after. */
START_TEST(what_ran_out_of_banks)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2") MASTER("c", "&s 3"))
	      "&s { interrupts = <0 1 2>; };");
	ck_assert_uint_lt(dts_plan_made.n_groups, 3);
	share_try(ALL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_active("/iommu@1000");
	expect_together("/a", "/b", "/c");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_need, 1);
}
END_TEST

START_TEST(who_shares_already)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 1")));
	share_try(ALL);
	expect_shared(IOP_SHARE_BY_NOTHING, 1);
	ck_assert_uint_eq(share_edits.n, 0);
}
END_TEST

/* One group, but only in this order: not good enough. */
START_TEST(who_shares_by_luck)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10 &s 0x25") MASTER("b", "&s 0x10")
				      MASTER("c", "&s 0x11") MASTER("d", "&s 0x24")));
	expect_together("/a", "/b");
	share_try("/a", "/b", NULL);
	expect_shared(IOP_SHARE_BY_IDS, 2);
	expect_together("/a", "/b");
	expect_streams("/b", 2, 0x25, 0);
	expect_alone("/c");
	expect_alone("/d");
}
END_TEST

START_TEST(a_mask_that_was_there)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x20"))
	      "&s { stream-match-mask = <0xf>; };");
	share_try(ALL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_together("/a", "/b");
	expect_streams("/a", 1, 0x10, 0x3f);
}
END_TEST

/* The second set may not undo what the first one got. */
START_TEST(two_sets_of_one_instance)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")
				      MASTER("c", "&s 0x20") MASTER("d", "&s 0x22")
				      MASTER("e", "&s 0x31")));
	share_try("/a", "/b", NULL);
	ck_assert_int_eq(share.by, IOP_SHARE_BY_PROPERTY);
	share_try("/c", "/d", NULL);
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	expect_together("/a", "/b");
	expect_together("/c", "/d");
	expect_alone("/e");
}
END_TEST

/* ... nor overlap what it has besides the IDs of its masters. */
START_TEST(sets_that_could_overlap)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10 0") MASTER("b", "&s 0x13 0")
				      MASTER("c", "&s 0x01 0") MASTER("d", "&s 0x31 0"))
				"&s { #iommu-cells = <2>; };");
	share_try("/a", "/b", NULL);
	ck_assert_uint_eq(share.fold.n, 1);
	share_try("/c", "/d", NULL);
	expect_shared(IOP_SHARE_BY_MASKS, 2);
	expect_together("/a", "/b");
	expect_together("/c", "/d");
}
END_TEST

/* --- PCI --- */

START_TEST(a_host_by_the_property)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x1")
				      HOST("pci@4", "iommu-map = <0 &s 0x100 0x100>;")));
	share_try(ALL);
	expect_shared(IOP_SHARE_BY_PROPERTY, 1);
	expect_together("/a", "/pci@4");
	expect_range("/pci@4", 0x34, "/iommu@1000", 0x134);
}
END_TEST

/* A second host stands in the way of the property, and the first has a range. */
#define TWO_HOSTS BOARD(MASTER("a", "&s 0x1") \
	HOST("pci@4", "iommu-map = <0 &s 0x100 0x10000>; iommu-map-mask = <0xff>;") \
	HOST("pci@5", "iommu-map = <0 &s 0x200 0x100>; iommu-map-mask = <0xff>;"))

START_TEST(a_host_by_masks)
{
	share_start(dts_releases[_i], TWO_HOSTS);
	share_try("/a", "/pci@4", NULL);
	if (dts_releases[_i] < LINUX(7, 0)) {
		expect_refused("pci-host", NULL);
		return;
	}
	/* the other host's 256 IDs become as many rows */
	expect_shared(IOP_SHARE_BY_MASKS, 1);
	expect_together("/a", "/pci@4");
	expect_alone("/pci@5");
	expect_range("/pci@5", 0x34, "/iommu@1000", 0x234);
	expect_range("/pci@4", 0, "/iommu@1000", 0);
}
END_TEST

START_TEST(a_host_beside)
{
	share_start(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x11")
				      HOST("pci@4", "iommu-map = <0 &s 0x1000 0x1000>;")));
	share_try("/a", "/b", NULL);
	/* up to 6.19 a map never has a second cell; later one ID is a row */
	expect_shared(dts_releases[_i] < LINUX(7, 0) ? IOP_SHARE_BY_MASKS : IOP_SHARE_BY_IDS,
		      dts_releases[_i] < LINUX(7, 0) ? 1 : 2);
	expect_together("/a", "/b");
	expect_alone("/pci@4");
	expect_range("/pci@4", 0x34, "/iommu@1000", 0x1034);
}
END_TEST

Suite *share_suite(void)
{
	Suite *s = suite_create("share");
	TCase *t = tcase_create("share");

	tcase_add_loop_test(t, by_the_property, 0, RELEASES);
	tcase_add_loop_test(t, the_property_spares_others, 0, RELEASES);
	tcase_add_loop_test(t, by_masks, 0, RELEASES);
	tcase_add_loop_test(t, masks_in_wide_specifiers, 0, RELEASES);
	tcase_add_loop_test(t, by_ids, 0, RELEASES);
	tcase_add_loop_test(t, hardware_without_masks, 0, RELEASES);
	tcase_add_loop_test(t, what_ran_out_of_banks, 0, RELEASES);
	tcase_add_loop_test(t, who_shares_already, 0, RELEASES);
	tcase_add_loop_test(t, who_shares_by_luck, 0, RELEASES);
	tcase_add_loop_test(t, a_mask_that_was_there, 0, RELEASES);
	tcase_add_loop_test(t, two_sets_of_one_instance, 0, RELEASES);
	tcase_add_loop_test(t, sets_that_could_overlap, 0, RELEASES);
	tcase_add_loop_test(t, a_host_by_the_property, 0, RELEASES);
	tcase_add_loop_test(t, a_host_by_masks, 0, RELEASES);
	tcase_add_loop_test(t, a_host_beside, 0, RELEASES);
	suite_add_tcase(s, t);
	return s;
}
