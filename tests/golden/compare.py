#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Do two plans, each a file with one line of JSON, say the same of every
IOMMU, master and group? Prints what differs; exits 1 if anything does.

compare.py EXAMPLE REAL"""
import json
import sys


def streams(entry):
    """What a master puts out: its streams, and those of its requesters."""
    return (sorted((s["iommu"], s["id"], s["mask"]) for s in entry["streams"]),
            [(q["first"], q["last"], q["iommu"], q["id"], q["reason"])
             for q in entry["requesters"]])


def part(entry):
    return (entry["path"], entry["context"], entry["rid"],
            bool(entry["requesters"]))


def facts(plan):
    """All that must agree, as {what: value}."""
    found = {}
    for i in plan["iommus"]:
        found["iommu", i["path"]] = (i["driver"], i["state"], i["reason"],
                                     i["contexts"], i["streams"])
    for g in plan["groups"]:
        found["group", tuple(g["devices"])] = (
            g["key"], g["iommus"], g["domain"], g["confidence"])
    for d in plan["devices"]:
        found["device", part(d)] = (d["confidence"], d["bus"], streams(d),
                                    d["dma"], d["iova"])
    for d in plan["unprotected"]:
        found["unprotected", part(d)] = (d["reason"], d["iommu"], streams(d))
    found["cmdline"] = plan["cmdline"]
    return found


def main():
    ours, real = (facts(json.load(open(f))) for f in sys.argv[1:])
    wrong = 0
    for what in sorted(set(ours) | set(real), key=str):
        if ours.get(what) != real.get(what):
            print(what, "\n  example:", ours.get(what),
                  "\n  real:   ", real.get(what))
            wrong = 1
    sys.exit(wrong)


if __name__ == "__main__":
    main()
