#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""How many instructions "iommuplan verify" takes in a guest, the kernel's included.

    timed.py --static FILE [-k RELEASE] [-n N] BOARD

FILE is the program, linked statically; BOARD is a tree below the cache's dtbs/,
transplanted. QEMU counts: an instruction is a nanosecond of the guest's time, whatever
this machine does meanwhile. Between two marks in the kernel's log runs one command; all
of them run N times. Status 77: no kernel.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

import board
import boot
import fdt
import guest
import transplant

COMMANDS = (
    ("true", "/bin/busybox true"),
    ("verify", "/iommuplan verify -q"),
    ("record", "/iommuplan verify -q --record /recorded.tar"),
)
INIT = """#!/bin/busybox sh
bb=/bin/busybox
$bb mkdir -p /proc /sys
$bb mount -t proc proc /proc
$bb mount -t sysfs sysfs /sys
$bb mount -t devtmpfs dev /dev
$bb mount -t debugfs debugfs /sys/kernel/debug
for module in virtio virtio_ring virtio_mmio mtk-smi mtk_iommu; do
	[ ! -e /modules/$module.ko ] || $bb insmod /modules/$module.ko
done
$bb sleep 3
%s
echo "@groups $($bb ls /sys/kernel/iommu_groups | $bb wc -l)"
echo "@devices $($bb ls /sys/bus/platform/devices /sys/bus/amba/devices | $bb wc -l)"
$bb poweroff -f
"""
MARK = "echo '@mark %s %s' >/dev/kmsg\n"


def init(count):
    """Each command between marks; what it finds is not wanted here."""
    lines = []
    for name, command in COMMANDS * count:
        lines += [MARK % (name, "from"), command + " >/dev/null 2>&1\n", MARK % (name, "to")]
    return (INIT % "".join(lines)).encode()


def tree(path, release):
    root = fdt.load(os.path.join(guest.cache(), "dtbs", path))
    moved = transplant.Transplant(root, guest.arch(release), board.built(release))
    return fdt.flatten(root) if moved.run() else None


def taken(console):
    """{name: [instructions]} of a console with the log's times."""
    found, begun = {}, {}
    for time, name, end in re.findall(r"\[ *(\d+\.\d+)\] @mark (\S+) (from|to)", console):
        if end == "from":
            begun[name] = float(time)
        else:
            found.setdefault(name, []).append(round((float(time) - begun[name]) * 1e9))
    return found


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--static", required=True)
    parser.add_argument("-k", "--kernel", default="7.2")
    parser.add_argument("-n", "--number", type=int, default=3)
    parser.add_argument("board")
    return parser.parse_args()


def main():
    args = arguments()
    if guest.missing(args.kernel):
        print("SKIP: kernel %s: no %s" % (args.kernel, guest.missing(args.kernel)))
        return 77
    with open(args.static, "rb") as file:
        files = [("iommuplan", file.read()), ("init-timed", init(args.number))]
    blob = tree(args.board, args.kernel)
    words = boot.WORDS + " rdinit=/init-timed printk.time=1"
    with tempfile.TemporaryDirectory() as work:
        command = boot.command(blob, words, args.kernel, work, files, ())
        done = subprocess.run([*command, "-icount", "shift=0,sleep=off"],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=boot.SECONDS, check=False)
    console = done.stdout.decode("latin-1")
    found = taken(console)
    for name, _ in COMMANDS:
        print("%-8s %s" % (name, " ".join("%.2f" % (n / 1e6) for n in found.get(name, []))),
              "million")
    print(*re.findall(r"@(groups|devices) (\d+)", console))
    if not found:
        print(console[-2000:], file=sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
