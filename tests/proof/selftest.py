#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Do the properties object? Each is given what does not hold.

selftest.py TREE.dtb PROGRAM"""
import copy
import os
import random
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
for room in ("kernel", "golden"):
    sys.path.insert(0, os.path.join(HERE, "..", room))

import fdt  # noqa: E402
import inverse  # noqa: E402
import replay  # noqa: E402
import transform  # noqa: E402
from tool import Tool  # noqa: E402


def lost(root):
    """The tree without the iommus of its last master."""
    other = copy.deepcopy(root)
    # Of /__local_fixups__ no node is a master.
    masters = [n for n in other.walk() if "iommus" in n.props and
               not n.path.startswith("/__")]
    del masters[-1].props["iommus"]
    return other, masters[-1].path


def main():
    root = fdt.load(sys.argv[1])
    with tempfile.TemporaryDirectory() as directory:
        tool = Tool(os.path.abspath(sys.argv[2]), directory)
        other, path = lost(root)
        plans = [tool.plan(r, "7.2") for r in (root, other)]
        old = tool.plan(root, "5.10")
        span = tool.plan(root, "5.10..7.2")
    renumbered = transform.renumbered(root, random.Random(1))
    wrong = [text for text, objects in (
        ("another plan", transform.compared(transform.crowded, *plans)),
        ("a master lost", inverse.same(root, other) == path),
        ("an edit nobody names", inverse.changes(root, other)),
        ("phandles that are others", inverse.same(root, renumbered)),
        ("a range of the other tree", list(replay.replay(
            span, [old, plans[1]]))),
        ("a range that misses its changes", list(replay.replay(
            {**span, "changes": []}, [old, plans[0]]))),
    ) if not objects]
    for text in wrong:
        print("does not object to " + text)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
