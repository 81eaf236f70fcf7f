#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Boots what "iommuplan build --target u-boot" writes, from power-on.

    host.py [-u U-BOOT]... [-k RELEASE]... [--tool FILE] [WAY...]

A WAY is what the disk is like, and what has to come of it: the plan by
overlay, annotated tree, commands or FIT image, or a boot without one and the
reason on the console. Command line, annotation and groups are read back in
the guest. Status 77: something is not to be had here.
"""
import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile

import disk
import power

import answer     # of tests/kernel: power.py says where
import artefacts
import cases
import fdt
import guest

RECIPES = os.path.join(power.HERE, "..", "..", "examples", "u-boot")
FIRST = os.path.join(RECIPES, "boot.cmd")
CASE = "smmuv3-plain"
CASE_ARM = "rockchip-one"
UBOOTS = ("bookworm", "sid")
# What the board's own boot environment would bring
HEAD = b"""setenv kernel_addr_r 0x40400000
setenv fdt_addr_r 0x4a000000
setenv ramdisk_addr_r 0x4c000000
setenv iommu_plain board.dtb
setenv bootargs '%s'
"""
HEAD_ARM = b"""setenv iommu_boot bootz
setenv iommu_kernel zImage
"""
WORDS = "console=ttyAMA0 panic=-1 rdinit=/init-artefact quoted=\"a b\""
COMPRESSED = b"""setenv iommu_kernel Image.gz
setenv kernel_comp_addr_r 0x60000000
setenv kernel_comp_size 0x4000000
"""
EVIL = b"bootcmd=evil\nbootargs=evil\niommu_kernel=evil\niommu_dir=/evil/\n"


class Board:
    """A directory as a user has it after "build", and the disk made of it."""
    def __init__(self, release, tool, work):
        self.arm = guest.arch(release) == "armhf"
        root = cases.tree(CASE_ARM if self.arm else CASE, guest.arch(release))
        root.child("chosen").props.pop("bootargs", None)
        self.blob = fdt.flatten(root)
        self.release, self.work = release, work
        self._write("board.dtb", self.blob)
        self.tool, self.image_made = tool, False
        self._build()
        self.planned = artefacts.Artefacts(self.blob, release, tool)

    def _build(self, *more):
        subprocess.run([self.tool, "build", "-q", "-k",
                        guest.version(self.release), "--target",
                        "u-boot", *more, *cases.config(self.release), "-o",
                        self.work, os.path.join(self.work, "board.dtb")],
                       check=True)

    def _write(self, name, data):
        with open(os.path.join(self.work, name), "wb") as file:
            file.write(data)

    def _read(self, name):
        with open(os.path.join(self.work, name), "rb") as file:
            return file.read()

    def script(self, text):
        """Commands as mkimage packs them."""
        self._write("cmd", text)
        out = os.path.join(self.work, "boot.scr")
        subprocess.run(["mkimage", "-A", "arm" if self.arm else "arm64", "-T",
                        "script", "-d", os.path.join(self.work, "cmd"), out],
                       check=True, stdout=subprocess.DEVNULL)
        return self._read("boot.scr")

    def plan_script(self, change):
        """The plan's script with each line changed."""
        lines = self._read("board.boot.cmd").split(b"\n")
        return self.script(b"\n".join(map(change, lines)))

    def head(self):
        return HEAD % WORDS.encode() + (HEAD_ARM if self.arm else b"")

    def kernel(self):
        path = os.path.join(guest.kernel(self.release), "vmlinuz")
        with open(path, "rb") as file:
            return file.read()

    def files(self):
        """All a board's disk may have."""
        names = ("board.dtb", "board.env", "board.iommu.dtb", "board.iommu.dtbo")
        with open(FIRST, "rb") as file:
            first = file.read()
        return {**{n: self._read(n) for n in names},
                "zImage" if self.arm else "Image": self.kernel(),
                "initrd.img": guest.initramfs(self.release),
                "boot.scr": self.script(self.head() + first),
                "iommuplan.scr": self.script(self._read("board.boot.cmd"))}

    def image(self):
        """The FIT image, for bootm: its kernel gets words from nowhere else."""
        self._build("--bootargs", WORDS)
        self.image_made = True
        self._write("zImage" if self.arm else "Image", self.kernel())
        self._write("initrd.img", guest.initramfs(self.release))
        out = os.path.join(self.work, "board.itb")
        subprocess.run(["mkimage", "-f", "board.its", "board.itb"], check=True,
                       cwd=self.work, stdout=subprocess.DEVNULL)
        return self._read("board.itb") if os.path.exists(out) else b""


def whole(board):
    return board.files()


def without(*names):
    """The disk without some of its files."""
    return lambda board: {name: data for name, data in board.files().items()
                          if name not in names}


def cut(at, *names):
    """The disk with files a power cut has shortened to a part of them; -1: all
    but the last byte."""
    def made(board):
        files = board.files()
        for name in names:
            size = len(files[name])
            files[name] = files[name][:at if at < 0 else int(size * at)]
        return files
    return made


def evil(board):
    files = board.files()
    files["board.env"] = EVIL + files["board.env"]
    return files


def stale(board):
    files = board.files()
    root = fdt.parse(files["board.dtb"])
    root.child("chosen").set_strings("note", "edited since")
    files["board.dtb"] = fdt.flatten(root)
    return files


def flipped(board):
    """Another tree of the same size: only the sum tells."""
    files = board.files()
    files["board.dtb"] = files["board.dtb"].replace(b"linux,dummy", b"linux,Dummy")
    return files


def renamed(board):
    """A script that is left from when the board's tree had another name."""
    files = without("board.env", "board.iommu.dtb", "board.iommu.dtbo")(board)
    files["other.dtb"] = files.pop("board.dtb")
    with open(FIRST, "rb") as file:
        files["boot.scr"] = board.script(board.head().replace(
            b"board.dtb", b"other.dtb") + file.read())
    return files


def nothing_fits(board):
    files = without("board.iommu.dtb", "board.iommu.dtbo")(board)
    files["iommuplan.scr"] = board.plan_script(
        lambda line: b"setenv iommu_apply" if
        line.startswith(b"setenv iommu_apply") else line)
    return files


def fit(board):
    """Nothing but "bootm ADDR": tree, words and initrd are the image's own."""
    text = b"""
setenv bootargs
setenv fdt_high
setenv initrd_high
setenv bootm_size 0x20000000
load virtio 0:1 0x44000000 board.itb
bootm 0x44000000
"""
    return {"board.itb": board.image(), "boot.scr": board.script(text)}


def android(board):
    """Nothing but a boot.img: its tree is the annotated one, its words the plan's."""
    names = {"kernel": "Image", "ramdisk": "initrd.img"}
    board._write("Image", board.kernel())
    board._write("initrd.img", guest.initramfs(board.release))
    with open(os.path.join(board.work, "board.cmdline"), encoding="ascii") as file:
        words = WORDS + " " + file.read().strip()
    subprocess.run(["mkbootimg", "--header_version", "2", "--pagesize", "4096",
                    "--base", "0x40000000", "--kernel_offset", "0x400000",
                    "--ramdisk_offset", "0xc000000", "--dtb_offset", "0xa000000",
                    "--cmdline", words, "--dtb", "board.iommu.dtb", "--output", "boot.img",
                    *(word for part, name in names.items() for word in ("--" + part, name))],
                   check=True, cwd=board.work, stdout=subprocess.DEVNULL)
    text = b"""
setenv bootargs
load virtio 0:1 0x60000000 boot.img
abootimg addr 0x60000000
abootimg get dtb --index=0 dtb_start dtb_size
cp.b ${dtb_start} 0x4a000000 ${dtb_size}
bootm 0x60000000 0x60000000 0x4a000000
"""
    return {"boot.img": board._read("boot.img"), "boot.scr": board.script(text)}


def compressed(board):
    """A kernel that booti unpacks first."""
    files = board.files()
    files["Image.gz"] = gzip.compress(files.pop("Image"), 1)
    with open(FIRST, "rb") as file:
        files["boot.scr"] = board.script(board.head() + COMPRESSED + file.read())
    return files


def extlinux(board):
    """The recipe's own file, next to what a board has."""
    with tempfile.TemporaryDirectory() as root:
        with open(os.path.join(root, "board.dtb"), "wb") as file:
            file.write(board.blob)
        subprocess.run([os.path.join(RECIPES, "extlinux.sh"),
                        os.path.join(board.work, "board"), root, "/board.dtb",
                        WORDS], check=True)
        with open(os.path.join(root, "extlinux", "extlinux.conf"), "rb") as file:
            conf = file.read()
    files = board.files()
    del files["boot.scr"], files["board.env"], files["iommuplan.scr"]
    return {**files, "extlinux/extlinux.conf": conf}


# U-Boot of 2025 has no sysboot any more.
TYPED = {"extlinux": ("setenv fdt_addr_r 0x4a000000",
                      "setenv ramdisk_addr_r 0x4c000000",
                      "sysboot virtio 0:1 any ${scriptaddr} /extlinux/extlinux.conf"
                      " || bootmeth order extlinux",
                      "bootflow scan -b")}

UNPLANNED = "booting without a plan "
# What a disk is like, what the console has to say, and is there a plan?
WAYS = {
    "merged": (whole, "iommuplan: planned (merged)", True),
    # Only our own builds can: host.py -u bookworm/qemu_arm64 overlay
    "overlay": (whole, "iommuplan: planned (overlay)", True),
    # Debian's builds cannot; and the console says so.
    "no-overlay": (whole, "iommuplan: this U-Boot cannot apply overlays", True),
    "apply": (without("board.iommu.dtb", "board.iommu.dtbo"),
              "iommuplan: planned (apply)", True),
    "merged-cut": (cut(-1, "board.iommu.dtb"), "iommuplan: planned (apply)", True),
    "merged-empty": (cut(0, "board.iommu.dtb"), "iommuplan: planned (apply)", True),
    "base-cut": (cut(-1, "board.dtb"), "iommuplan: planned (merged)", True),
    "fit": (fit, "Verifying Hash Integrity ... sha256+ OK", True),
    "compressed": (compressed, "iommuplan: planned (merged)", True),
    # As overlay: Debian's builds know no such images.
    "android": (android, "## Booting Android Image at 0x60000000", True),
    "extlinux": (extlinux, "Retrieving file: /board.iommu.dtb", True),
    "hostile-env": (evil, UNPLANNED + "(damaged)", False),
    "script-cut": (cut(-1, "iommuplan.scr"), UNPLANNED + "(no intact", False),
    "script-half": (cut(0.5, "iommuplan.scr"), UNPLANNED + "(no intact", False),
    "script-empty": (cut(0, "iommuplan.scr"), UNPLANNED + "(no intact", False),
    "env-cut": (cut(-1, "board.env"), UNPLANNED + "(damaged)", False),
    "stale": (stale, "STALE: the plan was made for another board.dtb", False),
    "flipped": (flipped, "STALE: the plan was made for another board.dtb", False),
    "absent": (without("board.env"), UNPLANNED + "(absent)", False),
    "renamed": (renamed, UNPLANNED + "(absent)", False),
    "failed": (nothing_fits, UNPLANNED + "(failed)", False),
    # No tree of the board's is left: U-Boot's own has no IOMMU that is known.
    "own-tree": (cut(0.5, "board.dtb", "board.iommu.dtb"), UNPLANNED + "(failed)",
                 None),
}


OWN_BUILDS = ("overlay", "android")


def without_plan(board, real):
    """A boot that refused the plan has nothing of it."""
    words = board.planned.cmdline.decode().strip()
    if words and words in real["cmdline"]:
        yield "/proc/cmdline is %s" % real["cmdline"]
    if real["notes"]:
        yield "there is an annotation"


def complaints(board, console, late, say, planned):
    if say not in console:
        yield "the console does not say '%s'" % say
    real = answer.of(console, late)
    if planned is None and real.get("failed") == answer.EMPTY:
        del real["failed"]
    if "failed" in real:
        yield "%s: %s" % (real["failed"], real["log"][-8:])
        return
    if 'quoted="a b"' not in real["cmdline"]:
        yield "firmware's arguments are lost: " + real["cmdline"]
    yield from (planned_as(board, real) if planned else
                without_plan(board, real))


def planned_as(board, real):
    """The image was planned with other words: they are in its annotation."""
    for text in artefacts.complaints(board.planned, real):
        if not text.startswith("merged-bootargs") or not board.image_made:
            yield text


def booted(uboot, release, way, tool):
    make, say, planned = WAYS[way]
    with tempfile.TemporaryDirectory() as work:
        board = Board(release, tool, work)
        image = os.path.join(work, "disk")
        disk.make(image, make(board))
        console, late = power.on(power.firmware(uboot), image,
                                 typed=TYPED.get(way, ()),
                                 seconds=400)
        found = list(complaints(board, console, late, say, planned))
    if found and os.environ.get("V"):
        print(console)
    return "DIFFER: " + "; ".join(found) if found else "agree"


def lacking(uboots, releases):
    for tool in ("mkimage", "mformat", "dtc", power.machine.QEMU):
        if not shutil.which(tool):
            return tool
    paths = [power.firmware(u) for u in uboots if not
             os.path.exists(power.firmware(u))]
    paths += [guest.missing(r) for r in releases if guest.missing(r)]
    return paths[0] if paths else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-u", "--u-boot", action="append")
    parser.add_argument("-k", "--kernel", action="append")
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("way", nargs="*")
    args = parser.parse_args()
    uboots, releases = args.u_boot or UBOOTS, args.kernel or ("6.1",)
    if args.u_boot and not args.kernel and all(u.endswith("/arm") for u in uboots):
        releases = ("6.1-armhf",)
    missing = lacking(uboots, releases)
    if missing:
        print("SKIP: booting by U-Boot: no %s" % missing)
        return 77
    status = 0
    for uboot in uboots:
        for release in releases:
            for way in args.way or [w for w in WAYS if w not in OWN_BUILDS]:
                text = booted(uboot, release, way, args.tool)
                print("%-9s %-5s %-12s %s" % (uboot, release, way, text),
                      flush=True)
                status |= text != "agree"
    return status


if __name__ == "__main__":
    sys.exit(main())
