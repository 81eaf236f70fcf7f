# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Mistakes in an iommu-map."""
from . import SMMU_V2, kind, pick


def change(b, rng, edit):
    """The host after @edit has changed its cells."""
    host = pick(rng, b.hosts)
    if not host:
        return None
    cells = host.cells("iommu-map")
    edit(host, cells)
    host.set_cells("iommu-map", *cells)
    return host


@kind
def map_row_dangles(b, rng):
    def edit(host, cells):
        cells[1 + 4 * rng.randrange(len(cells) // 4)] = b.free()
    return change(b, rng, edit)


@kind
def map_cell_missing(b, rng):
    return change(b, rng, lambda host, cells: cells.pop())


@kind
def map_to_no_iommu(b, rng):
    other = pick(rng, [p for p, n in b.phandles.items() if "#iommu-cells" not in n.props])
    return change(b, rng, lambda host, cells: cells.__setitem__(1, other))


@kind
def map_mask_hides_base(b, rng):
    def edit(host, cells):
        cells += [0x100, cells[1], 0x7000, 0x8]
        host.set_cells("iommu-map-mask", 0xff)
    return change(b, rng, edit)


@kind
def map_row_shadowed(b, rng):
    def edit(host, cells):
        cells += [cells[0], cells[1], 0x7000, cells[3]]
    return change(b, rng, edit)


@kind
def map_rows_overlap(b, rng):
    def edit(host, cells):
        cells[:] = [0, cells[1], 0x6000, 0x180, 0x100, cells[1], 0x7000, 0x180]
    return change(b, rng, edit)


@kind
def map_row_outside_buses(b, rng):
    def edit(host, cells):
        host.set_cells("bus-range", 0, 1)
        cells[:] = [0, cells[1], 0x6000, 0x200, 0x800, cells[1], 0x7000, 0x100]
    return change(b, rng, edit)


@kind
def map_emptied(b, rng):
    return change(b, rng, lambda host, cells: cells.clear())


@kind
def map_row_without_ids(b, rng):
    def edit(host, cells):
        cells += [0x9000, cells[1], 0x7000, 0]
    return change(b, rng, edit)


@kind
def map_beyond_ids(b, rng):
    def edit(host, cells):
        cells[3] = 0x20000
    return change(b, rng, edit)


@kind
def map_output_too_wide(b, rng):
    hosts = [h for h in b.hosts if b.rows(h)[0][1] in b.used(*SMMU_V2)]
    host = pick(rng, hosts)
    if host:
        cells = host.cells("iommu-map")
        cells[2] = 0x1ff00
        host.set_cells("iommu-map", *cells)
    return host


@kind
def map_rows_give_the_same(b, rng):
    def edit(host, cells):
        cells[:] = [0, cells[1], 0x6000, 0x100, 0x100, cells[1], 0x6080, 0x100]
    return change(b, rng, edit)


@kind
def map_of_five_cells(b, rng):
    def edit(host, cells):
        cells[:] = [0, cells[1], 0x6000, 0, 1, 1, cells[1], 0x6001, 0, 1]
    return change(b, rng, edit)


@kind
def map_of_four_cells_for_two(b, rng):
    iommu = pick(rng, [i for i in b.used(*SMMU_V2) if i.cell("#iommu-cells") == 2])
    host = iommu and pick(rng, [n for n in b.nodes if n.strings("device_type") == ["pci"]
                                and "iommu-map" not in n.props and n.available and n.parent and
                                n.parent.strings("device_type") != ["pci"]])
    if not host:
        return None
    host.set_cells("iommu-map", 0, b.phandle(iommu), 0x6000, 0x100,
                   0x100, b.phandle(iommu), 0x6100, 0x100)
    return host


@kind
def map_of_wide_ids(b, rng):
    host = map_of_four_cells_for_two(b, rng)
    if host:
        host.set_cells("iommu-map", 0, host.cell("iommu-map") or host.cells("iommu-map")[1],
                       0x6000, 0, 0x100)
    return host


@kind
def map_on_no_bus(b, rng):
    host = pick(rng, b.hosts)
    node = host and pick(rng, [m for m in b.nodes if m.available and "reg" in m.props
                               and m.parent is host.parent and "iommus" not in m.props
                               and "iommu-map" not in m.props and "compatible" in m.props
                               and "device_type" not in m.props])
    if not node:
        return None
    node.props["iommu-map"] = host.props["iommu-map"]
    return node


@kind
def map_covers_nothing(b, rng):
    def edit(host, cells):
        host.set_cells("bus-range", 0, 0xf)
        cells[:] = [0x8000, cells[1], 0x6000, 0x100]
    return change(b, rng, edit)


@kind
def map_for_old_readers(b, rng):
    host = map_of_wide_ids(b, rng)
    if not host:
        return None
    cells = host.cells("iommu-map")
    host.set_cells("iommu-map", *cells[:4], 1, 1, cells[1], 0x6001, 0, 1)
    return host, ["--consumer", "u-boot"]
