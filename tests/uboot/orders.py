#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Files of several updates, in orders that powercut.py does not have.

    orders.py [--tool FILE] [--seed N] [--count N] [--every N] SANDBOX|qemu:RELEASE

Two updates were cut off one after the other, so that the files are of three
builds; some are another board's; one was written over in place, its beginning
new and its end old; or a block of it, of 512 or 4096 bytes, is zeros, each block
in turn. The files of a build are in any of these states, drawn --count times. A
third of the cases has "verify" off in U-Boot's environment, and a third has there
what a "saveenv" in the middle of such a boot would keep. What has to boot is as in
powercut.py.
"""
import argparse
import itertools
import os
import random
import sys
import tempfile

import powercut

import cases

powercut.BUILDS.update({"later": ("6.18", "iommu.passthrough=1"),
                        "foreign": ("6.12", "", "smmuv2-and-v3")})
BLOCKS = (512, 4096)
# What stays in the environment of a board, before each of these boots.
MODES = {
    "plain": "true",
    "verify": "setenv verify no",
    "saved": "; ".join("setenv iommu_" + words for words in (
        "way merged", "tree 0", "base planned", "linux 6.1", "status merged",
        "bootargs evil", "reason", "end", "from 0", "len 0", "zero", "zeros", "at 0",
        "file board.dtb", "size 0", "sum 0", "apply true", "merged_size 0",
        "check true", "get true", "put true", "take true", "other true",
        "names true", "blocks true", "words true", "why true", "copies true",
        "copied yes", "copy evil", "saved evil", "own 0", "addresses")),
}


def torn(new, old):
    """What a write of this file leaves, by the name of the state."""
    found = {}
    for block in BLOCKS:
        for at in range(0, len(new), block):
            left = new[:at] + bytes(min(block, len(new) - at)) + new[at + block:]
            found["zeros%d@%d" % (block, at)] = left
            # Of a tree that no script knows, old data cannot be told from new.
            if new[:4] != old[:4] or new[:4] != b"\xd0\x0d\xfe\xed":
                found["over%d@%d" % (block, at)] = new[:at] + old[at:]
    return found


def same_tree(name, data, good):
    """Zeros where there were zeros in a tree are no damage to it."""
    try:
        return name == "board.dtb" and powercut.content(data) == powercut.content(good)
    except (ValueError, IndexError, KeyError):
        return False


def prepare(work, builds):
    """Each file in each state, and the states by file; one that leaves a file as
    some build wrote it goes by that build's name."""
    powercut.prepare(work, builds)
    states = {}
    for name in powercut.FILES:
        whole = {build.files[name]: key for key, build in builds.items()}
        new, old = builds["new"].files[name], builds["old"].files[name]
        states[name] = list(builds) + ["gone", *powercut.CUTS]
        for state, data in torn(new, old).items():
            if data in whole or same_tree(name, data, new):
                continue
            states[name].append(state)
            with open(os.path.join(work, "%s.%s" % (name, state)), "wb") as file:
                file.write(data)
    for key, build in builds.items():
        for name, data in build.files.items():
            with open(os.path.join(work, "%s.%s" % (name, key)), "wb") as file:
                file.write(data)
    return [states[name] for name in powercut.FILES]


def drawn(rng, states):
    """Most files of one build each, some not."""
    return tuple(rng.choice(list(powercut.BUILDS) if rng.random() < .6 else s)
                 for s in states)


def cases_of(states, seed, count):
    files = range(len(powercut.FILES))
    found = list(itertools.product(("old", "new", "later"), repeat=len(files)))
    for mask in itertools.product((False, True), repeat=len(files)):
        found += [tuple("foreign" if m else build for m in mask)
                  for build in ("old", "new")]
    # One file torn, the rest of one build; and a torn tree without a script
    for i in files:
        for state in states[i][len(powercut.BUILDS):]:
            found += [tuple(state if i == j else build for j in files)
                      for build in ("old", "new")]
            if powercut.FILES[i] == "board.dtb":
                found.append(("gone", state, "new", "new", "new"))
    rng = random.Random(seed)
    return found + [drawn(rng, states) for _ in range(count)]


def failures(args, work):
    """Cases, and what is wrong with some."""
    tool = os.path.abspath(args.tool)
    builds = {name: powercut.Build(work, tool, name) for name in powercut.BUILDS}
    every = list(enumerate(dict.fromkeys(
        cases_of(prepare(work, builds), args.seed, args.count))))[::args.every]
    trees = powercut.trees_of(work, builds)
    for first, (mode, before) in enumerate(MODES.items()):
        some = dict(every[first::len(MODES)])
        for number, states in some.items():
            powercut.lay_out(work, builds, number, states)
        consoles, _ = powercut.run(args.sandbox, work, some, before)
        for number, states in some.items():
            wrong = powercut.judged(work, builds, trees, number, states,
                                    consoles.get(number, ""))
            yield wrong and "%s: %s: %s" % (mode, " ".join(states), wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("sandbox")
    args = parser.parse_args()
    if args.sandbox.startswith("qemu:"):
        powercut.ARCH[:] = ["arm64"]
    with tempfile.TemporaryDirectory() as work:
        found = list(failures(args, work))
    bad = [wrong for wrong in found if wrong]
    for wrong in bad:
        print("DIFFER: " + wrong)
    print("%d orders: %d wrong" % (len(found), len(bad)))
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
