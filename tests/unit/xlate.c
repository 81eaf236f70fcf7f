// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* of_iommu_xlate(): targets that are there, and do not answer. An error of
 * this kind fails the whole master, wherever in the list it stands. */
#include <stdio.h>

#include "dts_help.h"

Suite *xlate_suite(void);

#define PAIR(nodes) DTS(SMMU("s", "1000") SMMU("t", "2000") nodes)

START_TEST(disabled_iommu)
{
	dts_plan(dts_releases[_i], PAIR(MASTER("a", "&s 1") MASTER("b", "&t 2"))
		 "&s { status = \"disabled\"; };");
	expect_state("/iommu@1000", IOP_STATE_DISABLED, "iommu-disabled");
	expect_lost("/a", "iommu-disabled");
	expect_alone("/b");
}
END_TEST

START_TEST(disabled_iommu_in_a_later_entry)
{
	dts_plan(dts_releases[_i], PAIR(MASTER("a", "&t 1 &s 2"))
		 "&s { status = \"disabled\"; };");
	expect_lost("/a", "iommu-disabled");
	ck_assert_uint_eq(dts_device("/a")->n_streams, 0);
	ck_assert_uint_eq(dts_device("/a")->entry, 1);
}
END_TEST

START_TEST(unknown_iommu)
{
	dts_plan(dts_releases[_i], DTS(
		IOMMU("s", "1000", "vendor,iommu", "1") MASTER("a", "&s 1")));
	expect_state("/iommu@1000", IOP_STATE_NO_DRIVER, "no-linux-driver");
	expect_lost("/a", "no-linux-driver");
}
END_TEST

/* No compatible at all, and one that does not end, are as unknown. */
START_TEST(nameless_iommu)
{
	dts_plan(LINUX(6, 12), DTS(
		"s: iommu@1 { #iommu-cells = <1>; };"
		"t: iommu@2 { #iommu-cells = <1>; compatible = [61 72 6d]; };"
		MASTER("a", "&s 1") MASTER("b", "&t 1")));
	expect_lost("/a", "no-linux-driver");
	expect_lost("/b", "no-linux-driver");
}
END_TEST

static const struct { const char *compatible, *cells; iop_version first; } drivers[] = {
	{ "rockchip,rk3568-iommu", "0", IOP_VERSION(5, 14, 0) },
	{ "apple,t8103-dart", "1", IOP_VERSION(5, 15, 0) },
	{ "apple,t6000-dart", "1", IOP_VERSION(6, 1, 0) },
	{ "apple,t8110-dart", "1", IOP_VERSION(6, 3, 0) },
	{ "allwinner,sun50i-h616-iommu", "1", IOP_VERSION(6, 11, 0) },
	{ "renesas,rcar-gen4-ipmmu-vmsa", "1", IOP_VERSION(5, 19, 0) },
	{ "mediatek,mt8192-m4u", "1", IOP_VERSION(5, 12, 0) },
	{ "verisilicon,iommu-1.2", "0", IOP_VERSION(7, 2, 0) },
	{ "sprd,iommu-v1", "0", IOP_VERSION(5, 14, 0) },
};

/* The compatible comes with a version; before it there is no driver. */
START_TEST(driver_of_a_later_kernel)
{
	char text[512];

	snprintf(text, sizeof(text), DTS("s: iommu { compatible = \"%s\";"
		 "#iommu-cells = <%s>; };" NODE("a", "vendor,master", "iommus = <&s 1>;")),
		 drivers[_i].compatible, drivers[_i].cells);
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], text);
		if (dts_releases[r] < drivers[_i].first) {
			expect_state("/iommu", IOP_STATE_NO_DRIVER, "driver-not-in-this-kernel");
			expect_lost("/a", "driver-not-in-this-kernel");
		} else {
			ck_assert_int_ne(dts_iommu("/iommu")->state, IOP_STATE_NO_DRIVER);
		}
	}
}
END_TEST

START_TEST(driver_left_out_of_the_configuration)
{
	static const struct { uint8_t built; bool there, module; } configs[] = {
		{ IOP_CONFIG_UNKNOWN, true, false }, { IOP_CONFIG_NO, false, false },
		{ IOP_CONFIG_MODULE, true, true }, { IOP_CONFIG_YES, true, false },
	};
	uint8_t built[64] = { 0 };
	struct iop_target target = { .version = LINUX(6, 12), .built = built };

	ck_assert_uint_le(iop_builtin_facts.count, 64);
	for (uint32_t n = 0; n < iop_builtin_facts.count; n++)
		built[n] = configs[_i].built;
	dts_plan_for(&target, DTS(SMMU("s", "1000") MASTER("a", "&s 1")));
	if (configs[_i].there) {
		expect_alone("/a");
		ck_assert_int_eq(dts_iommu("/iommu@1000")->built_as_module,
				 configs[_i].module);
	} else {
		expect_lost("/a", "driver-not-built");
	}
}
END_TEST

START_TEST(drivers_of_two_kinds)
{
	static const char *const orders[] = { "&s 1 &v 2", "&v 1 &s 2" };
	char text[1024];

	snprintf(text, sizeof(text), DTS(SMMU("s", "1000")
		 IOMMU("v", "2000", "arm,smmu-v3", "1") NODE("a", "vendor,master",
		 "iommus = <%s>;")), orders[_i]);
	dts_plan(LINUX(6, 12), text);
	expect_lost("/a", "different-drivers");
	dts_plan(LINUX(7, 2), text);
	expect_lost("/a", "different-drivers");
}
END_TEST

START_TEST(two_compatibles_of_one_driver_are_no_mix)
{
	dts_plan(LINUX(6, 12), DTS(SMMU("s", "1000") SMMU("t", "2000")
		 MASTER("a", "&s 1 &t 2")) "&t { compatible = \"arm,smmu-v2\"; };");
	expect_alone("/a");
}
END_TEST

START_TEST(iommu_of_another_architecture)
{
	struct iop_target target = { .version = LINUX(6, 12), .arch = IOP_ARCH_ARM };
	static const char text[] = DTS(
		IOMMU("s", "1000", "arm,smmu-v3", "1") MASTER("a", "&s 1"));

	dts_plan_for(&target, text);
	expect_lost("/a", "driver-not-in-this-kernel");
	target.arch = IOP_ARCH_ARM64;
	dts_plan_for(&target, text);
	expect_alone("/a");
}
END_TEST

START_TEST(iommu_of_no_arm)
{
	dts_plan(LINUX(7, 2), DTS(IOMMU("s", "1000", "riscv,iommu", "1") MASTER("a", "&s 1")));
	expect_state("/iommu@1000", IOP_STATE_NO_DRIVER, "driver-not-in-this-kernel");
	expect_lost("/a", "driver-not-in-this-kernel");
}
END_TEST

/* The GART left with 6.8, its users' memory controller stayed. */
START_TEST(driver_of_an_earlier_kernel)
{
	struct iop_target target = { .arch = IOP_ARCH_ARM, .version = LINUX(6, 6) };
	static const char text[] = DTS(
		IOMMU("s", "1000", "nvidia,tegra20-mc-gart", "0") MASTER("a", "&s"));

	dts_plan_for(&target, text);
	expect_alone("/a");
	target.version = IOP_VERSION(6, 8, 0);
	dts_plan_for(&target, text);
	expect_lost("/a", "driver-not-in-this-kernel");
}
END_TEST

/* xen,grant-dma has no of_xlate and never a group. */
START_TEST(grants_are_no_iommu)
{
	dts_plan(dts_releases[_i], DTS(
		IOMMU("s", "1000", "xen,grant-dma", "1") MASTER("a", "&s 1")));
	expect_lost("/a", _i ? "driver-cannot-translate" : "driver-not-in-this-kernel");
}
END_TEST

Suite *xlate_suite(void)
{
	Suite *s = suite_create("xlate");
	TCase *t = tcase_create("xlate");

	tcase_add_loop_test(t, disabled_iommu, 0, RELEASES);
	tcase_add_loop_test(t, disabled_iommu_in_a_later_entry, 0, RELEASES);
	tcase_add_loop_test(t, unknown_iommu, 0, RELEASES);
	tcase_add_test(t, nameless_iommu);
	tcase_add_loop_test(t, driver_of_a_later_kernel, 0, 9);
	tcase_add_loop_test(t, driver_left_out_of_the_configuration, 0, 4);
	tcase_add_loop_test(t, drivers_of_two_kinds, 0, 2);
	tcase_add_test(t, two_compatibles_of_one_driver_are_no_mix);
	tcase_add_test(t, iommu_of_another_architecture);
	tcase_add_test(t, iommu_of_no_arm);
	tcase_add_test(t, driver_of_an_earlier_kernel);
	tcase_add_loop_test(t, grants_are_no_iommu, 0, RELEASES);
	suite_add_tcase(s, t);
	return s;
}
