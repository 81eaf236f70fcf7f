#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Judges a kernel on every board it ships itself.

    own.py [-k RELEASE]... [-j N] [--only GLOB]... [--list FILE]
           [--per-soc N] [--tool FILE] [--table]

A RELEASE is 6.12, or 6.12-armhf; GLOB is matched with vendor/board.dtb, and
FILE has a RELEASE and a GLOB on each line. The boards are those of the cache that have an IOMMU. Boards of one topology share
a boot; each has its own plan and its own line, which tells what of it could
not be brought onto the machine. --per-soc: of each SoC only N topologies, those of
most boards, which is said in the end. --table: only what disagrees, and the totals.
"""
import argparse
import collections
import concurrent.futures
import fnmatch
import os
import sys

import answer
import answers
import board
import boards
import cases
import guest
import machine
import releases
import tally

RELEASES = cases.RELEASES + tuple(r + "-armhf" for r in cases.RELEASES
                                  if r in releases.FEW)


def shipped(release, globs):
    """The boards of a kernel that concern IOMMUs, by topology."""
    top = guest.cached("dtbs", release)
    built = board.built(release)
    found = collections.OrderedDict()
    for path in boards.find([top]):
        name = os.path.relpath(path, top)
        if globs and not any(fnmatch.fnmatch(name, g) for g in globs):
            continue
        one = board.read(path, name, guest.arch(release), built)
        if one is not None:
            found.setdefault(one.key, []).append(one)
    return list(found.values())


def chosen(alike, limit):
    """The topologies of most boards, so many of each SoC; and the rest."""
    kept, rest, count = [], [], collections.Counter()
    for group in sorted(alike, key=len, reverse=True):
        which = rest if group[0].judged and count[
            group[0].soc] >= limit else kept
        which.append(group)
        count[group[0].soc] += group[0].judged
    return kept, rest


def alone(one, real, plan):
    """The verdict on IOMMUs that no master has: all come up, no group."""
    if real.get("failed") != answer.EMPTY:
        return "FAILED", str(real.get("failed"))
    took = {d: answer.taken(real, d) for d in answer.TAKEN}
    told = {d: sum(i["driver"] == d and i["state"] == "active"
                   for i in plan["iommus"]) for d in answer.TAKEN}
    if real["groups"] or plan["groups"] or took != told:
        return "DIFFER", "%s took %s, predicted %s and %d groups" % (
            real["groups"], took, told, len(plan["groups"]))
    return tally.EMPTY, "0 groups, no master; %d IOMMUs came up" % sum(
        took.values())


def judged(one, key, release, tool):
    if not one.masters:
        return alone(one, answers.boot(key, release),
                     boards.predicted(one.blob, release, tool))
    return boards.judged((one.name, one.blob), release, tool, booted=key)


def lines(alike, release, tool):
    """(board, word, text) of each board that shares a topology."""
    out = []
    for one in alike:
        if one.unjudged:
            out.append((one, tally.UNJUDGED, one.unjudged))
            continue
        word, text = judged(one, alike[0].key, release, tool)
        if word == "agree":
            word = one.weight
        out.append((one, word, "; ".join([text] + one.notes)))
    return out


def judge(release, globs, args, total):
    """Prints a line for each board; false if a kernel does not agree."""
    fine = True
    alike, rest = chosen(shipped(release, globs), args.per_soc)
    for group in rest:
        for one in group:
            total.add(release, one, tally.ASIDE)
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for found in pool.map(lambda a: lines(a, release, args.tool), alike):
            total.boot(release, found)
            for one, word, text in found:
                total.add(release, one, word)
                fine = fine and word not in tally.WRONG
                if not args.table or word in tally.WRONG:
                    print("%-10s %-48s %s: %s" % (release, one.name, word,
                                                  text), flush=True)
    return fine


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--list")
    parser.add_argument("--per-soc", type=int, default=1000)
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("--table", action="store_true")
    return parser.parse_args()


def asked_for(args):
    """The globs of each kernel that is to be judged."""
    if not args.list:
        return {release: args.only for release in args.kernel or RELEASES}
    wanted = collections.OrderedDict()
    with open(args.list, encoding="utf-8") as file:
        for words in map(str.split, file):
            if words and words[0] != "#":
                wanted.setdefault(words[0], []).append(words[1])
    return wanted


def main():
    args, total, status = arguments(), tally.Tally(), 0
    for release, globs in asked_for(args).items():
        lacking = guest.missing(release) or machine.missing(
            guest.arch(release)) or board.lacking(release)
        if lacking:
            print("SKIP: kernel %s: no %s" % (release, lacking))
            status = status or 77
        elif not judge(release, globs, args, total):
            status = 1
    total.show()
    return status if total.agreed() or status == 77 else 1


if __name__ == "__main__":
    sys.exit(main())
