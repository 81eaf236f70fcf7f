#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""spelled.py PROGRAM ROUNDS SEED TREE TREE...: images of kinds, kernels and words
drawn by chance; each has to get the plans of its trees with all that it says given
by options, but for "file" and "assumed"."""
import gzip
import importlib.util
import json
import os
import random
import shutil
import struct
import subprocess
import sys

prog, rounds, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
trees = []
for path in sys.argv[4:]:
    with open(path, "rb") as f:
        trees.append(f.read())
here = os.path.dirname(os.path.abspath(__file__))
os.makedirs("made", exist_ok=True)
sys.argv = ["containers.py", sys.argv[4], sys.argv[5], "made"]
spec = importlib.util.spec_from_file_location("containers", os.path.join(here, "containers.py"))
c = importlib.util.module_from_spec(spec)
spec.loader.exec_module(c)

RELEASES = ["6.12.117+deb13-arm64", "5.10.0-30-arm64", "6.1.75-vendor-rk35xx", "7.2.13",
            "6.6.31-v8-16k+", "5.15.148-tegra"]
WORDS = ["", "quiet", "iommu.passthrough=1", "console=x iommu.strict=0",
         "arm-smmu.disable_bypass=0 x", "iommu.passthrough=0 iommu.strict=1"]
PAGES = {0: [], 2: ["--page-size", "4k"], 4: ["--page-size", "16k"], 6: ["--page-size", "64k"]}
KINDS = ["uki", "boot2", "boot3", "uimage", "append", "gz", "bls", "extlinux", "fit", "grub", "pi",
         "flash", "zst", "auto", "table", "boot0"]
ITS = """/dts-v1/; / { description = "x"; #address-cells = <1>; images {
k { type = "kernel"; os = "linux"; arch = "arm64"; compression = "%s"; load = <0>; entry = <0>;
    data = /incbin/("k"); hash { algo = "sha1"; }; };
t0 { type = "flat_dt"; arch = "arm64"; compression = "none"; data = /incbin/("t0");
    hash { algo = "crc32"; }; };
t1 { type = "flat_dt"; arch = "arm64"; compression = "none"; data = /incbin/("t1"); }; };
configurations { a { kernel = "k"; fdt = "t0"; }; b { kernel = "k"; fdt = "t1"; }; }; };
"""


def write(name, data):
    with open(name, "wb") as f:
        f.write(data)


def plan(*args):
    done = subprocess.run([prog, "plan", "-q", "-f", "json", *args], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, universal_newlines=True)
    plans = [json.loads(line) for line in done.stdout.splitlines()]
    for p in plans:
        del p["file"], p["assumed"]
    return done.returncode, plans


def kernel(release, page, config):
    image = bytearray(4096)
    struct.pack_into("<QQQ", image, 8, 0, 1 << 20, page)
    image[0x38:0x3c] = b"ARMd"
    text = bytes(image) + b"Linux version " + release.encode() + b" (a@b) #1\n\0" + bytes(3000)
    if config:
        text += b"IKCFG_ST" + gzip.compress(config) + b"IKCFG_ED" + bytes(99)
    return text


def fit(packed, pair):
    write("k", packed)
    write("t0", pair[0])
    write("t1", pair[1])
    magic = packed[:2]
    how = "zstd" if magic == b"\x28\xb5" else "gzip" if magic == b"\x1f\x8b" else "none"
    write("image.its", (ITS % how).encode())
    subprocess.run(["mkimage", "-q", *random.choice([["-E"], []]), "-f", "image.its", "image"],
                   check=True, stdout=subprocess.DEVNULL)


TEXTS = {
    "bls": ("loader/entries/a.conf", b"linux /vmlinuz\noptions %s\ndevicetree board.dtb\n"),
    "extlinux": ("extlinux/extlinux.conf", b"label x\nlinux /vmlinuz\nfdt /board.dtb\nappend %s\n"),
    "grub": ("grub/grub.cfg", b"menuentry 'x' {\nlinux /vmlinuz %s\ndevicetree /board.dtb\n}\n"),
    "pi": ("cmdline.txt", b"%s\n"),
}


def directory(kind, packed, pair, words, release):
    suffix = b"-" + release.encode() if kind == "flash" else b""
    tree = {"pi": "bcm2711-x.dtb", "flash": "dtb-" + release}.get(kind, "board.dtb")
    os.makedirs("dir")
    write(b"dir/vmlinuz" + suffix, packed)
    write("dir/" + tree, pair[0])
    if kind == "pi":
        write("dir/config.txt", b"kernel=vmlinuz\n# a board's own arguments come first\n")
    if kind in TEXTS:
        path, text = TEXTS[kind]
        os.makedirs(os.path.dirname("dir/" + path), exist_ok=True)
        write("dir/" + path, text % words)


def image(kind, plain, packed, pair, words, release):
    """The file, how many of the trees it has, and whether it has the words."""
    if kind == "fit":
        fit(packed, pair)
        return "image", 2, False
    if kind == "flash" or kind in TEXTS:
        directory(kind, packed, pair, words, release)
        return "dir", 1, kind != "flash"
    data = {
        "uki": lambda: c.pe([(b".dtb", pair[0]), (b".linux", packed)] +
                            ([(b".cmdline", words + b"\n\0")] if words else [])),
        "boot2": lambda: c.boot(2, packed, dtb=pair[0] + pair[1], cmdline=words),
        "boot3": lambda: c.boot3(gzip.compress(plain) + pair[0], words),
        "uimage": lambda: c.uimage(4, c.multi(packed, b"r", pair[0])),
        "append": lambda: gzip.compress(plain) + pair[0] + pair[1],
        "gz": lambda: gzip.compress(c.boot(2, packed, dtb=pair[0], cmdline=words)),
        "zst": lambda: c.zstd(c.boot(2, packed, dtb=pair[0], cmdline=words)),
        "auto": lambda: c.pe([(b".linux", packed), (b".dtbauto", pair[0]), (b".dtbauto", pair[1])] +
                             ([(b".cmdline", words)] if words else [])),
        "table": lambda: c.boot(2, packed, dtb=c.table(pair), cmdline=words),
        "boot0": lambda: c.boot(0, gzip.compress(plain) + pair[0] + pair[1], cmdline=words),
    }[kind]()
    write("image", data)
    two = ["boot2", "append", "auto", "boot0"] + (["table"] if pair[0] != pair[1] else [])
    return "image", 2 if kind in two else 1, kind not in ("uimage", "append")


def one(kind):
    shutil.rmtree("dir", ignore_errors=True)
    release, words = random.choice(RELEASES), random.choice(WORDS)
    page, config = random.choice(list(PAGES)), random.choice([None, None, c.CONFIG])
    if kind == "pi":    # the words are in the tree then, which CONFIG_CMDLINE_FORCE takes away
        config = None
    pair = [random.choice(trees), random.choice(trees)]
    plain = kernel(release, page, config)
    packed = random.choice([plain, gzip.compress(plain), c.zstd(plain),
                            c.zboot(gzip.compress(plain), b"gzip")])
    name, count, said = image(kind, plain, packed, pair, words.encode(), release)
    options = ["-k", release] + PAGES[page]
    if config:
        write("config", config)
        options += ["--kernel-config", "config"]
    if said and words:
        options += ["--bootargs", words]
    wanted = []
    for tree in pair[:count]:
        write("tree", tree)
        wanted += plan(*options, "tree")[1]
    return plan(name) == (0, wanted), (kind, release, page, words, bool(config))


def main():
    random.seed(seed)
    if not shutil.which("mkimage"):
        KINDS.remove("fit")
    wrong = 0
    for n in range(rounds):
        same, what = one(KINDS[n % len(KINDS)])
        if not same:
            wrong += 1
            print("differs:", *what)
    sys.exit(wrong != 0)


if __name__ == "__main__":
    main()
