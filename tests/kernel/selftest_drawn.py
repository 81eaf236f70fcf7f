#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""What is drawn, made small and judged as scarce: looked at without a boot."""
import os
import subprocess
import sys
import tempfile
import types
from unittest import mock

import answers
import boards
import fdt
import generate
import packs
import scarcity
import shrink

sys.path.insert(0, os.path.join(os.path.dirname(
    os.path.abspath(__file__)), "pci"))

import buses     # noqa: E402
import maps      # noqa: E402
import tree      # noqa: E402


def masters(root):
    return [n for n in root.walk() if "iommus" in n.props]


def drawing():
    """Every way to collide is among the first seeds, and stays there."""
    packs = [generate.pack(seed, 32) for seed in range(1, 13)]
    nodes = [n for root in packs for n in root.walk()]
    yield "a seed's pack is its own", all(
        fdt.flatten(root) == fdt.flatten(generate.pack(seed, 32))
        for seed, root in enumerate(packs, 1))
    for what in (scarcity.ENTRIES, scarcity.BANKS, "stream-match-mask"):
        yield "drawn: " + what, any(what in n.props for n in nodes)
    families = [{c for n in root.walk() for c in n.strings("compatible")}
                for root in packs]
    for pair in (("arm,smmu-v2", "arm,smmu-v3"),
                 ("arm,smmu-v2", "rockchip,iommu"),
                 ("arm,smmu-v1", "harness,iommu")):
        yield "drawn: %s with %s" % pair, any(
            set(pair) <= family for family in families)
    yield "drawn: one SMMUv3 at most", all(
        sum("arm,smmu-v3" in n.strings("compatible") for n in root.walk()) < 2
        for root in packs)
    lists = [n.cells("iommus") for n in nodes if "iommus" in n.props]
    yield "drawn: bad phandles", any(generate.DANGLING in c for c in lists)
    yield "drawn: several entries", any(len(c) > 5 for c in lists)
    yield "drawn: disabled", any("disabled" in n.strings("status")
                                 for n in nodes)


def drawn_maps():
    found = [maps.drawn(seed) for seed in range(1, 51)]
    yield "a seed's map is its own", found == [
        maps.drawn(seed) for seed in range(1, 51)]
    for what, holds in (
            ("two IOMMUs", lambda m: len(m["kinds"]) > 1),
            ("a mask", lambda m: m["mask"] is not None),
            ("more than 16 bits", lambda m: any(
                k == tree.V2 and out > 0xffff for _, k, out, _ in m["rows"])),
            ("rows of nothing", lambda m: any(
                count == 0 for *_, count in m["rows"])),
            ("a target of two cells", lambda m: m.get("cells") == 2),
            ("few banks", lambda m: "banks" in m)):
        yield "drawn map: " + what, any(map(holds, found))
    yield "drawn: different buses", len(
        {tuple(buses.drawn(seed)) for seed in range(1, 51)}) == 50


def one_entry(root):
    return any(0x20 in m.cells("iommus") for m in masters(root))


def two_alike(root):
    lists = [tuple(m.cells("iommus")[:2]) for m in masters(root)]
    return any(lists.count(x) > 1 for x in lists)


def shrinking():
    """What a disagreement needs stays, and nothing else."""
    steps = 0

    def counted(root):
        nonlocal steps
        steps += 1
        return one_entry(root)

    whole = generate.pack(1, 8)
    name = next(c.name for c in whole.children
                if c.name.startswith("case-") and one_entry(
                    shrink.alone(whole, c.name)))
    left = shrink.shrink(shrink.alone(whole, name), counted)
    yield "shrunk: one master", len(masters(left)) == 1
    yield "shrunk: one entry", len(masters(left)[0].cells("iommus")) <= 3
    yield "shrunk: no IOMMU where none matters", not any(
        "#iommu-cells" in n.props for n in left.walk())
    yield "shrunk: in bounded steps", steps <= shrink.MOST_STEPS
    steps = 0
    shrink.shrink(shrink.alone(whole, name), counted, 3)
    yield "shrunk: no further than told", steps <= 3
    for seed in range(1, 9):
        pack = generate.pack(seed, 8)
        for top in [c.name for c in pack.children
                    if c.name.startswith("case-")]:
            if two_alike(shrink.alone(pack, top)):
                left = shrink.shrink(shrink.alone(pack, top), two_alike)
                yield "shrunk: two masters of %s" % top, (
                    two_alike(left) and len(masters(left)) == 2)
    with tempfile.TemporaryDirectory() as work:
        yield "kept only if it differs alone", shrink.keep(
            whole, name, lambda root: False, work) is None
        left = shrink.keep(whole, name, one_entry, work)
        again = subprocess.run(
            ["dtc", "-q", "-O", "dtb", os.path.join(work, name + ".dts")],
            check=True, stdout=subprocess.PIPE).stdout
        yield "kept as text that says the same", (
            fdt.flatten(fdt.parse(again)) == fdt.flatten(left))


def alike(blob):
    """The masters of a tree, those with the same first entry together."""
    found = {}
    for master in masters(fdt.parse(blob)):
        found.setdefault(tuple(master.cells("iommus")[:2]), []).append(
            master.path)
    return list(found.values())


def kernel(blob, _release):
    return {"groups": [{"type": "DMA", "devices": g, "reserved": []}
                       for g in alike(blob)], "without": [], "log": []}


def wrong_tool(blob, _release, _tool):
    """Loses the last of those who share."""
    return {"groups": [{"devices": g[:-1] or g, "domain": "DMA",
                        "confidence": "certain", "reserved": []}
                       for g in alike(blob)],
            "unprotected": [{"path": g[-1], "reason": "lost"}
                            for g in alike(blob) if len(g) > 1],
            "iommus": [], "devices": []}


def kept():
    """packs.py from a wrong tool to the case on disk; no kernel but ours."""
    with tempfile.TemporaryDirectory() as work, \
            mock.patch.object(answers, "boot", kernel), \
            mock.patch.object(boards, "predicted", wrong_tool):
        args = types.SimpleNamespace(boards=2, tool=None, shrink=work)
        found = packs.judged(109, args, "7.2")
        yield "kept: one board differs", (
            [w for _, w, _ in found].count("DIFFER") == 1)
        for name, word, text in found:
            path = os.path.join(work, name)
            if word != "DIFFER":
                continue
            yield "kept: and says where", "kept as " + path in text
            blob = subprocess.run(["dtc", "-q", "-O", "dtb", path + ".dts"],
                                  check=True, stdout=subprocess.PIPE).stdout
            yield "kept: two masters", [len(g) for g in alike(blob)] == [2]
            with open(path + ".groups", encoding="utf-8") as file:
                yield "kept: what the kernel did", file.read().endswith(
                    "7.2 DMA %s\n" % " ".join(alike(blob)[0]))


TOP = "/case-1"
SMMU, OTHER = TOP + "/iommu@1", TOP + "/iommu@2"


def scarce_plan(need, grouping="driver-bind"):
    def iommu(path, streams):
        return {"path": path, "streams": {"need": streams},
                "contexts": {"need": 1}}
    return {"grouping": grouping, "unprotected": [],
            "iommus": [iommu(SMMU, need), iommu(OTHER, 1)],
            "devices": [{"path": TOP + "/a", "streams": [{"iommu": SMMU}]},
                        {"path": TOP + "/b", "streams": [{"iommu": SMMU}]},
                        {"path": TOP + "/c", "streams": [{"iommu": OTHER}]}],
            "groups": [{"devices": [TOP + "/" + n], "domain": "DMA",
                        "iommus": [i]}
                       for n, i in (("a", SMMU), ("b", SMMU), ("c", OTHER))]}


def scarce():
    root = fdt.Node()
    node = root.child("case-1", create=True).child("iommu@1", create=True)
    node.set_cells(scarcity.ENTRIES, 1)
    yield "scarce: enough", not scarcity.of(root, scarce_plan(1), TOP)
    plan = scarce_plan(2)
    lacking = scarcity.of(root, plan, TOP)
    yield "scarce: too few", lacking == {SMMU}

    def objects(outcome, plan=plan):
        full = {TOP + "/" + n: g and ("DMA", frozenset([TOP + "/" + n]))
                for n, g in outcome.items()}
        return bool(list(scarcity.differences(full, plan, lacking, plan)))
    yield "scarce: one lost", not objects({"a": 1, "b": None, "c": 1})
    yield "scarce: none lost", objects({"a": 1, "b": 1, "c": 1})
    yield "scarce: the other's lost", objects({"a": 1, "b": None, "c": None})
    plan = scarce_plan(2, "device-add")
    yield "scarce: the instance lost", not objects(
        {"a": None, "b": None, "c": 1}, plan)
    yield "scarce: half an instance", objects(
        {"a": 1, "b": None, "c": 1}, plan)


def main():
    bad = done = 0
    for what, holds in [*drawing(), *drawn_maps(), *shrinking(), *kept(),
                        *scarce()]:
        done += 1
        if not holds:
            bad += 1
            print("drawn: %s does not hold" % what)
    print("drawn: %d statements, %d wrong" % (done, bad))
    return 1 if bad or not done else 0


if __name__ == "__main__":
    sys.exit(main())
