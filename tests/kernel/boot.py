#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Boots a kernel on a transplanted tree and writes down its IOMMU groups.

    boot.py -k RELEASE [-o FILE] [--append WORDS] TREE.dtb

Status 0: the kernel answered. 1: it did not, which is no agreement with
anything. 77: a kernel or QEMU is not to be had here.
"""
import argparse
import json
import os
import struct
import subprocess
import sys
import tempfile

import answer
import fake
import fake_more
import fdt
import firmware
import guest
import machine

WORDS = "console=ttyAMA0 panic=-1 rdinit=/init deferred_probe_timeout=1"
EARLY = " earlycon=pl011,0x9000000"


def _loaders(root, work):
    """QEMU arguments that fill in what memory holds at the start."""
    pieces = [(address, struct.pack("<I", value))
              for address, value in fake.registers(root)]
    for n, (address, data) in enumerate(pieces):
        path = os.path.join(work, "piece%d" % n)
        with open(path, "wb") as file:
            file.write(data)
        yield from ("-device", "loader,file=%s,addr=%#x,force-raw=on"
                    % (path, address))


def _start(root, release, work):
    """What QEMU starts with: the kernel, or firmware that starts it."""
    kernel = os.path.join(guest.kernel(release), "vmlinuz")
    if not firmware.needed(root):
        return machine.command(guest.arch(release)) + guest.cpu(release) + (
            ["-m", "3G"] if fake_more.windowed(root) else []) + [
                "-kernel", kernel]
    path = os.path.join(work, "firmware")
    with open(path, "wb") as file:
        file.write(firmware.image())
    return machine.command(
        guest.arch(release), ",virtualization=on") + guest.cpu(release) + [
            "-kernel", path, "-device", "loader,file=%s,addr=%#x,force-raw=on" % (
                kernel, firmware.KERNEL)]


def command(blob, words, release, work, files, devices):
    for name, data in (("tree", blob),
                       ("initrd", guest.initramfs(release, files))):
        with open(os.path.join(work, name), "wb") as file:
            file.write(data)
    root = fdt.parse(blob)
    return _start(root, release, work) + [
        "-initrd", os.path.join(work, "initrd"),
        "-append", words, "-dtb", os.path.join(work, "tree"),
        *_loaders(root, work),
        *[word for device in devices for word in ("-device", device)]]


def _console(command, seconds):
    """What the guest printed, and whether it ran into the time limit."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=seconds)
        return done.stdout.decode("latin-1"), False
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode("latin-1"), True


# On a busy machine a boot takes minutes that takes ten seconds on an idle one.
SECONDS = int(os.environ.get("KERNEL_CHECK_SECONDS", "300"))


def boot(blob, release, append=(), seconds=SECONDS, files=(), devices=()):
    """The kernel's answer to a flattened tree; "failed" says why none. devices: QEMU's."""
    chosen = fdt.parse(blob).child("chosen")
    own = chosen.strings("bootargs") if chosen else []
    # QEMU is the boot loader: these become the tree's boot arguments.
    words = " ".join(own + [WORDS, *append]).strip()
    with tempfile.TemporaryDirectory() as work:
        console, late = _console(
            command(blob, words, release, work, files, devices), seconds)
        if not console.strip() and not late:
            # It fell over before there was a console: ask what it said.
            console, late = _console(command(
                blob, words + EARLY, release, work, files, devices), seconds)
    return {"kernel": release, "bootargs": words, **answer.of(console, late)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", required=True)
    parser.add_argument("-o", "--output", default="-")
    parser.add_argument("--append", default="")
    parser.add_argument("tree")
    args = parser.parse_args()
    lacking = guest.missing(args.kernel) or machine.missing(
        guest.arch(args.kernel))
    if lacking:
        print("SKIP: kernel %s: no %s" % (args.kernel, lacking),
              file=sys.stderr)
        return 77
    with open(args.tree, "rb") as file:
        blob = file.read()
    found = boot(blob, args.kernel, args.append.split())
    found["tree"] = os.path.basename(args.tree)
    text = json.dumps(found, indent=1) + "\n"
    if args.output == "-":
        sys.stdout.write(text)
    else:
        with open(args.output, "w", encoding="utf-8") as file:
            file.write(text)
    return 1 if "failed" in found else 0


if __name__ == "__main__":
    sys.exit(main())
