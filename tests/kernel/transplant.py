#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Moves the IOMMU topology of a board's tree into a machine QEMU can be.

    transplant.py -o FILE.dtb BOARD.dtb

IOMMUs, their masters and the buses above them keep names, order and phandles;
masters become devices that any kernel binds and no machine needs. Status 3:
the tree has no IOMMU or no master that can be moved.
"""
import argparse
import os
import sys

import fake
import fdt
import machine

BUSES = ("simple-bus", "simple-mfd", "isa", "arm,amba-bus")
MASTER_KEEPS = ("iommus", "phandle", "linux,phandle", "status",
                "dma-coherent", "dma-noncoherent", "pasid-num-bits",
                "dma-can-stall", "#stream-id-cells")
IOMMU_KEEPS = ("phandle", "linux,phandle", "status", "#iommu-cells",
               "#global-interrupts", "stream-match-mask", "mmu-masters",
               "dma-coherent", "harness,banks", "harness,stream-matches",
               "harness,kernel-bug")
BUS_KEEPS = ("phandle", "linux,phandle", "status", "dma-coherent")
# Nodes the kernel gives a meaning by name, and the harness its own content.
OWN_ROOTS = ("chosen", "cpus", "memory", "psci", "timer", "aliases",
             "reserved-memory", "thermal-zones", "firmware", "__symbols__",
             "__fixups__", "__local_fixups__")


def is_named(node):
    """A case of the harness itself wants its compatible left alone."""
    return any(c.startswith("harness,") for c in node.strings("compatible"))


def is_iommu(node):
    return "#iommu-cells" in node.props or "mmu-masters" in node.props


def _phandle(node):
    return node.cell("phandle", node.cell("linux,phandle"))


def _old_masters(root):
    """Phandles an "mmu-masters" list names; the sizes are the masters'."""
    known = {_phandle(n): n for n in root.walk()}
    for iommu in root.walk():
        cells = iommu.cells("mmu-masters")
        while cells:
            master = known.get(cells[0])
            if master is None:
                break
            yield cells[0]
            cells = cells[1 + master.cell("#stream-id-cells", 0):]


def _interrupts(node):
    """How many interrupts the board gave a node."""
    raw = len(node.cells("interrupts"))
    if not raw:
        return len(node.cells("interrupts-extended")) // 4
    at = node
    while at.parent and "interrupt-parent" not in at.props:
        at = at.parent
    parent = at.cell("interrupt-parent")
    top = at
    while top.parent:
        top = top.parent
    for other in top.walk():
        if parent is not None and _phandle(other) == parent:
            return raw // other.cell("#interrupt-cells", 3)
    return raw // 3


def _banks(node):
    """How many register windows a Rockchip IOMMU has."""
    parent = node.parent
    size = parent.cell("#address-cells", 2) + parent.cell("#size-cells", 1)
    return max(1, len(node.cells("reg")) // size)


class Transplant:
    def __init__(self, root):
        self.root = root
        self.old = set(_old_masters(root))
        self.space = fake.Space()
        self.v3_taken = False
        self.counts = {}
        for node in root.walk():
            if is_iommu(node):
                self.counts[node] = (_interrupts(node), _banks(node))

    def is_master(self, node):
        return "compatible" in node.props and (
            "iommus" in node.props or _phandle(node) in self.old)

    def run(self):
        """Rewrites the tree in place; false if nothing in it is alive."""
        chosen = self.root.child("chosen")
        words = " ".join(chosen.strings("bootargs") if chosen else [])
        for node in list(self.root.children):
            if node.name.split("@")[0] in OWN_ROOTS:
                self.root.drop(node.name)
        self.root.children = [c for c in self.root.children
                              if self._wanted(c)]
        name = self.root.strings("model")
        self.root.props = {}
        own = machine.graft(self.root)
        self.root.set_strings("compatible", "linux,dummy-virt")
        self.root.set_strings("model", *(name or ["unnamed"]))
        # The board's console is not here; what IOMMUs look at stays.
        self.root.child("chosen").set_strings("bootargs", " ".join(
            word for word in words.split()
            if word.startswith(("iommu.", "arm-smmu"))))
        nodes = list(self.root.walk())
        alive = [self._iommu(n, own) for n in self.counts if n in nodes]
        return any(alive) and any(self.is_master(n) and n.available
                                  for n in nodes)

    def _wanted(self, node):
        """Strips a subtree to buses, IOMMUs and masters; False if none."""
        if node.strings("device_type") == ["pci"]:
            node.children = []
        iommu, master = is_iommu(node), self.is_master(node)
        named = is_named(node)
        node.children = [] if iommu else [c for c in node.children
                                          if self._wanted(c)]
        if iommu:
            node.keep_props(IOMMU_KEEPS + ("compatible",))
            return True
        node.keep_props((MASTER_KEEPS if master else BUS_KEEPS) +
                        (("compatible",) if named else ()))
        kinds = (["virtio,mmio"] if master else []) + (
            ["simple-bus"] if node.children else [])
        if kinds and not named:
            node.set_strings("compatible", *kinds)
        if node.children:
            node.set_cells("#address-cells", 2)
            node.set_cells("#size-cells", 2)
            node.props["ranges"] = b""
        return bool(kinds)

    def _iommu(self, node, own):
        """Gives an IOMMU registers; what cannot have any is disabled."""
        interrupts, banks = self.counts[node]
        if is_named(node):
            return node.available
        kinds = [fake.STAND_IN.get(c, c) for c in node.strings("compatible")]
        kinds = [c for c in kinds if c in fake.EMULATED]
        if not kinds or (kinds[0] in fake.SMMU_V3 and self.v3_taken):
            node.set_strings("status", "disabled")
            return False
        # A SoC's own name would bring in firmware calls nobody answers.
        node.set_strings("compatible", *kinds)
        if kinds[0] in fake.SMMU_V3:
            self.v3_taken = node.available
            fake.smmu_v3(node, own)
        elif kinds[0] in fake.ROCKCHIP:
            fake.rockchip(node, self.root, self.space, banks)
        else:
            fake.smmu(node, self.root, self.space, interrupts)
        return node.available


def transplant(root):
    return Transplant(root).run()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("tree")
    args = parser.parse_args()
    root = fdt.load(args.tree)
    if not transplant(root):
        print("%s: no IOMMU with masters that can be moved" % args.tree, file=sys.stderr)
        return 3
    temp = args.output + ".tmp"
    with open(temp, "wb") as file:
        file.write(fdt.flatten(root))
    os.rename(temp, args.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
