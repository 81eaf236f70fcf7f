// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* SMMUv2: arm_smmu_find_sme(), arm_smmu_device_group() and the cells. */
#include "dts_help.h"

Suite *stream_match_suite(void);

#define BOARD(nodes) DTS(SMMU("s", "1000") nodes)
/* Two cells: ID and mask. */
#define WIDE(nodes) BOARD(nodes) "&s { #iommu-cells = <2>; };"

START_TEST(own_ids_own_groups)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2")));
	expect_alone("/a");
	expect_alone("/b");
	ck_assert_int_eq(dts_device("/b")->join, IOP_JOIN_OWN);
}
END_TEST

START_TEST(equal_ids_share)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 1")));
	expect_together("/a", "/b");
	ck_assert_int_eq(dts_device("/b")->join, IOP_JOIN_STREAM);
	ck_assert_ptr_eq(&dts_plan_made.devices[dts_device("/b")->peer], dts_device("/a"));
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->streams_need, 1);
}
END_TEST

START_TEST(equal_ids_of_two_instances_do_not_share)
{
	dts_plan(dts_releases[_i], BOARD(SMMU("t", "2000")
		 MASTER("a", "&s 1") MASTER("b", "&t 1")));
	expect_alone("/a");
	expect_alone("/b");
}
END_TEST

/* The last ID decides: seen in booted kernels. */
START_TEST(last_id_shared)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x20 &s 0x10")));
	expect_together("/a", "/b");
}
END_TEST

START_TEST(last_id_new)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x10 &s 0x20")));
	expect_alone("/a");
	expect_alone("/b");
}
END_TEST

/* ... and then all its entries are the new group's: 0x10 now leads to B. */
START_TEST(new_group_takes_the_entries_along)
{
	dts_plan(LINUX(7, 2), BOARD(MASTER("a", "&s 0x10") MASTER("b", "&s 0x10 &s 0x20")
				    MASTER("c", "&s 0x10")));
	expect_alone("/a");
	expect_together("/b", "/c");
}
END_TEST

START_TEST(groups_in_a_row_conflict)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2")
					 MASTER("c", "&s 1 &s 2")));
	if (dts_releases[_i] < LINUX(6, 15)) {
		expect_alone("/a");
		expect_alone("/b");
		expect_lost("/c", "group-conflict");
	} else {
		expect_broken("/iommu@1000", "/c", "group-conflict");
	}
}
END_TEST

/* A new ID between them makes the rule forget the first. */
START_TEST(groups_apart_do_not_conflict)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2")
					 MASTER("c", "&s 1 &s 3 &s 2")));
	expect_together("/b", "/c");
	expect_alone("/a");
}
END_TEST

START_TEST(ids_are_cut_to_sixteen_bits)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 0x2345") MASTER("b", "&s 0x12345")));
	expect_together("/a", "/b");
	expect_streams("/b", 1, 0x2345, 0);
}
END_TEST

START_TEST(second_cell_is_a_mask)
{
	dts_plan(dts_releases[_i], WIDE(MASTER("a", "&s 0x10 0x10007")));
	expect_streams("/a", 1, 0x10, 7);
}
END_TEST

/* Bit 15 says that a register is valid; only SMMUs of other makes may do without. */
START_TEST(bit_15_is_refused)
{
	bool breaks = dts_releases[_i] >= LINUX(7, 0);

	dts_plan(dts_releases[_i], WIDE(MASTER("a", "&s 0x10 0") MASTER("b", "&s 0x8010 0")
					MASTER("c", "&s 0x20 0x8000")));
	if (breaks) {
		expect_broken("/iommu@1000", "/b", "stream-out-of-range");
	} else {
		expect_alone("/a");
		expect_lost("/b", "stream-out-of-range");
		expect_lost("/c", "stream-out-of-range");
	}
	dts_plan(dts_releases[_i], WIDE(MASTER("b", "&s 0x8010 0"))
		 "&s { compatible = \"arm,smmu-v2\"; };");
	expect_alone("/b");
}
END_TEST

START_TEST(third_cell_is_ignored)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 0x10 7 0xffff"))
		 "&s { #iommu-cells = <3>; };");
	expect_streams("/a", 1, 0x10, 7);
}
END_TEST

/* (m & Mi) == m and the IDs agree outside Mi: inside, so shared. */
START_TEST(narrow_after_wide_shares)
{
	static const char *const narrow[] = {
		WIDE(MASTER("a", "&s 0x10 0x0f") MASTER("b", "&s 0x13 0")),
		WIDE(MASTER("a", "&s 0x10 0x0f") MASTER("b", "&s 0x18 7")),
		WIDE(MASTER("a", "&s 0x10 0x0f") MASTER("b", "&s 0x10 0x0f")),
		WIDE(MASTER("a", "&s 0x10 0x0f") MASTER("b", "&s 0x1f 0x0f")),
	};

	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], narrow[_i]);
		expect_together("/a", "/b");
		ck_assert_uint_eq(dts_iommu("/iommu@1000")->streams_need, 1);
	}
}
END_TEST

static const char *const overlapping[] = {
	WIDE(MASTER("a", "&s 0x13 0") MASTER("b", "&s 0x10 0x0f")),
	WIDE(MASTER("a", "&s 0x10 3") MASTER("b", "&s 0x10 0x0f")),
	WIDE(MASTER("a", "&s 0x10 0x0f") MASTER("b", "&s 0x10 0xf0")),
};

START_TEST(wide_after_narrow_conflicts)
{
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], overlapping[_i]);
		if (dts_releases[r] < LINUX(6, 15)) {
			expect_alone("/a");
			expect_lost("/b", "stream-match-conflict");
			ck_assert_ptr_eq(&dts_plan_made.devices[dts_device("/b")->peer],
					 dts_device("/a"));
		} else {
			expect_broken("/iommu@1000", "/b", "stream-match-conflict");
			expect_lost("/a", "iommu-fails-to-probe");
		}
	}
}
END_TEST

START_TEST(masks_apart_do_not_meet)
{
	dts_plan(dts_releases[_i], WIDE(MASTER("a", "&s 0x10 0x0f") MASTER("b", "&s 0x20 0x0f")
					MASTER("c", "&s 0x30 0")));
	expect_alone("/a");
	expect_alone("/b");
	expect_alone("/c");
}
END_TEST

START_TEST(ids_of_one_master_conflict)
{
	dts_plan(LINUX(6, 12), WIDE(MASTER("a", "&s 0x13 0 &s 0x10 0x0f") MASTER("b", "&s 0x13 0")));
	expect_lost("/a", "stream-match-conflict");
	expect_alone("/b");
}
END_TEST

START_TEST(ids_of_one_master_nest)
{
	dts_plan(dts_releases[_i], WIDE(MASTER("a", "&s 0x10 0x0f &s 0x13 0")));
	expect_alone("/a");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->streams_need, 1);
}
END_TEST

/* What a refused master took is free again. */
START_TEST(refused_entries_are_given_back)
{
	dts_plan(LINUX(6, 12), WIDE(MASTER("a", "&s 0x13 0") MASTER("b", "&s 0x50 0 &s 0x10 0x0f")
				    MASTER("c", "&s 0x50 0x0f") MASTER("d", "&s 0x50 0")));
	expect_lost("/b", "stream-match-conflict");
	expect_together("/c", "/d");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->streams_need, 2);
}
END_TEST

/* The first entry in index order decides, not the best one. */
START_TEST(entries_are_tried_in_order)
{
	dts_plan(LINUX(6, 12), WIDE(MASTER("a", "&s 0x13 0") MASTER("b", "&s 0x20 0x0f")
				    MASTER("c", "&s 0x25 1") MASTER("d", "&s 0x03 0x30")));
	expect_together("/b", "/c");
	expect_lost("/d", "stream-match-conflict");
}
END_TEST

#define MATCH_ALL "&s { stream-match-mask = <0x7fff>; };"

START_TEST(mask_property)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&s 1") MASTER("b", "&s 2")
					 MASTER("c", "&s 0x7000")) MATCH_ALL);
	expect_together("/a", "/b", "/c");
	expect_streams("/a", 1, 1, 0x7fff);
}
END_TEST

START_TEST(mask_cell_beats_the_property)
{
	dts_plan(dts_releases[_i], WIDE(MASTER("a", "&s 1 0") MASTER("b", "&s 2 0")) MATCH_ALL);
	expect_alone("/a");
	expect_alone("/b");
}
END_TEST

/* Its IDs differ in no bit but those of the mask, though a run from one row's to the
 * other's would: 0x5ff has no bit 9. */
START_TEST(rows_of_a_host_in_one_entry)
{
	dts_plan(dts_releases[_i], DTS(SMMU("s", "1000") MASTER("a", "&s 0x1a")
		"pcie { compatible = \"x\"; device_type = \"pci\";"
		" iommu-map = <0 &s 0x500 0x100 0x100 &s 7 0x100>; };")
		"&s { stream-match-mask = <0x5ff>; };");
	expect_together("/a", "/pcie");
	dts_plan(dts_releases[_i], DTS(SMMU("s", "1000") MASTER("a", "&s 0x1a")
		"pcie { compatible = \"x\"; device_type = \"pci\";"
		" iommu-map = <0 &s 0x700 0x100 0x100 &s 7 0x100>; };")
		"&s { stream-match-mask = <0x5ff>; };");
	expect_alone("/a");
}
END_TEST

Suite *stream_match_suite(void)
{
	Suite *s = suite_create("stream_match");
	TCase *ids = tcase_create("ids"), *masks = tcase_create("masks");

	tcase_add_loop_test(ids, own_ids_own_groups, 0, RELEASES);
	tcase_add_loop_test(ids, equal_ids_share, 0, RELEASES);
	tcase_add_loop_test(ids, equal_ids_of_two_instances_do_not_share, 0, RELEASES);
	tcase_add_loop_test(ids, last_id_shared, 0, RELEASES);
	tcase_add_loop_test(ids, last_id_new, 0, RELEASES);
	tcase_add_test(ids, new_group_takes_the_entries_along);
	tcase_add_loop_test(ids, groups_in_a_row_conflict, 0, RELEASES);
	tcase_add_loop_test(ids, groups_apart_do_not_conflict, 0, RELEASES);
	tcase_add_loop_test(ids, ids_are_cut_to_sixteen_bits, 0, RELEASES);
	tcase_add_loop_test(masks, second_cell_is_a_mask, 0, RELEASES);
	tcase_add_loop_test(masks, third_cell_is_ignored, 0, RELEASES);
	tcase_add_loop_test(masks, bit_15_is_refused, 0, RELEASES);
	tcase_add_loop_test(masks, narrow_after_wide_shares, 0, 4);
	tcase_add_loop_test(masks, wide_after_narrow_conflicts, 0, 3);
	tcase_add_loop_test(masks, masks_apart_do_not_meet, 0, RELEASES);
	tcase_add_test(masks, ids_of_one_master_conflict);
	tcase_add_loop_test(masks, ids_of_one_master_nest, 0, RELEASES);
	tcase_add_test(masks, refused_entries_are_given_back);
	tcase_add_test(masks, entries_are_tried_in_order);
	tcase_add_loop_test(masks, mask_property, 0, RELEASES);
	tcase_add_loop_test(masks, mask_cell_beats_the_property, 0, RELEASES);
	suite_add_tcase(s, ids);
	tcase_add_loop_test(masks, rows_of_a_host_in_one_entry, 0, RELEASES);
	suite_add_tcase(s, masks);
	return s;
}
