#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""What no kernel is needed for: properties that plans of all trees have.

    properties.py [--seed N] [--count N] [--tool FILE] [TREE.dtb...]

--count random trees are drawn, from a seed that is printed, and the TREEs are
taken besides. A TREE has to be compiled with "dtc -@" where its phandles are to
be renumbered: only that tells which cells are phandles. Each property that does
not hold is printed with the tree's name or seed; status 1 then.
"""
import argparse
import collections
import os
import random
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
for room in ("kernel", "golden"):
    sys.path.insert(0, os.path.join(HERE, "..", room))

import fdt  # noqa: E402
import generate  # noqa: E402
import transform  # noqa: E402
import inverse  # noqa: E402
import spans  # noqa: E402
from tool import Tool  # noqa: E402

KERNELS = ("5.10", "6.1", "6.6", "6.12", "7.2", "7.3")


def unchanged(tool, root, pick):
    """Transformations after which every kernel does what it did."""
    kernel = pick.choice(KERNELS)
    before = tool.plan(root, kernel)
    for change in transform.ALL:
        other = change(root, pick)
        if other is None:
            yield change.__name__, None
            continue
        wrong = transform.compared(change, before, tool.plan(other, kernel))
        yield change.__name__, wrong and "Linux %s: %s" % (kernel, wrong)


def all_of(tool, root, pick):
    """(property, what is wrong or None where it cannot be asked, or "")."""
    yield from unchanged(tool, root, pick)
    yield from inverse.properties(tool, root, pick)
    yield from spans.properties(tool, root, pick)


def trees(args):
    for name in args.trees:
        yield name, fdt.load(name), args.seed
    for seed in range(args.seed, args.seed + args.count):
        yield "--seed %d --count 1" % seed, generate.Board(seed).draw(), seed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int,
                        default=random.SystemRandom().randrange(10 ** 9))
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--tool", default=os.path.join(
        HERE, "..", "..", "build", "iommuplan"))
    parser.add_argument("trees", nargs="*")
    args = parser.parse_args()
    held, failed = collections.Counter(), 0
    directory = tempfile.mkdtemp(prefix="iommuplan-proof-")
    tool = Tool(os.path.abspath(args.tool), directory)
    try:
        for name, root, seed in trees(args):
            for which, wrong in all_of(tool, root, random.Random(seed)):
                if wrong:
                    failed += 1
                    print("not ok - %s: %s: %s" % (which, name, wrong))
                elif wrong is not None:
                    held[which] += 1
    finally:
        shutil.rmtree(directory)
    print("seed %d: %s; %d failed" % (args.seed, ", ".join(
        "%s %d" % pair for pair in sorted(held.items())), failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
