# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""A tree as whoever makes mistakes in it sees it: IOMMUs, masters, hosts."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "kernel"))
import fdt  # noqa: E402  the harness's own reader, independent of lib/


class Entry:
    """One entry of an iommus list: where it stands, whom it names."""

    def __init__(self, at, iommu, cells):
        self.at, self.iommu, self.cells = at, iommu, cells


class Board:
    def __init__(self, path):
        self.root = fdt.load(path)
        self.nodes = list(self.root.walk())
        self.phandles = {n.cell("phandle"): n for n in self.nodes if "phandle" in n.props}
        self.iommus = [n for n in self.nodes if "#iommu-cells" in n.props and n.available]
        self.masters = [n for n in self.nodes
                        if n.available and "compatible" in n.props and self.entries(n)]
        self.hosts = [n for n in self.nodes if n.available and self.rows(n)]

    def entries(self, node):
        """The whole list, or nothing where any of it is odd already."""
        cells, at, out = node.cells("iommus"), 0, []
        while at < len(cells):
            iommu = self.phandles.get(cells[at])
            if iommu is None or not iommu.available or "#iommu-cells" not in iommu.props:
                return []
            width = iommu.cell("#iommu-cells")
            out.append(Entry(at, iommu, cells[at + 1:at + 1 + width]))
            at += 1 + width
        return out if at == len(cells) else []

    def rows(self, node):
        """(base, IOMMU, output, length) of a map of four-cell rows."""
        cells = node.cells("iommu-map")
        if node.strings("device_type") != ["pci"] or not cells or len(cells) % 4:
            return []
        out = [(b, self.phandles.get(p), o, n) for b, p, o, n in zip(*[iter(cells)] * 4)]
        ok = all(i in self.iommus and i.cell("#iommu-cells") == 1 and n for b, i, o, n in out)
        return out if ok else []

    def users(self, iommu):
        return [m for m in self.masters if any(e.iommu is iommu for e in self.entries(m))]

    def used(self, *compatibles):
        """IOMMUs in use, of these kinds if any are named; their ends may do."""
        return [i for i in self.iommus
                if (not compatibles or any(c.endswith(compatibles) for c in i.strings("compatible")))
                and self.users(i)]

    def masters_of(self, *compatibles):
        return [m for m in self.masters
                if self.entries(m)[0].iommu in self.used(*compatibles)]

    def set_entry(self, node, entry, *cells):
        all_cells = node.cells("iommus")
        all_cells[entry.at:entry.at + len(cells)] = cells
        node.set_cells("iommus", *all_cells)

    def append(self, node, name, *cells):
        node.set_cells(name, *node.cells(name), *cells)

    def phandle(self, node):
        """The node's, given to it if it has none."""
        if "phandle" not in node.props:
            node.set_cells("phandle", self.free())
            self.phandles[node.cell("phandle")] = node
        return node.cell("phandle")

    def free(self):
        """A phandle nobody has."""
        return max(self.phandles, default=0) + 7

    def blob(self):
        return fdt.flatten(self.root)
