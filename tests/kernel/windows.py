#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Holds the window of DMA addresses a plan promises against those handed out.

    windows.py [-k RELEASE]... [-q] [--tool FILE]

Every master is a virtio keyboard on a bus with dma-ranges of its own, behind
QEMU's SMMUv3; its driver asks for addresses, which come from the top of the
window down, and the trace of the IOMMU's maps shows them. Status 77: no kernel.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

import fdt
import guest
import judge
import machine
import releases

WORDS = ("console=ttyAMA0 panic=-1 iommu.forcedac=1 trace_event=iommu:map "
         "rdinit=/init-windows")
G, M = 1 << 30, 1 << 20
# dma-ranges as (bus address, physical address, size); None: no such property.
# None of them ends in memory: QEMU's transports take addresses as they are.
# What each tries is its name.
WINDOWS = {
    "none": None,
    "empty": (),
    "low-4g": ((0, 0, 4 * G),),
    "low-1g": ((0, 0, G),),
    "based": ((2 * G, 2 * G, G),),
    "high": ((16 * G, 16 * G, 4 * G),),
    "odd-size": ((0, 0, 3 * G + 0x123000),),
    "shifted": ((0, G, G),),
    "shifted-up": ((3 * G, G, G),),
    "two": ((0, 0, G), (4 * G, 4 * G, G)),
    "two-backwards": ((4 * G, 4 * G, G), (0, 0, G)),
    "small": ((0, 0, 64 * M),),
    "bits-40": ((0, 0, 1 << 40),),
    "bits-48": ((0, 0, 1 << 48),),
    "bits-52": ((0, 0, 1 << 52),),
    "above": ((1 << 52, 0, G),),
    "not-a-page": ((0, 0, G + 0x800),),
    "kept-top": ((0, 0, 3 * G),),
    "kept-middle": ((0, 0, 3 * G),),
}
# No keyboard asks for more at once.
RING = 0x10000
# Addresses kept from a master, by iommu-addresses: first and size.
KEPT = {"kept-top": (3 * G - 16 * M, 16 * M),
        "kept-middle": (G, 16 * M)}


def _split(*values):
    for value in values:
        yield from (value >> 32, value & 0xffffffff)


def make():
    """The tree, and the path of each window's master."""
    root = fdt.parse(machine.blob("arm64"))
    own = next(n for n in root.children if n.name.startswith("smmuv3"))
    slots = sorted((n for n in root.children if n.name.startswith(
        "virtio_mmio@")), key=lambda n: int(n.name.split("@")[1], 16))
    root.children = [n for n in root.children if n not in slots and
                     not n.name.startswith("pcie@")]
    area = root.child("reserved-memory", create=True)
    area.set_cells("#address-cells", 2)
    area.set_cells("#size-cells", 2)
    area.props["ranges"] = b""
    paths = {}
    for n, (name, rows) in enumerate(WINDOWS.items()):
        bus = root.child("bus-" + name, create=True)
        bus.set_strings("compatible", "simple-bus")
        bus.set_cells("#address-cells", 2)
        bus.set_cells("#size-cells", 2)
        bus.props["ranges"] = b""
        if rows is not None:
            bus.set_cells("dma-ranges", *(
                cell for row in rows for cell in _split(*row)))
        # QEMU fills its transports from the last to the first.
        slot = slots[len(slots) - 1 - n]
        bus.adopt(slot)
        slot.set_cells("iommus", own.cell("phandle"), 0x100 + n)
        slot.set_cells("phandle", 0x9000 + n)
        if name in KEPT:
            kept = area.child("kept-" + name, create=True)
            kept.set_cells("iommu-addresses", 0x9000 + n, *_split(*KEPT[name]))
            kept.set_cells("phandle", 0xa000 + n)
            slot.set_cells("memory-region", 0xa000 + n)
        paths[name] = slot.path
    return root, paths


def _console(root, release, seconds=400):
    with tempfile.TemporaryDirectory() as work:
        for name, data in (("tree", fdt.flatten(root)), (
                "initrd", guest.initramfs(release))):
            with open(os.path.join(work, name), "wb") as file:
                file.write(data)
        keyboards = ["-device", "virtio-keyboard-device,iommu_platform=on"]
        command = machine.command("arm64") + guest.cpu(release) + [
            "-global", "virtio-mmio.force-legacy=false",
            *keyboards * len(WINDOWS), "-append", WORDS,
            "-kernel", os.path.join(guest.kernel(release), "vmlinuz"),
            "-initrd", os.path.join(work, "initrd"),
            "-dtb", os.path.join(work, "tree")]
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, check=False,
                                  stderr=subprocess.STDOUT, timeout=seconds)
            return done.stdout.decode("latin-1")
        except subprocess.TimeoutExpired as late:
            return (late.stdout or b"").decode("latin-1")


def handed_out(console):
    """{path: [(first, last)] as they were handed out}, None without an end."""
    found, ended = {}, False
    for line in console.replace("\r", "").split("\n"):
        word, _, rest = line.partition(" ")
        if word == "@window":
            found.setdefault(rest, [])
        elif word == "@map":
            path, first, end = rest.split(" ")
            first = int(first, 16)
            end = first + int(end) if end[0] == "+" else int(end, 16)
            found[path].append((first, end - 1))
        ended = ended or word == "@end"
    return found if ended else None


def against(maps, window):
    """What speaks against a window, given the maps; "" where nothing does."""
    if not maps:
        return "" if window is None else "nothing was mapped"
    first, last = min(m[0] for m in maps), max(m[1] for m in maps)
    if window is None:
        return "%#x-%#x was handed out, of no window" % (first, last)
    low, high = (int(window[k], 0) for k in ("first", "last"))
    if first < low or last > high:
        return "%#x-%#x was handed out" % (first, last)
    # What is asked for first is aligned to its size.
    if high - last >= RING:
        return "nothing above %#x was handed out" % last
    return ""


def usable(device, groups):
    """The window, without what its group keeps from its top."""
    window = device["iova"]
    if window is None or device["effect"] == "open":
        return None
    high = int(window["last"], 0)
    for kept in groups[device["group"]]["reserved"]:
        base, size = int(kept["base"], 0), int(kept["size"], 0)
        if base <= high < base + size:
            high = base - 1
    return {"first": window["first"], "last": hex(high)}


def judged(tool, release):
    """Yields (name, verdict, text)."""
    root, paths = make()
    console = _console(root, release)
    found = handed_out(console)
    if found is None:
        yield "", "FAILED", "the guest stopped early: " + console[-300:]
        return
    with tempfile.NamedTemporaryFile(suffix=".dtb") as file:
        file.write(fdt.flatten(root))
        file.flush()
        config = guest.cached("config", release)
        plan = judge.plan(tool, release, file.name, [
            "--bootargs", WORDS] + (["--kernel-config", config]
                                   if os.path.exists(config) else []))
    devices = {d["path"]: d for d in plan["devices"] + plan["unprotected"]}
    groups = {g["key"]: g for g in plan["groups"]}
    for name, path in paths.items():
        window = usable(devices[path], groups)
        words = against(found.get(path, []), window)
        said = "none" if window is None else "%(first)s-%(last)s" % window
        limit = (devices[path]["iova"] or {}).get("limit")
        yield (name, "DIFFER" if words else "agree",
               "%s (%s)%s" % (said, limit, words and ": " + words))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("-q", "--quiet", action="store_true",
                        help="only what does not agree, and the totals")
    parser.add_argument("--tool", default=os.path.join(
        guest.HERE, "..", "..", "build", "iommuplan"))
    args = parser.parse_args()
    status, totals = 0, {}
    for release in args.kernel or releases.wanted():
        lacking = guest.missing(release) or machine.missing("arm64")
        if lacking:
            print("SKIP: kernel %s: no %s" % (release, lacking))
            status = status or 77
            continue
        for name, kind, text in judged(args.tool, release):
            if kind != "agree" or not args.quiet:
                print("%-6s %-14s %s: %s" % (release, name, kind, text),
                      flush=True)
            totals[kind] = totals.get(kind, 0) + 1
            if kind != "agree":
                status = 1
    print("windows: %s" % (", ".join(
        "%d %s" % (n, w) for w, n in sorted(totals.items())) or "none"))
    return status


if __name__ == "__main__":
    sys.exit(main())
