// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* initcall_blacklist=: drivers that never register. */
#include "dts_help.h"

Suite *blacklist_suite(void);

static const char board[] = DTS(SMMU("s", "1000") IOMMU("r", "3000", "rockchip,iommu", "0")
	IOMMU("v", "4000", "arm,smmu-v3", "1")
	MASTER("a", "&s 1") MASTER("b", "&r") MASTER("c", "&v 1"));

static void plan(iop_version version, const char *args)
{
	struct iop_target target = { .version = version, .bootargs = args };

	dts_plan_for(&target, board);
}

static const struct { iop_version version; const char *args; bool s, r, v; } rows[] = {
	{ LINUX(6, 1), "initcall_blacklist=arm_smmu_driver_init", true, false, true },
	/* Renamed: the same word now means arm-smmu-v3 alone. */
	{ LINUX(6, 12), "initcall_blacklist=arm_smmu_driver_init", false, false, true },
	{ LINUX(7, 3), "initcall_blacklist=arm_smmu_init", true, false, false },
	{ LINUX(7, 3), "initcall-blacklist=x,rk_iommu_driver_init", false, true, false },
	{ LINUX(7, 3), "initcall_blacklist=arm_smmu_init initcall_blacklist=rk_iommu_driver_init",
	  true, true, false },
	/* Not whole names, nothing, and after what ends the kernel's own. */
	{ LINUX(7, 3), "initcall_blacklist=arm_smmu,arm_smmu_init_x,,", false, false, false },
	{ LINUX(7, 3), "initcall_blacklist", false, false, false },
	{ LINUX(7, 3), "quiet -- initcall_blacklist=arm_smmu_init", false, false, false },
	{ LINUX(6, 12), "initcall_blacklist=rk_iommu_init", false, false, false },
	{ LINUX(5, 10), "initcall_blacklist=rk_iommu_init", false, true, false },
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

static void expect_skipped(const char *iommu, const char *master, bool skipped)
{
	if (!skipped) {
		ck_assert_int_ne(dts_iommu(iommu)->why, IOP_R_INITCALL_SKIPPED);
		return;
	}
	expect_state(iommu, IOP_STATE_NO_DRIVER, "initcall-blacklisted");
	expect_lost(master, "initcall-blacklisted");
	ck_assert_str_eq(iop_effect_slug(dts_device(master)->effect), "firmware");
}

START_TEST(drivers_that_never_register)
{
	plan(rows[_i].version, rows[_i].args);
	expect_skipped("/iommu@1000", "/a", rows[_i].s);
	expect_skipped("/iommu@3000", "/b", rows[_i].r);
	expect_skipped("/iommu@4000", "/c", rows[_i].v);
}
END_TEST

Suite *blacklist_suite(void)
{
	Suite *s = suite_create("blacklist");
	TCase *t = tcase_create("blacklist");

	tcase_add_loop_test(t, drivers_that_never_register, 0, (int)ROWS);
	suite_add_tcase(s, t);
	return s;
}
