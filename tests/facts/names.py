# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Rows name the function of the newest kernel they hold for; what it was called before."""

SINGLE = ("ipmmu_find_group", "omap_iommu_device_group", "rk_iommu_device_group",
          "sprd_iommu_device_group", "sun50i_iommu_device_group", "iommu_group_alloc")

OLDER = {
    "qcom_smmu_impl_of_match": ("arm_smmu_impl_init", "qcom_smmu_impl_init"),
    "soc_needs_opt_in": ("soc_rcar_gen3",),
    "soc_denylist": ("soc_rcar_gen3_whitelist", "soc_rcar_gen3"),
    "devices_allowlist": ("rcar_gen3_slave_whitelist",),
    "ipmmu_device_is_allowed": ("ipmmu_slave_whitelist",),
    "generic_single_device_group": SINGLE,
    "of_platform_default_populate": ("of_default_bus_match_table",),
    "Documentation/devicetree/bindings/arm/cpus.yaml":
        ("Documentation/devicetree/bindings/arm/cpus.txt",),
    "ipmmu_features_rcar_gen4": ("ipmmu_features_r8a779a0",),
    "drivers/hwtracing/coresight/coresight-tmc-core.c":
        ("drivers/hwtracing/coresight/coresight-tmc.c",),
    "ARM_SMMU_ID0_NUMSMRG": ("ID0_NUMSMRG_MASK", "ID0_NUMSMRG_SHIFT", "ID0_NUMSMRG"),
    "DART_PARAMS1_PAGE_SHIFT": ("DART_PARAMS_PAGE_SHIFT",),
    "apple_dart_hw_t8103": ("apple_dart_hw", "apple_dart_probe"),
    "arm_smmu_alloc_context_bank": ("__arm_smmu_alloc_bitmap",),
    "arm_smmu_set_bus_ops": ("arm_smmu_device_probe",),
    "arm_smmu_init_initial_stes": ("arm_smmu_init_bypass_stes",),
    "vfio_noiommu": ("noiommu",),
    "bus_iommu_probe": ("bus_set_iommu",),
    "gart_iommu_of_xlate": ("gart_iommu_add_device",),
    "grant_dma_iommu_probe_device": ("xen_grant_setup_dma_ops",),
    "xen_dt_grant_init_backend_domid": ("xen_grant_setup_dma_ops",),
    "iommu_dma_strict": ("iommu_def_domain_type",),
    "iommu_get_def_domain_type": ("iommu_group_get_for_dev",),
    "iommu_group_alloc_default_domain": ("iommu_group_get_for_dev",),
    "iommu_setup_default_domain": ("iommu_group_get_for_dev", "iommu_group_create_direct_mappings"),
    "iommu_subsys_init": ("iommu_init",),
    "of_map_id": ("of_map_rid", "of_pci_map_rid"),
    "sun50i_iommu_identity_domain": ("sun50i_iommu_domain_alloc",),
    "mtk_iommu_get_iova_region_id": ("mtk_iommu_get_domain_id",),
}
# probe_device() was add_device() before 5.8, domain_alloc_paging() domain_alloc() before 6.7.
for driver in ("arm_smmu", "omap_iommu", "tegra_smmu", "viommu"):
    OLDER[driver + "_probe_device"] = (driver + "_add_device",)
for driver in ("exynos_iommu", "ipmmu", "msm_iommu", "mtk_iommu", "omap_iommu", "qcom_iommu",
               "rk_iommu", "sprd_iommu", "sun50i_iommu", "apple_dart", "viommu", "tegra_smmu"):
    OLDER[driver + "_domain_alloc_paging"] = (driver + "_domain_alloc",)
# Until 5.19 mtk_iommu_v1.c had the names of mtk_iommu.c.
for name in ("create_mapping", "domain_finalise", "driver", "of_ids", "ops", "probe",
             "probe_device"):
    OLDER["mtk_iommu_v1_" + name] = ("mtk_iommu_" + name, "mtk_iommu_add_device")
OLDER["mtk_iommu_v1_domain_alloc_paging"] = ("mtk_iommu_v1_domain_alloc", "mtk_iommu_domain_alloc")
