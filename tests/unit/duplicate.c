// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* SMMUv3 and the others of a group for each device: IDs, cells, repetitions. */
#include <stdio.h>

#include "dts_help.h"

Suite *duplicate_suite(void);

#define V3(nodes) DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") \
		      IOMMU("t", "2000", "arm,smmu-v3", "1") nodes)

START_TEST(one_group_for_each)
{
	dts_plan(dts_releases[_i], V3(MASTER("a", "&s 1") MASTER("b", "&s 2 &s 3")));
	expect_alone("/a");
	expect_alone("/b");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->streams_need, 3);
}
END_TEST

static const iop_version eras[] = {
	LINUX(5, 10), LINUX(5, 12), LINUX(5, 14), LINUX(6, 1), LINUX(6, 12),
	LINUX(6, 14), LINUX(6, 17), LINUX(7, 2),
};

/* 5.13: arm_smmu_insert_master() keeps the IDs in a tree. Losing one costs
 * only the second device, in every version. */
START_TEST(second_owner_of_an_id)
{
	dts_plan(eras[_i], V3(MASTER("a", "&s 1") MASTER("b", "&s 2 &s 1")));
	expect_alone("/a");
	expect_lost("/b", eras[_i] < LINUX(5, 13) ? "duplicate-stream-crashes" :
						   "duplicate-stream");
	ck_assert_ptr_eq(&dts_plan_made.devices[dts_device("/b")->peer], dts_device("/a"));
	expect_active("/iommu@1000");
}
END_TEST

START_TEST(refused_ids_are_free_again)
{
	dts_plan(LINUX(7, 2), V3(MASTER("a", "&s 1") MASTER("b", "&s 2 &s 1")
				 MASTER("c", "&s 2")));
	expect_lost("/b", "duplicate-stream");
	expect_alone("/c");
}
END_TEST

/* 6.15: "Fix iommu_device_probe bug due to duplicated stream ids". */
START_TEST(repetition_in_one_device)
{
	dts_plan(eras[_i], V3(MASTER("a", "&s 1 &s 1")));
	/* 6.1 and 6.12 mean their newest releases, to which it was ported back. */
	if (eras[_i] == LINUX(5, 14) || eras[_i] == LINUX(6, 14))
		expect_lost("/a", "repeated-stream");
	else
		expect_alone("/a");
}
END_TEST

static void expect_sure(const char *path, enum iop_confidence sure)
{
	ck_assert_uint_eq(dts_device(path)->confidence, sure);
}

/* What is erased without having been put there takes the others' IDs along. */
START_TEST(repetition_before_another_masters)
{
	dts_plan(LINUX(7, 2), V3(MASTER("a", "&s 1") MASTER("b", "&s 2 &s 2 &s 1")
				 MASTER("c", "&s 1") MASTER("d", "&s 3") MASTER("e", "&t 2")));
	expect_lost("/b", "duplicate-stream-forgotten");
	expect_lost("/c", "duplicate-stream");
	expect_sure("/a", IOP_UNSURE);
	expect_sure("/b", IOP_UNSURE);
	expect_sure("/c", IOP_UNSURE);
	expect_sure("/d", IOP_CERTAIN);
	expect_sure("/e", IOP_CERTAIN);
	ck_assert_uint_eq(dts_device("/b")->effect, IOP_EFFECT_UNKNOWN);
}
END_TEST

START_TEST(equal_ids_of_two_instances)
{
	dts_plan(eras[_i], V3(MASTER("a", "&s 1") MASTER("b", "&t 1")));
	expect_alone("/a");
	expect_alone("/b");
}
END_TEST

/* Entries to two instances: all IDs belong to the first one. */
#define TWO V3(MASTER("a", "&s 1 &t 2") MASTER("b", "&s 2") MASTER("c", "&t 2"))

START_TEST(ids_of_other_instances_count_at_the_first)
{
	dts_plan(LINUX(6, 12), TWO);
	expect_alone("/a");
	expect_lost("/b", "duplicate-stream");
	expect_alone("/c");
}
END_TEST

/* Where registration adds masters, the one that waits for t comes after b. */
START_TEST(last_instance_adds_who_names_it)
{
	dts_plan(LINUX(7, 2), TWO);
	expect_lost("/a", "duplicate-stream");
	expect_alone("/b");
	expect_alone("/c");
}
END_TEST

START_TEST(ids_have_thirty_two_bits)
{
	dts_plan(LINUX(7, 2), V3(MASTER("a", "&s 0xfffffffe") MASTER("b", "&s 0xfffe")));
	expect_streams("/a", 1, 0xfffffffe, 0);
	expect_alone("/b");
}
END_TEST

START_TEST(no_mask_cell)
{
	dts_plan(LINUX(6, 1), V3(MASTER("a", "&s 1 7") MASTER("b", "&s 2 0"))
		 "&s { #iommu-cells = <2>; };");
	expect_streams("/a", 1, 1, 0);
	expect_alone("/b");
}
END_TEST

/* 6.10: the probe insists on one cell; before, it only complains. */
START_TEST(smmuv3_wants_one_cell)
{
	static const iop_version versions[] = {
		LINUX(5, 10), LINUX(6, 1), LINUX(6, 9), LINUX(6, 10), LINUX(6, 12), LINUX(7, 2),
	};
	bool refused = versions[_i] >= LINUX(6, 10);

	dts_plan(versions[_i], V3(MASTER("a", "&s 1 7") MASTER("b", "&t"))
		 "&s { #iommu-cells = <2>; }; &t { #iommu-cells = <0>; };");
	if (!refused) {
		expect_alone("/a");
		expect_alone("/b");
		return;
	}
	expect_state("/iommu@1000", IOP_STATE_FAILS, "wrong-iommu-cells");
	expect_lost("/a", "iommu-fails-to-probe");
	expect_lost("/b", "iommu-fails-to-probe");
}
END_TEST

START_TEST(smmuv3_without_cells)
{
	dts_plan(dts_releases[_i], V3(MASTER("a", "&s 1"))
		 "&s { /delete-property/ #iommu-cells; };");
	expect_lost("/a", "not-an-iommu");
}
END_TEST

struct kind {
	const char *compatible, *more;
	iop_version first;
};

/* Drivers whose of_xlate() refuses another number than one. */
static const struct kind picky[] = {
	{ "mediatek,mt8195-iommu-infra", "", LINUX(5, 19) },
	{ "apple,t8103-dart", "", LINUX(5, 15) },
	{ "qcom,msm-iommu-v1", "qcom,iommu-secure-id = <1>; clocks = <0>;", 0 },
};

START_TEST(master_with_another_number_of_cells)
{
	char text[1024];

	snprintf(text, sizeof(text), DTS("s: iommu { compatible = \"%s\"; %s"
		 "reg = <0x9000 0x1000>; #iommu-cells = <2>; };" MASTER("a", "&s 1 2")),
		 picky[_i].compatible, picky[_i].more);
	for (int r = 0; r < RELEASES; r++) {
		if (dts_releases[r] < picky[_i].first)
			continue;
		dts_plan(dts_releases[r], text);
		expect_active("/iommu");
		expect_lost("/a", "wrong-iommu-cells");
	}
}
END_TEST

/* One group for each device, and equal IDs are nobody's business. */
static const struct kind generic[] = {
	{ "samsung,exynos-sysmmu", "", 0 },
	{ "virtio,pci-iommu", "", 0 },
};

START_TEST(equal_ids_are_accepted)
{
	char text[1024];

	snprintf(text, sizeof(text), DTS("s: iommu { compatible = \"%s\"; %s"
		 "reg = <0x9000 0x1000>; #iommu-cells = <1>; };" MASTER("a", "&s 1") MASTER("b", "&s 1")),
		 generic[_i].compatible, generic[_i].more);
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], text);
		expect_alone("/a");
		expect_alone("/b");
	}
}
END_TEST

Suite *duplicate_suite(void)
{
	Suite *s = suite_create("duplicate");
	TCase *v3 = tcase_create("smmu-v3"), *others = tcase_create("others");

	tcase_add_loop_test(v3, one_group_for_each, 0, RELEASES);
	tcase_add_loop_test(v3, second_owner_of_an_id, 0, 8);
	tcase_add_test(v3, refused_ids_are_free_again);
	tcase_add_loop_test(v3, repetition_in_one_device, 0, 8);
	tcase_add_test(v3, repetition_before_another_masters);
	tcase_add_loop_test(v3, equal_ids_of_two_instances, 0, 8);
	tcase_add_test(v3, ids_of_other_instances_count_at_the_first);
	tcase_add_test(v3, last_instance_adds_who_names_it);
	tcase_add_test(v3, ids_have_thirty_two_bits);
	tcase_add_test(v3, no_mask_cell);
	tcase_add_loop_test(v3, smmuv3_wants_one_cell, 0, 6);
	tcase_add_loop_test(v3, smmuv3_without_cells, 0, RELEASES);
	tcase_add_loop_test(others, master_with_another_number_of_cells, 0, 3);
	tcase_add_loop_test(others, equal_ids_are_accepted, 0, 2);
	suite_add_tcase(s, v3);
	suite_add_tcase(s, others);
	return s;
}
