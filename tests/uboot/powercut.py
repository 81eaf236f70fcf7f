#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""A power cut at any write of an update, in U-Boot's sandbox or a U-Boot in QEMU.

    powercut.py [--tool FILE] [--all] [--every N] SANDBOX|modern:SANDBOX|qemu:RELEASE

A board has what one build wrote and gets what another one wrote. Each of its
files is the old one, the new one, missing, or the new one cut off at 0 bytes,
at 1, in the middle, or at the last. --all: every combination; in any case all of
old and new, and in each of those any one file in any state, as well with zeros
where blocks never reached the disk (in a tree, in its names alone, in some of
them, or in one block of a long value), or with the tail of a longer one. Memory
stays as the case before left it.
Whatever the files are, the board has to boot, with a tree that is whole: the
plan's where script, words and tree are of one build, and without any of the
plan's words where they are not. --every N: each Nth of the cases. qemu:RELEASE is
that release's own U-Boot for arm64, in QEMU. modern: the scripts are run by the
newer of U-Boot's two shells, which versions from 2024.01 on can be built with.
"""
import argparse
import itertools
import os
import re
import subprocess
import sys
import tempfile

import host
import power    # says where fdt and cases are

import artefacts
import cases
import disk
import fdt

# The board's own tree first: the plan is made for it.
FILES = ("iommuplan.scr", "board.dtb", "board.env", "board.iommu.dtbo",
         "board.iommu.dtb")
CUTS = {"0": 0, "1": 1, "half": 0.5, "last": -1}
STATES = ("old", "new", "gone") + tuple(CUTS)


def names(start, end):
    """Zeros from and to a part of the block of a tree's names, which is the last."""
    def made(data):
        if data[:4] != b"\xd0\x0d\xfe\xed":
            return data
        at = int.from_bytes(data[12:16], "big")
        size = int.from_bytes(data[32:36], "big")
        first, last = at + int(size * start), at + int(size * end)
        return data[:first].ljust(last, b"\0") + data[last:]
    return made


LONG = bytes(range(1, 256)) * 9


def value(data):
    """Zeros in a block within one long value, the smallest that a disk has."""
    at = (data.find(LONG) + 511) // 512 * 512
    return data[:at] + bytes(512) + data[at + 512:]


TORN = {"zeros": lambda data: data[:len(data) // 2].ljust(len(data), b"\0"),
        "tail": lambda data: data + b"tail",
        "names": names(0, 1), "names-first": names(0, .5),
        "names-middle": names(.4, .6), "names-last": names(.9, 1), "value": value}
TREES = ("board.dtb", "board.iommu.dtbo", "board.iommu.dtb")
# A tree, or an image with a header of its own, ends where it says it does.
ENDS_ITSELF = ("iommuplan.scr", "board.dtb")
BUILDS = {"old": ("6.1", ""), "new": ("6.12", "iommu.strict=0")}
CHUNK = 1000
CONTROL = 0x7000000

SETTINGS = """setenv kernel_addr_r 1000000; setenv fdt_addr_r 2000000;
setenv ramdisk_addr_r 3000000; setenv iommu_media hostfs -;
setenv iommu_plain board.dtb; setenv fdtcontroladdr %x;
load hostfs - %x control.dtb; load hostfs - 6000000 boot.scr;
setenv iommu_kernel ../Image; setenv iommu_initrd ../initrd.img;
setenv booted 'echo @tree ${iommu_tree} ${iommu_status} ${iommu_reason}; echo @words "${bootargs}"; echo @why "${iommu_reason}"; test -n "${seen}" || save hostfs - ${iommu_tree} ${iommu_dir}booted 8000; setenv seen yes';
setenv iommu_boot run booted;
setenv one 'echo; echo @case ${iommu_dir}; setenv seen; setenv bootargs console=ttyS0; source 6000000';
""" % (CONTROL, CONTROL)


def cut(data, state):
    if state in TORN:
        return TORN[state](data)
    at = CUTS[state]
    return data[:int(len(data) * at) if isinstance(at, float) else at]


class Build:
    """What one build wrote, by name and state, and what a boot may show of it."""
    def __init__(self, work, tool, name):
        release, words, *case = BUILDS[name]
        root = cases.tree(*case or [host.CASE])
        chosen = root.child("chosen")
        chosen.props.pop("bootargs", None)
        chosen.set_strings("note", name)
        chosen.props["long"] = LONG
        self.base = fdt.flatten(root)
        out = os.path.join(work, name)
        os.mkdir(out)
        tree = os.path.join(out, "board.dtb")
        with open(tree, "wb") as file:
            file.write(self.base)
        subprocess.run([tool, "build", "-q", "-k", release, "--target", "u-boot",
                        *(["--bootargs", words] if words else []), "-o", out,
                        tree], check=True)
        self._script(out)
        self.files = {}
        for name in FILES:
            with open(os.path.join(out, name), "rb") as file:
                self.files[name] = file.read()
        with open(os.path.join(out, "board.cmdline"), encoding="ascii") as file:
            self.words = file.read().strip()
        self.planned = self.files["board.iommu.dtb"]

    @staticmethod
    def _script(out):
        image(os.path.join(out, "board.boot.cmd"),
              os.path.join(out, "iommuplan.scr"))


ARCH = ["sandbox"]


def image(text, out):
    subprocess.run(["mkimage", "-A", *ARCH, "-T", "script", "-d", text, out],
                   check=True, stdout=subprocess.DEVNULL)


def content(blob):
    return artefacts.content(fdt.parse(blob))


def expected(builds, states):
    """Name of the tree that has to boot, and whose plan is on, or None."""
    script, base, env, _, merged = states
    whole = base in builds
    plan = script if script in builds else None
    if plan and env == plan and (base == plan or not whole and merged == plan):
        return plan + " planned", plan
    if whole:
        return base + " base", None
    if plan and merged == plan:
        return plan + " planned", None
    return "control", None


def cases_of(everything):
    mixed = list(itertools.product(("old", "new"), repeat=len(FILES)))
    found = dict.fromkeys(itertools.product(STATES, repeat=len(FILES))
                          if everything else mixed)
    for states in mixed:
        for i, state in itertools.product(range(len(FILES)), STATES + tuple(TORN)):
            if state == "tail" and FILES[i] in ENDS_ITSELF or \
                    state.startswith("names") and FILES[i] not in TREES or \
                    state == "value" and FILES[i] not in TREES[::2]:
                continue
            found[states[:i] + (state,) + states[i + 1:]] = None
    for state in TORN:    # of which the first script has to say
        if state != "tail":
            found[("gone", state, "new", "new", "new")] = None
    return list(found)


def lay_out(work, builds, number, states):
    place = os.path.join(work, "c%d" % number)
    os.mkdir(place)
    for name, state in zip(FILES, states):
        if state != "gone":
            os.link(os.path.join(work, "%s.%s" % (name, state)),
                    os.path.join(place, name))


def prepare(work, builds):
    """Each file in each state once; cases link to them."""
    for name in FILES:
        for state in STATES + tuple(TORN):
            if state == "gone":
                continue
            data = builds[state].files[name] if state in builds else \
                cut(builds["new"].files[name], state)
            with open(os.path.join(work, "%s.%s" % (name, state)), "wb") as file:
                file.write(data)
    image(host.FIRST, os.path.join(work, "boot.scr"))
    for name in ("Image", "initrd.img"):
        with open(os.path.join(work, name), "wb") as file:
            file.write(name.encode())
    root = cases.tree(host.CASE)
    root.child("chosen").set_strings("note", "control")
    with open(os.path.join(work, "control.dtb"), "wb") as file:
        file.write(fdt.flatten(root))


def in_qemu(release, work, text):
    """The console of a U-Boot that starts this script from a disk with all there
    is, which has what it saved afterwards."""
    text = re.sub(r"\b(?=[1-7]0{6}\b)", "4", text.replace("hostfs -", "virtio 0:1"))
    with open(os.path.join(work, "cmd"), "w", encoding="ascii") as file:
        file.write(text)
    first, path = os.path.join(work, "first.scr"), os.path.join(work, "disk")
    image(os.path.join(work, "cmd"), first)
    with open(first, "rb") as file:
        disk.make(path, {"boot.scr": file.read()})
    at = "%s@@%d" % (path, disk.START * disk.SECTOR)
    names = [n for n in os.listdir(work) if re.fullmatch(r"c\d+|control.dtb|Image|initrd.img", n)]
    paths = [os.path.join(work, n) for n in names]
    subprocess.run(["mcopy", "-s", "-i", at, *paths, "::"], check=True)
    subprocess.run(["mcopy", "-i", at, os.path.join(work, "boot.scr"), "::plan.scr"],
                   check=True)
    console, _ = power.on(power.firmware(release), path, seconds=850)
    for name in names:
        if name.startswith("c") and name != "control.dtb":
            subprocess.run(["mcopy", "-n", "-i", at, "::%s/booted" % name,
                            os.path.join(work, name, "booted")], check=False,
                           stderr=subprocess.DEVNULL)
    os.unlink(path)
    return console


def shell(sandbox, work, text):
    """The program, its command, and what is typed then: "cli set" never returns."""
    if not sandbox.startswith("modern:"):
        return sandbox, text, b""
    path = os.path.join(work, "typed")
    with open(path + ".cmd", "w", encoding="ascii") as file:
        file.write(text)
    image(path + ".cmd", path + ".scr")
    return (sandbox[7:], "cli set modern",
            b"load hostfs - 5000000 typed.scr\nsource 5000000\n")


def run(sandbox, work, numbers, before="true", after="true"):
    """The console of these cases, by number; what is done before and after each."""
    text = SETTINGS + "for i in %s; do setenv iommu_dir c$i/; %s; run one; %s; done; " \
        "poweroff" % (" ".join(map(str, numbers)), before, after)
    if sandbox.startswith("qemu:"):
        console = in_qemu(sandbox[5:], work, text.replace(" boot.scr", " plan.scr"))
    else:
        sandbox, text, typed = shell(sandbox, work, text.replace("\n", " "))
        done = subprocess.run([sandbox, "-D", "-c", text], cwd=work,
                              input=typed, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False, timeout=1200)
        console = done.stdout.decode("latin-1")
    console = re.sub(r"\x1b\[[0-9;]*[A-Za-z]|\r", "", console)
    parts = re.split(r"\n@case c(\d+)/", console)
    return {int(n): part for n, part in zip(parts[1::2], parts[2::2])}, console


def judged(work, builds, trees, number, states, console):
    """What is wrong with one boot, or None. Memory may still have the rest of a
    script that is cut off: its sum is right then, and so is what it does."""
    wrong = differs(work, builds, trees, number, states, console)
    if wrong and states[0] in CUTS:
        states = ("new",) + states[1:]
        wrong = differs(work, builds, trees, number, states, console) and wrong
    return wrong


def differs(work, builds, trees, number, states, console):
    want, plan = expected(builds, states)
    first = re.search(r"\n@tree (\S+) (\S+) ?(.*)\n@words (.*)\n", console)
    if not first:
        return "does not boot"
    path = os.path.join(work, "c%d" % number, "booted")
    with open(path, "rb") as file:
        blob = file.read()
    try:
        found = next((name for name, tree in trees.items()
                      if tree == content(blob)), "no tree of the board's")
    except (ValueError, IndexError, KeyError) as error:
        found = "no tree: %s" % error
    if found != want:
        return "boots %s, not %s" % (found, want)
    words = "console=ttyS0" + (" " + builds[plan].words if plan else "")
    if first[4].strip() != words:
        return "boots with '%s'" % first[4]
    if not plan and not first[3]:
        return "gives no reason"
    if ("booting without a plan" in console.split("@tree")[0]) == bool(plan):
        return "the console is wrong"
    return None


def trees_of(work, builds):
    """What each tree that may boot has, by name."""
    trees = {name + kind: content(blob) for name, b in builds.items()
             for kind, blob in ((" base", b.base), (" planned", b.planned))}
    with open(os.path.join(work, "control.dtb"), "rb") as file:
        trees["control"] = content(file.read())
    return trees


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", default=cases.TOOL)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("sandbox")
    args = parser.parse_args()
    bad = 0
    if args.sandbox.startswith("qemu:"):
        ARCH[:] = ["arm64"]
    with tempfile.TemporaryDirectory() as work:
        tool = os.path.abspath(args.tool)
        builds = {name: Build(work, tool, name) for name in BUILDS}
        prepare(work, builds)
        trees = trees_of(work, builds)
        every = cases_of(args.all)[::args.every]
        for start in range(0, len(every), CHUNK):
            some = dict(enumerate(every[start:start + CHUNK], start))
            for number, states in some.items():
                lay_out(work, builds, number, states)
            consoles, text = run(args.sandbox, work, some)
            if os.environ.get("V"):
                print(text[:6000])
            for number, states in some.items():
                wrong = judged(work, builds, trees, number, states,
                               consoles.get(number, ""))
                if wrong:
                    bad += 1
                    print("DIFFER: %s: %s" % (" ".join(states), wrong))
    print("%d power cuts: %d wrong" % (len(every), bad))
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
