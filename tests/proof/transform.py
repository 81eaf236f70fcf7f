# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Trees that are others, and of which a kernel makes the same."""
import copy
import struct

import fdt

UNRELATED = 0x7eed0000


def phandles(root):
    """Every phandle of a tree -> its node."""
    return {n.cell("phandle"): n for n in root.walk() if "phandle" in n.props}


def references(root):
    """(node, property, offset) of each cell that is a phandle, as dtc -@ or
    the generator of random boards knows them; None where nobody does."""
    known = root.child("__local_fixups__")
    if known is not None:
        return [(_at(root, n.path), name, at)
                for n in known.walk() for name in n.props
                for at in n.cells(name)]
    if not any(n.name.startswith("master-") for n in root.walk()):
        return None
    sizes = {h: n.cell("#iommu-cells", 0) for h, n in phandles(root).items()}
    found = []
    for node in root.walk():
        cells, at = node.cells("iommus"), 0
        while at < len(cells):
            if cells[at] in sizes:
                found.append((node, "iommus", at * 4))
            # A list that names nothing is read no further, by anybody.
            at += 1 + sizes.get(cells[at], len(cells))
    return found


def _at(root, path):
    """The node that a path below __local_fixups__ speaks of."""
    for name in path.split("/")[2:]:
        root = root.child(name)
    return root


def renumbered(root, pick):
    """Other phandles. One that no node has stays so."""
    root = copy.deepcopy(root)
    cells = references(root)
    if cells is None:
        return None
    old = sorted(phandles(root))
    new = dict(zip(old, pick.sample(range(0x100000, 0x200000), len(old))))
    for node, name, at in cells:
        raw = node.props[name]
        value, = struct.unpack_from(">I", raw, at)
        node.props[name] = (raw[:at] + struct.pack(">I", new[value]) +
                            raw[at + 4:])
    for node in root.walk():
        for name in ("phandle", "linux,phandle"):
            if name in node.props:
                node.set_cells(name, new[node.cell(name)])
    return root


def shuffled_properties(root, pick):
    """Properties of each node in another order."""
    root = copy.deepcopy(root)
    for node in root.walk():
        names = list(node.props)
        pick.shuffle(names)
        node.props = {name: node.props[name] for name in names}
    return root


def permuted(root, pick):
    """Nodes in another order, wherever no master competes for anything."""
    root = copy.deepcopy(root)
    for node in root.walk():
        pick.shuffle(node.children)
    return root


def crowded(root, pick):
    """Unrelated nodes in between: devices without DMA, some disabled."""
    root = copy.deepcopy(root)
    places = [n for n in root.walk() if n.name in ("", "soc") or
              "simple-bus" in n.strings("compatible")]
    for number in range(pick.randrange(1, 12)):
        place = pick.choice(places)
        node = fdt.Node("unrelated-%d" % number, place)
        node.set_strings("compatible", "example,unrelated")
        if pick.random() < 0.3:
            node.set_strings("status", "disabled")
        if pick.random() < 0.3:
            node.set_cells("phandle", UNRELATED + number)
        place.children.insert(pick.randrange(len(place.children) + 1), node)
    return root


ALL = (renumbered, shuffled_properties, permuted, crowded)


def competes(plan):
    """Does it matter who comes first? Where one has lost, or shares."""
    return (any(u["reason"] != "iommu-disabled" for u in plan["unprotected"]) or
            any(len(g["devices"]) > 1 for g in plan["groups"]) or
            any(i["state"] not in ("active", "disabled")
                for i in plan["iommus"]))


def outcome(plan):
    """What holds in whatever order: groups, and who has none."""
    return (sorted((g["key"], g["domain"], g["confidence"], sorted(g["devices"]))
                   for g in plan["groups"]),
            sorted((u["path"], u["reason"], u["effect"])
                   for u in plan["unprotected"]),
            sorted((i["path"], i["state"]) for i in plan["iommus"]))


def compared(change, before, after):
    """What differs between two plans, "" where nothing, None: not asked."""
    # What is read as a phandle and is none may be the number of a node.
    if change is renumbered and any(u["reason"] == "not-an-iommu"
                                    for u in before["unprotected"]):
        return None
    if change is permuted:
        if competes(before):
            return None
        before, after = outcome(before), outcome(after)
        names = range(len(before))
    else:
        names = sorted(set(before) | set(after))
        before, after = ({n: p.get(n) for n in names} for p in (before, after))
    return "; ".join("%s: %.200s, and then %.200s" % (n, before[n], after[n])
                     for n in names if before[n] != after[n])
