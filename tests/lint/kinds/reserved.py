# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Mistakes in reserved IOVAs."""
from . import SMMU_V2, SMMU_V3, kind, pick


def region(b, rng, name="mistake"):
    """A region of its own for a master, which names it; with its node."""
    master = pick(rng, [m for m in b.masters_of(*SMMU_V2, *SMMU_V3)
                        if "memory-region" not in m.props
                        and m.parent.cell("#size-cells")])
    if not master:
        return None, None
    parent = b.root.child("reserved-memory", create=True)
    parent.set_cells("#address-cells", 2)
    parent.set_cells("#size-cells", 2)
    parent.props["ranges"] = b""
    new = parent.child(name, create=True)
    master.set_cells("memory-region", b.phandle(new))
    return master, new


def numbers(b, master, base, size):
    """Address and size in the cells of the master's bus."""
    def split(value, cells):
        return [value >> 32 * (cells - 1 - n) & 0xffffffff for n in range(cells)]
    bus = master.parent
    while bus.parent and "#address-cells" not in bus.props:
        bus = bus.parent
    return split(base, bus.cell("#address-cells", 2)) + split(size, bus.cell("#size-cells", 1))


@kind
def iova_of_nobody(b, rng):
    master, node = region(b, rng)
    if node:
        node.set_cells("iommu-addresses", b.free(), *numbers(b, master, 0x10000000, 0x1000))
    return node


@kind
def iova_cut_short(b, rng):
    master, node = region(b, rng)
    if node:
        node.set_cells("iommu-addresses", b.phandle(master),
                       *numbers(b, master, 0x10000000, 0x1000)[:-1])
    return node


@kind
def iova_not_referred_to(b, rng):
    master, node = region(b, rng)
    if node:
        node.set_cells("iommu-addresses", b.phandle(master),
                       *numbers(b, master, 0x10000000, 0x1000))
        del master.props["memory-region"]
    return node


@kind
def iova_in_msi_window(b, rng):
    master, node = region(b, rng)
    if node:
        node.set_cells("iommu-addresses", b.phandle(master),
                       *numbers(b, master, 0x08040000, 0x1000))
    return node


@kind
def iovas_overlap(b, rng):
    master, node = region(b, rng)
    if not node:
        return None
    where = numbers(b, master, 0x20000000, 0x10000)
    node.set_cells("reg", 0, 0x20000000, 0, 0x10000)    # mapped 1:1, and the other kept free
    node.set_cells("iommu-addresses", b.phandle(master), *where)
    other = node.parent.child("mistake-too", create=True)
    other.set_cells("iommu-addresses", b.phandle(master),
                    *numbers(b, master, 0x20008000, 0x10000))
    b.append(master, "memory-region", b.phandle(other))
    return rng.choice([node, other])


@kind
def iommu_ranges_not_read(b, rng):
    master = pick(rng, b.masters_of(*SMMU_V2, *SMMU_V3))
    if master:
        master.set_cells("iommu-ranges", *numbers(b, master, 0x0, 0x40000000))
    return master
