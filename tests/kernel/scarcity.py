# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""IOMMUs that have less than their masters need, which no device tree describes.

A case says with "harness,stream-matches" and "harness,banks" what its
registers will. The plan says how many the masters need: with fewer, some of
them must have lost their group; with as many, none.
"""
ENTRIES, BANKS = "harness,stream-matches", "harness,banks"


def of(root, plan, top):
    """Paths of a board's IOMMUs that lack entries or context banks."""
    nodes = {node.path: node for node in root.walk()
             if ENTRIES in node.props or BANKS in node.props}
    lacking = set()
    for iommu in plan["iommus"]:
        node = nodes.get(iommu["path"])
        if node is None or not iommu["path"].startswith(top + "/"):
            continue
        for word, need in ((ENTRIES, iommu["streams"]["need"]),
                           (BANKS, iommu["contexts"]["need"])):
            if word in node.props and (need or 0) > node.cell(word):
                lacking.add(iommu["path"])
    return lacking


def _behind(plan, lacking):
    """Masters any of whose streams, or whose group, is one of those IOMMUs'."""
    found = {device["path"] for device in plan["devices"]
             if any(s["iommu"] in lacking for s in device["streams"])}
    for group in plan["groups"]:
        if lacking.intersection(group["iommus"]):
            found.update(group["devices"])
    return found


def differences(outcome, part, lacking, plan):
    """(path, text) where a board with too little is not as it has to be."""
    behind = _behind(plan, lacking)
    lost = 0
    for group in part["groups"]:
        members = frozenset(group["devices"])
        if members & behind:
            lost += sum(outcome.get(path) is None for path in members)
            continue
        for path in members:
            if outcome.get(path) != (group["domain"], members):
                yield path, "is behind another IOMMU, and yet differs"
    for entry in part["unprotected"]:
        if entry["path"] not in behind and outcome.get(entry["path"]):
            yield entry["path"], "predicted no group, has one"
    if not lost:
        yield min(lacking), "has too little, and yet no master went without"
    if plan["grouping"] == "device-add":
        for path in behind:
            if outcome.get(path) and not _elsewhere(plan, path, lacking):
                yield path, "has a group, though its IOMMU has too little"


def _elsewhere(plan, path, lacking):
    """Is a master served by an IOMMU that has enough?"""
    return any(path in group["devices"] and
               not lacking.issuperset(group["iommus"])
               for group in plan["groups"])
