# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""QEMU's "virt" machine: what it is started with, and its own device tree."""
import functools
import os
import shutil
import subprocess
import tempfile

import fdt

QEMU = os.environ.get("QEMU_AARCH64", "qemu-system-aarch64")
MACHINE = "virt,gic-version=3,iommu=smmuv3"
_COMMON = ["-m", "1G", "-nographic", "-no-reboot", "-nic", "none"]
COMMAND = [QEMU, "-cpu", "cortex-a57"] + _COMMON

ARMHF = os.environ.get("QEMU_ARM", "qemu-system-arm")
ARMHF_MACHINE = "virt,gic-version=2,highmem=off,iommu=smmuv3"

# Registers that no QEMU device answers live in RAM the kernel keeps out of.
FAKE_BASE, FAKE_SIZE = 0x74000000, 0x0c000000
# Transports with nothing behind them: from 0x10 on they read as zero and
# forget what is written.
SLOT_BASE, SLOT_SIZE, SLOTS = 0x0a000000, 0x200, 32

# What the kernel needs to run at all, and the one IOMMU QEMU has.
NEEDED = ("psci", "memory", "apb-pclk", "timer", "intc", "pl011", "cpus")
# Above every phandle dtc or a board would use.
PHANDLES = 0x40000000
REFERENCES = ("interrupt-parent", "clocks", "msi-parent", "phandle", "cpu")


def missing(arch):
    """QEMU's name, where it cannot be found."""
    name = command(arch)[0]
    return None if shutil.which(name) else name


def command(arch, more=""):
    """QEMU and its machine, for kernels of an architecture."""
    if arch == "armhf":
        return [ARMHF, "-cpu", "cortex-a15", *_COMMON, "-M", ARMHF_MACHINE]
    return COMMAND + ["-M", MACHINE + more]


@functools.lru_cache
def blob(arch):
    """The tree QEMU makes for this machine."""
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "machine.dtb")
        start = command(arch)
        subprocess.run(start[:-1] + [start[-1] + ",dumpdtb=" + path],
                       check=True, stderr=subprocess.DEVNULL)
        with open(path, "rb") as file:
            return file.read()


def _renumber(node):
    for name in REFERENCES:
        cells = node.cells(name)
        if cells and name in node.props:
            node.set_cells(name, *[c + PHANDLES if c >= 0x8000 else c
                                   for c in cells])


def graft(root, arch="arm64"):
    """Adds the machine to a tree; returns the machine's own SMMUv3 node."""
    own = fdt.parse(blob(arch))
    for node in own.walk():
        _renumber(node)
    root.props["interrupt-parent"] = own.props["interrupt-parent"]
    for name in ("#address-cells", "#size-cells"):
        root.set_cells(name, 2)
    for node in own.children:
        if node.name.split("@")[0] in NEEDED:
            root.drop(node.name)
            root.adopt(node)
    chosen = root.child("chosen", create=True)
    uart = next(c for c in own.children if c.name.startswith("pl011"))
    chosen.set_strings("stdout-path", uart.path)
    _reserve(root)
    return next(c for c in own.children if c.name.startswith("smmuv3"))


def clock(root):
    """A phandle of a clock that always runs."""
    return root.child("apb-pclk").cell("phandle")


def _reserve(root):
    area = root.child("reserved-memory", create=True)
    for name in ("#address-cells", "#size-cells"):
        area.set_cells(name, 2)
    area.props["ranges"] = b""
    fake = area.child("registers@%x" % FAKE_BASE, create=True)
    fake.set_cells("reg", 0, FAKE_BASE, 0, FAKE_SIZE)
    fake.props["no-map"] = b""
