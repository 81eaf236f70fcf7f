# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""The same topology, the same bytes.

Phandles count up through a whole board's tree, so that boards of one SoC
differ in every one of them; no kernel groups by their values.
"""
import machine
import topology

FIRST = 0x100
LISTS = ("iommus", "memory-region", "mmu-masters", "mediatek,larbs",
         "mediatek,smi")
# A phandle, and what is none, of a length that no node states.
FIRST_ONLY = ("renesas,ipmmu-main",)
CELLS = {"iommus": "#iommu-cells", "mmu-masters": "#stream-id-cells"}


def _renamed(cells, names, sizes):
    """A list of phandles with arguments; None where it cannot be followed."""
    at = 0
    while at < len(cells):
        if cells[at] not in sizes:
            return None
        size = sizes[cells[at]]
        cells[at] = names.get(cells[at], cells[at])
        at += 1 + size
    return cells


def _sizes(root, word):
    return {topology.phandle(n): n.cell(word, 0) for n in root.walk()}


def renumber(root):
    """Gives phandles the order of the tree; false if one leads nowhere."""
    names = {}
    for node in root.walk():
        handle = topology.phandle(node)
        if handle is not None and handle < machine.PHANDLES - 0x100:
            names[handle] = FIRST + len(names)
    new = []
    for word in LISTS:
        sizes = _sizes(root, CELLS.get(word, "harness,none"))
        for node in root.walk():
            if node.cells(word):
                new.append((node, word, _renamed(node.cells(word), names,
                                                 sizes)))
    for node in root.walk():
        for word in FIRST_ONLY:
            cells = node.cells(word)
            if cells:
                new.append((node, word, [names.get(cells[0], cells[0])] +
                            cells[1:]))
    if any(cells is None for _, _, cells in new):
        return False
    for node, word, cells in new:
        node.set_cells(word, *cells)
    for node in root.walk():
        for word in ("phandle", "linux,phandle"):
            if node.cell(word) in names:
                node.set_cells(word, names[node.cell(word)])
        node.props = dict(sorted(node.props.items()))
    return True
