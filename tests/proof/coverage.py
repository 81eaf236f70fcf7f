#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Coverage of lib/, a folder a line, against the floors of floors.list.

    coverage.py [--open] [--write-floors] EXPORT.json
    coverage.py --listed

EXPORT.json is what "llvm-cov export -summary-only" writes, or without that
option where --open is given, which lists the conditions that no pair of tests
shows to decide, a file a line, most first. Status 1: a folder is below its floor,
or a condition of unreachable.list is no longer in its file; --listed checks only that.
"""
import argparse
import collections
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FLOORS = os.path.join(HERE, "floors.list")
KINDS = ("lines", "branches", "mcdc")


def place(name):
    """lib/lint/maps.c, however the compiler called it."""
    name = os.path.normpath(name).replace("\\", "/")
    at = name.rfind("/lib/")
    return name[at + 1:] if at >= 0 else name


def measured(export):
    """{file of lib/: {kind: (covered, count)}}"""
    with open(export, encoding="utf-8") as file:
        files = json.load(file)["data"][0]["files"]
    return {place(f["filename"]): {
        kind: (f["summary"][kind]["covered"], f["summary"][kind]["count"])
        for kind in KINDS}
        for f in files if place(f["filename"]).startswith("lib/")}


def folders(files):
    found = collections.defaultdict(lambda: {k: (0, 0) for k in KINDS})
    for name, counts in files.items():
        for room in (os.path.dirname(name), "all of lib/"):
            for kind, (covered, count) in counts.items():
                old = found[room][kind]
                found[room][kind] = (old[0] + covered, old[1] + count)
    return found


def percent(pair):
    covered, count = pair
    return 100 * covered / count if count else 100.0


def floors():
    """{folder: {kind: percent}}"""
    with open(FLOORS, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file
                if line.strip() and not line.startswith("#")]
    return {row[0]: dict(zip(KINDS, map(float, row[1:]))) for row in rows}


def table(found, wanted):
    """Prints it; what is below its floor."""
    below = []
    for room in sorted(found):
        line = "%-18s" % room
        for kind in KINDS:
            now = percent(found[room][kind])
            floor = wanted.get(room, {}).get(kind)
            line += "  %s %5.1f %%" % (kind, now)
            if floor is None or now < floor:
                below.append("%s: %s %.1f %% is below %s" % (
                    room, kind, now, floor))
        print(line)
    return below


def unproved(export):
    """(open conditions, file) of each file of lib/, most first."""
    return sorted(((count - covered, count, name)
                   for name, kinds in measured(export).items()
                   for covered, count in [kinds["mcdc"]] if covered < count),
                  reverse=True)


def stale():
    """What unreachable.list names and its file lacks."""
    with open(os.path.join(HERE, "unreachable.list"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file
                if line.strip() and not line.startswith("#")]
    for row in rows:
        if len(row) != 3:
            yield "unreachable.list: not three columns: %s" % row[0]
            continue
        name, condition, _ = row
        with open(os.path.join(HERE, "..", "..", name), encoding="utf-8") as file:
            text = " ".join(file.read().split())
        if condition not in text:
            yield "unreachable.list: %s has no %s" % (name, condition)


def write(found):
    """Floors that are met now: a full percent below, to the unit."""
    with open(FLOORS, encoding="utf-8") as file:
        head = [line for line in file if line.startswith("#")]
    with open(FLOORS, "w", encoding="utf-8") as file:
        file.writelines(head)
        for room in sorted(found):
            file.write("\t".join([room] + [
                "%d" % percent(found[room][kind]) for kind in KINDS]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--write-floors", action="store_true")
    parser.add_argument("--listed", action="store_true")
    parser.add_argument("export", nargs="?")
    args = parser.parse_args()
    if args.listed:
        lines = list(stale())
        print("\n".join(lines) or "ok - unreachable.list")
        return 1 if lines else 0
    if not args.export:
        parser.error("which export?")
    if args.open:
        for row in unproved(args.export):
            print("%4d of %4d conditions open  %s" % row)
        return 0
    found = folders(measured(args.export))
    if args.write_floors:
        write(found)
    below = table(found, floors())
    gone = sorted(set(floors()) - set(found))
    below += ["%s: has a floor, and nothing was measured" % g for g in gone]
    below += stale()
    for line in below:
        print("not ok - " + line)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
