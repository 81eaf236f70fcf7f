// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What happens to DMA: facts of drivers, state, parameters, other masters. */
#include "dts_help.h"

Suite *effects_suite(void);

static void expect_effect(const char *path, enum iop_effect effect)
{
	ck_assert_str_eq(iop_effect_slug(dts_device(path)->effect), iop_effect_slug(effect));
}

static void expect_unclaimed(const char *path, enum iop_effect effect)
{
	ck_assert_str_eq(iop_effect_slug(dts_iommu(path)->unclaimed), iop_effect_slug(effect));
}

static void plan_args(iop_version version, const char *args, const char *text)
{
	struct iop_target target = { .version = version, .bootargs = args };

	dts_plan_for(&target, text);
}

#define OFF " &s { status = \"disabled\"; };"

START_TEST(a_group_that_translates)
{
	dts_plan(dts_releases[_i], DTS(SMMU("s", "1000") MASTER("a", "&s 1")));
	expect_effect("/a", IOP_EFFECT_TRANSLATED);
	expect_unclaimed("/iommu@1000", IOP_EFFECT_BLOCKED);
	plan_args(dts_releases[_i], "iommu.passthrough=1",
		  DTS(SMMU("s", "1000") MASTER("a", "&s 1")));
	expect_effect("/a", IOP_EFFECT_IDENTITY);
}
END_TEST

START_TEST(a_disabled_iommu_is_the_boot_loaders)
{
	dts_plan(dts_releases[_i], DTS(SMMU("s", "1000") MASTER("a", "&s 1")) OFF);
	expect_effect("/a", IOP_EFFECT_FIRMWARE);
	expect_unclaimed("/iommu@1000", IOP_EFFECT_NONE);
}
END_TEST

/* An SMMUv2 has been reset by then since 6.16, an SMMUv3 is switched off. */
START_TEST(one_master_breaks_the_iommu)
{
	static const char v2[] = DTS(SMMU("s", "1000")
		"a { compatible = \"vendor,master\"; iommus = <&s 0x877>; };"
		MASTER("b", "&s 0xffff"));
	static const char v3[] = DTS(IOMMU("s", "1000", "arm,smmu-v3", "1")
		MASTER("a", "&s 1") MASTER("b", "&s 1"));

	dts_plan(LINUX(6, 12), v2);
	expect_effect("/a", IOP_EFFECT_TRANSLATED);
	expect_effect("/b", IOP_EFFECT_BLOCKED);
	dts_plan(LINUX(7, 2), v2);
	expect_broken("/iommu@1000", "/b", "stream-out-of-range");
	expect_effect("/a", IOP_EFFECT_BLOCKED);
	expect_effect("/b", IOP_EFFECT_BLOCKED);
	dts_plan(LINUX(7, 2), v3);
	expect_lost("/b", "duplicate-stream");
	expect_effect("/b", IOP_EFFECT_FOREIGN);
}
END_TEST

START_TEST(a_stream_of_another_master)
{
	dts_plan(LINUX(6, 12), DTS("s: iommu@1000 { compatible = \"arm,mmu-500\";"
		"reg = <0x1000 0x1000>; #iommu-cells = <2>; #global-interrupts = <1>;"
		"interrupts = <0 1 2 3>; };" MASTER("a", "&s 0x877 0x0f")
		MASTER("b", "&s 0x870 0xf0")));
	expect_effect("/a", IOP_EFFECT_TRANSLATED);
	expect_lost("/b", "stream-match-conflict");
	expect_effect("/b", IOP_EFFECT_FOREIGN);
}
END_TEST

/* Seen on 6.17, 6.18, 7.2 and 7.3: both get a group. */
START_TEST(a_stream_that_is_forgotten)
{
	static const char twice[] = DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") MASTER("a", "&s 0x20")
					MASTER("b", "&s 0x12>, <&s 0x12>, <&s 0x20"));

	dts_plan(LINUX(7, 2), twice);
	expect_domain("/a", "DMA");
	expect_effect("/a", IOP_EFFECT_UNKNOWN);
	expect_lost("/b", "duplicate-stream-forgotten");
	expect_effect("/b", IOP_EFFECT_UNKNOWN);
	dts_plan(LINUX(6, 4), twice);
	expect_effect("/a", IOP_EFFECT_TRANSLATED);
}
END_TEST

#define LOSER "b { compatible = \"vendor,master\"; iommus = <&s 0xffff>; };"

START_TEST(disable_bypass)
{
	static const char v2[] = DTS(SMMU("s", "1000") LOSER);
	struct iop_target target = { .version = LINUX(6, 12),
				     .bypass_disabled = IOP_CONFIG_NO };

	plan_args(LINUX(6, 12), "arm-smmu.disable_bypass=0", v2);
	expect_unclaimed("/iommu@1000", IOP_EFFECT_OPEN);
	expect_effect("/b", IOP_EFFECT_OPEN);
	dts_plan_for(&target, v2);
	expect_effect("/b", IOP_EFFECT_OPEN);
	target.bootargs = "arm-smmu.disable_bypass=1";
	dts_plan_for(&target, v2);
	expect_effect("/b", IOP_EFFECT_BLOCKED);
	target.bootargs = "arm-smmu.disable_bypass";	/* a module's, on without a value */
	dts_plan_for(&target, v2);
	expect_effect("/b", IOP_EFFECT_BLOCKED);
	/* the parameter of SMMUv3 ended with 6.9, and never opened all of it */
	plan_args(LINUX(6, 1), "arm-smmu-v3.disable_bypass=0",
		  DTS(IOMMU("s", "1000", "arm,smmu-v3", "1")));
	expect_unclaimed("/iommu@1000", IOP_EFFECT_UNKNOWN);
	plan_args(LINUX(6, 12), "arm-smmu-v3.disable_bypass=0",
		  DTS(IOMMU("s", "1000", "arm,smmu-v3", "1")));
	expect_unclaimed("/iommu@1000", IOP_EFFECT_BLOCKED);
}
END_TEST

/* What firmware left valid stays; the GPU's own SMMU has no such hook. */
START_TEST(qualcomm_keeps_what_firmware_mapped)
{
	dts_plan(dts_releases[_i], DTS(SMMU("s", "1000") SMMU("g", "2000"))
		 "&s { compatible = \"qcom,sdm845-smmu-500\", \"arm,mmu-500\"; };"
		 "&g { compatible = \"qcom,sm8250-smmu-500\", \"qcom,adreno-smmu\", \"arm,mmu-500\"; };");
	expect_unclaimed("/iommu@1000", IOP_EFFECT_FIRMWARE);
	expect_unclaimed("/iommu@2000", IOP_EFFECT_BLOCKED);
}
END_TEST

#define RK IOMMU("s", "1000", "rockchip,iommu", "0")

START_TEST(identity_that_writes_nothing)
{
	plan_args(LINUX(7, 2), "iommu.passthrough=1", DTS(RK MASTER("a", "&s")));
	expect_domain("/a", "identity");
	expect_effect("/a", IOP_EFFECT_FIRMWARE);
	expect_unclaimed("/iommu@1000", IOP_EFFECT_NONE);
}
END_TEST

START_TEST(allwinner_is_all_or_nothing)
{
	static const char some[] = DTS(IOMMU("s", "1000", "allwinner,sun50i-h6-iommu", "1")
				       MASTER("a", "&s 1"));

	dts_plan(LINUX(6, 12), some);
	expect_unclaimed("/iommu@1000", IOP_EFFECT_BLOCKED);
	plan_args(LINUX(6, 12), "iommu.passthrough=1", some);
	expect_unclaimed("/iommu@1000", IOP_EFFECT_FIRMWARE);
	dts_plan(LINUX(6, 4), some);
	expect_unclaimed("/iommu@1000", IOP_EFFECT_UNKNOWN);
	/* nobody read what lies between 6.1.4 and 6.1.176 */
	dts_plan(IOP_VERSION(6, 1, 90), some);
	expect_unclaimed("/iommu@1000", IOP_EFFECT_UNKNOWN);
}
END_TEST

#define RAM(size) "memory@40000000 { device_type = \"memory\"; reg = <0x40000000 " size ">; };"
#define MIXER(ram) DTS(ram IOMMU("s", "1000", "allwinner,sun50i-h6-iommu", "1") MASTER("a", "&s 1"))
/* 0xffffffff ends at 0x13ffffffe */
static const struct {
	iop_version version;
	const char *text;
	enum iop_effect effect;
	enum iop_effect_why why;
} tables[] = {
	{ LINUX(6, 1), MIXER(RAM("0xc0000000")), IOP_EFFECT_TRANSLATED, IOP_EFFECT_BY_DOMAIN },
	{ LINUX(6, 1), MIXER(RAM("0xffffffff")), IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_TABLES },
	{ LINUX(6, 1), MIXER(""), IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_TABLES_AND_RAM },
	{ LINUX(6, 12), MIXER(RAM("0xffffffff")), IOP_EFFECT_TRANSLATED, IOP_EFFECT_BY_DOMAIN },
	{ LINUX(6, 12), MIXER(""), IOP_EFFECT_TRANSLATED, IOP_EFFECT_BY_DOMAIN },
	{ LINUX(6, 6), MIXER(RAM("0xffffffff")), IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_UNREAD },
};

START_TEST(page_tables_that_are_not_read)
{
	dts_plan(tables[_i].version, tables[_i].text);
	expect_domain("/a", "DMA");
	expect_effect("/a", tables[_i].effect);
	ck_assert_int_eq(dts_device("/a")->effect_why, tables[_i].why);
}
END_TEST

#define BEHIND(ranges, iommu) DTS(RK "bus { compatible = \"simple-bus\"; #address-cells = <2>;" \
	"#size-cells = <2>; ranges; dma-ranges = <" ranges ">; a { compatible = \"vendor,master\";" \
	" iommus = <" iommu ">; }; };")

START_TEST(no_map_can_be_made)
{
	dts_plan(dts_releases[_i], BEHIND("1 0 0 0x40000000 1 0", "&s"));
	expect_domain("/bus/a", "DMA");
	expect_effect("/bus/a", IOP_EFFECT_BLOCKED);
	dts_plan(dts_releases[_i], BEHIND("0 0x80000000 0 0x80000000 1 0", "&s"));
	expect_effect("/bus/a", IOP_EFFECT_TRANSLATED);
	dts_plan(dts_releases[_i], BEHIND("0 0 0 0 0 0", "&s"));
	expect_effect("/bus/a", IOP_EFFECT_BLOCKED);
}
END_TEST

START_TEST(entries_that_cannot_be_read)
{
	dts_plan(LINUX(7, 2), DTS(SMMU("s", "1000") MASTER("a", "0x99 1"))
		 "&s { /delete-property/ #iommu-cells; };");
	expect_effect("/a", IOP_EFFECT_UNKNOWN);
	dts_plan(LINUX(7, 2), DTS(SMMU("s", "1000") MASTER("a", "&s 1"))
		 "&s { /delete-property/ #iommu-cells; };");
	expect_lost("/a", "not-an-iommu");
	expect_effect("/a", IOP_EFFECT_BLOCKED);
	dts_plan(LINUX(7, 2), DTS(MASTER("a", "0x99 1")));
	expect_effect("/a", IOP_EFFECT_OPEN);
}
END_TEST

START_TEST(a_map_nobody_reads)
{
	dts_plan(dts_releases[_i], DTS(SMMU("s", "1000")
		"a { compatible = \"vendor,codec\"; iommu-map = <0x100 &s 0x1940 1>; };"));
	ck_assert(iop_is_master(dts_device("/a")));
	expect_lost("/a", "iommu-map-unused");
	expect_effect("/a", IOP_EFFECT_BLOCKED);
}
END_TEST

START_TEST(no_device_has_no_effect)
{
	dts_plan(LINUX(7, 2), DTS(SMMU("s", "1000") "a { iommus = <&s 1>; };"));
	expect_effect("/a", IOP_EFFECT_NONE);
}
END_TEST

/* qcom_iommu_of_xlate() once wanted a context number of 1 or more. */
START_TEST(context_zero)
{
	static const char text[] = DTS("s: iommu@1000 { compatible = \"qcom,msm-iommu-v1\";"
		"reg = <0x1000 0x1000>; #iommu-cells = <1>;" SUPPLIED " #address-cells = <1>;"
		"#size-cells = <1>; qcom,iommu-secure-id = <1>; ctx@0 {"
		" compatible = \"qcom,msm-iommu-v1-ns\"; reg = <0 0x1000>; }; };"
		MASTER("a", "&s 0"));

	dts_plan(LINUX(5, 10), text);
	expect_lost("/a", "id-out-of-range");
	dts_plan(IOP_VERSION(6, 1, 4), text);
	expect_lost("/a", "id-out-of-range");
	dts_plan(IOP_VERSION(6, 1, 187), text);
	expect_grouped("/a");
}
END_TEST

#define VIRT(map) DTS("pcie@10000000 { compatible = \"pci-host-ecam-generic\";" \
	"device_type = \"pci\"; reg = <0x10000000 0x1000>; bus-range = <0 0xff>;" \
	"#address-cells = <3>; #size-cells = <2>; iommu-map = <" map ">;" \
	"v: iommu@8 { compatible = \"virtio,pci-iommu\"; reg = <0x800 0 0 0 0>;" \
	"#iommu-cells = <1>; }; };")

/* virtio-iommu is no master of its own, but nothing else may fall into its gap. */
START_TEST(the_iommus_own_function)
{
	dts_plan(dts_releases[_i], VIRT("0 &v 0 8>, <9 &v 9 0xfff7"));
	ck_assert_uint_eq(dts_plan_made.n_devices, 1);
	expect_range("/pcie@10000000", 9, "/pcie@10000000/iommu@8", 9);
	dts_plan(dts_releases[_i], VIRT("0 &v 0 8>, <10 &v 10 0xfff6"));
	ck_assert_uint_eq(dts_plan_made.n_devices, 3);
	expect_no_range("/pcie@10000000", 8, "iommu-map-no-row");
}
END_TEST

Suite *effects_suite(void)
{
	Suite *s = suite_create("effects");
	TCase *t = tcase_create("effects");

	tcase_add_loop_test(t, a_group_that_translates, 0, RELEASES);
	tcase_add_loop_test(t, a_disabled_iommu_is_the_boot_loaders, 0, RELEASES);
	tcase_add_test(t, one_master_breaks_the_iommu);
	tcase_add_test(t, a_stream_of_another_master);
	tcase_add_test(t, a_stream_that_is_forgotten);
	tcase_add_test(t, disable_bypass);
	tcase_add_loop_test(t, qualcomm_keeps_what_firmware_mapped, 1, RELEASES);
	tcase_add_test(t, identity_that_writes_nothing);
	tcase_add_test(t, allwinner_is_all_or_nothing);
	tcase_add_loop_test(t, page_tables_that_are_not_read, 0, sizeof(tables) / sizeof(tables[0]));
	tcase_add_loop_test(t, no_map_can_be_made, 0, RELEASES);
	tcase_add_test(t, entries_that_cannot_be_read);
	tcase_add_loop_test(t, a_map_nobody_reads, 0, RELEASES);
	tcase_add_test(t, no_device_has_no_effect);
	tcase_add_test(t, context_zero);
	tcase_add_loop_test(t, the_iommus_own_function, 0, RELEASES);
	suite_add_tcase(s, t);
	return s;
}
