# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Rows name the function of the newest kernel they hold for; what it was called before."""

OLDER = {
    "qcom_smmu_impl_of_match": ("arm_smmu_impl_init", "qcom_smmu_impl_init"),
    "soc_needs_opt_in": ("soc_rcar_gen3_whitelist", "soc_rcar_gen3"),
    "devices_allowlist": ("rcar_gen3_slave_whitelist", "devices_whitelist"),
    "soc_denylist": ("soc_rcar_gen3_whitelist",),
}
