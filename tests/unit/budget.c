// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Context banks and stream-match entries: too few, and who pays. */
#include <stdio.h>

#include "dts_help.h"

Suite *budget_suite(void);

/* An SMMUv2 with two context interrupts. */
#define TWO(nodes) DTS(SMMU("s", "1000") nodes) "&s { interrupts = <0 1 2>; };"
#define THREE MASTER("a", "&s 1") MASTER("b", "&s 2") MASTER("c", "&s 3")

/* Seen in booted kernels: two grouped, third none; 7.2: none of the three. */
START_TEST(third_master_of_two_banks)
{
	dts_plan(dts_releases[_i], TWO(THREE));
	if (dts_releases[_i] < LINUX(6, 15)) {
		expect_alone("/a");
		expect_alone("/b");
		expect_lost("/c", "no-context-left");
		expect_active("/iommu@1000");
		return;
	}
	expect_broken("/iommu@1000", "/c", "no-context-left");
	expect_lost("/a", "iommu-fails-to-probe");
	expect_lost("/b", "iommu-fails-to-probe");
}
END_TEST

START_TEST(need_and_have)
{
	dts_plan(dts_releases[_i], TWO(MASTER("a", "&s 1") MASTER("b", "&s 2")));
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_have, 2);
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_need, 2);
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->streams_need, 2);
}
END_TEST

START_TEST(a_group_needs_one_bank)
{
	dts_plan(dts_releases[_i], TWO(MASTER("a", "&s 1") MASTER("b", "&s 1")
				       MASTER("c", "&s 2") MASTER("d", "&s 2")));
	expect_together("/a", "/b");
	expect_together("/c", "/d");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_need, 2);
}
END_TEST

START_TEST(all_of_a_late_group_lose)
{
	dts_plan(LINUX(6, 12), TWO(THREE MASTER("d", "&s 3")));
	expect_lost("/c", "no-context-left");
	expect_lost("/d", "no-context-left");
}
END_TEST

/* Groups of another instance, and those that do not translate. */
START_TEST(only_its_own_groups_count)
{
	dts_plan(LINUX(6, 12), TWO(SMMU("t", "2000") MASTER("x", "&t 1") MASTER("y", "&t 2")
		NODE("z", "qcom,adreno", "iommus = <&s 9>;") THREE)
		"&s { compatible = \"qcom,sdm845-smmu-500\", \"arm,mmu-500\"; };");
	expect_domain("/z", "identity");
	expect_alone("/x");
	expect_alone("/y");
	expect_alone("/a");
	expect_alone("/b");
	expect_lost("/c", "no-context-left");
}
END_TEST

START_TEST(identity_needs_none)
{
	struct iop_target target = { .version = dts_releases[_i],
		.bootargs = "iommu.passthrough=1" };

	dts_plan_for(&target, TWO(THREE));
	expect_alone("/c");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_need, 0);
}
END_TEST

/* Version 1 shares interrupts between banks: they say nothing. */
START_TEST(version_one_has_no_bound)
{
	static const char *const ones[] = { "arm,smmu-v1", "arm,mmu-400", "arm,mmu-401" };
	char text[1024];

	snprintf(text, sizeof(text), TWO(THREE) "&s { compatible = \"%s\"; };", ones[_i]);
	dts_plan(LINUX(7, 2), text);
	expect_alone("/c");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_have, IOP_NONE);
}
END_TEST

/* A device that its parent's driver makes comes later: it alone loses. */
START_TEST(late_devices_do_not_break_the_iommu)
{
	dts_plan(LINUX(7, 2), TWO(MASTER("a", "&s 1") MASTER("b", "&s 2")
		"p { compatible = \"vendor,parent\"; " MASTER("c", "&s 3") "};"));
	expect_alone("/a");
	expect_alone("/b");
	expect_lost("/p/c", "no-context-left");
}
END_TEST

START_TEST(other_instances_do_not_pay)
{
	dts_plan(LINUX(7, 2), TWO(SMMU("t", "2000") THREE MASTER("d", "&t 1")));
	expect_lost("/a", "iommu-fails-to-probe");
	expect_alone("/d");
}
END_TEST

#define LEAF(n) "i" n ": " NODE("ipmmu@" n, "renesas,ipmmu-r8a77965", \
	"reg = <0x" n " 1>; #iommu-cells = <1>; renesas,ipmmu-main = <&mm 0>;")
#define EIGHT_LEAVES LEAF("1") LEAF("2") LEAF("3") LEAF("4") LEAF("5") LEAF("6") \
	LEAF("7") LEAF("8") "mm: " NODE("ipmmu@9", "renesas,ipmmu-r8a77965", \
	"reg = <9 1>; #iommu-cells = <1>;")
#define SEVEN MASTER("m1", "&i1 1") MASTER("m2", "&i2 1") MASTER("m3", "&i3 1") \
	MASTER("m4", "&i4 1") MASTER("m5", "&i5 1") MASTER("m6", "&i6 1") MASTER("m7", "&i7 1")

/* The leaves draw on the seven contexts of their root. */
START_TEST(leaves_share_the_contexts_of_their_root)
{
	dts_plan(LINUX(6, 12), DTS(EIGHT_LEAVES SEVEN));
	expect_alone("/m7");
	dts_plan(LINUX(6, 12), DTS(EIGHT_LEAVES SEVEN MASTER("m8", "&i8 1")));
	expect_alone("/m7");
	expect_lost("/m8", "no-context-left");
}
END_TEST

#define MANY_IDS 300

/* Masks mean stream matching, which counts its entries in eight bits. */
static const char *many(const char *mask)
{
	static char text[MANY_IDS * 24 + 1024];
	size_t len = (size_t)snprintf(text, sizeof(text), "%s", DTS(SMMU("s", "1000"))
		"&s { #iommu-cells = <2>; }; / { a { compatible = \"x\"; iommus = <&s 0 ");

	len += (size_t)snprintf(text + len, sizeof(text) - len, "%s", mask);
	for (int n = 1; n < MANY_IDS; n++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, " &s %d %s", 2 * n, mask);
	snprintf(text + len, sizeof(text) - len, ">; }; b { compatible = \"x\";"
		 "iommus = <&s 0x7000 0>; }; };");
	return text;
}

START_TEST(stream_match_entries)
{
	dts_plan(LINUX(6, 12), many("1"));
	expect_lost("/a", "no-stream-match-left");
	expect_alone("/b");
	dts_plan(LINUX(7, 2), many("1"));
	expect_broken("/iommu@1000", "/a", "no-stream-match-left");
}
END_TEST

START_TEST(stream_indexing_has_no_such_limit)
{
	dts_plan(LINUX(7, 2), many("0"));
	expect_alone("/a");
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->streams_need, MANY_IDS + 1);
}
END_TEST

/* How many banks an instance of this make has whose tree has @irqs of them. */
static uint32_t banks_of(const char *compatibles, int irqs, const char *stream, iop_version v)
{
	static const char *const numbers = " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21";
	char text[2048];

	snprintf(text, sizeof(text), DTS(SMMU("s", "1000") MASTER("a", "&s %s"))
		 "&s { compatible = %s; interrupts = <0 %.*s>; };", stream, compatibles,
		 irqs < 10 ? 2 * irqs : 18 + 3 * (irqs - 9), numbers);
	dts_plan(v, text);
	return dts_iommu("/iommu@1000")->contexts_have;
}

#define QCOM(name) "\"qcom," name "-smmu-v2\", \"qcom,smmu-v2\""
#define ADRENO(name) "\"qcom," name "-smmu-v2\", \"qcom,adreno-smmu\", \"qcom,smmu-v2\""

START_TEST(banks_that_are_not_used)
{
	ck_assert_uint_eq(banks_of(QCOM("msm8996"), 13, "1", LINUX(7, 2)), 13);
	ck_assert_uint_eq(banks_of(QCOM("msm8998"), 13, "1", LINUX(7, 2)), 12);
	ck_assert_uint_eq(banks_of(QCOM("msm8998"), 13, "1", IOP_VERSION(6, 1, 112)), 13);
	ck_assert_uint_eq(banks_of(QCOM("msm8998"), 12, "1", LINUX(7, 2)), 12);
	ck_assert_uint_eq(banks_of(QCOM("sdm630"), 14, "1", LINUX(7, 2)), 13);
	ck_assert_uint_eq(banks_of(QCOM("sdm630"), 21, "1", LINUX(7, 2)), 20);
	ck_assert_uint_eq(banks_of(QCOM("sdm630"), 5, "1", LINUX(7, 2)), 5);
	ck_assert_uint_eq(banks_of(ADRENO("sdm630"), 5, "0", LINUX(7, 2)), 4);
}
END_TEST

START_TEST(the_gpus_bank)
{
	ck_assert_uint_eq(banks_of(ADRENO("sdm845"), 5, "0", LINUX(7, 2)), 5);
	ck_assert_uint_eq(banks_of(ADRENO("sdm845"), 5, "1", LINUX(7, 2)), 4);
	ck_assert_uint_eq(banks_of(ADRENO("sdm845"), 5, "1", LINUX(5, 10)), 5);
	ck_assert_uint_eq(banks_of(QCOM("sdm845"), 5, "1", LINUX(7, 2)), 5);
}
END_TEST

/* What a kernel has printed of an instance counts, if it is one that a driver has. */
START_TEST(what_was_measured)
{
	static const struct iop_measured rows[] = {
		{ "/iommu@1000", 3, 5 }, { "/iommu@2000", IOP_NONE, 7 }, { "/iommu@3000", 4, 4 },
		{ "/nowhere", 1, 1 }, { "/a", 1, 1 },
	};
	struct iop_target target = { .version = LINUX(6, 12), .measured = rows, .n_measured = 5 };

	dts_plan_for(&target, DTS(SMMU("s", "1000") SMMU("t", "2000")
		IOMMU("u", "3000", "vendor,iommu", "1") MASTER("a", "&s 1")));
	ck_assert(dts_iommu("/iommu@1000")->measured);
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->contexts_have, 3);
	ck_assert_uint_eq(dts_iommu("/iommu@1000")->streams_have, 5);
	ck_assert(!dts_iommu("/iommu@2000")->measured);
	ck_assert_uint_eq(dts_iommu("/iommu@2000")->contexts_have, 8);
	ck_assert_uint_eq(dts_iommu("/iommu@2000")->streams_have, 7);
	ck_assert(!dts_iommu("/iommu@3000")->measured);
	/* two banks for three masters */
	dts_plan_for(&(struct iop_target){ .version = LINUX(6, 12), .n_measured = 1,
		.measured = &(struct iop_measured){ "/iommu@1000", 2, IOP_NONE } },
		DTS(SMMU("s", "1000") THREE));
	expect_alone("/b");
	expect_lost("/c", "no-context-left");
}
END_TEST

Suite *budget_suite(void)
{
	Suite *s = suite_create("budget");
	TCase *t = tcase_create("budget");

	tcase_add_loop_test(t, third_master_of_two_banks, 0, RELEASES);
	tcase_add_loop_test(t, need_and_have, 0, RELEASES);
	tcase_add_loop_test(t, a_group_needs_one_bank, 0, RELEASES);
	tcase_add_test(t, all_of_a_late_group_lose);
	tcase_add_test(t, only_its_own_groups_count);
	tcase_add_loop_test(t, identity_needs_none, 0, RELEASES);
	tcase_add_loop_test(t, version_one_has_no_bound, 0, 3);
	tcase_add_test(t, late_devices_do_not_break_the_iommu);
	tcase_add_test(t, other_instances_do_not_pay);
	tcase_add_test(t, leaves_share_the_contexts_of_their_root);
	tcase_add_test(t, banks_that_are_not_used);
	tcase_add_test(t, the_gpus_bank);
	tcase_add_test(t, what_was_measured);
	tcase_add_test(t, stream_match_entries);
	tcase_add_test(t, stream_indexing_has_no_such_limit);
	suite_add_tcase(s, t);
	return s;
}
