#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""agree.py PROGRAM PAIRS SEED TREE...: boards and pairs of kernels drawn by chance,
of which JSON, tsv and text of plan, lint, diff and explain must say the same."""
import collections
import json
import pathlib
import random
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "kernel"))
import fdt  # noqa: E402  the harness's own reader, independent of lib/

KERNELS = ["5.10", "5.15", "6.1", "6.6", "6.12", "6.18", "7.0", "7.2", "7.3"]
# What may become of DMA that is in a group with a default domain of this type.
EFFECTS = {
    "DMA": {"translated", "blocked", "firmware", "foreign", "unknown", "open"},
    "DMA-FQ": {"translated", "blocked", "firmware", "foreign", "unknown", "open"},
    "identity": {"identity", "blocked", "firmware", "foreign", "unknown", "open"},
    "blocked": {"blocked", "foreign", "firmware", "unknown"},
    "unknown": None, "unmanaged": None,
}
STATES = {"iommu-disabled": {"disabled"}, "iommu-deferred": {"deferred"},
          "iommu-fails-to-probe": {"fails-to-probe"},
          "no-linux-driver": {"no-driver"}, "no-driver-in-this-kernel": {"no-driver"}}
# A finding of the rule about an IOMMU, and the states that it then has.
OF_IOMMU = {"iommu-disabled": {"disabled"}, "iommu-no-driver": {"no-driver"},
            "iommu-broken-by-master": {"fails-to-probe"},
            "iommu-context-interrupts": {"fails-to-probe"},
            "iommu-supplier-disabled": {"deferred", "fails-to-probe"},
            "iommu-supplier-missing": {"deferred", "fails-to-probe"}}
KIND = {
    "protected": lambda a, b: not (a and a["group"]) and b["group"],
    "unprotected": lambda a, b: a["group"] and not (b and b["group"]),
    "blocked": lambda a, b: a["effect"] != "blocked" and (not b or b["effect"] == "blocked"),
    "effect": lambda a, b: a["effect"] != b["effect"],
    "confidence": lambda a, b: a["confidence"] != b["confidence"],
    "domain": lambda a, b: a["domain"] != b["domain"],
    "untranslated": lambda a, b: a["domain"] != b["domain"],
    "translated": lambda a, b: a["domain"] != b["domain"],
    "reason": lambda a, b: not a or not b or a["reason"] != b["reason"],
    "lazier": lambda a, b: b["lazy"] and not a["lazy"],
    "stricter": lambda a, b: a["lazy"] and not b["lazy"],
    "added": lambda a, b: not a and b["group"],
    "added-unprotected": lambda a, b: not a and not b["group"],
    "removed": lambda a, b: not b,
}

prog, pairs, seed, trees = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
wrong = collections.Counter()


def say(what, *where):
    wrong[what] += 1
    if wrong[what] <= 5:
        print(what + ":", *where)


def run(*args):
    done = subprocess.run([prog, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          universal_newlines=True)
    if done.returncode > 1:
        say("status %d" % done.returncode, *args, done.stderr[:200])
    return done.stdout


def nodes(node, path=""):
    yield path or "/"
    for child in node.children:
        yield from nodes(child, f"{path}/{child.name}")


def key(d):
    return (d["path"], d["context"], d["rid"])


def of_groups(p, at):
    groups = {g["key"]: g for g in p["groups"]}
    members = collections.defaultdict(set)
    for d in p["devices"]:
        members[d["group"]].add(d["path"])
        g = groups.get(d["group"])
        allowed = EFFECTS.get(g["domain"] if g else None)
        if not g:
            say("device of no group", *at, d["path"])
        elif allowed and d["effect"] not in allowed:
            say("effect and domain", *at, d["path"], d["effect"], g["domain"])
        elif allowed is None and g["domain"] not in EFFECTS:
            say("a domain's type", *at, g["domain"])
    for g in groups.values():
        if members[g["key"]] != set(g["devices"]):
            say("members of a group", *at, g["key"])


def of_iommus(p, at):
    iommus = {i["path"]: i for i in p["iommus"]}
    keys = {g["key"] for g in p["groups"]}
    for i in iommus.values():
        if i["state"] != "active" and i["groups"]:
            say("groups of an IOMMU that is not active", *at, i["path"])
        if not set(i["groups"]) <= keys:
            say("a group that is not there", *at, i["path"])
    for u in p["unprotected"]:
        i = iommus.get(u["iommu"])
        if u["effect"] in ("translated", "identity"):
            say("no group, and translated", *at, u["path"])
        if i and u["reason"] in STATES and i["state"] not in STATES[u["reason"]]:
            say("reason and state", *at, u["path"], u["reason"], i["state"])
        if i and u["effect"] == "blocked" and i["state"] in ("disabled", "no-driver"):
            say("blocked by what nobody drives", *at, u["path"])
    for n in p["neighbours"]:
        if iommus[n["iommu"]]["unclaimed"] is None:
            say("neighbour of an IOMMU without streams", *at, n["path"])
        if n["path"] in {d["path"] for d in p["devices"]}:
            say("neighbour and master", *at, n["path"])


def of_tsv(p, lines, at):
    rows = {(r[4], None if r[1] == "-" else r[1], r[12]) for r in lines}
    wanted = {(d["path"], d["group"], d["effect"] or "-") for d in p["devices"]}
    wanted |= {(u["path"], None, u["effect"] or "-") for u in p["unprotected"]}
    have = {r for r in rows if (r[0], r[1]) in {w[:2] for w in wanted}}
    if have != wanted:
        say("tsv and JSON", *at, *sorted(map(str, have ^ wanted))[:2])


def of_lint(p, findings, paths, at):
    iommus = {i["path"]: i for i in p["iommus"]}
    bare = {u["path"] for u in p["unprotected"]}
    for f in findings:
        if f["node"] not in paths or any(o not in paths for o in f["others"]):
            say("a node that is not there", *at, f["rule"], f["node"])
        if f["rule"] == "master-unprotected" and f["node"] not in bare:
            say("master-unprotected, and in a group", *at, f["node"])
        i = iommus.get(f["node"])
        if i and f["rule"] in OF_IOMMU and i["state"] not in OF_IOMMU[f["rule"]]:
            say("rule and state", *at, f["node"], f["rule"], i["state"])
        if f["rule"] == "context-banks-short" and i and i["contexts"]["have"] is not None \
                and i["contexts"]["need"] <= i["contexts"]["have"]:
            say("context-banks-short, and enough of them", *at, f["node"])
        if f["rule"] == "iommu-neighbours" and f["node"] not in \
                {n["iommu"] for n in p["neighbours"]}:
            say("iommu-neighbours, and the plan has none", *at, f["node"])
    if any(i["state"] == "fails-to-probe" for i in iommus.values()) and \
            not any(f["severity"] == "error" for f in findings):
        say("an IOMMU that fails to probe, and no error", *at)


def of_diff(old, new, items, at):
    sides = [{}, {}]
    for side, p in zip(sides, (old, new)):
        for d in p["devices"] + p["unprotected"]:
            side.setdefault(key(d), []).append(d)
    said = collections.defaultdict(set)
    for i in items:
        before, after = i["before"], i["after"]
        subject = (before or after or {}).get("path") if isinstance(before or after, dict) else None
        said[subject].add(i["kind"])
        if i["kind"] not in KIND or subject is None or "effect" not in (before or after):
            continue
        try:
            good = KIND[i["kind"]](before, after)
        except TypeError:
            good = before is None or after is None
        if not good:
            say("diff of what is alike", *at, i["kind"], i["subject"])
        for value, side in ((before, sides[0]), (after, sides[1])):
            if value and not any((d["effect"], d["group"] if "group" in d else None) ==
                                 (value["effect"], value["group"])
                                 for k, ds in side.items() if k[0] == subject for d in ds):
                say("diff and plan", *at, i["kind"], i["subject"])
    for k in set(sides[0]) & set(sides[1]):
        if len(sides[0][k]) != 1 or len(sides[1][k]) != 1:
            continue
        a, b = sides[0][k][0], sides[1][k][0]
        if a["effect"] != b["effect"] and k[0] not in said and a["effect"] and b["effect"]:
            say("no diff of another effect", *at, k[0], a["effect"], b["effect"])
        if bool(a.get("group")) != bool(b.get("group")) and k[0] not in said and \
                a["effect"] and b["effect"]:
            say("no diff of another group", *at, k[0])


def of_explain(p, tree, kernel, at):
    for d in random.sample(p["devices"] + p["unprotected"],
                           min(1, len(p["devices"] + p["unprotected"]))):
        text = run("explain", "-q", "-b", tree, "-k", kernel, d["path"])
        if d.get("group") and d["group"] not in text:
            say("explain and group", *at, d["path"])
        if not d.get("group") and re.search(r"\bgroup g[0-9a-f]{12}\b", text) and \
                not any(x["path"] == d["path"] for x in p["devices"]):
            say("explain: a group of a master without", *at, d["path"])


def of_text(p, text, at):
    head = re.search(r"^  .*?(\d+) masters?: (.*)$", text, re.M)
    if not head:
        return
    told = {}
    for count, word in re.findall(r"(\d+) (translated|identity-mapped)", head.group(2)):
        told[word] = int(count)
    for word, effect in (("translated", "translated"), ("identity-mapped", "identity")):
        have = sum(d["effect"] == effect for d in p["devices"])
        if told.get(word, 0) != have:
            say("text and JSON", *at, word, told.get(word, 0), have)


random.seed(seed)
drawn = [(random.choice(trees), *sorted(random.sample(range(len(KERNELS)), 2)))
         for _ in range(pairs)]
asked = collections.defaultdict(set)
for tree, a, b in drawn:
    asked[a].add(tree)
    asked[b].add(tree)
plans, devices = {}, 0
for a, names in asked.items():
    names, kernel = sorted(names), KERNELS[a]
    rows = collections.defaultdict(list)
    for line in run("plan", "-q", "-k", kernel, "-f", "tsv", *names).splitlines():
        if line[0] != "#":
            rows[line.split("\t")[0]].append(line.split("\t"))
    found = collections.defaultdict(list)
    for line in run("lint", "-q", "-k", kernel, "-f", "json", *names).splitlines():
        found[json.loads(line)["file"]].append(json.loads(line))
    for line in run("plan", "-q", "-k", kernel, "-f", "json", *names).splitlines():
        p = json.loads(line)
        tree, at = p["file"], (p["file"], kernel)
        plans[tree, a] = p
        devices += len(p["devices"]) + len(p["unprotected"])
        of_groups(p, at)
        of_iommus(p, at)
        of_tsv(p, rows[tree], at)
        of_lint(p, found[tree], set(nodes(fdt.parse(pathlib.Path(tree).read_bytes()))), at)
for tree, a, b in drawn:
    at = (tree, KERNELS[a], KERNELS[b])
    items = run("diff", "-q", "-f", "json", "--from-kernel", KERNELS[a], "--to-kernel",
                KERNELS[b], tree)
    of_diff(plans[tree, a], plans[tree, b], [json.loads(line) for line in items.splitlines()], at)
    of_text(plans[tree, b], run("plan", "-q", "-k", KERNELS[b], tree), at)
    of_explain(plans[tree, b], tree, KERNELS[b], at)
print(f"{len(drawn)} pairs, {len(plans)} plans, {devices} masters and requesters, "
      f"{sum(wrong.values())} contradictions")
sys.exit(bool(wrong))
