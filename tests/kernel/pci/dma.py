#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Holds the plan's "effect" against DMA that a device really tries, and what
"explain --log" says of the lines that the driver then prints.

    dma.py [-k RELEASE]... [-q] [--tool FILE] [CASE...]

QEMU's "edu" devices copy memory by its physical address, which arrives where
nothing translates and nothing blocks. QEMU leaves its SMMUv3 as it is after
reset, off, so that what is "firmware" passes here. Status 77: no kernel.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

import buses
import capture
import check
import fdt
import guest
import kept
import machine
import releases
import tree

# By its physical address a translated device reaches nothing: no map is made,
# and the IOMMU says F_TRANSLATION.
ARRIVES = {"translated": "faulted", "blocked": "stopped", "foreign": "faulted",
           "identity": "passed", "open": "passed", "firmware": "passed"}
CLAIMED, UNCLAIMED, DANGLING, SECOND, BRIDGED = 0x20, 0x28, 0x30, 0x38, 0x308
NAMES = {CLAIMED: "claimed", UNCLAIMED: "unclaimed", DANGLING: "dangling",
         SECOND: "of-another", BRIDGED: "behind-bridge"}
# A PCIe-to-PCI bridge has function 0 of the bus behind it ask for all.
ASKS_AS = {BRIDGED: 0x300}


def _edu(bus, addr):
    return "edu,bus=%s,addr=%s,dma_mask=0xffffffff" % (bus, addr)


# QEMU's functions have their requester IDs as stream IDs, whatever the map:
# what it says of a function that does DMA has to be true.
DEVICES = (buses.endpoint("pcie.0", "2.0"), buses.port("a", 1, addr="3.0"),
           buses.endpoint("a"), *(_edu("pcie.0", "%x.0" % n)
                                  for n in (4, 5, 6, 7)),
           buses.port("b", 2, addr="8.0"), "pcie-pci-bridge,id=p,bus=b",
           _edu("p", "1.0"))


def _rows(*more):
    """The second function has the stream of an edu that comes later."""
    rows = [(0, 0, 0x10), (0x10, SECOND, 1), (0x18, 0x18, 8),
            (CLAIMED, CLAIMED, 1), (SECOND, SECOND, 1), (0x40, 0x40, 1), *more]
    return [(base, tree.V3, out, count) for base, out, count in rows] + [
        (DANGLING, tree.NOBODY, DANGLING, 1)]


USUAL = _rows((0x100, 0x100, 1))
# No SMMUv3 of QEMU has so many stream IDs, which no device tree describes.
BEYOND = _rows((0x100, 0x1000000, 1))
# A tree with wrong stream IDs: the kernel hears of streams that nobody has. Those
# whose part of the stream table exists are aborted without a word.
SHIFTED = [(base, tree.V3, out, count) for base, out, count in (
    (0, 0, 0x10), (0x18, 0x18, 8), (CLAIMED, CLAIMED, 1), (0x40, 0x40, 1),
    (0x100, 0x100, 1), (0x300, 0x500, 0x10))]
UNTOLD = ("beyond", "shifted")
HOST = "/pcie@10000000"


def _disabled(root):
    root.child("smmuv3@9050000").set_strings("status", "disabled")


def _two_cells(root):
    root.child("smmuv3@9050000").set_cells("#iommu-cells", 2)


# What each tries is its name: a map, boot arguments, an edit of the tree.
CASES = {
    "usual": (USUAL, None, None),
    "passthrough": (USUAL, "iommu.passthrough=1", None),
    "bypass": (USUAL, "arm-smmu-v3.disable_bypass=0", None),
    "disabled": (USUAL, None, _disabled),
    "two-cells": (USUAL, None, _two_cells),
    "beyond": (BEYOND, None, None),
    "shifted": (SHIFTED, None, None),
}


def make(name):
    rows, words, edit = CASES[name]
    root = tree.make(rows, words=words)
    tree.reserve(root)
    if edit:
        edit(root)
    return root


def effect(plan, rid):
    """What the plan says of a function."""
    for device in plan["devices"] + plan["unprotected"]:
        if device["rid"] is not None and int(device["rid"], 16) == rid:
            return device["effect"]
    return "not mentioned"


def verdict(name, said, seen, default):
    if name in UNTOLD:
        return "untold"
    if said not in ARRIVES:
        return "unsure"
    arrives = ARRIVES[said]
    if said == "foreign" and default == "identity":
        arrives = "passed"
    return "agree" if arrives == seen else "DIFFER"


def claimed(rows, stream):
    """Does the host's map give somebody this stream of the SMMUv3?"""
    return any(iommu == tree.V3 and out <= stream < out + count
               for _, iommu, out, count in rows)


def logged(tool, release, rows, blob, lines):
    """What explain says that is not so of the lines one function caused."""
    with open(blob + ".log", "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    done = subprocess.run([tool, "explain", "-q", "-f", "json", "-b", blob,
                           "-k", guest.version(release),
                           "--log", file.name], stdout=subprocess.PIPE,
                          check=True, timeout=60)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    streams = [line for line in said if line["id"] is not None]
    return streams, [
        line for line in streams
        if (len(line["masters"]) == 1) != claimed(rows, int(line["id"], 16))
        or line["iommu"] is None or (line["masters"] or [line["nearest"]]) != [HOST]]


def explained(tool, release, name, blob, function, lines):
    """Yields one verdict for a function whose DMA the driver spoke of."""
    streams, wrong = logged(tool, release, CASES[name][0], blob, lines)
    events = sum(" event 0x" in line or "event: " in line for line in lines)
    if not events:
        return
    rid = check.rid(function)
    wrong = wrong or [s for s in streams if int(s["id"], 16) != ASKS_AS.get(rid, rid)]
    yield "log of " + NAMES[rid], "agree" if streams and not wrong else "DIFFER", (
        "%d events, %s" % (len(streams), wrong[0] if wrong else "its own"))


def judge(tool, name, release):
    """Yields (function, verdict, text)."""
    root = make(name)
    answer = kept.boot(root, DEVICES, release, "dma-init")
    if answer == capture.CRASHED:
        word, _, text = check.fallen(tool, release, root, DEVICES,
                                     capture.START).partition(": ")
        yield "", word, text
        return
    if isinstance(answer, str):
        yield "", "FAILED", answer
        return
    with tempfile.TemporaryDirectory() as work:
        blob = os.path.join(work, "tree.dtb")
        with open(blob, "wb") as file:
            file.write(fdt.flatten(root))
        plan = check.ask(tool, release, blob, "--pci", check.as_text(
            answer, os.path.join(work, "lspci")))
        for function, lines in sorted(answer["log"].items()):
            yield from explained(tool, release, name, blob, function, lines)
    for function, seen in sorted(answer["dma"].items()):
        said = effect(plan, check.rid(function))
        yield (NAMES[check.rid(function)], verdict(
            name, said, seen["bound"], plan["defaults"]["type"]),
               "%s, DMA %s, unbound %s" % (said, seen["bound"],
                                           seen["unbound"]))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-q", "--quiet", action="store_true",
                        help="only what does not agree, and the totals")
    parser.add_argument("--tool", default=check.TOOL)
    parser.add_argument("cases", nargs="*", choices=[[], *CASES])
    return parser.parse_args()


def main():
    args = arguments()
    status, totals = 0, {}
    for release in args.kernel or releases.wanted():
        lacking = guest.missing(release) or (
            None if shutil.which(machine.QEMU) else machine.QEMU)
        if lacking:
            print("SKIP: kernel %s: no %s" % (release, lacking))
            status = status or 77
            continue
        for name in args.cases or CASES:
            for function, kind, text in judge(args.tool, name, release):
                if kind != "agree" or not args.quiet:
                    print("%-6s %-12s %-14s %s: %s" % (
                        release, name, function, kind, text), flush=True)
                totals[kind] = totals.get(kind, 0) + 1
                if kind in ("DIFFER", "FAILED"):
                    status = 1
    print("dma: %s" % (", ".join(
        "%d %s" % (n, w) for w, n in sorted(totals.items())) or "none"))
    return status


if __name__ == "__main__":
    sys.exit(main())
