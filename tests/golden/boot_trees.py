#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Boots the trees of tests/golden, and keeps what came of it.

    boot_trees.py [-k RELEASE]... NAME=TREE.dtb...

A tree is moved into a machine QEMU can be; what kernels did with it is kept in
boots/NAME.groups, by which boots.py judges. What was booted before is taken
from the cache. 32-bit boards are booted on armhf kernels, 7.2-armhf. Masters of
IOMMUs that the machine or the kernel does not have are not kept.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "kernel"))

import answer  # noqa: E402
import answers  # noqa: E402
import board  # noqa: E402
import boots  # noqa: E402
import drivers  # noqa: E402
import fdt  # noqa: E402
import guest  # noqa: E402
import judge  # noqa: E402
import record  # noqa: E402
import releases  # noqa: E402
import topology  # noqa: E402
import transplant  # noqa: E402

RELEASES = ("5.10", "6.1", "6.12", "7.2")


def store(name, found):
    record.write(boots.path(name), found, "boot_trees.py")


def absent(root, moved, release):
    """Masters of IOMMUs that this machine or this kernel does not have."""
    built = board.built(release)
    left = {path for path, _ in moved.left}
    gone = {topology.phandle(n) for n in root.walk() if topology.is_iommu(n)
            and (n.path in left or not any(map(built, drivers.kconfig(
                n.strings("compatible")))))}
    sizes = {topology.phandle(n): n.cell("#iommu-cells", 0)
             for n in root.walk() if topology.is_iommu(n)}
    return {n.path for n in root.walk()
            if gone & set(named(n.cells("iommus"), sizes))}


def named(cells, sizes):
    """The phandles of a list with arguments."""
    at = 0
    while at < len(cells):
        yield cells[at]
        at += 1 + sizes.get(cells[at], 0)


def boot(tree, release):
    """What a kernel does with a tree; None where there is nothing to boot."""
    root = fdt.load(tree)
    moved = transplant.Transplant(root, guest.arch(release))
    if not moved.run():
        return None
    root.props.pop("model", None)
    gone = absent(root, moved, release)
    found = answers.boot(fdt.flatten(root), release, answers.words(root))
    if found.get("failed", answer.CRASHED) != answer.CRASHED:
        raise ValueError("%s on %s: %s" % (tree, release, found["failed"]))
    real = judge.from_boot(found)
    return judge.lines(real and {path: group for path, group in real.items()
                                 if path not in gone})


def record(kernels, trees):
    for name, tree in (pair.split("=", 1) for pair in trees):
        found = boots.load(name) if os.path.exists(boots.path(name)) else {}
        for release in kernels:
            now = boot(tree, release)
            print(name, release, "nothing to boot" if now is None else
                  "; ".join(now), flush=True)
            if now is not None:
                found[release] = now
        if found:
            store(name, found)


def main():
    kernels, args = [], sys.argv[1:]
    while args and args[0] == "-k":
        kernels.append(args[1])
        args = args[2:]
    record(kernels or RELEASES, args)
    return 0


if __name__ == "__main__":
    sys.exit(main())
