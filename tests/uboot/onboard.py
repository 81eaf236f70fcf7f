#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Boots boards that plan for themselves, from power-on.

    onboard.py [--tool FILE] [--image DIRECTORY] [U-BOOT:WAY...]

A WAY is how the planner is started: go, bootm, efi (table: on the firmware's
own tree), command, in a U-Boot that was built with it, or auto, as the script
finds; "go-version" and the like are what goes wrong then. The script is
examples/u-boot/on-board.cmd with sums, and goes on whatever happens. Command line, annotation and groups are read back in
the guest: those the host's program plans, or none and the reason on the
console. Status 77: something is not to be had here.
"""
import argparse
import os
import subprocess
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
# bootm takes no image there that runs where it is, and go hangs in bookworm's U-Boot, before it enters anything.
ROUTES = ("bookworm:auto", "bookworm:bootm-fixed", "bookworm:efi", "bookworm:table", "sid:go", "sid:bootm", "sid:efi",
          "sid:auto")
# Built with the command in; "auto" takes it there.
BUILDS = ("bookworm/qemu_arm64", "sid/qemu_arm64", "v2026.07/qemu_arm64")
COMMAND = tuple(build + ":" + way for build in BUILDS
                for way in ("command", "auto", "command-room"))
FAILURES = ("sid:go-room", "sid:go-hostile", "sid:go-version", "sid:go-missing",
            "sid:go-last", "sid:go-nosum", "sid:bootm-room",
            "sid:efi-version", "bookworm:auto-half", "sid:auto-empty",
            "sid:efi-last", "bookworm:auto-uimg", "sid:auto-unset",
            "sid:go-open", "sid:bootm-open", "sid:efi-open")

HEAD = """
setenv kernel_addr_r 0x40400000
setenv fdt_addr_r 0x4a000000
setenv ramdisk_addr_r 0x4c000000
setenv iommu_media virtio 0:1
setenv iommu_how %s
setenv iommu_release %s
setenv bootargs
load virtio 0:1 ${fdt_addr_r} board.dtb
"""
# The firmware's own tree, replaced; the results in a file; and the kernel
# started by the same firmware. What the tree reserves is where U-Boot runs.
# 2023.01 calls an application from a disk failed, whatever it returns.
TABLE = r"""
fdt addr ${fdt_addr_r}
fdt rm /reserved-memory
load virtio 0:1 0x50000000 iommuplan.bin
setenv bootargs "annotate kernel=${iommu_release} bootargs=quiet file=plan.env"
bootefi 0x50000000 ${fdt_addr_r}
load virtio 0:1 0x4b000000 plan.env
env import -t 0x4b000000 ${filesize} iommu_bootargs iommu_verdict
echo "iommuplan: planned (${iommu_verdict})"
setenv bootargs '%s initrd=initrd.img'" ${iommu_bootargs}"
load virtio 0:1 ${kernel_addr_r} Image
bootefi ${kernel_addr_r}
"""
# What is done first, and what the console has to say of it
TROUBLE = {
    "room": ("setenv iommu_room ${filesize}\n", "room: the annotated tree needs"),
    "hostile": ("cp.b ${fdt_addr_r} 0x4a800000 ${filesize}\n"
                "setenv fdt_good ${fdt_addr_r}\n"
                "setenv fdt_addr_r 0x4a800000\n"
                "mw.b 0x4a800024 0xff 4\n", "tree: "),
    "version": ("setenv iommu_release 99.1\n", "usage: newer than the newest Linux"),
    "missing": ("", "missing: there is no iommuplan."),
    "last": ("", "missing: iommuplan.bin is truncated"),
    "half": ("", "missing: iommuplan.bin is truncated"),
    "empty": ("", "missing: iommuplan.bin is truncated"),
    # The program's own sum: of a copy of the script that has none
    "nosum": ("", "missing: go needs the sum"),
    "unset": ("setenv fdt_good ${fdt_addr_r}\nsetenv fdt_addr_r\n",
              "missing: fdt_addr_r, kernel_addr_r and"),
    # Another way is left.
    "uimg": ("", None),
    # An image that says where it goes, as "make uboot UBOOT_ADDR=" makes it
    "fixed": ("", None),
    # The arguments of U-Boot's environment are planned for
    "open": ("setenv bootargs quiet iommu.passthrough=1\n", None),
}
CUTS = {"last": -1, "half": 1 << 16, "empty": 0}
TAIL = """
test -n "${fdt_good}" && setenv fdt_addr_r ${fdt_good}
setenv bootargs '%s'"${bootargs}"
load virtio 0:1 ${kernel_addr_r} Image
load virtio 0:1 ${ramdisk_addr_r} initrd.img
booti ${kernel_addr_r} ${ramdisk_addr_r}:${filesize} ${fdt_addr_r}
"""


def fixed(board, image):
    out = os.path.join(board.work, "fixed.uimg")
    subprocess.run(["mkimage", "-A", "arm64", "-O", "u-boot", "-T", "standalone",
                    "-C", "none", "-a", "0x50000000", "-e", "0x50000000", "-d",
                    os.path.join(image, "iommuplan.bin"), out], check=True,
                   stdout=subprocess.DEVNULL)
    with open(out, "rb") as file:
        return file.read()


def files(board, way, trouble, image):
    """The disk: kernel, tree, the planner, and the script."""
    text = HEAD % ("" if way == "auto" else way, board.release)
    text += TROUBLE[trouble][0] if trouble else ""
    if way == "table":
        text += TABLE % host.WORDS
    else:
        with open(os.path.join(image, "on-board.cmd"), encoding="ascii") as file:
            script = file.read()
        if trouble in ("nosum", "fixed"):
            script = script[script.index("# SPDX"):]
        text += script + TAIL % host.WORDS
    found = {"board.dtb": board.blob, "Image": board.kernel(),
             "initrd.img": guest.initramfs(board.release),
             "boot.scr": board.script(text.encode())}
    if trouble != "missing":
        for name in ("iommuplan.bin", "iommuplan.uimg"):
            with open(os.path.join(image, name), "rb") as file:
                found[name] = file.read()
            found[name] = found[name][:CUTS.get(trouble)]
        if trouble == "fixed":
            found["iommuplan.uimg"] = fixed(board, image)
        if trouble == "uimg":
            found["iommuplan.uimg"] = found["iommuplan.uimg"][:-1]
    return found


def complaints(board, console, late, trouble):
    planned = not trouble or TROUBLE[trouble][1] is None
    say = ("iommuplan: planned (open)" if trouble == "open" else
           "iommuplan: planned (translated)" if planned else
           "iommuplan: booting without a plan (" + TROUBLE[trouble][1])
    if say not in console:
        yield "the console does not say '%s'" % say
    if trouble == "open":
        return
    real = answer.of(console, late)
    if "failed" in real:
        yield "%s: %s" % (real["failed"], real["log"][-8:])
    else:
        yield from (artefacts.complaints(board.planned, real) if planned else
                    host.without_plan(board, real))


def booted(name, tool, image):
    uboot, way = name.split(":")
    way, _, trouble = way.partition("-")
    with tempfile.TemporaryDirectory() as work:
        board = host.Board(RELEASE, tool, work)
        path = os.path.join(work, "disk")
        disk.make(path, files(board, way, trouble, image))
        console, late = power.on(power.firmware(uboot), path, seconds=400)
        found = [what for what in complaints(board, console, late, trouble)
                 if way != "table" or "merged-bootargs" not in what]
    if found and os.environ.get("V"):
        print(console)
    return "DIFFER: " + "; ".join(found) if found else "agree"


def chosen(args):
    if args.command:
        return COMMAND
    return args.name or [name for name in ROUTES + FAILURES + COMMAND if
                         not args.only or name.startswith(args.only + ":")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("--image", default="build/uboot")
    parser.add_argument("--only", help="the U-Boot of this release")
    parser.add_argument("--command", action="store_true")
    parser.add_argument("name", nargs="*")
    args = parser.parse_args()
    status = 0
    for name in chosen(args):
        missing = host.lacking([name.split(":")[0]], [RELEASE])
        if not os.path.exists(os.path.join(args.image, "iommuplan.uimg")):
            missing = "iommuplan.uimg"
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
