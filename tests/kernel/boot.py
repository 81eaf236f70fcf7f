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
import shutil
import struct
import subprocess
import sys
import tempfile

import fake
import fdt
import guest
import machine

# A kernel that has fallen over says nothing about what comes after.
CRASHES = ("Internal error:", "kernel BUG at", "Unable to handle kernel")
CRASHED = "kernel crashed"
WORDS = "console=ttyAMA0 panic=-1 rdinit=/init deferred_probe_timeout=1"


def _loaders(root, work):
    """QEMU arguments that fill in the registers the fakes start with."""
    for n, (address, value) in enumerate(fake.registers(root)):
        path = os.path.join(work, "reg%d" % n)
        with open(path, "wb") as file:
            file.write(struct.pack("<I", value))
        yield from ("-device", "loader,file=%s,addr=%#x,force-raw=on"
                    % (path, address))


def _command(root, release, append, work):
    chosen = root.child("chosen", create=True)
    words = " ".join(chosen.strings("bootargs") + [WORDS] + append)
    chosen.set_strings("bootargs", words)
    for name, data in (("tree", fdt.flatten(root)),
                       ("initrd", guest.initramfs(release))):
        with open(os.path.join(work, name), "wb") as file:
            file.write(data)
    return machine.COMMAND + [
        "-M", machine.MACHINE,
        "-kernel", os.path.join(guest.kernel(release), "vmlinuz"),
        "-initrd", os.path.join(work, "initrd"),
        "-dtb", os.path.join(work, "tree")] + list(_loaders(root, work))


def _console(command, seconds):
    """What the guest printed, and whether it ran into the time limit."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=seconds)
        return done.stdout.decode("latin-1"), False
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode("latin-1"), True


def _read(console):
    """The guest's marked lines, or None if it did not get to the last."""
    groups, masters, log = {}, [], []
    ended = False
    for line in console.replace("\r", "").split("\n"):
        word, _, rest = line.partition(" ")
        if word == "@group":
            number, _, kind = rest.partition(" ")
            groups[number] = {"type": kind, "devices": [], "reserved": []}
        elif word == "@member":
            number, name, path = (rest.split(" ") + [""])[:3]
            groups[number]["devices"].append(path or name)
        elif word == "@reserved":
            number, _, region = rest.partition(" ")
            groups[number]["reserved"].append(region)
        elif word == "@master":
            driver, _, path = rest.partition(" ")
            masters.append({"path": path, "driver": driver})
        elif word == "@log":
            log.append(rest)
        elif word == "@end":
            ended = True
    if not ended:
        return None
    grouped = {d for g in groups.values() for d in g["devices"]}
    return {"groups": [g for _, g in sorted(groups.items()) if g["devices"]],
            "masters": sorted(m["path"] for m in masters),
            "without": sorted(m["path"] for m in masters
                              if m["path"] not in grouped),
            "log": log}


def boot(root, release, append=(), seconds=90):
    """The kernel's answer; "failed" says why there is none."""
    with tempfile.TemporaryDirectory() as work:
        command = _command(root, release, list(append), work)
        console, late = _console(command, seconds)
    answer = {"kernel": release,
              "bootargs": root.child("chosen").strings("bootargs")[0]}
    found = _read(console)
    if found is None:
        why = "time limit" if late else "guest stopped early"
        answer.update(failed=why, log=console.split("\n")[-60:])
    elif any(word in line for line in found["log"] for word in CRASHES):
        answer.update(found, failed=CRASHED)
    elif not found["masters"]:
        answer.update(found, failed="no masters appeared")
    else:
        answer.update(found)
    return answer


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-k", "--kernel", required=True)
    parser.add_argument("-o", "--output", default="-")
    parser.add_argument("--append", default="")
    parser.add_argument("tree")
    args = parser.parse_args()
    lacking = guest.missing(args.kernel) or (
        None if shutil.which(machine.QEMU) else machine.QEMU)
    if lacking:
        print("SKIP: kernel %s: no %s" % (args.kernel, lacking),
              file=sys.stderr)
        return 77
    answer = boot(fdt.load(args.tree), args.kernel, args.append.split())
    answer["tree"] = os.path.basename(args.tree)
    text = json.dumps(answer, indent=1) + "\n"
    if args.output == "-":
        sys.stdout.write(text)
    else:
        with open(args.output, "w", encoding="utf-8") as file:
            file.write(text)
    return 1 if "failed" in answer else 0


if __name__ == "__main__":
    sys.exit(main())
