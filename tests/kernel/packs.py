#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Many random boards in one boot, each held against the tool by itself.

    packs.py [-k RELEASE]... [-n BOARDS] [--tool FILE] FIRST-SEED LAST-SEED

A board's name is its seed and its place in the tree; with --write DIRECTORY
the trees are only written.
"""
import argparse
import concurrent.futures
import os
import subprocess
import sys

import answer
import answers
import boards
import cases
import fdt
import generate
import guest
import judge
import regions
import transplant


def tree(seed, size):
    """A pack as the kernel gets it."""
    root = generate.pack(seed, size)
    if not transplant.transplant(root):
        return None
    return fdt.flatten(root)


def of_case(plan, top):
    """The part of a plan that concerns one board."""
    def mine(path):
        return path.startswith(top + "/")
    return {"grouping": plan.get("grouping"),
            "groups": [g for g in plan["groups"]
                       if any(map(mine, g["devices"]))],
            "unprotected": [u for u in plan["unprotected"] if mine(u["path"])]}


def compared(real, plan, top):
    """A board's verdict, "empty" where the kernel had nothing to say."""
    outcome = {path: group for path, group in judge.from_boot(real).items()
               if path.startswith(top + "/")}
    part = of_case(plan, top)
    word, found = judge.verdict(outcome, part)
    if word == "agree" and not outcome:
        return "empty", []
    found = [(path, text) for path, _, text in found]
    if word == "agree":
        found = list(regions.differences(regions.from_boot(real),
                                         regions.from_plan(part)))
    return "DIFFER" if found and word == "agree" else word, found


def judged(seed, size, release, tool):
    """(board, word, text) for each board of a pack."""
    blob = tree(seed, size)
    if blob is None:
        return [("pack-%d" % seed, "empty", "")]
    names = [c.name for c in fdt.parse(blob).children
             if c.name.startswith("case-")]
    real = answers.boot(blob, release)
    if "failed" in real:
        word = "crashed" if real["failed"] == answer.CRASHED else "FAILED"
        return [(n, word, "%s: %s" % (real["failed"], real["log"][-1:]))
                for n in names]
    try:
        plan = boards.predicted(blob, release, tool)
    except (ValueError, OSError, subprocess.SubprocessError) as error:
        return [(n, "FAILED", "no plan: %s" % error) for n in names]
    out = []
    for name in names:
        word, found = compared(real, plan, "/" + name)
        out.append((name, word, "; ".join("%s: %s" % f for f in found)))
    return out


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-n", "--boards", type=int, default=16)
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("--write", metavar="DIRECTORY")
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    return parser.parse_args()


def write(args, seeds):
    for seed in seeds:
        with open(os.path.join(args.write, "pack-%d.dtb" % seed),
                  "wb") as file:
            file.write(tree(seed, args.boards) or b"")
    return 0


def main():
    args = arguments()
    seeds = range(args.first, args.last + 1)
    if args.write:
        return write(args, seeds)
    status, totals, boots = 0, {}, 0
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for release in args.kernel or cases.RELEASES:
            if guest.missing(release):
                print("SKIP: kernel %s: no %s" % (release,
                                                  guest.missing(release)))
                status = status or 77
                continue
            for results in pool.map(lambda s, r=release: judged(
                    s, args.boards, r, args.tool), seeds):
                boots += 1
                for name, word, text in results:
                    totals[word] = totals.get(word, 0) + 1
                    if word in ("FAILED", "DIFFER"):
                        status = 1
                    if word not in ("agree", "empty"):
                        print("%-6s %-10s %s: %s" % (release, name, word,
                                                     text), flush=True)
    if "agree" not in totals:
        status = status or 1
    print("packs: %d boots, boards: %s" % (boots, ", ".join(
        "%d %s" % (n, w) for w, n in sorted(totals.items()))))
    return status


if __name__ == "__main__":
    sys.exit(main())
