# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""QEMU's tree with another iommu-map, and perhaps another IOMMU."""
import functools
import os
import subprocess
import tempfile

import capture
import fake
import fdt
import machine

V3, V2, NOBODY = "smmuv3", "smmuv2", "nobody"
PHANDLE = {V2: 0x7000, NOBODY: 0xdead}


@functools.lru_cache
def blob(start):
    """The tree QEMU makes when it is started with that, a machine last."""
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "machine.dtb")
        subprocess.run([*start[:-1], start[-1] + ",dumpdtb=" + path],
                       check=True, stderr=subprocess.DEVNULL)
        with open(path, "rb") as file:
            return file.read()


def reserve(root):
    area = root.child("reserved-memory", create=True)
    for name in ("#address-cells", "#size-cells"):
        area.set_cells(name, 2)
    area.props["ranges"] = b""
    node = area.child("registers@%x" % machine.FAKE_BASE, create=True)
    node.set_cells("reg", 0, machine.FAKE_BASE, 0, machine.FAKE_SIZE)
    node.props["no-map"] = b""


def _smmu_v2(root, banks, match_mask):
    node = root.child("iommu@%x" % machine.FAKE_BASE, create=True)
    node.set_cells("reg", 0, machine.FAKE_BASE, 0, 0x100000)
    node.set_strings("compatible", "arm,mmu-500")
    node.set_cells("#global-interrupts", 1)
    node.set_cells("phandle", PHANDLE[V2])
    if match_mask is not None:
        node.set_cells("stream-match-mask", match_mask)
    fake.smmu(node, root, fake.Space(), 1 + banks)
    reserve(root)
    return node


def _cells(rows, wide):
    """An iommu-map, and where each row that names an IOMMU has two cells."""
    for base, kind, out, count in rows:
        yield from (base, PHANDLE[kind], out)
        if wide and kind == V2:
            yield 0
        yield count


def make(rows, kinds=(V3,), mask=None, cells=1, banks=64, match_mask=None,
         words=None, wide=False):
    """QEMU's tree with these IOMMUs, and a host with this iommu-map.

    cells: #iommu-cells of the SMMUv2; wide: its rows are of as many cells
    banks: context interrupts it has; words: boot arguments
    """
    root = fdt.parse(blob(capture.START))
    host = next(n for n in root.children if n.name.startswith("pcie@"))
    own = next(n for n in root.children if n.name.startswith("smmuv3"))
    PHANDLE[V3] = own.cell("phandle")
    # Other ones each time, as if it were another tree.
    for seed in ("kaslr-seed", "rng-seed"):
        root.child("chosen", create=True).props.pop(seed, None)
    if V3 not in kinds:
        root.drop(own.name)
    if V2 in kinds:
        _smmu_v2(root, banks, match_mask).set_cells("#iommu-cells", cells)
    host.set_cells("iommu-map", *_cells(rows, wide))
    if mask is not None:
        host.set_cells("iommu-map-mask", mask)
    if words:
        root.child("chosen", create=True).set_strings("bootargs", words)
    return root


def driven(root):
    """Does the kernel have to find the IOMMU itself, with a driver of a bus?"""
    return any("#iommu-cells" in node.props and not any(
        name.startswith("arm,") for name in node.strings("compatible"))
               for node in root.walk())
