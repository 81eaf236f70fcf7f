# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""What a guest's console says, and whether it is an answer at all."""
import re

# A kernel that has fallen over says nothing about what comes after.
CRASHES = ("Internal error:", "kernel BUG at", "Unable to handle kernel")
CRASHED = "kernel crashed"
EMPTY = "no masters appeared"
# What a driver says once for each IOMMU it takes; not every driver does.
TAKEN = {"arm-smmu": "SMMUv[12] with:", "arm-smmu-v3": "oas [0-9]+-bit"}


def read(console):
    """The guest's marked lines, or None if it did not get to the last."""
    groups, masters, log, notes = {}, [], [], {}
    said, status = {}, {}
    ended, cmdline = False, None
    for line in console.replace("\r", "").split("\n"):
        word, _, rest = line.partition(" ")
        if word == "@group":
            number, _, kind = rest.partition(" ")
            groups[number] = {"type": kind, "devices": [], "reserved": []}
        elif word == "@member":
            number, name, path = (rest.split(" ") + [""])[:3]
            groups[number]["devices"].append(path or name)
        elif word == "@reserved":
            number, _, region = rest.partition(" ")
            groups[number]["reserved"].append(region)
        elif word == "@master":
            driver, _, path = rest.partition(" ")
            masters.append({"path": path, "driver": driver})
        elif word == "@log":
            log.append(rest)
        elif word == "@cmdline":
            cmdline = rest
        elif word == "@note":
            name, _, value = rest.partition(" ")
            notes[name] = value
        elif word == "@said":
            when, _, text = rest.partition(" ")
            said.setdefault(when, []).append(text)
        elif word == "@status":
            when, _, text = rest.partition(" ")
            status[when] = int(text)
        elif word == "@end":
            ended = True
    if not ended:
        return None
    grouped = {d for g in groups.values() for d in g["devices"]}
    return {"groups": [g for _, g in sorted(groups.items()) if g["devices"]],
            "masters": sorted(m["path"] for m in masters),
            "without": sorted(m["path"] for m in masters
                              if m["path"] not in grouped),
            "log": log, "cmdline": cmdline, "notes": notes,
            "said": said, "status": status}


def taken(found, driver):
    """How many IOMMUs a driver said it has."""
    return sum(re.search(r"\b%s [^ ]*: .*%s" % (driver, TAKEN[driver]), line)
               is not None for line in found["log"])


def of(console, late):
    """The kernel's answer; "failed" says why there is none."""
    found = read(console)
    if found is None:
        why = "time limit" if late else "guest stopped early"
        if any(word in console for word in CRASHES):
            why = CRASHED
        return {"failed": why, "log": console.split("\n")[-60:]}
    if any(word in line for line in found["log"] for word in CRASHES):
        return {**found, "failed": CRASHED}
    if not found["masters"]:
        return {**found, "failed": EMPTY}
    return found
