# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""iommu-maps: drawn by hand, and by a seed.

A map is the options of tree.make(): rows of (RID, IOMMU, stream ID, count),
the mask, and which IOMMUs there are.
"""
import random

import tree


def _map(kind, rows, mask=None):
    return {"kinds": (kind,), "mask": mask,
            "rows": [(base, kind, out, count) for base, out, count in rows]}


ALL = ((0, 0, 0x10000),)
# What each tries is its name.
MAPS = {
    "v3": _map(tree.V3, ALL),
    "v2": _map(tree.V2, ((0, 0, 0x4000),)),
    "v3-offset": _map(tree.V3, ((0x100, 0x4000, 0x1000), (0, 0x800, 0x100))),
    # nobody behind bus 0 has a row, then nobody on it
    "v3-root-only": _map(tree.V3, ((0, 0, 0x100),)),
    "v3-not-root": _map(tree.V3, ((0x100, 0x100, 0xf00),)),
    # device 0 of no bus has one: what a PCIe-to-PCI bridge makes of requests
    "v3-no-zero": _map(tree.V3, ((0, 0, 0x200), (0x201, 0x201, 0xff),
                                 (0x308, 0x308, 0x8))),
    "v3-by-bus": _map(tree.V3, ALL, 0xff00),
    "v2-by-bus": _map(tree.V2, ALL, 0xff00),
    "v2-by-function": _map(tree.V2, ALL, 0x7),
    # an SMMUv2 keeps 16 bits, in which these meet
    "v2-beyond": _map(tree.V2, ((0, 0x10000, 0x100), (0x100, 0x20000, 0x700))),
    # and here one that a row only reaches by counting on
    "v2-wraps": _map(tree.V2, ((0, 0x8, 1), (1, 0xfff9, 0xf000))),
}


class _Drawing:
    def __init__(self, seed):
        self.dice = random.Random("map %d" % seed)

    def chance(self, percent):
        return self.dice.random() * 100 < percent

    def kinds(self):
        """One IOMMU; seldom two, which old kernels do not take."""
        return self.dice.choices(((tree.V3,), (tree.V2,), (tree.V2, tree.V3)),
                                 (9, 9, 2))[0]

    def base(self, mask):
        bus = self.dice.choice((0, 0, 1, 1, 2, 3, 5))
        low = self.dice.choice((0, 0, 0, 0x8, 0x10, 0x18))
        if self.chance(95):            # else the mask ignores some of it
            return (bus << 8 | low) & (0xffff if mask is None else mask)
        return bus << 8 | low | 1

    def count(self):
        return self.dice.choice((1, 8, 0x100, 0x100, 0x300, 0x1000, 0x8000,
                                 0x10000, 0x10000, 0))

    def row(self, kinds, mask):
        kind = self.dice.choice(kinds)
        out = self.dice.choice((0, 0, 0x100, 0x400, 0x1000))
        if kind == tree.V2 and self.chance(15):
            out += self.dice.choice((0x10000, 0x7fff0000))
        if self.chance(2):
            kind = tree.NOBODY
        return (self.base(mask), kind, out, self.count())

    def options(self):
        kinds = self.kinds()
        mask = self.dice.choice((None,) * 5 + (0xffff, 0xff00, 0xfff8, 0xff07,
                                               0x7ff, 0xffffffff))
        rows = [self.row(kinds, mask)
                for _ in range(self.dice.choice((1, 1, 2, 2, 3, 4)))]
        if self.chance(50):            # what no row took, in most maps
            rows.append((0, kinds[0], 0, 0x4000))
        options = {"kinds": kinds, "mask": mask, "rows": rows}
        if tree.V2 in kinds and self.chance(15):
            options["match_mask"] = self.dice.choice((3, 0xff, 0x7f00))
        if tree.V2 in kinds and self.chance(20):
            options["cells"] = 2
        if tree.V2 in kinds and self.chance(15):
            options["banks"] = self.dice.choice((2, 4))
        if self.chance(10):
            options["words"] = self.dice.choice(("iommu.strict=0",
                                                 "iommu.passthrough=1"))
        return options


def drawn(seed):
    return _Drawing(seed).options()
