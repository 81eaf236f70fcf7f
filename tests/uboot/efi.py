#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Boots boards whose EFI boot loader starts the planner, from power-on.

    efi.py [--tool FILE] [--image DIRECTORY] [U-BOOT:WAY...]

U-Boot's bootefi starts a boot loader of Debian's with the board's tree. "grub"
sources examples/u-boot/grub-iommuplan.cfg. "sdboot" has the planner as an entry
of systemd-boot's menu, which then is there again, and another key starts Linux.
"grub-missing" has no planner. Command line, annotation and groups are read back
in the guest. Status 77: something is not to be had here.
"""
import argparse
import os
import sys
import tempfile

import disk
import host
import power

import answer     # of tests/kernel: power.py says where
import artefacts
import cases
import guest

RELEASE = "6.1"
WORDS = "console=ttyAMA0 panic=-1 rdinit=/init-artefact"
RECIPE = os.path.join(host.RECIPES, "grub-iommuplan.cfg")
NAMES = ("bookworm:grub", "sid:grub", "sid:grub-missing", "bookworm:sdboot",
         "sid:sdboot")
LOADERS = {"grub": "grubaa64.efi", "sdboot": "systemd-bootaa64.efi"}

# What the tree reserves is where U-Boot runs.
START = b"""
setenv bootargs
load virtio 0:1 0x4a000000 board.dtb
fdt addr 0x4a000000
fdt rm /reserved-memory
load virtio 0:1 0x50000000 loader.efi
bootefi 0x50000000 0x4a000000
"""
GRUB = """
set iommu_release=%s
set iommu_words="%s"
source /grub-iommuplan.cfg
linux /Image $iommu_words $iommu_bootargs
initrd /initrd.img
boot
"""
ENTRIES = {
    "loader/loader.conf": "timeout 0\ndefault plan.conf\n",
    "loader/entries/plan.conf":
        "title Plan\nsort-key a\nefi /iommuplan.efi\n"
        "options annotate kernel=%s bootargs=quiet\n",
    "loader/entries/linux.conf":
        "title Linux\nsort-key b\nlinux /Image\ninitrd /initrd.img\n"
        "options %s %s\n",
}


def loader(way):
    return os.path.join(guest.cache(), "efi", LOADERS[way])


def read(path):
    with open(path, "rb") as file:
        return file.read()


def entries(board):
    """Two entries; systemd-boot reads no variables, the words stand there."""
    words = {"loader/entries/plan.conf": board.release,
             "loader/entries/linux.conf":
             (WORDS, board.planned.cmdline.decode().strip())}
    return {name: (text % words[name] if name in words else text).encode()
            for name, text in ENTRIES.items()}


def files(board, way, trouble, image):
    found = {"board.dtb": board.blob, "Image": board.kernel(),
             "initrd.img": guest.initramfs(board.release),
             "boot.scr": board.script(START), "loader.efi": read(loader(way)),
             "iommuplan.efi": read(os.path.join(image, "iommuplan.bin"))}
    if way == "grub":
        text = (GRUB % (board.release, WORDS)).encode()
        found.update({"grub-iommuplan.cfg": read(RECIPE), "EFI/debian/grub.cfg": text})
    else:
        found.update(entries(board))
    if trouble:
        del found["iommuplan.efi"]
    return found


# The menu as it is drawn again: down, and enter.
KEYS = {"grub": (), "sdboot": ((b"iommu_verdict=translated", b"\x1b[B"),
                               (b"Linux", b"\r"))}


def complaints(board, console, late, way, trouble):
    say = ("iommuplan: booting without a plan" if trouble else
           "iommuplan: planned (translated)" if way == "grub" else
           "iommu_verdict=translated")
    if say not in console:
        yield "the console does not say '%s'" % say
    real = answer.of(console, late)
    if "failed" in real:
        yield "%s: %s" % (real["failed"], real["log"][-8:])
        return
    if WORDS not in real["cmdline"]:
        yield "arguments are lost: " + real["cmdline"]
    yield from (host.without_plan(board, real) if trouble else
                artefacts.complaints(board.planned, real))


def booted(name, tool, image):
    uboot, way = name.split(":")
    way, _, trouble = way.partition("-")
    with tempfile.TemporaryDirectory() as work:
        board = host.Board(RELEASE, tool, work)
        path = os.path.join(work, "disk")
        disk.make(path, files(board, way, trouble, image))
        console, late = power.on(power.firmware(uboot), path, seconds=400,
                                 keys=KEYS[way])
        # What the tree is planned with stands in its annotation: here the
        # loader's words, there the board's own.
        found = [what for what in complaints(board, console, late, way, trouble)
                 if "merged-bootargs" not in what]
    if found and os.environ.get("V"):
        print(console)
    return "DIFFER: " + "; ".join(found) if found else "agree"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("--image", default="build/uboot")
    parser.add_argument("name", nargs="*")
    args = parser.parse_args()
    status = 0
    for name in args.name or NAMES:
        uboot, way = name.split(":")
        missing = host.lacking([uboot], [RELEASE])
        for path in (os.path.join(args.image, "iommuplan.bin"),
                     loader(way.partition("-")[0])):
            if not os.path.exists(path):
                missing = path
        if missing:
            print("SKIP: %s: no %s" % (name, missing), flush=True)
            status = status or 77
            continue
        text = booted(name, args.tool, args.image)
        print("%-28s %s" % (name, text), flush=True)
        status = 1 if text != "agree" else status
    return status


if __name__ == "__main__":
    sys.exit(main())
