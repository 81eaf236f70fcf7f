#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""spelled_tools.py PROGRAM ROUNDS SEED TREE TREE...: as spelled.py, with images that
the field's own tools make: ukify, mkbootimg, mkimage, as far as they are here.
UKIFY="ukify --stub=..." and MKBOOTIMG=... name others than those of PATH."""
import gzip
import os
import random
import shlex
import shutil
import subprocess
import sys

import spelled as s

UKIFY = shlex.split(os.environ.get("UKIFY", "ukify"))
MKBOOTIMG = os.environ.get("MKBOOTIMG", "mkbootimg")
SCRATCH = b"\x07\x07\x07TRAILER!!!" + bytes(100)    # a ramdisk, of which nothing is read
OVERLAY = """/dts-v1/; /plugin/; &{/} { chosen { bootargs = "iommu.strict=%d"; }; };
"""
ITS = """/dts-v1/; / { description = "x"; #address-cells = <1>; images {
k { type = "kernel"; os = "linux"; arch = "arm64"; compression = "%s"; load = <0>; entry = <0>;
    data = /incbin/("k"); hash { algo = "sha256"; }; };
t0 { type = "flat_dt"; arch = "arm64"; compression = "none"; data = /incbin/("t0");
    hash { algo = "crc32"; }; };
t1 { type = "flat_dt"; arch = "arm64"; compression = "none"; data = /incbin/("t1");
    hash { algo = "md5"; }; };
o { type = "flat_dt"; arch = "arm64"; compression = "none"; load = <0x1000>;
    data = /incbin/("o.dtbo"); hash { algo = "sha1"; }; }; };
configurations { default = "b"; a { kernel = "k"; fdt = "t0"; };
b { kernel = "k"; fdt = "t0", "o"; }; c { kernel = "k"; fdt = "t1", "o"; };
d { kernel = "k"; fdt = "t1"; compatible = "x,y"; }; }; };
"""


class Cannot(Exception):
    """An older tool, which does not make the kind."""


def call(*args):
    done = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          universal_newlines=True)
    if done.returncode:
        raise Cannot("%s: %s" % (" ".join(args), done.stdout.strip().rsplit("\n", 1)[-1]))


def uki(d, auto):
    """The kernel as it boots: an EFI stub is what ukify looks for, and not read."""
    s.write("k", d.packed)
    args = [*UKIFY, "build", "--efi-arch=aa64", "--linux=k", "--uname=" + d.release,
            "--output=image"]
    if d.words:
        args += ["--cmdline=" + d.words]
    for name in ("t0", "t1") if auto else ("t0",):
        args.append("--devicetree%s=%s" % ("-auto" if auto else "", name))
    call(*args)
    return "image", [["t0"], ["t1"]] if auto else [["t0"]], True


def boot(d, version):
    kernel = random.choice([d.plain, gzip.compress(d.plain)])
    trees = [["t0"], ["t1"]]
    dtb = []
    if version == 2:
        s.write("trees", d.pair[0] + d.pair[1])
        dtb = ["--dtb", "trees"]
    else:
        kernel = gzip.compress(d.plain) + d.pair[0] + d.pair[1]
    s.write("k", kernel)
    if version == 1:
        dtb = ["--recovery_dtbo", "o.dtbo"]
    call(MKBOOTIMG, "--header_version", str(version), "--kernel", "k", "--ramdisk", "r",
         "--cmdline", d.words, *dtb, "--pagesize", random.choice(["2048", "4096"]), "-o", "image")
    return "image", trees, True


def vendor(d, version):
    s.write("trees", d.pair[0] + d.pair[1])
    call(MKBOOTIMG, "--header_version", str(version), "--vendor_boot", "image",
         "--vendor_ramdisk", "r", "--dtb", "trees", "--vendor_cmdline", d.words)
    return "image", [["t0"], ["t1"]], None      # it does not know its kernel


def fit(d):
    magic = d.packed[:2]
    how = "zstd" if magic == b"\x28\xb5" else "gzip" if magic == b"\x1f\x8b" else "none"
    s.write("k", d.packed)
    s.write("image.its", (ITS % how).encode())
    call("mkimage", "-q", *random.choice([["-E"], ["-E", "-p", "0x100000"], []]),
         "-f", "image.its", "image")
    return "image", [["t0"], ["-a", "o.dtbo", "t0"], ["-a", "o.dtbo", "t1"], ["t1"]], False


KINDS = {"fit": fit}
if shutil.which(UKIFY[0]):
    KINDS.update(uki=lambda d: uki(d, False), auto=lambda d: uki(d, True))
if shutil.which(MKBOOTIMG):
    KINDS.update({"boot%d" % v: lambda d, v=v: boot(d, v) for v in range(5)})
    KINDS.update({"vendor%d" % v: lambda d, v=v: vendor(d, v) for v in (3, 4)})


class Draw:
    def __init__(self):
        self.release, self.words = random.choice(s.RELEASES), random.choice(s.WORDS)
        self.page, self.config = random.choice(list(s.PAGES)), random.choice([None, s.c.CONFIG])
        self.pair = [random.choice(s.trees), random.choice(s.trees)]
        self.plain = s.kernel(self.release, self.page, self.config)
        self.packed = random.choice([self.plain, gzip.compress(self.plain), s.c.zstd(self.plain)])
        for n in range(2):
            s.write("t%d" % n, self.pair[n])
        s.write("r", SCRATCH)
        s.write("o.dts", (OVERLAY % random.randrange(2)).encode())
        call("dtc", "-q", "-@", "-I", "dts", "-O", "dtb", "-o", "o.dtbo", "o.dts")

    def __repr__(self):
        return "%s page %s words '%s' config %s" % (self.release, self.page, self.words,
                                                    bool(self.config))


def one(kind):
    d = Draw()
    if kind in ("uki", "auto"):
        d.packed = d.plain      # ukify reads the kernel's PE header, where there is one
    name, trees, said = KINDS[kind](d)
    options = ["-k", d.release] + s.PAGES[d.page]
    if d.config and said is not None:
        s.write("config", d.config)
        options += ["--kernel-config", "config"]
    asked = [] if said is not None else options
    if said is not False and d.words:
        options = options + ["--bootargs", d.words]
    wanted = []
    for tree in trees:
        wanted += s.plan(*options, *tree)[1]
    return s.plan(*asked, name) == (0, wanted), d


def main():
    random.seed(s.seed)
    wrong, made, kinds = 0, 0, sorted(KINDS)
    for n in range(s.rounds):
        kind = kinds[n % len(kinds)]
        if kind not in KINDS:
            continue
        try:
            same, what = one(kind)
        except Cannot as why:
            print("not made:", kind, why)
            del KINDS[kind]
            continue
        made += 1
        if not same:
            wrong += 1
            print("differs:", kind, what)
    print(made, "images of", *sorted(KINDS))
    sys.exit(wrong != 0)


main()
