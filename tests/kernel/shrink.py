# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Makes a tree that a kernel and the tool disagree on as small as it gets."""
import copy
import os
import subprocess

import fdt

# Properties a board may have or not.
OPTIONAL = ("stream-match-mask", "status", "harness,stream-matches",
            "harness,banks")
MOST_STEPS = 400


def _copies(root, paths, change):
    """A copy of the tree for each path, with its node changed."""
    for path in paths:
        new = copy.deepcopy(root)
        node = next(n for n in new.walk() if n.path == path)
        if change(node) is not False:
            yield new


def _without(node):
    node.parent.drop(node.name)


def _entries(node, root):
    """A master's list, cut where its entries begin."""
    sizes = {n.cell("phandle"): 1 + n.cell("#iommu-cells", 0)
             for n in root.walk() if "#iommu-cells" in n.props}
    cells, out = node.cells("iommus"), []
    while cells:
        size = sizes.get(cells[0], 2)
        out.append(cells[:size])
        cells = cells[size:]
    return out


def _shorter(root):
    for node in list(root.walk()):
        entries = _entries(node, root) if "iommus" in node.props else ()
        for n in range(len(entries) if len(entries) > 1 else 0):
            rest = [c for e in entries[:n] + entries[n + 1:] for c in e]
            yield from _copies(root, [node.path], lambda m, r=rest:
                               m.set_cells("iommus", *r))


def _plainer(root, top):
    for word in OPTIONAL:
        yield from _copies(
            root, [n.path for n in top.walk() if word in n.props],
            lambda m, w=word: m.props.pop(w))
    chosen = root.child("chosen")
    if chosen is not None and chosen.strings("bootargs"):
        yield from _copies(root, ["/chosen"],
                           lambda m: m.set_strings("bootargs", ""))


def smaller(root):
    """Trees that have a little less, the most first."""
    for top in [c for c in root.children if c.name.startswith("case-")]:
        yield from _copies(root, [n.path for n in top.children], _without)
        for bus in top.children:
            yield from _copies(root, [n.path for n in bus.children], _without)
        yield from _shorter(root)
        yield from _plainer(root, top)


def shrink(root, differs, steps=MOST_STEPS):
    """The smallest tree one gets to for which differs() still holds."""
    again = True
    while again and steps > 0:
        again = False
        for new in smaller(root):
            steps -= 1
            if differs(new):
                root, again = new, True
                break
            if steps <= 0:
                break
    return root


def alone(root, name):
    """The tree with one of its boards."""
    new = copy.deepcopy(root)
    for child in list(new.children):
        if child.name.startswith("case-") and child.name != name:
            new.drop(child.name)
    return new


def source(root):
    """A tree as text, with the line every source begins with."""
    done = subprocess.run(["dtc", "-q", "-I", "dtb", "-O", "dts"], check=True,
                          input=fdt.flatten(root), stdout=subprocess.PIPE)
    # REUSE-IgnoreStart
    return ("// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause\n" +
    # REUSE-IgnoreEnd
            done.stdout.decode())


def keep(root, name, differs, directory):
    """One board made small, as NAME.dts; None if alone it does not differ."""
    root = alone(root, name)
    if not differs(root):
        return None
    root = shrink(root, differs)
    with open(os.path.join(directory, name + ".dts"), "w",
              encoding="utf-8") as file:
        file.write(source(root))
    return root
