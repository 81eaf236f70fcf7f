#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Draws boards by seed, for each kernel some whose IOMMUs it drives.

    drawn.py [-n N] [-k RELEASE]... SEED

The boards are those of all kernels in the cache, so that a kernel gets older
and newer trees than its own; no SoC is drawn twice while there are others. A
line for each is a RELEASE and a tree below the cache's dtbs/, as verify.py --list
takes them.
"""
import argparse
import glob
import os
import random
import sys

import answers
import board
import fdt
import guest
import releases


def trees(arch):
    """Every board of every series, by its path below the cache's dtbs/."""
    top = os.path.join(guest.cache(), "dtbs")
    return sorted(os.path.relpath(path, top) for series in releases.SERIES
                  for path in glob.glob("%s/%s-%s/**/*.dtb" % (top, series, arch),
                                        recursive=True)
                  if not os.path.islink(os.path.join(top, "%s-%s" % (series, arch))))


def fits(name, release):
    """The SoC of a board that has groups on a kernel; None if it has none."""
    one = board.read(os.path.join(guest.cache(), "dtbs", name), name,
                     guest.arch(release), board.built(release))
    if not one or not one.masters or one.weight != "agree":
        return None
    return None if answers.unloadable(fdt.parse(one.blob), release) else one.soc


def drawn(release, count, rng, seen):
    """count boards for a kernel; seen: the SoCs that were drawn before."""
    known, found = trees(guest.arch(release)), []
    for name in rng.sample(known, len(known)):
        soc = fits(name, release)
        if soc and soc not in seen:
            seen.add(soc)
            found.append(name)
        if len(found) == count:
            break
    return found


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-n", "--number", type=int, default=2)
    parser.add_argument("seed", type=int)
    return parser.parse_args()


def main():
    args, seen = arguments(), set()
    rng = random.Random(args.seed)
    for release in args.kernel or releases.SERIES:
        if board.lacking(release):
            print("SKIP: kernel %s: no %s" % (release, board.lacking(release)),
                  file=sys.stderr)
            continue
        found = drawn(release, args.number, rng, seen)
        if len(found) < args.number:
            seen.clear()
            found += drawn(release, args.number - len(found), rng, seen)
        for name in found:
            print(release, name)


if __name__ == "__main__":
    main()
