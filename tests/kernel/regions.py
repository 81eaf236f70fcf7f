# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Reserved regions: what a group's file lists, and what the plan says of it.

A group, known by the set of its members, has a sorted tuple of (first
address, last address, type).
"""
WORD = "reserved"
# Every group behind an SMMU has it; not worth a line in every record.
USUAL = "msi"


def _line(text):
    first, last, kind = text.split(" ")[:3]
    return int(first, 0), int(last, 0), kind


def from_boot(answer):
    return {frozenset(g["devices"]): tuple(sorted(map(_line, g["reserved"])))
            for g in answer["groups"]}


def _planned(region):
    base, size = int(region["base"], 0), int(region["size"], 0)
    return base, base + size - 1, region["type"]


def from_plan(answer):
    return {frozenset(g["devices"]): tuple(sorted(map(_planned, g[WORD])))
            for g in answer["groups"]}


def lines(found):
    """The unusual ones as text, one a line: "reserved 0x1 0x2 direct /a"."""
    return sorted("%s %#x %#x %s %s" % (WORD, *region,
                                        " ".join(sorted(members)))
                  for members, list_ in found.items() for region in list_
                  if region[2] != USUAL)


def unusual(found):
    return {members: tuple(r for r in list_ if r[2] != USUAL)
            for members, list_ in found.items()}


def from_lines(text):
    """The reverse of lines(); groups without such a region are missing."""
    found = {}
    for line in text:
        word, *rest = line.split(" ")
        if word == WORD:
            members = frozenset(rest[3:])
            found[members] = found.get(members, ()) + (
                _line(" ".join(rest[:3])),)
    return {members: tuple(sorted(list_)) for members, list_ in found.items()}


def _text(list_):
    return ", ".join("%#x-%#x %s" % r for r in list_) or "nothing"


def differences(real, planned):
    """(a member, text) for groups whose regions do not agree."""
    for members, list_ in planned.items():
        seen = real.get(members, ())
        if seen != list_:
            yield min(members, default="/"), "reserves %s, is %s" % (
                _text(list_), _text(seen))
