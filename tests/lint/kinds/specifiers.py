# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Mistakes in an iommus list."""
from . import SMMU_V2, kind, pick


def any_entry(b, rng, masters=None):
    master = pick(rng, b.masters if masters is None else masters)
    return (master, pick(rng, b.entries(master))) if master else (None, None)


@kind
def iommus_dangling_phandle(b, rng):
    master, entry = any_entry(b, rng)
    if master:
        b.set_entry(master, entry, b.free())
    return master


@kind
def iommus_cell_missing(b, rng):
    master = pick(rng, [m for m in b.masters if b.entries(m)[-1].cells])
    if master:
        master.props["iommus"] = master.props["iommus"][:-4]
    return master


@kind
def iommus_odd_bytes(b, rng):
    master = pick(rng, b.masters)
    if master:
        master.props["iommus"] += bytes(rng.randrange(1, 4))
    return master


@kind
def iommus_other_node(b, rng):
    master, entry = any_entry(b, rng)
    if master:
        others = [p for p, n in b.phandles.items() if "#iommu-cells" not in n.props]
        b.set_entry(master, entry, rng.choice(others))
    return master


@kind
def iommus_zero_phandle(b, rng):
    master, entry = any_entry(b, rng)
    if master:
        b.set_entry(master, entry, 0)
    return master


@kind
def iommus_emptied(b, rng):
    master = pick(rng, b.masters)
    if master:
        master.props["iommus"] = b""
    return master


@kind
def iommus_cell_too_many(b, rng):
    master = pick(rng, b.masters)
    if master:
        b.append(master, "iommus", b.free())
    return master


@kind
def iommus_id_too_wide(b, rng):
    master, entry = any_entry(b, rng, b.masters_of(*SMMU_V2))
    if master:
        b.set_entry(master, entry, b.phandle(entry.iommu),
                    entry.cells[0] | 1 << rng.randrange(16, 32))
    return master


@kind
def iommus_id_bit_15(b, rng):
    master, entry = any_entry(b, rng, b.masters_of(*SMMU_V2))
    if master and entry.cells[0] >> 15:
        return None
    if master:
        b.set_entry(master, entry, b.phandle(entry.iommu), entry.cells[0] | 0x8000)
    return master


@kind
def iommus_mask_too_wide(b, rng):
    master, entry = any_entry(b, rng, [m for m in b.masters_of(*SMMU_V2)
                                       if len(b.entries(m)[0].cells) > 1])
    if not master or len(entry.cells) < 2:
        return None
    b.set_entry(master, entry, b.phandle(entry.iommu), entry.cells[0], 0x1007f)
    return master


@kind
def iommus_of_two_drivers(b, rng):
    master, entry = any_entry(b, rng)
    if not master:
        return None
    mine = entry.iommu.strings("compatible")
    other = pick(rng, [i for i in b.iommus if not set(mine) & set(i.strings("compatible"))
                       and i.cell("#iommu-cells") != entry.iommu.cell("#iommu-cells")])
    if not other:
        return None
    b.append(master, "iommus", b.phandle(other), *[1] * other.cell("#iommu-cells"))
    return master


@kind
def iommus_of_two_smmus(b, rng):
    master, entry = any_entry(b, rng, b.masters_of(*SMMU_V2))
    other = master and pick(rng, [i for i in b.used(*SMMU_V2) if i is not entry.iommu])
    if not other:
        return None
    b.append(master, "iommus", b.phandle(other), 0x7e, *[0] * (other.cell("#iommu-cells") - 1))
    return master


@kind
def iommus_entry_twice(b, rng):
    master, entry = any_entry(b, rng, [m for m in b.masters if b.entries(m)[0].cells])
    if not master or not entry.cells:
        return None
    b.append(master, "iommus", b.phandle(entry.iommu), *entry.cells)
    return master


@kind
def iommus_instead_of_map(b, rng):
    host = pick(rng, b.hosts)
    if host:
        iommu = b.rows(host)[0][1]
        del host.props["iommu-map"]
        host.set_cells("iommus", b.phandle(iommu), 0)
    return host


@kind
def iommus_below_pci(b, rng):
    host = pick(rng, b.hosts)
    if not host:
        return None
    child = host.child("endpoint@7,0", create=True)
    child.set_cells("reg", 0x3800, 0, 0, 0, 0)
    child.set_cells("iommus", b.phandle(b.rows(host)[0][1]), 0x38)
    return child


@kind
def iommus_where_no_device_is(b, rng):
    iommu = pick(rng, b.used())
    node = pick(rng, [n for n in b.nodes if n.parent and n.parent.parent is b.root
                      and n.parent.name in ("cpus", "reserved-memory")
                      and n.available and "iommus" not in n.props])
    if not iommu or not node:
        return None
    node.set_cells("iommus", b.phandle(iommu), *[1] * iommu.cell("#iommu-cells"))
    return node


@kind
def iommus_lost_by_a_twin(b, rng):
    def twins(node):
        return [m for m in b.masters if m is not node and m.parent is node.parent
                and m.props["compatible"] == node.props["compatible"]
                and m.name.split("@")[0] == node.name.split("@")[0]]
    node = pick(rng, [m for m in b.masters if "reg" in m.props and "iommu-map" not in m.props
                      and twins(m)])
    if node:
        del node.props["iommus"]
    return node
