# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Folklore and slips on the kernel command line."""
from . import SMMU_V2, SMMU_V3, kind


def add(b, text):
    if not b.used(*SMMU_V2, *SMMU_V3):
        return None
    chosen = b.root.child("chosen", create=True)
    old = " ".join(chosen.strings("bootargs"))
    chosen.set_strings("bootargs", (old + " " + text).strip())
    return chosen


def slip(name, *choices):
    def plant(b, rng):
        return add(b, rng.choice(choices))
    plant.__name__ = name
    kind(plant)


slip("bootargs_of_x86", "intel_iommu=on", "iommu=pt", "amd_iommu=on")
slip("bootargs_misspelt", "iommu.passthru=1", "iommu.pasthrough=1", "iommu.strickt=1")
slip("bootargs_removed", "arm-smmu-v3.disable_bypass=1")
slip("bootargs_bad_value", "iommu.passthrough=maybe", "iommu.strict=lazy")
slip("bootargs_contradict", "iommu.passthrough=1 iommu.passthrough=0",
     "iommu.strict=1 iommu.strict=0")
slip("bootargs_weaken", "iommu.passthrough=1", "iommu.strict=0", "arm-smmu.disable_bypass=0")
slip("bootargs_too_late", "-- iommu.passthrough=0")
