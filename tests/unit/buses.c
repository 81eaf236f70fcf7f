// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Buses other than PCI and platform, and which of them a driver serves. */
#include <stdio.h>

#include "dts_help.h"

Suite *buses_suite(void);

#define V2(nodes) DTS(SMMU("s", "1000") nodes)
#define V3(nodes) DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") nodes)

#define RANGES "dma-ranges = <0 0 0x80000000>;"
#define MC(props) "mc { compatible = \"fsl,qoriq-mc\"; #address-cells = <1>;" \
	"#size-cells = <1>; iommu-map = <0 &s 0x100 0x100>; " props " };"

START_TEST(fsl_mc_devices)
{
	dts_plan(dts_releases[_i], V2(MC(RANGES)));
	expect_range("/mc", 5, "/iommu@1000", 0x105);
	ck_assert_int_eq(dts_device("/mc")->bus, IOP_BUS_FSL_MC);
	ck_assert_int_eq(dts_device("/mc")->join, IOP_JOIN_CONTAINER);
	expect_confidence("/mc", IOP_IF_DRIVER_BINDS);
}
END_TEST

/* force_dma is 0: of_dma_configure() stops before it looks at the IOMMU. */
START_TEST(fsl_mc_needs_dma_ranges)
{
	static const char *const boards[] = { V2(MC("")), V2(MC("dma-ranges;")) };

	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], boards[_i]);
		expect_no_range("/mc", 5, "no-dma-ranges");
		expect_lost("/mc", "no-dma-ranges");
	}
}
END_TEST

START_TEST(fsl_mc_takes_those_of_the_bus_above)
{
	dts_plan(dts_releases[_i], V2("soc { compatible = \"simple-bus\"; #address-cells = <1>;"
				      "#size-cells = <1>;" RANGES MC("dma-ranges;") "};"));
	expect_range("/soc/mc", 5, "/iommu@1000", 0x105);
}
END_TEST

/* ≤ 6.0 SMMUv3 registers for PCI, amba and platform only. */
START_TEST(fsl_mc_behind_smmuv3)
{
	dts_plan(dts_releases[_i], V3(MC(RANGES)));
	if (dts_releases[_i] < LINUX(6, 1))
		expect_no_range("/mc", 5, "bus-not-served");
	else
		expect_range("/mc", 5, "/iommu@1000", 0x105);
}
END_TEST

START_TEST(cdx_since_6_4)
{
	dts_plan(dts_releases[_i], V3("cdx { compatible = \"xlnx,versal-net-cdx\";"
		"#address-cells = <1>; #size-cells = <1>; iommu-map = <0 &s 0 0x1000000>;"
		RANGES " };"));
	if (dts_releases[_i] < LINUX(6, 4))
		expect_lost("/cdx", "iommu-map-unused");
	else
		expect_range("/cdx", 0x123456, "/iommu@1000", 0x123456);
}
END_TEST

/* Contexts are devices of their own, counted in rows of four cells. */
#define HOST1X(map) V2("h { compatible = \"nvidia,tegra186-host1x\"; " map " };")

START_TEST(host1x_contexts)
{
	uint32_t contexts = 0;

	dts_plan(dts_releases[_i], HOST1X("iommu-map = <0 &s 0x10 1  1 &s 0x20 2>;"));
	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++) {
		const struct iop_device *d = &dts_plan_made.devices[n];
		static const uint32_t ids[] = { 0x10, 0x20, 0x21 };

		if (d->bus != IOP_BUS_HOST1X)
			continue;
		ck_assert_uint_eq(d->child, contexts);
		ck_assert_uint_eq(dts_plan_made.streams[d->streams].id, ids[contexts]);
		contexts++;
	}
	ck_assert_uint_eq(contexts, dts_releases[_i] < LINUX(6, 0) ? 0 : 3);
}
END_TEST

START_TEST(host1x_itself)
{
	dts_plan(LINUX(6, 12), HOST1X("iommus = <&s 1>; iommu-map = <0 &s 0x10 1>;"));
	expect_streams("/h", 1, 1, 0);
	ck_assert_uint_eq(dts_plan_made.n_devices, 2);
}
END_TEST

START_TEST(host1x_lost_context)
{
	dts_plan(LINUX(6, 12), HOST1X("iommu-map = <0 &s 0x10 1  8 &s 0x20 1>;"));
	ck_assert_uint_eq(dts_plan_made.n_devices, 2);
	ck_assert_int_eq(dts_plan_made.devices[1].why, IOP_R_MAP_UNMATCHED);
	ck_assert_uint_eq(dts_plan_made.devices[0].group, 0);
}
END_TEST

/* ≤ 6.0 each driver registers for buses; 6.1 on for all of them. */
static const struct { const char *compatible, *cells; bool amba, pci; } served[] = {
	{ "arm,smmu-v3", "1", true, true },
	{ "virtio,pci-iommu", "1", true, true },
	{ "rockchip,iommu", "1", false, false },
	{ "samsung,exynos-sysmmu", "1", false, false },
	{ "allwinner,sun50i-h6-iommu", "1", false, false },
	{ "renesas,ipmmu-vmsa", "1", false, false },
};

START_TEST(amba_masters)
{
	char text[1024];

	snprintf(text, sizeof(text), DTS("s: i { compatible = \"%s\"; reg = <0x9000 0x1000>; #iommu-cells = <%s>;" SUPPLIED " };"
		 "a { compatible = \"arm,primecell\"; iommus = <&s 1>; };"),
		 served[_i].compatible, served[_i].cells);
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], text);
		if (dts_releases[r] < LINUX(6, 1) && !served[_i].amba)
			expect_lost("/a", "bus-not-served");
		else
			expect_alone("/a");
	}
}
END_TEST

START_TEST(pci_hosts)
{
	char text[1024];

	snprintf(text, sizeof(text), DTS("s: i { compatible = \"%s\"; reg = <0x9000 0x1000>; #iommu-cells = <%s>;" SUPPLIED " };"
		 "p { compatible = \"x\"; device_type = \"pci\"; iommu-map = <0 &s 5 1>; };"),
		 served[_i].compatible, served[_i].cells);
	for (int r = 0; r < RELEASES; r++) {
		dts_plan(dts_releases[r], text);
		if (dts_releases[r] < LINUX(6, 1) && !served[_i].pci)
			expect_no_range("/p", 0, "bus-not-served");
		else
			expect_grouped("/p");
	}
}
END_TEST

START_TEST(smmuv2_serves_all)
{
	dts_plan(LINUX(5, 10), V2("a { compatible = \"arm,primecell\"; iommus = <&s 1>; };"
		"p { compatible = \"x\"; device_type = \"pci\"; iommu-map = <0 &s 5 1>; };"));
	expect_alone("/a");
	expect_grouped("/p");
}
END_TEST

START_TEST(tegra_serves_pci_since_5_11)
{
	static const char text[] = DTS("mc: mc { compatible = \"nvidia,tegra210-mc\";"
		"reg = <0x9000 0x1000>; #iommu-cells = <1>;" SUPPLIED " }; p { compatible = \"x\"; device_type = \"pci\";"
		"iommu-map = <0 &mc 5 1>; };");

	dts_plan(LINUX(5, 10), text);
	expect_no_range("/p", 0, "bus-not-served");
	dts_plan(LINUX(5, 11), text);
	expect_grouped("/p");
}
END_TEST

Suite *buses_suite(void)
{
	Suite *s = suite_create("buses");
	TCase *t = tcase_create("buses");

	tcase_add_loop_test(t, fsl_mc_devices, 0, RELEASES);
	tcase_add_loop_test(t, fsl_mc_needs_dma_ranges, 0, 2);
	tcase_add_loop_test(t, fsl_mc_takes_those_of_the_bus_above, 0, RELEASES);
	tcase_add_loop_test(t, fsl_mc_behind_smmuv3, 0, RELEASES);
	tcase_add_loop_test(t, cdx_since_6_4, 0, RELEASES);
	tcase_add_loop_test(t, host1x_contexts, 0, RELEASES);
	tcase_add_test(t, host1x_itself);
	tcase_add_test(t, host1x_lost_context);
	tcase_add_loop_test(t, amba_masters, 0, 6);
	tcase_add_loop_test(t, pci_hosts, 0, 6);
	tcase_add_test(t, smmuv2_serves_all);
	tcase_add_test(t, tegra_serves_pci_since_5_11);
	suite_add_tcase(s, t);
	return s;
}
