# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Masters that want each other's streams, and more than there is."""
from . import SMMU_V2, SMMU_V3, kind, pick


def two(b, rng, masters):
    """Two masters of one IOMMU that have nothing to do with each other, each
    with its first entry."""
    masters = list(masters)
    rng.shuffle(masters)
    for a in masters:
        for c in masters:
            x, y = b.entries(a)[0], b.entries(c)[0]
            apart = not (a.path + "/").startswith(c.path + "/") and \
                not (c.path + "/").startswith(a.path + "/")
            if x.iommu is y.iommu and apart and x.cells != y.cells and \
                    a.name.split("@")[0] != c.name.split("@")[0] and \
                    not {b.phandle(a), b.phandle(c)} & set(a.cells("dmas") + c.cells("dmas")):
                return a, x, c, y
    return None


@kind
def stream_of_another_v3(b, rng):
    """No upstream board has two of them, so both get their iommus here."""
    iommu = pick(rng, [i for i in b.iommus if SMMU_V3[0] in i.strings("compatible")])
    free = iommu and [n for n in b.root.children if n.available and "reg" in n.props
                      and "compatible" in n.props and "iommus" not in n.props
                      and "#iommu-cells" not in n.props and "device_type" not in n.props]
    if not free or len(free) < 2:
        return None
    a, c = rng.sample(free, 2)
    for node in a, c:
        node.set_cells("iommus", b.phandle(iommu), 0x4321)
    return a


@kind
def stream_of_another_v2(b, rng):
    found = two(b, rng, b.masters_of(*SMMU_V2))
    if not found:
        return None
    a, x, c, y = found
    b.set_entry(a, x, b.phandle(x.iommu), *y.cells)
    return a


@kind
def masks_that_cross(b, rng):
    found = two(b, rng, [m for m in b.masters_of(*SMMU_V2) if len(b.entries(m)[0].cells) == 2])
    if not found:
        return None
    a, x, c, y = found
    if y.cells[1] & 0x2:
        return None
    b.set_entry(c, y, b.phandle(y.iommu), y.cells[0], y.cells[1] | 0x1)
    b.set_entry(a, x, b.phandle(x.iommu), y.cells[0] ^ 0x1, (y.cells[1] & ~0x1) | 0x2)
    return a


@kind
def own_masks_that_cross(b, rng):
    master = pick(rng, [m for m in b.masters_of(*SMMU_V2) if len(b.entries(m)[0].cells) == 2])
    if not master:
        return None
    entry = b.entries(master)[0]
    sid = entry.cells[0] & 0x7f00
    master.set_cells("iommus", b.phandle(entry.iommu), sid | 0xc, 0x40,
                     b.phandle(entry.iommu), sid | 0x2c, 0x20)
    return master


@kind
def narrow_before_wide(b, rng):
    found = two(b, rng, [m for m in b.masters_of(*SMMU_V2) if len(b.entries(m)[0].cells) == 2])
    if not found:
        return None
    a, x, c, y = found
    if y.cells[1]:
        return None
    b.set_entry(a, x, b.phandle(x.iommu), y.cells[0] & ~7, 7)
    return a


@kind
def too_few_context_interrupts(b, rng):
    iommu = pick(rng, [i for i in b.used("arm,mmu-500", "qcom,smmu-v2")
                       if len(b.users(i)) > 3 and "interrupts" in i.props])
    if not iommu:
        return None
    taken = {tuple(e.cells) for m in b.users(iommu) for e in b.entries(m)}
    if len(taken) < 4:
        return None
    keep = iommu.cell("#global-interrupts", 1) + 1
    width = 4 if len(iommu.cells("interrupts")) % 3 else 3
    iommu.set_cells("interrupts", *iommu.cells("interrupts")[:keep * width])
    return iommu


@kind
def map_into_a_masters_stream(b, rng):
    for host in rng.sample(b.hosts, len(b.hosts)):
        base, iommu, out, length = b.rows(host)[0]
        master = pick(rng, [m for m in b.users(iommu) if len(b.entries(m)[0].cells) == 1
                            and iommu in b.used(*SMMU_V2, *SMMU_V3)])
        if master:
            sid = b.entries(master)[0].cells[0]
            host.set_cells("iommu-map", base, b.phandle(iommu), max(sid - 3, 0), 0x100)
            return host
    return None
