#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Where the command may not write, on a board: QEMU's, not the sandbox's.

    memory.py [--tool FILE] [U-BOOT...]

Typed at the prompt of U-Boots that have the command: addresses in flash, in
U-Boot's own memory, on each other and on the tree U-Boot runs with are refused,
and no byte of the tree differs afterwards; the release in a kernel's banner is
planned for, and another one refused. Status 77: something is not to be had here.
"""
import argparse
import os
import re
import sys
import tempfile

import disk
import host
import onboard
import power

import cases      # of tests/kernel: power.py says where

TREE, KERNEL = "4a000000", "40400000"
PREPARE = ("load virtio 0:1 %s board.dtb" % TREE, "setenv tree ${filesize}",
           "load virtio 0:1 %s Image" % KERNEL, "setenv size ${filesize}", "fdt addr " + TREE)
APART = "usage: tree, arena, image and U-Boot overlap"
NO_ARENA = "usage: the arena is not in RAM, or in reserved RAM"
# What is typed, and all that the answer has to have
ASKED = {
    "control": ("annotate ${fdtcontroladdr} 100000", "usage: (this is the tree that U-Boot runs with|tree, arena)"),
    "flash": ("plan arena=4000000,100000", NO_ARENA),
    "end": ("plan arena=7fff0000,100000", NO_ARENA),
    "device": ("annotate %s 10000 arena=9000000,1000" % TREE, NO_ARENA),
    "own": ("plan arena=7f000000,1000000", "usage: (the arena is not in RAM|tree, arena)"),
    "room": ("annotate %s 35ff0000" % TREE, APART),
    "on-kernel": ("annotate %s 10000 arena=40480000,100000 image=%s,${size}" % (TREE, KERNEL), APART),
    "on-tree": ("annotate %s 10000 arena=4a008000,100000" % TREE, APART),
    "image": ("plan image=7ff00000,10000000", "usage: the image is not in RAM"),
    "wraps": ("annotate %s ffffffffffff0000" % TREE, "usage: "),
    "other": ("annotate %s 10000 kernel=6.12 image=%s,${size}" % (TREE, KERNEL),
              r"usage: the kernel at image= is Linux 6\.1\."),
    "banner": ("plan image=%s,${size}" % KERNEL, r"translated, Linux 6\.1: "),
    "same": ("plan kernel=6.1 image=%s,${size}" % KERNEL, r"translated, Linux 6\.1: "),
}
SUM = "crc32 %s ${tree}" % TREE


def complaints(console):
    parts = dict(re.findall(r"\n@(\S+)\n(.*?)(?=\n=> echo @)", console, re.S))
    for name, (_, say) in ASKED.items():
        answer = parts.get(name, "")
        if not re.search("iommuplan: " + say, answer):
            yield "%s: %r" % (name, answer[-300:])
    for name in ("before", "after"):
        if not re.search("==> [0-9a-f]{8}", parts.get(name, "")):
            yield "no sum " + name
    if parts.get("before", "").split("==>")[-1].split("\n")[0] != \
            parts.get("after", "").split("==>")[-1].split("\n")[0]:
        yield "the tree was touched"


def asked(uboot, tool):
    typed = list(PREPARE) + ["echo @before", SUM]
    for name, (command, _) in ASKED.items():
        typed += ["echo @" + name, "iommuplan " + command]
    typed += ["echo @after", SUM, "echo @end"]
    with tempfile.TemporaryDirectory() as work:
        board = host.Board(onboard.RELEASE, tool, work)
        path = os.path.join(work, "disk")
        disk.make(path, {"board.dtb": board.blob, "Image": board.kernel()})
        console, _ = power.on(power.firmware(uboot), path, typed=typed, seconds=200)
    found = list(complaints(console))
    if found and os.environ.get("V"):
        print(console)
    return "DIFFER: " + "; ".join(found) if found else "%d answers agree" % len(ASKED)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("uboot", nargs="*")
    args = parser.parse_args()
    status = 0
    for uboot in args.uboot or onboard.BUILDS:
        missing = host.lacking([uboot], [onboard.RELEASE])
        if missing:
            print("SKIP: %s: no %s" % (uboot, missing), flush=True)
            status = status or 77
            continue
        text = asked(uboot, args.tool)
        print("%s: memory: %s" % (uboot, text), flush=True)
        status = status if text.endswith("agree") else 1
    return status


if __name__ == "__main__":
    sys.exit(main())
