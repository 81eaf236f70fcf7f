#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Does the judge object? Boots nothing: answers are altered, verdicts looked at.

Every case on record is first held against itself, which must agree, then
altered in each way a wrong prediction or a strange kernel could differ, which
must not.
"""
import copy
import os
import sys

import answer
import artefacts
import boards
import judge
import record
import regions

CONSOLE = """\
@cmdline console=ttyAMA0 iommu.strict=1
@note cmdline 61
@begin
@group 0 DMA
@member 0 a /a
@member 0 b /b
@group 1 identity
@member 1 c /c
@master virtio-mmio /a
@master virtio-mmio /b
@master virtio-mmio /c
@master - /d
@end
"""


def as_plan(outcome, confidence="certain"):
    """The plan that would have predicted an outcome."""
    groups = {g for g in outcome.values() if g}
    return {"groups": [{"devices": sorted(paths), "domain": kind,
                        "confidence": confidence} for kind, paths in groups],
            "unprotected": [{"path": p, "confidence": confidence}
                            for p, g in outcome.items() if g is None]}


def other_type(plan):
    for n, group in enumerate(plan["groups"]):
        new = copy.deepcopy(plan)
        new["groups"][n]["domain"] = (
            "DMA" if group["domain"] == "identity" else "identity")
        yield "other type", new


def lost_member(plan):
    for n, group in enumerate(plan["groups"]):
        new = copy.deepcopy(plan)
        new["unprotected"].append({"path": new["groups"][n]["devices"].pop()})
        yield "lost %s" % group["devices"][-1], new


def unmentioned(plan):
    for n in range(len(plan["groups"])):
        new = copy.deepcopy(plan)
        del new["groups"][n]
        yield "a group not mentioned", new
    for n in range(len(plan["unprotected"])):
        new = copy.deepcopy(plan)
        del new["unprotected"][n]
        yield "a master not mentioned", new


def merged(plan):
    if len(plan["groups"]) > 1:
        new = copy.deepcopy(plan)
        new["groups"][0]["devices"] += new["groups"].pop()["devices"]
        yield "two groups made one", new


def split(plan):
    for n, group in enumerate(plan["groups"]):
        if len(group["devices"]) > 1:
            new = copy.deepcopy(plan)
            alone = copy.deepcopy(group)
            alone["devices"] = [new["groups"][n]["devices"].pop()]
            new["groups"].append(alone)
            yield "a group made two", new


def protected(plan):
    for n in range(len(plan["unprotected"])):
        new = copy.deepcopy(plan)
        path = new["unprotected"].pop(n)["path"]
        new["groups"].append({"devices": [path], "domain": "DMA",
                              "confidence": "certain"})
        yield "a group for %s" % path, new


def extra(plan):
    new = copy.deepcopy(plan)
    new["groups"].append({"devices": ["/nowhere"], "domain": "DMA",
                          "confidence": "certain"})
    yield "a group of nothing", new


ALTERED = (other_type, lost_member, unmentioned, merged, split, protected,
           extra)


def outcomes():
    """Every outcome on record."""
    for file in sorted(os.listdir(os.path.join(record.HERE, "cases"))):
        if file.endswith(".groups"):
            for release, text in record.load(file[:-7]).items():
                found = judge.from_lines(text)
                if found:
                    yield "%s on %s" % (file[:-7], release), found


def verdicts():
    """(what was done, word expected, word found) of the comparison."""
    for name, real in outcomes():
        plan = as_plan(real)
        yield name, "agree", judge.verdict(real, plan)[0]
        for alter in ALTERED:
            for what, new in alter(plan):
                yield "%s: %s" % (name, what), "DIFFER", judge.verdict(
                    real, new)[0]
        for what, new in other_type(as_plan(real, "unknown")):
            yield "%s: %s, unsure" % (name, what), "unsure", judge.verdict(
                real, new)[0]


def consoles():
    """(what was done, what must hold) of reading a guest's console."""
    found = answer.read(CONSOLE)
    outcome = judge.from_boot(found)
    yield "console: groups", outcome == {
        "/a": ("DMA", frozenset(("/a", "/b"))),
        "/b": ("DMA", frozenset(("/a", "/b"))),
        "/c": ("identity", frozenset(("/c",))), "/d": None}
    yield "console: master without", found["without"] == ["/d"]
    yield "console: cut short", answer.read(CONSOLE[:-5]) is None
    yield "console: empty", answer.read("") is None
    for what, text in (
            ("crash", CONSOLE.replace("@end", "@log kernel BUG at x\n@end")),
            ("no masters", "@begin\n@end\n"), ("nothing", "")):
        real = answer.of(text, False)
        yield "console: " + what, ("failed" in real and
                                   judge.from_boot(real) is None)


def readings():
    """(what was done, what must hold) of the annotation read back."""
    note = {"a/b": "00", "c": "6100"}
    for what, seen, sound in (
            ("same", {"a/b": "00", "c": "6100", "name": "00"}, True),
            ("a byte", {"a/b": "01", "c": "6100"}, False),
            ("missing", {"c": "6100"}, False),
            ("more", {"a/b": "00", "c": "6100", "d": "00"}, False)):
        objections = list(artefacts.against_notes(
            note, artefacts.read_back(seen)))
        yield "annotation: " + what, bool(objections) != sound


def reservations():
    """(what was done, what must hold) of comparing reserved regions."""
    real = {"groups": [{"devices": ["/a"], "type": "DMA", "reserved": [
        "0x0000000008000000 0x00000000080fffff msi",
        "0x0000000050000000 0x000000005001ffff reserved"]}]}
    msi = {"base": "0x8000000", "size": "0x100000", "type": "msi"}
    low = {"base": "0x50000000", "size": "0x10000", "type": "reserved"}
    high = dict(low, base="0x50010000")
    for what, list_, sound in (
            ("one of two that touch", [msi, dict(low, size="0x20000")], True),
            ("two that touch", [msi, high, low], False),
            ("one missing", [msi, low], False),
            ("one mapped", [msi, low, dict(high, type="direct")], False),
            ("a byte more", [msi, low, dict(high, size="0x10001")], False),
            ("one more", [msi, low, high, dict(low, base="0x0")], False),
            ("none", [], False)):
        plan = {"groups": [{"devices": ["/a"], "reserved": list_}]}
        objections = list(regions.differences(regions.from_boot(real),
                                              regions.from_plan(plan)))
        yield "regions: " + what, bool(objections) != sound
    seen = regions.from_boot(real)
    yield "regions: on record", (regions.from_lines(regions.lines(seen)) ==
                                 regions.unusual(seen))


def crashes():
    """(what, must it hold) of a kernel that crashed: only a plan that says so excuses it."""
    active = {"reason": None, "because": ["stream-match entries: 1"]}
    race = {"reason": None, "because": ["its larb, which crashes this kernel [a_function]"]}
    for what, iommu, lost, falls, told in (
            ("nothing said", active, None, False, False), ("a race", race, None, False, True),
            ("a master", active, "duplicate-stream-crashes", True, True),
            ("an IOMMU", {"reason": "other-driver-crashes", "because": []}, None, True, True)):
        plan = {"iommus": [iommu], "unprotected": [{"reason": lost or "no-group"}]}
        yield "crash: " + what, (judge.crashes(plan), judge.foretold(plan)) == (falls, told)
        yield "crash: %s, a boot" % what, boards.excused(
            {"failed": answer.CRASHED}, plan) == told
        yield "crash: %s, no answer" % what, not boards.excused({"failed": "nothing"}, plan)


def main():
    bad = done = 0
    for what, expected, found in verdicts():
        done += 1
        if found != expected:
            bad += 1
            print("judge: %s: %s, not %s" % (what, found, expected))
    for what, holds in [*consoles(), *readings(), *reservations(), *crashes()]:
        done += 1
        if not holds:
            bad += 1
            print("judge: %s does not hold" % what)
    print("judge: %d verdicts, %d wrong" % (done, bad))
    return 1 if bad or not done else 0


if __name__ == "__main__":
    sys.exit(main())
