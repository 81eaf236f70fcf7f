#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Reads plans, one JSON object a line, and compares each with its tree as
fdtget and dtc see it: every enabled node with iommus is in a group or among
the unprotected, every group's device exists, no driver is missing."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "kernel"))
import fdt  # noqa: E402  the harness's own reader, independent of lib/


def masters(node, path, enabled):
    """Paths of enabled nodes with iommus, below and including node."""
    status = node.props.get("status")
    enabled = enabled and status in (None, b"okay\0", b"ok\0")
    if enabled and "iommus" in node.props:
        yield path or "/"
    for child in node.children:
        yield from masters(child, f"{path}/{child.name}", enabled)


def judge(plan):
    """What is wrong with one plan, as a list of sentences."""
    tree = fdt.parse(pathlib.Path(plan["file"]).read_bytes())
    grouped = [d for g in plan["groups"] for d in g["devices"]]
    known = set(grouped) | {u["path"] for u in plan["unprotected"]}
    wrong = [f"{m} is nowhere" for m in masters(tree, "", True) if m not in known]
    wrong += [f"{i['path']} has no driver" for i in plan["iommus"] if not i["driver"]]
    devices = {d["path"]: d["group"] for d in plan["devices"]}
    wrong += [f"{d} has a group and no device entry" for d in grouped if d not in devices]
    return wrong


def main():
    count = masters_seen = 0
    for line in sys.stdin:
        plan = json.loads(line)
        wrong = judge(plan)
        if wrong:
            print(plan["file"], *wrong, sep="; ")
            return 1
        count += 1
        masters_seen += len(plan["devices"]) + len(plan["unprotected"])
    expected = sum(1 for _ in pathlib.Path(sys.argv[1]).rglob("*.dtb"))
    print(f"{count} of {expected} trees, {masters_seen} masters")
    return 0 if count == expected and masters_seen else 1


sys.exit(main())
