#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Many random boards in one boot, each held against the tool by itself.

    packs.py [-k RELEASE]... [-n BOARDS] [--tool FILE] [--shrink DIRECTORY]
             FIRST-SEED LAST-SEED

A board's name is its seed and its place in the tree; with --write DIRECTORY
the trees are only written. --shrink: where to put a small tree for each
disagreement, with what the kernel did; cases/ to keep it as a case.
"""
import argparse
import concurrent.futures
import copy
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
import record
import regions
import scarcity
import shrink
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


def compared(real, plan, top, root):
    """A board's verdict, "empty" where the kernel had nothing to say."""
    outcome = {path: group for path, group in judge.from_boot(real).items()
               if path.startswith(top + "/")}
    part = of_case(plan, top)
    scarce = scarcity.of(root, plan, top)
    if scarce:
        found = list(scarcity.differences(outcome, part, scarce, plan))
        return ("DIFFER" if found else "agree"), found
    word, found = judge.verdict(outcome, part)
    if word == "agree" and not outcome:
        return "empty", []
    found = [(path, text) for path, _, text in found]
    if word == "agree":
        found = list(regions.differences(regions.from_boot(real),
                                         regions.from_plan(part)))
    return "DIFFER" if found and word == "agree" else word, found


def fell(real, plan):
    """Did the kernel fall over, as the plan says it may? Of a pack's many
    lines the guest sends the first, and the crash may be behind those."""
    if real.get("failed"):
        return real["failed"] == answer.CRASHED and judge.foretold(plan)
    return not real["groups"] and judge.crashes(plan)


def verdicts(blob, release, tool):
    """(board, word, text) for each board of a tree."""
    root = fdt.parse(blob)
    names = [c.name for c in root.children if c.name.startswith("case-")]
    real = answers.boot(blob, release)
    try:
        plan = boards.predicted(blob, release, tool)
    except (ValueError, OSError, subprocess.SubprocessError) as error:
        return [(n, "FAILED", "no plan: %s" % error) for n in names]
    if fell(real, plan):
        return [(n, "crashed", "as foretold") for n in names]
    if "failed" in real:
        return [(n, "FAILED", "%s: %s" % (real["failed"], real["log"][-1:]))
                for n in names]
    out = []
    for name in names:
        word, found = compared(real, plan, "/" + name, root)
        out.append((name, word, "; ".join("%s: %s" % f for f in found)))
    return out


def small(root, name, release, args):
    """A board that differs, made small and written down with its groups."""
    def blob_of(tree_):
        new = copy.deepcopy(tree_)
        return fdt.flatten(new) if transplant.transplant(new) else None

    def differs(tree_):
        blob = blob_of(tree_)
        return blob and ("DIFFER" in [w for n, w, _ in verdicts(
            blob, release, args.tool) if n == name])

    root = shrink.keep(root, name, differs, args.shrink)
    if root is None:
        return "alone it agrees"
    real = answers.boot(blob_of(root), release)
    record.store(name, {release: judge.lines(judge.from_boot(real))},
                 args.shrink)
    return "kept as %s.dts" % os.path.join(args.shrink, name)


def judged(seed, args, release):
    """The verdicts of a pack; what differs is made small and kept."""
    blob = tree(seed, args.boards)
    if blob is None:
        return [("pack-%d" % seed, "empty", "")]
    out = verdicts(blob, release, args.tool)
    if args.shrink:
        whole = generate.pack(seed, args.boards)
        out = [(n, w, t if w != "DIFFER" else "%s; %s" % (
            t, small(whole, n, release, args))) for n, w, t in out]
    return out


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-n", "--boards", type=int, default=16)
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("--write", metavar="DIRECTORY")
    parser.add_argument("--shrink", metavar="DIRECTORY")
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
                    s, args, r), seeds):
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
