#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Holds the tool against real kernels, board by board.

    boards.py [-k RELEASE]... [-j N] [--tool FILE | --boot-only] TREE...

A TREE is a .dtb or a directory of them; boards whose topology came up before
are left out.
"""
import argparse
import concurrent.futures
import os
import subprocess
import sys
import tempfile

import answer
import answers
import cases
import fdt
import guest
import judge
import regions
import topology
import transplant


def find(arguments):
    for argument in arguments:
        if not os.path.isdir(argument):
            yield argument
            continue
        for top, _, files in sorted(os.walk(argument)):
            yield from (os.path.join(top, f) for f in sorted(files)
                        if f.endswith(".dtb"))


def topologies(paths):
    """(name, flattened tree) of each board that brings something new."""
    seen = set()
    for path in paths:
        root = fdt.load(path)
        if not any(topology.is_iommu(node) for node in root.walk()):
            continue
        if not transplant.transplant(root):
            continue
        root.props.pop("model", None)
        blob = fdt.flatten(root)
        if blob not in seen:
            seen.add(blob)
            yield "/".join(path.split("/")[-2:]), blob


def predicted(blob, release, tool):
    with tempfile.NamedTemporaryFile(suffix=".dtb") as file:
        file.write(blob)
        file.flush()
        return judge.plan(tool, release, file.name, cases.config(release))


def excused(real, plan):
    """Is a boot without an answer a crash that the plan, if any, says happens or can?"""
    return real["failed"] == answer.CRASHED and (plan is None or judge.foretold(plan))


def judged(board, release, tool, booted=None):
    """One line about one board and kernel; booted: what stands in for it."""
    _, blob = board
    root = fdt.parse(blob)
    if answers.unloadable(root, release):
        return "not-judged", answers.unloadable(root, release)
    words = answers.words(root)
    real = answers.boot(booted or blob, release, words)
    if "failed" in real:
        plan = predicted(blob, release, tool) if tool else None
        word = "crashed" if excused(real, plan) else "FAILED"
        return word, "%s: %s" % (real["failed"], real["log"][-1:])
    counts = "%d groups, %d masters, %d without" % (
        len(real["groups"]), len(real["masters"]), len(real["without"]))
    if tool is None:
        return "booted", counts
    try:
        word, found = compared(real, predicted(blob, release, tool))
    except (ValueError, KeyError, OSError,
            subprocess.SubprocessError) as error:
        return "FAILED", "no plan: %s" % error
    return word, "; ".join([counts] + ["%s: %s" % pair for pair in found])


def compared(real, plan):
    """A verdict's word, and (path, text) for each difference."""
    word, found = judge.verdict(judge.from_boot(real), plan)
    found = [(path, text) for path, _, text in found]
    if word == "agree":
        found = list(regions.differences(regions.from_boot(real),
                                         regions.from_plan(plan)))
        word = "DIFFER" if found else word
    return word, found


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("--boot-only", action="store_true")
    parser.add_argument("trees", nargs="+")
    return parser.parse_args()


def main():
    args = arguments()
    tool = None if args.boot_only else args.tool
    boards = list(topologies(find(args.trees)))
    if not boards:
        print("FAILED: no board to boot", file=sys.stderr)
        return 1
    status, totals = 0, {}
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for release in args.kernel or cases.RELEASES:
            if guest.missing(release):
                print("SKIP: kernel %s: no %s" % (release,
                                                  guest.missing(release)))
                status = status or 77
                continue
            lines = pool.map(lambda b, r=release: judged(b, r, tool), boards)
            for (name, _), (word, text) in zip(boards, lines):
                print("%-6s %-44s %s: %s" % (release, name, word, text),
                      flush=True)
                totals[word] = totals.get(word, 0) + 1
                if word in ("FAILED", "DIFFER"):
                    status = 1
    if "agree" not in totals and tool is not None:
        status = status or 1
    print("boards:", ", ".join("%d %s" % (n, w)
                              for w, n in sorted(totals.items())))
    return status


if __name__ == "__main__":
    sys.exit(main())
