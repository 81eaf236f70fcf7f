# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""What a kernel did and what was predicted, in one comparable form.

An outcome maps each master's path to (type, frozenset of the group's paths),
or to None where it has no group.
"""
import json
import subprocess

import guest
import regions

NONE = "none"
CRASH = "crash"


def from_boot(answer):
    """The outcome of a boot; None if the kernel gave no answer."""
    if "failed" in answer:
        return None
    outcome = {path: None for path in answer["without"]}
    for group in answer["groups"]:
        members = frozenset(group["devices"])
        for path in members:
            outcome[path] = (group["type"], members)
    return outcome


def lines(outcome):
    """An outcome as text, one group a line: "DMA /a /b"."""
    if outcome is None:
        return [CRASH]
    groups = {g for g in outcome.values() if g}
    without = sorted(p for p, g in outcome.items() if g is None)
    text = sorted("%s %s" % (kind, " ".join(sorted(paths)))
                  for kind, paths in groups)
    return text + ([" ".join([NONE] + without)] if without else [])


def from_lines(text):
    """The reverse of lines()."""
    outcome = {}
    for line in text:
        kind, *paths = line.split(" ")
        if kind == CRASH:
            return None
        if kind == regions.WORD:
            continue
        for path in paths:
            outcome[path] = (None if kind == NONE
                             else (kind, frozenset(paths)))
    return outcome


def plan(tool, release, tree, extra=()):
    """The tool's own answer for a tree: the object it prints."""
    done = subprocess.run([tool, "plan", "--format", "json", "-k",
                           guest.version(release),
                           *extra, tree], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False, timeout=60)
    if done.returncode:
        raise ValueError("%s: status %d: %s" % (
            tool, done.returncode, done.stderr.decode("latin-1").strip()))
    return json.loads(done.stdout)


def from_plan(answer):
    """The predicted outcome, and the confidence claimed for each master."""
    outcome, sure = {}, {}
    for group in answer["groups"]:
        members = frozenset(group["devices"])
        for path in members:
            outcome[path] = (group["domain"], members)
            sure[path] = group["confidence"]
    for entry in answer["unprotected"]:
        outcome.setdefault(entry["path"], None)
        sure.setdefault(entry["path"], entry.get("confidence", "certain"))
    return outcome, sure


def crashes(plan):
    """Does the plan say that this kernel crashes on the tree?"""
    return any((one["reason"] or "").endswith("-crashes")
               for one in plan["unprotected"] + plan["iommus"])


def foretold(plan):
    """The same, or that it can: a race that one boot loses and another wins."""
    return crashes(plan) or any(text.split(" [")[0].endswith("crashes this kernel")
                                for one in plan["iommus"] for text in one["because"])


def _text(group):
    return "no group" if group is None else "%s {%s}" % (
        group[0], " ".join(sorted(group[1])))


def differences(real, predicted, sure):
    """Yields (master, confidence, text) where the two do not agree."""
    for path in sorted(real):
        if path not in predicted:
            yield path, "certain", "not mentioned, is %s" % _text(real[path])
        elif predicted[path] != real[path]:
            yield path, sure[path], "predicted %s, is %s" % (
                _text(predicted[path]), _text(real[path]))
    for path in sorted(predicted):
        if path not in real and predicted[path]:
            yield path, sure[path], "predicted %s, no such device" % _text(
                predicted[path])


def _without(outcome, gone):
    """The outcome if some devices never come to be bound."""
    return {path: group and (group[0], group[1] - gone)
            for path, group in outcome.items() if path not in gone}


def verdict(real, answer, driverless=frozenset()):
    """("agree" | "unsure" | "DIFFER", list of differences).

    driverless: masters the harness has no driver for. What holds only if one
    binds, of a master or of the whole plan, such a master does not contradict.
    """
    predicted, sure = from_plan(answer)
    binds = answer.get("grouping") == "driver-bind"
    gone = frozenset(p for p in driverless if real.get(p) is None and
                     (binds or sure.get(p) == "if-driver-binds"))
    real, predicted = _without(real, gone), _without(predicted, gone)
    found = list(differences(real, predicted, sure))
    if not found:
        return "agree", found
    if all(confidence == "unknown" for _, confidence, _ in found):
        return "unsure", found
    return "DIFFER", found
