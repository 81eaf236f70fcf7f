# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""What a board's tree says about its IOMMUs, before anything is rewritten."""
import collections

# How many interrupts and how many register windows a node has.
Facts = collections.namedtuple("Facts", "interrupts windows")


def facts(node):
    return Facts(interrupts(node), banks(node))


def is_named(node):
    """A case of the harness itself wants its compatible left alone."""
    return any(c.startswith("harness,") for c in node.strings("compatible"))


def is_iommu(node):
    return "#iommu-cells" in node.props or "mmu-masters" in node.props


def is_larb(node):
    """What stands between MediaTek's masters and their IOMMU."""
    return any(c.startswith("mediatek,") and
               c.endswith(("-smi-larb", "-smi-common")) or
               "-smi-common-" in c or c.endswith("-smi-sub-common")
               for c in node.strings("compatible"))


def phandle(node):
    return node.cell("phandle", node.cell("linux,phandle"))


def old_masters(root):
    """Phandles an "mmu-masters" list names; the sizes are the masters'."""
    known = {phandle(n): n for n in root.walk()}
    for iommu in root.walk():
        cells = iommu.cells("mmu-masters")
        while cells:
            master = known.get(cells[0])
            if master is None:
                break
            yield cells[0]
            cells = cells[1 + master.cell("#stream-id-cells", 0):]


def interrupts(node):
    """How many interrupts the board gave a node."""
    raw = len(node.cells("interrupts"))
    if not raw:
        return len(node.cells("interrupts-extended")) // 4
    at = node
    while at.parent and "interrupt-parent" not in at.props:
        at = at.parent
    parent = at.cell("interrupt-parent")
    top = at
    while top.parent:
        top = top.parent
    for other in top.walk():
        if parent is not None and phandle(other) == parent:
            return raw // other.cell("#interrupt-cells", 3)
    return raw // 3


def banks(node):
    """How many register windows a Rockchip IOMMU has."""
    parent = node.parent
    size = parent.cell("#address-cells", 2) + parent.cell("#size-cells", 1)
    return max(1, len(node.cells("reg")) // size)
