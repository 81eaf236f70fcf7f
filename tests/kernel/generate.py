#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Writes random boards: few IOMMUs, few masters, many ways to collide.

    generate.py -o DIRECTORY FIRST-SEED [LAST-SEED]

A seed always gives the same board.
"""
import argparse
import os
import random

import fdt

DANGLING = 0xdead
FAMILIES = {
    "v2": (5, ["arm,mmu-500", "arm,smmu-v2"]),
    "v1": (1, ["arm,mmu-401", "arm,smmu-v1"]),
    "v3": (2, ["arm,smmu-v3"]),
    "rockchip": (2, ["rockchip,iommu"]),
}


MODES = ["", "iommu.strict=0", "iommu.passthrough=1"]


class Board:
    def __init__(self, seed):
        self.pick = random.Random(seed)
        self.root = machine_root()
        words = self.pick.choices(MODES, [8, 1, 1])[0]
        self.root.child("chosen", create=True).set_strings("bootargs", words)
        self.top = self.root
        self.families = FAMILIES
        self.phandles = 0
        self.iommus = []
        self.with_v3 = False

    def chance(self, percent):
        return self.pick.random() * 100 < percent

    def iommu(self, number):
        weights = [0 if n == "v3" and self.with_v3 else w
                   for n, (w, _) in self.families.items()]
        family = self.pick.choices(list(self.families), weights)[0]
        self.with_v3 |= family == "v3"
        base = 0x10000000 + number * 0x1000000
        node = self.top.child("iommu@%x" % base, create=True)
        node.set_strings("compatible", *FAMILIES[family][1])
        node.set_cells("phandle", self.phandles + number + 1)
        node.set_cells("reg", 0, base, 0, 0x1000)
        cells = {"rockchip": 0, "v3": 1}.get(family)
        if cells is None:
            cells = self.smmu(node)
        node.set_cells("#iommu-cells", cells)
        if self.chance(8):
            node.set_strings("status", "disabled")
        self.iommus.append((self.phandles + number + 1, family, cells))

    def smmu(self, node):
        shared = self.pick.choice([1, 1, 1, 2])
        node.set_cells("#global-interrupts", shared)
        contexts = self.pick.choice([2, 4, 16, 16, 16])
        node.set_cells("interrupts", *[0, 1, 4] * (shared + contexts))
        if self.chance(10):
            node.set_cells("stream-match-mask", self.pick.choice([3, 0x7ff0]))
        return self.pick.choice([1, 1, 2])

    def entry(self, iommu):
        phandle, family, cells = iommu
        # Few IDs collide often; with wide masks, in every way.
        numbers = [self.pick.choice([0x10, 0x11, 0x12, 0x20, 0x400,
                                     self.pick.randrange(0x7fff)])]
        numbers += [self.pick.choice([0, 0, 1, 3, 0x7f])] * (cells > 1)
        if self.chance(3):
            phandle = DANGLING
        return [phandle] + numbers[:cells]

    def master(self, number, bus):
        node = bus.child("master-%d" % number, create=True)
        node.set_strings("compatible", "virtio,mmio")
        home = self.pick.choice(self.iommus)
        list_ = []
        for _ in range(self.pick.choice([1, 1, 1, 2, 2, 3])):
            other = self.pick.choice(self.iommus) if self.chance(5) else home
            list_ += self.entry(other)
        node.set_cells("iommus", *list_)
        if self.chance(5):
            node.set_strings("status", "disabled")

    def draw(self):
        for number in range(self.pick.choice([1, 1, 2, 3])):
            self.iommu(number)
        bus = self.top.child("soc", create=True)
        bus.set_strings("compatible", "simple-bus")
        for number in range(self.pick.randrange(1, 8)):
            self.master(number, self.pick.choice([self.top, bus]))
        return self.root


class Packed(Board):
    """One of many boards in a tree: its own bus, and nothing of the others.

    Most packs have IOMMUs of one driver, because 6.1 takes only one and 5.10
    falls over some others; QEMU's one SMMUv3 goes to one board, or none.
    """
    def __init__(self, seed, root, families, number):
        super().__init__(seed)
        self.root = root
        self.with_v3 = "v3" not in families
        self.top = root.child("case-%d" % seed, create=True)
        self.top.set_strings("compatible", "simple-bus")
        self.families = {name: FAMILIES[name] for name in families}
        self.phandles = number * 0x10

    def iommu(self, number):
        super().iommu(number)
        if self.chance(4):
            self.top.children[-1].set_strings("compatible", "harness,iommu")

    def smmu(self, node):
        cells = super().smmu(node)
        if self.chance(8):                  # what no tree tells
            node.set_cells("harness,stream-matches",
                           self.pick.choice([1, 2, 3, 4]))
        if self.chance(5):
            node.set_cells("harness,banks", self.pick.choice([1, 2]))
        return cells

    def master(self, number, bus):
        super().master(number, bus)
        node = bus.children[-1]
        if self.chance(4):                  # a cell short, or one too many
            cells = node.cells("iommus")
            node.set_cells("iommus", *(cells + [DANGLING] if self.chance(50)
                                       else cells[:-1]))


def machine_root():
    root = fdt.Node()
    root.set_strings("compatible", "linux,dummy-virt")
    for name in ("#address-cells", "#size-cells"):
        root.set_cells(name, 2)
    return root


def pack(seed, size):
    """A tree of @size boards, the seeds of which follow from the pack's."""
    pick = random.Random(seed)
    root = machine_root()
    words = pick.choices(MODES, [8, 1, 1])[0]
    root.child("chosen", create=True).set_strings("bootargs", words)
    families = pick.choices([("v2", "v1"), ("rockchip",), ("v2", "rockchip"),
                             ("v2", "v1", "v3")], [6, 1, 1, 1])[0]
    v3_at = pick.randrange(size)
    for number in range(size):
        Packed(seed * size + number, root,
               [f for f in families if f != "v3" or number == v3_at],
               number).draw()
    return root


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int, nargs="?")
    args = parser.parse_args()
    for seed in range(args.first, (args.last or args.first) + 1):
        path = os.path.join(args.output, "random-%05d.dtb" % seed)
        with open(path, "wb") as file:
            file.write(fdt.flatten(Board(seed).draw()))


if __name__ == "__main__":
    main()
