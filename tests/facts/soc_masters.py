#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Makes schemas/socs/masters.yaml of device trees.

    tests/facts/soc_masters.py DIR... > schemas/socs/masters.yaml

Which kinds of devices name which IOMMU on some board with an SoC: by the root's
last compatible, the unit address of the IOMMU, and the first compatible of what
names it in iommus or iommu-map. IOMMUs without cells have no stream IDs, and
are left out, and so is what only some instances of do DMA. DIR: below it are DTBs, such as those of several kernels that
tests/fetch/debian.sh brings; more of them say more.
"""
import argparse
import collections
import os
import struct
import sys

MAGIC = 0xd00dfeed
NODE, END_NODE, PROP, NOP, END = 1, 2, 3, 4, 9

# Trace memories: some write to memory, those that keep the trace within do not.
SOME_DO_DMA = ("arm,coresight-",)

HEAD = """# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# Made by tests/facts/soc_masters.py from %d trees; changes of socs belong there.
#
# socs: SoC (last compatible of the root): unit address of an IOMMU: kinds of
# devices (first compatible) that name it on some board.
# names: of nodes that are DMA masters whatever they are compatible with.
# own-mmu: compatibles of what is behind no IOMMU, whatever its name.
names: [dma-controller, ethernet, gpu, mmc, sata, ufs, usb, video-codec]
own-mmu: ["apple,agx-g13g", "apple,agx-g13x", "apple,agx-g14g", "apple,agx-g14x"]
socs:
"""


class Node:
    def __init__(self, name):
        self.name = name
        self.props = {}
        self.children = []

    def strings(self, prop):
        return [s.decode("ascii", "replace") for s in self.props.get(prop, b"").split(b"\0") if s]

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


def name_at(blob, at):
    end = blob.index(b"\0", at)
    return blob[at:end].decode("ascii", "replace"), end + 1


def read(blob):
    """The root of a DTB, or None."""
    if len(blob) < 40 or struct.unpack_from(">I", blob)[0] != MAGIC:
        return None
    at, strings = struct.unpack_from(">2I", blob, 8)
    stack = [Node("")]
    while True:
        token, = struct.unpack_from(">I", blob, at)
        at += 4
        if token == NODE:
            name, at = name_at(blob, at)
            at = (at + 3) & ~3
            stack[-1].children.append(Node(name))
            stack.append(stack[-1].children[-1])
        elif token == END_NODE:
            stack.pop()
        elif token == PROP:
            size, name = struct.unpack_from(">2I", blob, at)
            at += 8
            stack[-1].props[name_at(blob, strings + name)[0]] = blob[at:at + size]
            at = (at + size + 3) & ~3
        elif token == END:
            return stack[0].children[0]
        elif token != NOP:
            return None


def targets(node):
    """Phandles of the first entry and row."""
    for prop, at in (("iommus", 0), ("iommu-map", 4)):
        value = node.props.get(prop, b"")
        if len(value) >= at + 4:
            yield value[at:at + 4]


def collect(root, found):
    soc = root.strings("compatible")[-1:]
    by_phandle = {n.props["phandle"]: n for n in root.walk() if "phandle" in n.props}
    for node in root.walk():
        kind = node.strings("compatible")[:1]
        for handle in targets(node):
            iommu = by_phandle.get(handle)
            cells = iommu.props.get("#iommu-cells", b"\0" * 4) if iommu else b"\0" * 4
            if not soc or not kind or kind[0].startswith(SOME_DO_DMA):
                continue
            if any(cells) and "@" in iommu.name:
                found[soc[0]][iommu.name.split("@")[1]].add(kind[0])


def files(directory):
    for path, _, names in os.walk(directory):
        for name in names:
            if name.endswith(".dtb"):
                yield os.path.join(path, name)


def put(out, found, count):
    out.write(HEAD % count)
    for soc in sorted(found):
        out.write("  %s:\n" % soc)
        for unit in sorted(found[soc]):
            out.write('    "%s":\n' % unit)
            for kind in sorted(found[soc][unit]):
                out.write("    - %s\n" % kind)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dirs", nargs="+", metavar="DIR")
    args = parser.parse_args()
    found = collections.defaultdict(lambda: collections.defaultdict(set))
    count = 0
    for path in (f for d in args.dirs for f in files(d)):
        with open(path, "rb") as f:
            root = read(f.read())
        if root:
            collect(root, found)
            count += 1
    put(sys.stdout, found, count)


main()
