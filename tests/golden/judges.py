#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Judges of recorded outputs that need no kernel.

    judges.py rendered FILE PLANS.json      text or TSV: the groups of the JSON
    judges.py shown FILE DIFF.json          text or Markdown: the same findings
    judges.py differs DIFF.json TREE KERNEL TREE KERNEL
                                            the findings are what two plans
                                            differ in, and nothing is left out
    judges.py ranges RANGE.json PLANS.json  its changes lead from one kernel's
                                            plan to the next, and none is missed
    judges.py read PLANS RELEASE FILE WORD  what a person read: is it there?
    judges.py off PLANS.json TREE.dtb       the tree has no IOMMU that is on
    judges.py source FILE                   functions that it names exist, in
                                            the release that it names them for

What is wrong is printed. Status 1: something is, or nothing was judged;
77: what the judge needs is not here.
"""
import glob
import json
import os
import re
import subprocess
import sys

import replay

HERE = os.path.dirname(os.path.abspath(__file__))


def lines(name):
    with open(name, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def text(name):
    with open(name, encoding="utf-8") as file:
        return file.read()


def sections(name):
    """The text of each plan, in order."""
    return re.split(r"^(?=\S.*  Linux [0-9.]+$)", text(name), flags=re.M)[1:]


def leaf(path):
    return "/" + path.split("/")[-1]


def section_wrong(part, plan):
    """What of a plan its text lacks, and what of the text the plan."""
    found = dict(re.findall(r"^  (g[0-9a-f]{12}) (\S+)", part, re.M))
    wanted = {g["key"]: g["domain"] for g in plan["groups"]}
    for key in set(found) | set(wanted):
        if found.get(key) != wanted.get(key):
            yield "%s: %s, not %s" % (key, found.get(key), wanted.get(key))
    lost = [one["path"] for one in plan["devices"] + plan["unprotected"]
            if leaf(one["path"]) not in part]
    # A long list ends in how many there are besides.
    more = sum(map(int, re.findall(r"^ +\.\.\. and (\d+) more", part, re.M)))
    if len(lost) > more:
        yield "does not mention " + " ".join(lost)


def tsv_wrong(rows, plans):
    """The same of tables of several plans."""
    found = {(r[0], r[1], r[4]) for r in rows if r[1] != "-"}
    wanted = {(p["file"], g["key"], d) for p in plans for g in p["groups"]
              for d in g["devices"]}
    lone = {(r[0], r[4]) for r in rows if r[1] == "-"}
    bare = {(p["file"], d["path"]) for p in plans for d in p["unprotected"]}
    return ["in one of both: %s" % (row,)
            for row in sorted(found ^ wanted) + sorted(lone ^ bare)]


def rendered(name, *recorded):
    plans = [p for r in recorded for p in lines(r)]
    if text(name).startswith("#file\t"):
        # Of one kernel: those plans that are of it.
        rows = [r.split("\t") for r in text(name).splitlines()[1:]]
        return tsv_wrong(rows, [p for p in plans if p["kernel"] == "6.12"])
    parts = sections(name)
    if len(parts) != len(plans):
        return ["%d plans, not %d" % (len(parts), len(plans))]
    return ["Linux %s: %s" % (plan["kernel"], what)
            for part, plan in zip(parts, plans)
            for what in section_wrong(part, plan)]


def shown(name, recorded):
    body = text(name).replace("&amp;", "&")
    for one in lines(recorded):
        leaf_of = leaf(re.sub(r"/\*$", "", one["subject"] or ""))
        for what in (one["message"], leaf_of):
            if what not in body:
                yield "does not show %r" % what
    counts = re.findall(r"(\d+) (error|warning|note)s?", body)
    for count, severity in counts[:3]:
        seen = sum(o["severity"] == severity for o in lines(recorded))
        if int(count) != seen:
            yield "%s %ss, the JSON has %d" % (count, severity, seen)


def devices(plan):
    """Each master of a plan: its group, members, domain, reason, effect."""
    groups = {g["key"]: g for g in plan["groups"]}
    found = {}
    for d in plan["devices"] + plan["unprotected"]:
        key = d.get("group")
        members = tuple(groups[key]["devices"]) if key else ()
        found.setdefault(d["path"], []).append(
            (groups[key]["domain"] if key else None, members,
             d.get("reason"), d["effect"],
             tuple((s["iommu"], s["id"], s["mask"]) for s in d["streams"])))
    return found


def plan_of(recorded, kernel):
    return next(p for p in lines(recorded) if p["kernel"] == kernel)


def named(findings):
    """Every path that the findings of a comparison speak of."""
    return set(re.findall(r"/[^\s\"\\]+", json.dumps(
        [{k: v for k, v in f.items() if k not in ("old", "new")}
         for f in findings])))


def differs(diff, old, old_kernel, new, new_kernel):
    """Whoever differs is named; whoever is said to come or go does."""
    findings = lines(diff)
    before = devices(plan_of(old, old_kernel))
    after = devices(plan_of(new, new_kernel))
    spoken = named(findings)
    for path in sorted(set(before) | set(after)):
        if before.get(path) != after.get(path) and path not in spoken:
            yield "says nothing of " + path
    for f in findings:
        path = re.sub(r"(/\*| function .*)$", "", f["subject"] or "")
        if f["kind"] == "protected" and not any(
                d[0] for d in after.get(path, [])):
            yield path + " has no group"
        if f["kind"] in ("unprotected", "untranslated") and not any(
                d[0] not in (None, "identity") for d in before.get(path, [])):
            yield path + " was not translated"
        if f["kind"] == "added" and path in before and path not in after:
            yield path + " was there"


def ranges(name, recorded):
    return replay.replay(lines(name)[0], lines(recorded))


def read(recorded, kernel, name, word):
    there = unpacked(kernel)
    if there is None:
        print("SKIP - no source of Linux %s" % kernel)
        sys.exit(77)
    path = os.path.join(there, name)
    if not os.path.exists(path) or not re.search(
            r"\b%s\b" % word, text(path)):
        yield "Linux %s: no %s in %s" % (kernel, word, name)


def off(recorded, tree):
    sys.path.insert(0, os.path.join(HERE, "..", "kernel"))
    import fdt
    import topology
    on = [n.path for n in fdt.load(tree).walk()
          if topology.is_iommu(n) and n.available]
    yield from ("%s is on" % path for path in on)
    for plan in lines(recorded):
        for group in plan["groups"]:
            yield "Linux %s: a group %s" % (plan["kernel"], group["devices"])
        for one in plan["unprotected"]:
            if one["reason"] != "iommu-disabled":
                yield "%s: %s" % (one["path"], one["reason"])


def unpacked(kernel):
    """The newest source of a series in the cache; None if there is none."""
    cache = os.environ.get("IOMMUPLAN_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"),
        "iommuplan")
    found = [d for d in glob.glob(os.path.join(cache, "source", kernel + ".*"))
             if os.path.isdir(os.path.join(d, "drivers/iommu"))]
    return max(found, key=lambda d: int(d.split(".")[-1]), default=None)


def words(there, wanted):
    """Which of these words are in the sources that decide."""
    dirs = [os.path.join(there, d) for d in (
        "drivers/iommu", "drivers/of", "drivers/pci", "drivers/base", "lib",
        "kernel/dma", "arch/arm/mm")]
    done = subprocess.run(
        ["grep", "-rhowF", "--include=*.[ch]", "\n".join(wanted)] +
        [d for d in dirs if os.path.isdir(d)],
        stdout=subprocess.PIPE, check=False, env={**os.environ, "LC_ALL": "C"})
    return set(done.stdout.decode().split())


def source(*names):
    wanted = {}
    for part in (part for name in names for part in sections(name)):
        kernel = re.match(r".*  Linux ([0-9.]+)$", part, re.M).group(1)
        wanted.setdefault(kernel, set()).update(
            re.findall(r"\[([a-z_][a-z_0-9]+)\](?:,|;|:| |$)", part, re.M))
    if not any(wanted.values()):
        yield "names no function"
    for kernel, names in wanted.items():
        there = unpacked(kernel)
        if there is None:
            print("SKIP - no source of Linux %s" % kernel)
            sys.exit(77)
        # A reason names the newest function; older kernels call it otherwise.
        sys.path.insert(0, os.path.join(HERE, "..", "facts"))
        from names import OLDER
        older = {n: {n, *OLDER.get(n, ())} for n in names}
        found = words(there, set().union(*older.values()))
        yield from ("Linux %s has no %s" % (kernel, n)
                    for n in sorted(names) if not older[n] & found)


def main():
    what = {f.__name__: f for f in (rendered, shown, differs, ranges,
                                   read, off, source)}
    wrong = list(what[sys.argv[1]](*sys.argv[2:]))
    for line in wrong:
        print("%s: %s" % (sys.argv[2], line))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
