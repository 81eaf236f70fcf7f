// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* initcall_blacklist=: drivers that never register. And pages larger than the kernel's. */
#include "dts_help.h"
#include "lint/lint.h"

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

#define DART DTS(IOMMU("d", "1000", "apple,t8103-dart", "1") \
	MASTER("a", "&d 1")) " &d { interrupts = <1>; };"

static bool warned(void)
{
	static uint8_t memory[1 << 16];
	static struct iop_arena arena;
	static struct iop_lint s;

	s = (struct iop_lint){ .consumers = 1u << IOP_CONSUMER_LINUX };
	iop_arena_init(&arena, memory, sizeof(memory));
	ck_assert_int_eq(iop_lint_run(&s, &dts_plan_made, &arena), 0);
	for (const struct iop_finding *f = s.first; f; f = f->next)
		if (f->rule == IOP_RULE_PAGES_SMALL)
			return true;
	return false;
}

/* apple_dart_attach_dev_identity(): a register decides, which no tree shows. */
START_TEST(a_dart_under_small_pages)
{
	struct iop_target target = { .version = dts_releases[_i], .page_size = 4096 };

	dts_plan_for(&target, DART);
	expect_domain("/a", "identity");
	expect_confidence("/a", IOP_UNSURE);
	ck_assert_str_eq(iop_effect_slug(dts_device("/a")->effect), "unknown");
	ck_assert(warned());
	target.page_size = 16384;
	dts_plan_for(&target, DART);
	ck_assert_str_eq(iop_effect_slug(dts_device("/a")->effect), "translated");
	ck_assert(!warned());
	target.page_size = 0;
	dts_plan_for(&target, DART);
	ck_assert(!warned());
}
END_TEST

Suite *blacklist_suite(void)
{
	Suite *s = suite_create("blacklist");
	TCase *t = tcase_create("blacklist");

	tcase_add_loop_test(t, drivers_that_never_register, 0, (int)ROWS);
	tcase_add_loop_test(t, a_dart_under_small_pages, 1, RELEASES);
	suite_add_tcase(s, t);
	return s;
}
