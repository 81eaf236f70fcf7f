// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What one master's error costs: itself, or (6.15) its whole IOMMU. */
#include "dts_help.h"

Suite *failure_suite(void);

#define TWO SMMU("s", "1000") SMMU("t", "2000")
#define WIDE(nodes) DTS(TWO nodes) "&s { #iommu-cells = <2>; };"
/* An entry narrow, then one around it: the second is refused. */
#define NARROW MASTER("a", "&s 0x13 0")
#define AROUND(name) MASTER(name, "&s 0x10 0xf")

static const iop_version eras[] = {
	LINUX(5, 10), LINUX(6, 1), LINUX(6, 12), LINUX(6, 14), LINUX(6, 17), LINUX(7, 2),
};

#define WHOLE(v) ((v) >= IOP_VERSION(6, 15, 0))

START_TEST(scope_by_version)
{
	dts_plan(eras[_i], WIDE(NARROW AROUND("b") MASTER("c", "&s 0x100 0")));
	if (WHOLE(eras[_i])) {
		expect_broken("/iommu@1000", "/b", "stream-match-conflict");
		expect_lost("/a", "iommu-fails-to-probe");
		expect_lost("/c", "iommu-fails-to-probe");
	} else {
		expect_active("/iommu@1000");
		expect_alone("/a");
		expect_alone("/c");
	}
}
END_TEST

START_TEST(culprit_keeps_its_reason)
{
	dts_plan(LINUX(7, 2), WIDE(NARROW AROUND("b")));
	ck_assert_int_eq(dts_iommu("/iommu@1000")->culprit_why, IOP_R_MATCH_CONFLICT);
	ck_assert_uint_eq(dts_device("/b")->group, IOP_NONE);
	ck_assert_uint_eq(dts_plan_made.n_groups, 0);
}
END_TEST

START_TEST(other_instances_live)
{
	dts_plan(LINUX(7, 2), WIDE(NARROW AROUND("b") MASTER("c", "&t 5")));
	expect_active("/iommu@2000");
	expect_alone("/c");
}
END_TEST

/* Made by their parent's driver, after the IOMMU has registered. */
START_TEST(late_devices_cost_themselves)
{
	dts_plan(LINUX(7, 2), WIDE(NARROW "p { compatible = \"vendor,parent\"; "
				   AROUND("b") "};"));
	expect_alone("/a");
	expect_lost("/p/b", "stream-match-conflict");
	expect_active("/iommu@1000");
}
END_TEST

/* Platform devices are scanned before amba, whatever the order of nodes. */
START_TEST(amba_comes_later)
{
	static const char text[] = WIDE(
		"b { compatible = \"arm,primecell\"; iommus = <&s 0x10 0xf>; };" NARROW);

	dts_plan(LINUX(6, 12), text);
	expect_alone("/a");
	expect_lost("/b", "stream-match-conflict");
	dts_plan(LINUX(7, 2), text);
	expect_broken("/iommu@1000", "/b", "stream-match-conflict");
}
END_TEST

/* Errors of of_xlate(), and -ENODEV, cost nobody else. */
START_TEST(errors_that_are_not_fatal)
{
	static const char *const boards[] = {
		DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") MASTER("a", "&s 1")
		    MASTER("b", "&s 2 &s 1")),
		DTS(TWO MASTER("a", "&s 1") MASTER("b", "0xdead 1")),
		DTS(IOMMU("s", "1000", "mediatek,mt8195-iommu-infra", "1") MASTER("a", "&s 1")
		    IOMMU("t", "2000", "mediatek,mt8195-iommu-infra", "2") MASTER("b", "&t 1 2")),
		DTS(TWO MASTER("a", "&s 1") MASTER("b", "&s 2 &u 1")
		    IOMMU("u", "3000", "arm,smmu-v3", "1")),
	};

	dts_plan(LINUX(7, 2), boards[_i]);
	expect_active("/iommu@1000");
	expect_alone("/a");
	ck_assert_uint_eq(dts_device("/b")->group, IOP_NONE);
}
END_TEST

START_TEST(requesters_fall_with_their_iommu)
{
	dts_plan(LINUX(7, 2), WIDE(NARROW AROUND("b")
		"p { compatible = \"x\"; device_type = \"pci\"; iommu-map = <0 &s 0x500 0 1>; };"));
	expect_lost("/p", "iommu-fails-to-probe");
}
END_TEST

/* An instance that fails takes masters that name it anywhere with it. */
START_TEST(second_entry_of_a_broken_iommu)
{
	dts_plan(LINUX(7, 2), WIDE(NARROW AROUND("b") MASTER("c", "&t 5 &s 0x500 0")));
	expect_lost("/c", "iommu-fails-to-probe");
}
END_TEST

START_TEST(two_iommus_break_apart)
{
	dts_plan(LINUX(7, 2), WIDE(NARROW AROUND("b") MASTER("c", "&t 1") MASTER("d", "&t 2")
				   MASTER("e", "&t 1 &t 2")));
	expect_broken("/iommu@1000", "/b", "stream-match-conflict");
	expect_broken("/iommu@2000", "/e", "group-conflict");
}
END_TEST

Suite *failure_suite(void)
{
	Suite *s = suite_create("failure");
	TCase *t = tcase_create("failure");

	tcase_add_loop_test(t, scope_by_version, 0, 6);
	tcase_add_test(t, culprit_keeps_its_reason);
	tcase_add_test(t, other_instances_live);
	tcase_add_test(t, late_devices_cost_themselves);
	tcase_add_test(t, amba_comes_later);
	tcase_add_loop_test(t, errors_that_are_not_fatal, 0, 4);
	tcase_add_test(t, requesters_fall_with_their_iommu);
	tcase_add_test(t, second_entry_of_a_broken_iommu);
	tcase_add_test(t, two_iommus_break_apart);
	suite_add_tcase(s, t);
	return s;
}
