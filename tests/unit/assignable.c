// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What VFIO asks of a group: as read in 5.10, 6.1, 6.12, 7.2 and 7.3. */
#include "dts_help.h"
#include "plan/assignable.h"

Suite *assignable_suite(void);

#define ITS "its: its { compatible = \"arm,gic-v3-its\"; #msi-cells = <1>; };" \
	"v2m: v2m { compatible = \"arm,gic-v2m-frame\"; };"
#define BOARD(nodes) DTS(SMMU("s", "1000") ITS nodes)
#define WITH(name, props) NODE(name, "vendor,master", "iommus = <&s 1>;" props)

static struct iop_assignable of(const char *path)
{
	return iop_assignable_of(&dts_plan_made, dts_group(path));
}

/* device_iommu_capable() is asked since a version between 5.10 and 6.1. */
START_TEST(coherency)
{
	bool asked = dts_releases[_i] >= LINUX(6, 1);

	dts_plan(dts_releases[_i], BOARD(WITH("a", "")));
	ck_assert_uint_eq(of("/a").coherent, asked ? IOP_ANSWER_NO : IOP_ANSWER_YES);
	ck_assert_uint_eq(of("/a").incoherent != IOP_NONE, asked);
	dts_plan(dts_releases[_i], BOARD(WITH("a", "dma-coherent;")));
	ck_assert_uint_eq(of("/a").coherent, IOP_ANSWER_YES);
	dts_plan(dts_releases[_i], BOARD(WITH("a", "")) " &s { dma-coherent; };");
	ck_assert_uint_eq(of("/a").coherent, IOP_ANSWER_YES);
}
END_TEST

/* An SMMUv3 takes its master's word for nothing. */
START_TEST(coherency_of_v3)
{
	dts_plan(LINUX(7, 2), DTS(IOMMU("s", "1000", "arm,smmu-v3", "1")
				  WITH("a", "dma-coherent;")));
	ck_assert_uint_eq(of("/a").coherent, IOP_ANSWER_NO);
}
END_TEST

START_TEST(coherency_between)
{
	dts_plan(LINUX(5, 15), BOARD(WITH("a", "")));
	ck_assert_uint_eq(of("/a").coherent, IOP_ANSWER_UNSURE);
}
END_TEST

START_TEST(interrupts)
{
	bool by_group = dts_releases[_i] >= LINUX(6, 12);

	dts_plan(dts_releases[_i], BOARD(WITH("a", "msi-parent = <&its 1>;")));
	ck_assert_uint_eq(of("/a").isolated, by_group ? IOP_ANSWER_YES : IOP_ANSWER_UNSURE);
	dts_plan(dts_releases[_i], BOARD(WITH("a", "msi-parent = <&v2m>;")));
	ck_assert_uint_eq(of("/a").isolated, by_group ? IOP_ANSWER_NO : IOP_ANSWER_UNSURE);
	dts_plan(dts_releases[_i], BOARD(WITH("a", "")));
	ck_assert_uint_eq(of("/a").isolated, by_group ? IOP_ANSWER_NO : IOP_ANSWER_UNSURE);
}
END_TEST

/* One member decides for all. */
START_TEST(members)
{
	dts_plan(LINUX(7, 2), BOARD(WITH("a", "msi-parent = <&its 1>; dma-coherent;")
				    WITH("b", "")));
	expect_together("/a", "/b");
	ck_assert_uint_eq(of("/a").isolated, IOP_ANSWER_NO);
	ck_assert_uint_eq(dts_plan_made.devices[of("/a").shared_msi].node, dts_node("/b"));
	ck_assert_uint_eq(dts_plan_made.devices[of("/a").incoherent].node, dts_node("/b"));
}
END_TEST

Suite *assignable_suite(void)
{
	Suite *s = suite_create("assignable");
	TCase *c = tcase_create("assignable");

	tcase_add_loop_test(c, coherency, 0, RELEASES);
	tcase_add_test(c, coherency_of_v3);
	tcase_add_test(c, coherency_between);
	tcase_add_loop_test(c, interrupts, 0, RELEASES);
	tcase_add_test(c, members);
	suite_add_tcase(s, c);
	return s;
}
