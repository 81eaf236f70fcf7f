# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""QEMU's tree with another iommu-map, and perhaps another IOMMU."""
import functools
import os
import subprocess
import tempfile

import capture  # noqa: F401, it finds the modules above
import fake
import fdt
import machine

V3, V2 = "smmuv3", "smmuv2"
PHANDLE_V2 = 0x7000


@functools.lru_cache
def _blob():
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "machine.dtb")
        subprocess.run(machine.COMMAND + [
            "-M", machine.MACHINE + ",dumpdtb=" + path], check=True,
                       stderr=subprocess.DEVNULL)
        with open(path, "rb") as file:
            return file.read()


def _reserve(root):
    area = root.child("reserved-memory", create=True)
    for name in ("#address-cells", "#size-cells"):
        area.set_cells(name, 2)
    area.props["ranges"] = b""
    node = area.child("registers@%x" % machine.FAKE_BASE, create=True)
    node.set_cells("reg", 0, machine.FAKE_BASE, 0, machine.FAKE_SIZE)
    node.props["no-map"] = b""


def _smmu_v2(root):
    node = root.child("iommu@%x" % machine.FAKE_BASE, create=True)
    node.set_strings("compatible", "arm,mmu-500")
    node.set_cells("#iommu-cells", 1)
    node.set_cells("#global-interrupts", 1)
    node.set_cells("phandle", PHANDLE_V2)
    fake.smmu(node, root, fake.Space(), 1 + 64)
    _reserve(root)


def make(kind=V3, rows=((0, 0, 0x10000),), mask=None):
    """A tree whose host maps (first RID, stream ID, count) rows."""
    root = fdt.parse(_blob())
    host = next(n for n in root.children if n.name.startswith("pcie@"))
    own = next(n for n in root.children if n.name.startswith("smmuv3"))
    target = own.cell("phandle")
    if kind == V2:
        root.drop(own.name)
        _smmu_v2(root)
        target = PHANDLE_V2
    host.set_cells("iommu-map", *[v for base, out, count in rows
                                  for v in (base, target, out, count)])
    if mask is not None:
        host.set_cells("iommu-map-mask", mask)
    return root
