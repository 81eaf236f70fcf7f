// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The type each driver ends with, by version, for each global default. */
#include <stdio.h>

#include "dts_help.h"

Suite *types_suite(void);

/* By release; NULL: no driver or no group there. */
struct types {
	const char *compatible, *cells, *more;
	const char *passthrough[RELEASES];
	const char *lazy[RELEASES];
};

#define ALL(t) { t, t, t, t }
#define SINCE_6_8(t) { "DMA", "DMA", t, t }

static const struct types arm64[] = {
	{ "arm,smmu-v3", "1", "", ALL("identity"), { "DMA", "DMA-FQ", "DMA-FQ", "DMA-FQ" } },
	{ "arm,mmu-500", "1", "#global-interrupts = <1>; interrupts = <0 1 2>;",
	  ALL("identity"), { "DMA", "DMA-FQ", "DMA-FQ", "DMA-FQ" } },
	{ "virtio,pci-iommu", "1", "", { "DMA", "identity", "identity", "identity" },
	  SINCE_6_8("DMA-FQ") },
	{ "rockchip,iommu", "0", "", SINCE_6_8("identity"), ALL("DMA") },
	{ "rockchip,rk3568-iommu", "0", "", { NULL, "DMA", "identity", "identity" },
	  { NULL, "DMA", "DMA", "DMA" } },
	{ "samsung,exynos-sysmmu", "0", "", SINCE_6_8("identity"), ALL("DMA") },
	{ "renesas,ipmmu-vmsa", "1", "", SINCE_6_8("identity"), ALL("DMA") },
	{ "allwinner,sun50i-h6-iommu", "1", "", SINCE_6_8("identity"), ALL("DMA") },
	{ "qcom,msm-iommu-v1", "1", "qcom,iommu-secure-id = <1>; c { reg = <0x1000 1>;"
	  "compatible = \"qcom,msm-iommu-v1-ns\"; };", SINCE_6_8("identity"), ALL("DMA") },
	{ "mediatek,mt8195-iommu-infra", "1", "", { NULL, "DMA", "identity", "identity" },
	  { NULL, "DMA", "DMA", "DMA" } },
	{ "sprd,iommu-v1", "0", "", { NULL, "DMA", "DMA", "DMA" },
	  { NULL, "DMA", "DMA", "DMA" } },
	{ "verisilicon,iommu-1.2", "0", "", { NULL, NULL, NULL, "unknown" },
	  { NULL, NULL, NULL, "DMA" } },
	{ "apple,t8103-dart", "1", "", { NULL, "identity", "identity", "identity" },
	  { NULL, "DMA", "DMA", "DMA" } },
	{ "nvidia,tegra210-mc", "1", "", { "unknown", "unknown", "identity", "identity" },
	  { "unknown", "unknown", "identity", "identity" } },
};

/* 32-bit ARM attaches a mapping of its own: the file never says DMA. */
static const struct types arm32[] = {
	{ "samsung,exynos-sysmmu", "0", "", { "unknown", "unknown", "identity", "identity" }, ALL(NULL) },
	{ "rockchip,iommu", "0", "", { "unknown", "unknown", "identity", "identity" }, ALL(NULL) },
	{ "renesas,ipmmu-vmsa", "1", "", { "unknown", "unknown", "identity", "identity" }, ALL(NULL) },
	{ "qcom,apq8064-iommu", "1", "qcom,ncb = <4>;",
	  { "unknown", "unknown", "identity", "identity" }, ALL(NULL) },
	{ "ti,omap4-iommu", "0", "", { "unknown", "unknown", NULL, "identity" }, ALL(NULL) },
	{ "nvidia,tegra30-mc", "1", "", { "unknown", "unknown", "identity", "identity" }, ALL(NULL) },
};

static const char *board(const struct types *t)
{
	static char text[1024];

	snprintf(text, sizeof(text), DTS("s: i { compatible = \"%s\"; reg = <0x9000 0x1000>; #iommu-cells = <%s>;" SUPPLIED
		 "#address-cells = <1>; #size-cells = <1>; %s };"
		 NODE("a", "vendor,master", "iommus = <&s %s>;")),
		 t->compatible, t->cells, t->more, t->cells[0] == '1' ? "1" : "");
	return text;
}

/* Kernels of 16 KiB pages, so that the DART has no opinion. */
static void check(const struct types *t, uint8_t arch, const char *args,
		  const char *const *want)
{
	struct iop_target target = { .arch = arch, .bootargs = args, .page_size = 16384 };

	for (int r = 0; r < RELEASES; r++) {
		target.version = dts_releases[r];
		dts_plan_for(&target, board(t));
		if (want[r])
			expect_domain("/a", want[r]);
		else
			ck_assert_uint_eq(dts_plan_made.n_groups, 0);
	}
}

START_TEST(passthrough)
{
	check(&arm64[_i], IOP_ARCH_ARM64, "iommu.passthrough=1", arm64[_i].passthrough);
}
END_TEST

START_TEST(lazy)
{
	check(&arm64[_i], IOP_ARCH_ARM64, "iommu.strict=0", arm64[_i].lazy);
}
END_TEST

/* Strict: what lazy gives, less the flush queue. */
START_TEST(strict)
{
	const char *want[RELEASES];

	for (int r = 0; r < RELEASES; r++) {
		want[r] = arm64[_i].lazy[r];
		if (want[r] && want[r][0] == 'D')
			want[r] = "DMA";
	}
	check(&arm64[_i], IOP_ARCH_ARM64, "", want);
}
END_TEST

START_TEST(thirty_two_bit)
{
	check(&arm32[_i], IOP_ARCH_ARM, "", arm32[_i].passthrough);
	check(&arm32[_i], IOP_ARCH_ARM, "iommu.passthrough=1", arm32[_i].passthrough);
	check(&arm32[_i], IOP_ARCH_ARM, "iommu.strict=0", arm32[_i].passthrough);
}
END_TEST

/* From 6.1 on masters of two instances cost both; no of_xlate from 6.8 to 6.12. */
START_TEST(omap_by_version)
{
	static const char none[] = "driver-cannot-translate";
	static const struct { iop_version version; const char *lost; } eras[] = {
		{ LINUX(5, 10), NULL }, { LINUX(6, 1), "iommu-fails-to-probe" },
		{ IOP_VERSION(6, 8, 0), none }, { LINUX(6, 12), none },
		{ LINUX(6, 13), NULL }, { LINUX(7, 2), NULL },
	};
	struct iop_target target = { .version = eras[_i].version, .arch = IOP_ARCH_ARM };

	dts_plan_for(&target, DTS(IOMMU("s", "1000", "ti,omap4-iommu", "0")
		IOMMU("t", "2000", "ti,omap4-iommu", "0") MASTER("a", "&s &t") MASTER("b", "&s")));
	if (!eras[_i].lost) {
		expect_together("/a", "/b");
		expect_served("/a", "/iommu@1000");
	} else {
		expect_lost("/a", eras[_i].lost);
	}
}
END_TEST

/* One instance with masters, however many there are, does no harm. */
START_TEST(omap_one_instance)
{
	struct iop_target target = { .version = LINUX(6, 1), .arch = IOP_ARCH_ARM };

	dts_plan_for(&target, DTS(IOMMU("s", "1000", "ti,omap4-iommu", "0")
		IOMMU("t", "2000", "ti,omap4-iommu", "0") MASTER("a", "&s") MASTER("b", "&s")));
	expect_together("/a", "/b");
	dts_plan_for(&target, DTS(IOMMU("s", "1000", "ti,omap4-iommu", "0")
		IOMMU("t", "2000", "ti,omap4-iommu", "0") MASTER("a", "&s") MASTER("b", "&t")));
	expect_lost("/a", "iommu-fails-to-probe");
	expect_lost("/b", "iommu-fails-to-probe");
}
END_TEST

/* A 32-bit core tells; nothing else does. */
START_TEST(architecture_of_the_tree)
{
	static const struct { const char *cpu; uint8_t arch; } cpus[] = {
		{ "arm,cortex-a15", IOP_ARCH_ARM }, { "arm,cortex-a7", IOP_ARCH_ARM },
		{ "qcom,krait", IOP_ARCH_ARM }, { "arm,cortex-a53", IOP_ARCH_ARM64 },
		{ "arm,cortex-a72", IOP_ARCH_ARM64 }, { "apple,icestorm", IOP_ARCH_ARM64 },
	};
	char text[256];

	snprintf(text, sizeof(text), DTS("cpus { cpu@0 { compatible = \"%s\"; }; };"),
		 cpus[_i].cpu);
	dts_plan(LINUX(6, 12), text);
	ck_assert_int_eq(dts_plan_made.defaults.arch, cpus[_i].arch);
	ck_assert(dts_plan_made.defaults.arch_guessed);
}
END_TEST

START_TEST(architecture_told)
{
	struct iop_target target = { .version = LINUX(6, 12), .arch = IOP_ARCH_ARM64 };

	dts_plan_for(&target, DTS("cpus { cpu@0 { compatible = \"arm,cortex-a7\"; }; };"));
	ck_assert_int_eq(dts_plan_made.defaults.arch, IOP_ARCH_ARM64);
	ck_assert(!dts_plan_made.defaults.arch_guessed);
}
END_TEST

#define TABLE(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *types_suite(void)
{
	Suite *s = suite_create("types");
	TCase *t = tcase_create("types");

	TABLE(t, passthrough, arm64);
	TABLE(t, lazy, arm64);
	TABLE(t, strict, arm64);
	TABLE(t, thirty_two_bit, arm32);
	tcase_add_loop_test(t, omap_by_version, 0, 6);
	tcase_add_test(t, omap_one_instance);
	tcase_add_loop_test(t, architecture_of_the_tree, 0, 6);
	tcase_add_test(t, architecture_told);
	suite_add_tcase(s, t);
	return s;
}
