#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Boots what "iommuplan build" writes, and reads it back in the guest.

    artefacts.py [-k RELEASE]... [-m MODE]... [--tool FILE] TREE...

A TREE is the name of a hand-written case or a .dtb. The fragment must have
arrived on the command line, the groups must be those of the plan, and the
annotation must stand in the kernel's tree, byte for byte. Of the cases
rockchip-one is the forced one: whatever is asked for, 5.10 and 6.1 give it
DMA. (The other one, mmu-masters, no kernel of Debian's is configured for.)
"""
import argparse
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

import answers
import cases
import fdt
import guest
import judge
import regions
import transplant

MODES = {"strict": "", "lazy": "iommu.strict=0",
         "passthrough": "iommu.passthrough=1"}


def source(name, mode):
    """The tree a user would start with, asking for a mode."""
    if name.endswith(".dtb"):
        root = fdt.load(name)
        transplant.transplant(root)
    else:
        root = cases.tree(name)
    root.child("chosen").set_strings("bootargs", MODES[mode])
    return fdt.flatten(root)


def content(node):
    """A tree as a value: what is in it, in whatever order."""
    return (node.props, {c.name: content(c) for c in node.children})


def notes(blob):
    """Each annotated property in hex, by its path below the annotation."""
    top = fdt.parse(blob).child("chosen").child("iommuplan")
    return {(node.path + "/" + name)[len(top.path) + 1:]: value.hex()
            for node in top.walk() for name, value in node.props.items()}


def read_back(found):
    """What the guest saw, without the "name" the kernel gives every node."""
    return {path: value for path, value in found.items()
            if path.split("/")[-1] != "name"}


class Artefacts:
    """What the tool writes for one tree."""
    def __init__(self, blob, release, tool):
        # 32-bit ARM acts on none of the words.
        self.silent = guest.arch(release) == "armhf"
        with tempfile.TemporaryDirectory() as work:
            tree = os.path.join(work, "board.dtb")
            with open(tree, "wb") as file:
                file.write(blob)
            self._call(tool, "build", "-k", guest.version(release),
                       *cases.config(release), "-o", work, tree)
            merged = os.path.join(work, "merged.dtb")
            self._call("fdtoverlay", "-i", tree, "-o", merged,
                       os.path.join(work, "board.iommu.dtbo"))
            self.tree, self.merged, self.cmdline, plan = (
                self._read(os.path.join(work, name)) for name in (
                    "board.iommu.dtb", "merged.dtb", "board.cmdline",
                    "board.plan.json"))
            self.plan = json.loads(plan)

    @staticmethod
    def _call(*command):
        done = subprocess.run(command, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            raise ValueError("%s: status %d: %s" % (
                command[0], done.returncode, done.stdout.decode("latin-1")))

    @staticmethod
    def _read(path):
        with open(path, "rb") as file:
            return file.read()


def against_notes(planned, found):
    for path in sorted(planned.keys() | found.keys()):
        if planned.get(path) != found.get(path):
            yield "%s: annotated %s, reads %s" % (
                path, planned.get(path), found.get(path))


def complaints(art, real):
    """Where the boot and the artefacts do not agree."""
    if content(fdt.parse(art.tree)) != content(fdt.parse(art.merged)):
        yield "the overlay applied is not the annotated tree"
    words = art.cmdline.decode().split()
    if bool(words) == art.silent or \
            words and real["cmdline"].split()[-len(words):] != words:
        yield "/proc/cmdline is %s" % real["cmdline"]
    if len(notes(art.tree)) < 5:
        yield "next to nothing is annotated"
    yield from against_notes(notes(art.tree), read_back(real["notes"]))
    _, found = judge.verdict(judge.from_boot(real), art.plan)
    yield from ("%s: %s" % (path, text) for path, _, text in found)
    yield from ("%s: %s" % pair for pair in regions.differences(
        regions.from_boot(real), regions.from_plan(art.plan)))


def judged(name, release, mode, tool):
    """One line about one tree, kernel and mode."""
    try:
        art = Artefacts(source(name, mode), release, tool)
    except (ValueError, OSError) as error:
        return "FAILED: %s" % error
    real = answers.boot(art.tree, release,
                     ["rdinit=/init-artefact", art.cmdline.decode().strip()])
    if "failed" in real:
        return "FAILED: %s: %s" % (real["failed"], real["log"][-1:])
    found = list(complaints(art, real))
    if found:
        return "DIFFER: " + "; ".join(found)
    kinds = sorted({g["type"] for g in real["groups"]}) or ["no groups"]
    return "agree: %s; %d properties; %s" % (
        " ".join(kinds), len(notes(art.tree)), art.cmdline.decode().strip())


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-m", "--mode", action="append", choices=MODES)
    parser.add_argument("-q", "--quiet", action="store_true")
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("trees", nargs="+")
    return parser.parse_args()


def main():
    args = arguments()
    status, totals, jobs = 0, {}, []
    for release in args.kernel or cases.RELEASES:
        if guest.missing(release):
            print("SKIP: kernel %s: no %s" % (release, guest.missing(release)))
            status = 77
            continue
        jobs += [(name, release, mode) for name in args.trees
                 for mode in args.mode or MODES]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        lines = pool.map(lambda j: judged(*j, args.tool), jobs)
        for (name, release, mode), text in zip(jobs, lines):
            word = text.split(":")[0]
            totals[word] = totals.get(word, 0) + 1
            if word != "agree":
                status = 1
            if word != "agree" or not args.quiet:
                print("%-6s %-24s %-11s %s" % (
                    release, os.path.basename(name), mode, text), flush=True)
    print("artefacts:", ", ".join("%d %s" % (n, w) for w, n in
                                  sorted(totals.items())) or "none")
    return status


if __name__ == "__main__":
    sys.exit(main())
