# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Mistakes to plant. Each kind is a function of a board and a random source:
it changes the tree and returns the node that is wrong now, or None where the
board has no place for it; a second value are options of lint."""
KINDS = {}

SMMU_V2 = ("arm,mmu-500", "arm,smmu-v2", "arm,mmu-401", "arm,mmu-400", "qcom,smmu-v2")
SMMU_V3 = ("arm,smmu-v3",)


def kind(function):
    KINDS[function.__name__.replace("_", "-")] = function
    return function


def pick(rng, things):
    """Any of them, or None."""
    things = list(things)
    return rng.choice(things) if things else None
