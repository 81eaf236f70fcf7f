#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""What real kernels did with the trees of tests/golden, as a judge.

    boots.py RECORDED.json NAME

Holds a recorded plan against boots/NAME.groups, which boot_trees.py keeps: each
master that was booted is in the recorded group, of the recorded type, beside
the same other masters, or has none. Prints what differs, and of which kernels
nothing is on record; status 1 where one differs or none was judged.
"""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "kernel"))

import judge  # noqa: E402
import record  # noqa: E402


def path(name):
    return os.path.join(HERE, "boots", name + ".groups")


def load(name):
    return record.read(path(name))


def only(outcome, paths):
    """The outcome of those masters alone."""
    return {p: g and (g[0], g[1] & paths) for p, g in outcome.items()
            if p in paths}


def differences(plan, real):
    """What a recorded plan has otherwise than the kernel did it."""
    predicted, sure = judge.from_plan(plan)
    paths = frozenset(real)
    for master, _, text in judge.differences(
            real, only(predicted, paths), sure):
        yield "%s: %s" % (master, text)


def judged(recorded, name):
    """Prints what was judged; true if no kernel disagrees and one agrees."""
    known, seen, wrong = load(name), 0, 0
    with open(recorded, encoding="utf-8") as file:
        plans = [json.loads(line) for line in file]
    for plan in plans:
        flavour = "-armhf" if plan["defaults"]["arch"] == "arm" else ""
        lines = known.get(plan["kernel"] + flavour)
        real = lines and judge.from_lines(lines)
        if real is None:
            print("%s: %s has no answer on record" % (name, plan["kernel"]))
            continue
        found = list(differences(plan, real))
        for text in found:
            print("%s: Linux %s: %s" % (recorded, plan["kernel"], text))
        wrong += len(found)
        seen += len(real)
    return seen > 0 and wrong == 0


if __name__ == "__main__":
    sys.exit(0 if judged(*sys.argv[1:]) else 1)
