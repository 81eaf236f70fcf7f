# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Machines of more than QEMU's one host and one SMMUv3.

A machine is what QEMU is started with and a tree that says so. Those that need
more than Debian 12's QEMU want a newer one: tests/fetch/qemu.sh.
"""
import copy
import functools
import os
import shutil

import buses
import fdt
import guest
import machine
import tree

NEWER = os.path.join(guest.cache(), "qemu", "qemu-system-aarch64")
PLAIN = "virt,gic-version=3"
# Of the buses behind one ECAM window each host gets so many.
BUSES, ECAM = 0x10, 0x4010000000
LOW, LOW_SIZE = 0x10000000, 0x0c000000
HIGH, HIGH_SIZE = 0x8000000000, 0x1000000000
# Where QEMU 11 puts SMMUv3s that are devices, and their first interrupt.
SMMU, SMMU_SIZE, SMMU_IRQ = 0x0c000000, 0x20000, 0x70
PHANDLE = 0x7100


def _split(value):
    return value >> 32, value & 0xffffffff


def hosts(root, count):
    """The tree's host as so many, each with buses of its own."""
    first = next(n for n in root.children if n.name.startswith("pcie@"))
    for n in range(count):
        host = first if n == 0 else copy.deepcopy(first)
        host.name = "pcie@%x" % (LOW + n * LOW_SIZE)
        host.set_cells("reg", *_split(ECAM + (n * BUSES << 20)),
                       *_split(BUSES << 20))
        host.set_cells("bus-range", n * BUSES, n * BUSES + BUSES - 1)
        host.set_cells("linux,pci-domain", n)
        low, high = LOW + n * LOW_SIZE, HIGH + n * HIGH_SIZE
        host.set_cells("ranges", 0x2000000, 0, low, 0, low, 0, LOW_SIZE,
                       0x3000000, *_split(high), *_split(high),
                       *_split(HIGH_SIZE))
        if n:
            root.adopt(host)
        yield host


def _map(host, *rows):
    host.set_cells("iommu-map", *(cell for row in rows for cell in row))


def _pxb(count, smmus=False):
    """QEMU's extra hosts, and an SMMUv3 for each host where there are some."""
    for n in range(1, count):
        yield "pxb-pcie,id=host%d,bus_nr=%d,bus=pcie.0,addr=%x.0" % (
            n, n * BUSES, 0x10 + n)
    for n in range(count) if smmus else ():
        yield "arm-smmuv3,primary-bus=%s" % ("host%d" % n if n else "pcie.0")


def _behind(bus, n, without):
    """A port with ACS, and one without where QEMU still can do without."""
    for name, more in (("a", ""), ("b", without)):
        port = "%s%d" % (name, n)
        # QEMU numbers the first free slot, which a host's own bus has as well.
        yield "pcie-root-port,id=%s,chassis=%d,bus=%s%s,addr=%x.0" % (
            port, 2 * n + (name == "b") + 1, bus, more, 3 + (name == "b"))
        yield buses.endpoint(port, "0.0", buses.MULTI)
        yield buses.endpoint(port, "0.1", buses.MULTI)


def _all_behind(count, without=""):
    for n in range(count):
        yield from _behind("host%d" % n if n else "pcie.0", n, without)


def _one_smmu(root):
    phandle = next(n for n in root.children if n.name.startswith(
        "smmuv3")).cell("phandle")
    for n, host in enumerate(hosts(root, 3)):
        _map(host, (n * BUSES << 8, phandle, n * BUSES << 8, BUSES << 8))


def _one_domain(root):
    """Of two hosts with one domain number the second never comes."""
    _one_smmu(root)
    for host in [n for n in root.children if n.name.startswith("pcie@")][:2]:
        host.set_cells("linux,pci-domain", 0)


def _smmu(root, n):
    node = root.child("smmuv3@%x" % (SMMU + n * SMMU_SIZE), create=True)
    node.set_strings("compatible", "arm,smmu-v3")
    node.set_cells("reg", 0, SMMU + n * SMMU_SIZE, 0, SMMU_SIZE)
    node.set_cells("interrupts", *(cell for i in range(4) for cell in (
        0, SMMU_IRQ + 4 * n + i, 1)))
    node.set_strings("interrupt-names", "eventq", "priq", "cmdq-sync",
                     "gerror")
    node.set_cells("#iommu-cells", 1)
    node.set_cells("phandle", PHANDLE + n)
    node.props["dma-coherent"] = b""


def _three_smmus(root, third=True):
    for n in [i for i, c in enumerate(list(root.children))
              if c.name.startswith("smmuv3")][::-1]:
        del root.children[n]
    for n, host in enumerate(hosts(root, 3)):
        _smmu(root, n)
        _map(host, (n * BUSES << 8, PHANDLE + n, n * BUSES << 8, BUSES << 8))
    if not third:
        root.child("smmuv3@%x" % (SMMU + 2 * SMMU_SIZE)).set_strings(
            "status", "disabled")


def _load(root):
    """Virtio's drivers may be modules."""
    root.child("chosen", create=True).set_strings("bootargs", "load=virtio")


def _host(root):
    return next(n for n in root.children if n.name.startswith("pcie@"))


def _virtio_pci(root):
    own = 1 << 3
    node = _host(root).child("iommu@1,0", create=True)
    node.set_strings("compatible", "pci1af4,1057")
    node.set_cells("reg", own << 8, 0, 0, 0, 0)
    node.set_cells("#iommu-cells", 1)
    node.set_cells("phandle", PHANDLE)
    _map(_host(root), (0, PHANDLE, 0, own),
         (own + 1, PHANDLE, own + 1, 0xffff - own))
    _load(root)


def _virtio_mmio(root):
    # QEMU fills its transports from the last to the first.
    node = max((n for n in root.children
                if n.name.startswith("virtio_mmio@")), key=lambda n: n.name)
    node.set_cells("#iommu-cells", 1)
    node.set_cells("phandle", PHANDLE)
    _map(_host(root), (0, PHANDLE, 0, 0x10000))
    _load(root)


# Of functions behind a PCIe-to-PCI bridge QEMU's virtio-iommu does not know the
# bridge's requester ID, fails the PROBE request, and from 6.15 nobody has a group.
_SOME = (buses.port("a", 1, addr="3.0"), buses.endpoint("a", "0.0", buses.MULTI),
         buses.endpoint("a", "0.1", buses.MULTI),
         buses.port("b", 2, buses.NO_ACS, "4.0"), buses.endpoint("b"),
         buses.endpoint("pcie.0", "5.0"))
_VFS = (buses.port("a", 1, addr="3.0"), "igb,bus=a,addr=0.0",
        "igb,bus=pcie.0,addr=5.0")

# name: (QEMU's machine, devices, what makes the tree of its own, newer QEMU)
MACHINES = {
    "hosts-one-smmu": (machine.MACHINE, [*_pxb(3), *_all_behind(3, buses.NO_ACS)],
                       _one_smmu, False),
    "hosts-one-domain": (machine.MACHINE, [
        *_pxb(3), *_all_behind(3, buses.NO_ACS)], _one_domain, False),
    "hosts-three-smmus": (PLAIN, [*_pxb(3, True), *_all_behind(3)],
                          _three_smmus, True),
    "hosts-two-smmus": (PLAIN, [*_pxb(3, True), *_all_behind(3)],
                        functools.partial(_three_smmus, third=False), True),
    "virtio-pci": (PLAIN, ["virtio-iommu-pci,addr=1.0", *_SOME],
                         _virtio_pci, False),
    "virtio-mmio": (PLAIN, ["virtio-iommu-device,primary-bus=pcie.0", *_SOME],
                    _virtio_mmio, False),
    "sr-iov": (machine.MACHINE, _VFS, None, True),
}


def _edit_vfs(root):
    root.child("chosen", create=True).set_strings("bootargs", "vfs=2")


def start(name):
    """What QEMU is started with; None where there is none that can be it."""
    kind, _, _, newer = MACHINES[name]
    program = NEWER if newer else machine.QEMU
    if not shutil.which(program):
        return None
    # Of the first version of virtio's transport no IOMMU can be had.
    return (program, *machine.COMMAND[1:], "-global",
            "virtio-mmio.force-legacy=false", "-M", kind)


def make(name):
    """The tree of a machine."""
    root = fdt.parse(tree.blob(start(name)))
    for seed in ("kaslr-seed", "rng-seed"):
        root.child("chosen", create=True).props.pop(seed, None)
    (MACHINES[name][2] or _edit_vfs)(root)
    return root
