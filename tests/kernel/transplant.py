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

import drivers
import fake
import fake_more
import fake_soc
import fdt
import firmware
import machine
import topology

# What is left out, and why.
ONE_V3 = "QEMU has one SMMUv3"
NO_DEVICE = "there is no such device here"

MASTER_KEEPS = ("iommus", "phandle", "linux,phandle", "status",
                "dma-coherent", "dma-noncoherent", "pasid-num-bits",
                "dma-can-stall", "#stream-id-cells")
IOMMU_KEEPS = ("phandle", "linux,phandle", "status", "#iommu-cells",
               "#global-interrupts", "stream-match-mask", "mmu-masters",
               "dma-coherent", "harness,banks", "harness,stream-matches",
               "harness,kernel-bug", "harness,no-reg", "iommus")
# What a case's IOMMU waits for, and keeps with "harness,suppliers"; the nodes
# that it names say "harness,supplier".
SUPPLIES = ("harness,suppliers", "clocks", "clock-names", "power-domains", "resets",
            "assigned-clocks", "assigned-clock-parents")
LARB_KEEPS = ("compatible", "phandle", "linux,phandle", "status",
              "mediatek,smi", "mediatek,larb-id")
BUS_KEEPS = ("phandle", "linux,phandle", "status", "dma-coherent")
# What tells which IOVAs a master may use, where any are reserved.
REGION_KEEPS = ("reg", "phandle", "linux,phandle", "iommu-addresses")
# Nodes the kernel gives a meaning by name, and the harness its own content.
OWN_ROOTS = ("chosen", "cpus", "memory", "psci", "timer", "aliases",
             "reserved-memory", "thermal-zones", firmware.NODE,
             "__symbols__", "__fixups__", "__local_fixups__")


def reserved(root):
    """The regions for IOVAs, where their cells stay what they were."""
    area = root.child("reserved-memory")
    if area is None or not _wide(root) or not _wide(area):
        return []
    return [node for node in area.children if "iommu-addresses" in node.props]


def _wide(bus):
    return (bus.cell("#address-cells"), bus.cell("#size-cells")) == (2, 2)


class Transplant:
    """Moves a tree; "moved" has its live IOMMUs, "left" what stayed behind.

    built: tells whether the kernel has a driver under a Kconfig option. An
    IOMMU that has none needs no device; it stays as it is, without registers.
    """
    def __init__(self, root, arch="arm64", built=lambda option: False):
        self.root, self.arch, self.built = root, arch, built
        self.moved, self.left, self.larbs = [], [], []
        self.old = set(topology.old_masters(root))
        self.space = fake.Space()
        self.v3_taken = False
        self.counts = {}
        # Where registers are that a device may be named after.
        self.bases = {n: n.cell("reg", 0) or (n.cells("reg") + [0, 0])[1]
                      for n in root.walk()
                      if n.parent is not None and _wide(n.parent)}
        self.bases = {n: b for n, b in self.bases.items()
                      if b >= fake_more.WINDOW}
        self.regions = reserved(root)
        for node in root.walk():
            if topology.is_iommu(node):
                self.counts[node] = topology.facts(node)
        self.names = any(map(self._qualcomm, self.counts))

    def _qualcomm(self, node):
        return self.arch == "arm64" and any(
            c.startswith("qcom,") for c in node.strings("compatible"))

    def is_master(self, node):
        return "compatible" in node.props and (
            "iommus" in node.props or topology.phandle(node) in self.old)

    def run(self):
        """Rewrites the tree in place; false if nothing in it is alive."""
        chosen = self.root.child("chosen")
        words = " ".join(chosen.strings("bootargs") if chosen else [])
        for node in list(self.root.children):
            if node.name.split("@")[0] in OWN_ROOTS:
                self.root.drop(node.name)
        self.root.children = [c for c in self.root.children
                              if self._wanted(c)]
        name, known = map(self.root.strings, ("model", "compatible"))
        self.root.props = {}
        own = machine.graft(self.root, self.arch)
        for node in self.regions:
            node.keep_props(REGION_KEEPS)
            self.root.child("reserved-memory").adopt(node)
        self._identity(known)
        self.root.set_strings("model", *(name or ["unnamed"]))
        # The board's console is not here; what IOMMUs look at stays.
        self.root.child("chosen").set_strings("bootargs", " ".join(
            word for word in words.split()
            if word.startswith(("iommu.", "arm-smmu"))))
        nodes = list(self.root.walk())
        for node in self.larbs:
            fake_soc.larb(node, self.root, self.space, None)
        alive = [self._iommu(n, own) for n in self.counts if n in nodes]
        return any(alive) and any(self.is_master(n) and n.available
                                  for n in nodes)

    def _identity(self, known):
        """What the machine is called, where a driver asks for it."""
        renesas = fake_more.product(self.root, self.space, known) is not None
        self.root.set_strings("compatible", *(known if renesas else []),
                              "linux,dummy-virt")
        if not renesas or self.arch != "arm64":
            return
        fake_more.window(self.root)
        for node in self.root.walk():
            base = self.bases.get(node)
            if base is not None and self.is_master(node):
                node.set_cells("reg", 0, base, 0, 0x200)

    def _wanted(self, node):
        """Strips a subtree to buses, IOMMUs and masters; False if none."""
        if node.strings("device_type") == ["pci"]:
            node.children = []
        if "iommu-map" in node.props and node.available:
            self.left.append((node.path, "the bus behind it is not here"))
        if "harness,supplier" in node.props:
            return True
        if topology.is_larb(node):
            node.keep_props(LARB_KEEPS)
            node.children = []
            self.larbs.append(node)
            return True
        iommu, master = topology.is_iommu(node), self.is_master(node)
        dma = self._dma_keeps(node)
        named = topology.is_named(node)
        if iommu:
            driver, _ = drivers.of(node.strings("compatible"))
            node.keep_props(IOMMU_KEEPS + ("compatible",) +
                            (driver.keeps if driver else ()) +
                            (SUPPLIES if "harness,suppliers" in node.props else ()))
            if not driver or not driver.contexts:
                node.children = []
            return True
        node.children = [c for c in node.children if self._wanted(c)]
        # By name some of Qualcomm's have a type of their own; but there are
        # no registers to be an AMBA device with.
        own = [c for c in node.strings("compatible")
               if master and self.names and c != "arm,primecell"]
        kinds = own + (["virtio,mmio"] if master else []) + (
            ["simple-bus"] if node.children else [])
        node.keep_props((MASTER_KEEPS if master else BUS_KEEPS) +
                        (("compatible",) if named else ()) + dma)
        if kinds and not named:
            node.set_strings("compatible", *kinds)
        if node.children:
            node.set_cells("#address-cells", 2)
            node.set_cells("#size-cells", 2)
            node.props["ranges"] = b""
        return bool(kinds)

    def _dma_keeps(self, node):
        """Properties that mean what they did, if cells do not change."""
        if not self.regions or not _wide(node.parent):
            return ()
        return ("memory-region",) + (("dma-ranges",) if _wide(node) else ())

    def _iommu(self, node, own):
        """Gives an IOMMU registers; what cannot have any is disabled."""
        if topology.is_named(node):
            return node.available
        known = node.strings("compatible")
        driver, names = drivers.of(known)
        if not any(map(self.built, drivers.kconfig(known))) and not driver:
            return node.available
        if driver is None or (driver.put is None and self.v3_taken):
            if node.available:
                self.left.append((node.path, ONE_V3 if driver else NO_DEVICE))
            node.set_strings("status", "disabled")
            return False
        # A SoC's own name would bring in what is not here; but Qualcomm's
        # calls to firmware are answered.
        if not self._qualcomm(node):
            node.set_strings("compatible", *names)
        if self._qualcomm(node) or names[0].endswith("-iommu-infra"):
            firmware.add(self.root)
        if driver.put is None:
            self.v3_taken = node.available
            fake.smmu_v3(node, own)
        else:
            driver.put(node, self.root, self.space, self.counts[node])
        if "harness,no-reg" in node.props:
            del node.props["reg"]
        if node.available:
            self.moved.append(node)
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
