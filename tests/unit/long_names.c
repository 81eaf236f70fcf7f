// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * IOMMUs with so many compatibles that only those are kept which the driver's
 * facts are about: nothing becomes of the others, or of those twice there.
 */
#include "dts_help.h"

Suite *long_names_suite(void);

#define UNKNOWN "vendor,one-of-many-names-0001\", \"vendor,one-of-many-names-0002\", \"" \
	"vendor,one-of-many-names-0003\", \"vendor,one-of-many-names-0004\", \"" \
	"vendor,one-of-many-names-0005\", \""
#define BOARD(names, masters) DTS("s: " NODE("iommu@1000", names, \
	"reg = <0x1000 0x1000>; #iommu-cells = <1>; #global-interrupts = <1>;" \
	"interrupts = <0 1 2 3>;") masters)
#define TWO MASTER("a", "&s 1") MASTER("b", "&s 2")

START_TEST(unknown_names_change_nothing)
{
	dts_plan(dts_releases[_i], BOARD(UNKNOWN "arm,mmu-500", TWO));
	expect_active("/iommu@1000");
	expect_alone("/a");
	expect_alone("/b");
	ck_assert_str_eq(dts_iommu("/iommu@1000")->driver->name, "arm-smmu");
}
END_TEST

START_TEST(names_that_are_there_twice)
{
	dts_plan(dts_releases[_i], BOARD(UNKNOWN "arm,mmu-500\", \"arm,mmu-500\", \"arm,smmu-v2",
					 TWO));
	expect_active("/iommu@1000");
	expect_alone("/a");
}
END_TEST

/* What Qualcomm's own kinds have otherwise is known by a name in the list. */
#define DISPLAY NODE("gpu", "qcom,adreno", "iommus = <&s 1>;") MASTER("b", "&s 2")

START_TEST(a_known_name_is_kept)
{
	dts_plan(LINUX(7, 2), BOARD("qcom,sdm845-smmu-500\", \"arm,mmu-500", DISPLAY));
	expect_domain("/gpu", "identity");
	expect_domain("/b", "DMA");
	dts_plan(LINUX(7, 2), BOARD("arm,mmu-500", DISPLAY));
	expect_domain("/gpu", "DMA");
	dts_plan(LINUX(7, 2), BOARD(UNKNOWN "qcom,sdm845-smmu-500\", \"arm,mmu-500", DISPLAY));
	expect_domain("/gpu", "identity");
	expect_domain("/b", "DMA");
}
END_TEST

START_TEST(none_of_many_names_is_known)
{
	dts_plan(dts_releases[_i], BOARD(UNKNOWN "vendor,last-of-many", TWO));
	expect_lost("/a", "no-linux-driver");
}
END_TEST

Suite *long_names_suite(void)
{
	Suite *s = suite_create("long_names");
	TCase *c = tcase_create("long_names");

	tcase_add_loop_test(c, unknown_names_change_nothing, 0, RELEASES);
	tcase_add_loop_test(c, names_that_are_there_twice, 0, RELEASES);
	tcase_add_test(c, a_known_name_is_kept);
	tcase_add_loop_test(c, none_of_many_names_is_known, 0, RELEASES);
	suite_add_tcase(s, c);
	return s;
}
