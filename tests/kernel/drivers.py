# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""IOMMU drivers of the kernels, and how the harness gives each its device.

A driver that cannot be given one is named here as well: a kernel that has it
enabled must not be judged by what it does without.
"""
import collections

import fake
import fake_more
import fake_soc

Driver = collections.namedtuple("Driver",
                                "kconfig compatibles put keeps contexts",
                                defaults=((), False))


def _smmu(node, root, space, facts):
    fake.smmu(node, root, space, facts.interrupts)


def _rockchip(node, root, space, facts):
    fake.rockchip(node, root, space, facts.windows)


MEDIATEK = tuple("mediatek," + name for name in (
    "mt2712-m4u", "mt6779-m4u", "mt6795-m4u", "mt6893-iommu-mm", "mt8167-m4u",
    "mt8173-m4u", "mt8183-m4u", "mt8186-iommu-mm", "mt8188-iommu-infra",
    "mt8188-iommu-vdo", "mt8188-iommu-vpp", "mt8192-m4u",
    "mt8195-iommu-infra", "mt8195-iommu-vdo", "mt8195-iommu-vpp",
    "mt8365-m4u"))

ALL = (
    Driver("CONFIG_ARM_SMMU", fake.SMMU_V1 + fake.SMMU_V2, _smmu),
    Driver("CONFIG_ROCKCHIP_IOMMU", fake.ROCKCHIP, _rockchip),
    Driver("CONFIG_SUN50I_IOMMU",
           ("allwinner,sun50i-h6-iommu", "allwinner,sun50i-h616-iommu"),
           fake_soc.sun50i),
    Driver("CONFIG_TEGRA_IOMMU_SMMU",
           ("nvidia,tegra30-mc", "nvidia,tegra114-mc", "nvidia,tegra124-mc",
            "nvidia,tegra132-mc", "nvidia,tegra210-mc"),
           fake_soc.tegra, ("#reset-cells",)),
    Driver("CONFIG_QCOM_IOMMU", ("qcom,msm-iommu-v1", "qcom,msm-iommu-v2"),
           fake_soc.qcom, ("qcom,iommu-secure-id",), True),
    Driver("CONFIG_OMAP_IOMMU",
           ("ti,omap2-iommu", "ti,omap4-iommu", "ti,dra7-iommu",
            "ti,dra7-dsp-iommu"), fake_soc.omap,
           ("ti,#tlb-entries", "ti,iommu-bus-err-back",
            "ti,syscon-mmuconfig")),
    Driver("CONFIG_MTK_IOMMU", MEDIATEK, fake_soc.mediatek,
           ("mediatek,larbs",)),
    Driver("CONFIG_MTK_IOMMU_V1",
           ("mediatek,mt2701-m4u", "mediatek,mt7623-m4u"),
           fake_more.mediatek_v1, ("mediatek,larbs",)),
    Driver("CONFIG_IPMMU_VMSA", fake_more.IPMMU, fake_more.ipmmu,
           ("renesas,ipmmu-main",)),
    Driver("CONFIG_EXYNOS_IOMMU", ("samsung,exynos-sysmmu",),
           fake_more.exynos),
    Driver("CONFIG_APPLE_DART", fake_more.DART, fake_more.dart),
    Driver("CONFIG_SPRD_IOMMU", ("sprd,iommu-v1",), fake_more.plain),
    Driver("CONFIG_VSI_IOMMU", ("verisilicon,iommu-1.2",), fake_more.plain),
    # QEMU's own, and only one of them: see Transplant.
    Driver("CONFIG_ARM_SMMU_V3", fake.SMMU_V3, None),
)

# Prefixes of compatibles whose drivers have no device here.
LACKING = {
    "qcom,apq8064-iommu": ("CONFIG_MSM_IOMMU",),
    "virtio,": ("CONFIG_VIRTIO_IOMMU",),
    "riscv,": ("CONFIG_RISCV_IOMMU",),
    "nvidia,tegra20": ("CONFIG_TEGRA_IOMMU_GART",),
}


def of(compatibles):
    """The driver for a list of compatibles, and the names it knows."""
    names = [fake.STAND_IN.get(name, name) for name in compatibles]
    for driver in ALL:
        known = [name for name in names if name in driver.compatibles]
        if known:
            return driver, known
    return None, []


def kconfig(compatibles):
    """The options that would bring a driver, here or not; () if none is known."""
    driver, _ = of(compatibles)
    if driver:
        return (driver.kconfig,)
    return tuple(option for name in compatibles
                 for prefix, options in LACKING.items()
                 if name.startswith(prefix) for option in options)
