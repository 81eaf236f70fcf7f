#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Makes files that boots carry around trees: containers.py A.dtb B.dtb DIR"""
import gzip
import os
import struct
import subprocess
import sys
import zlib

with open(sys.argv[1], "rb") as f:
    a = f.read()
with open(sys.argv[2], "rb") as f:
    b = f.read()
here = sys.argv[3]


def write(name, data):
    with open(os.path.join(here, name), "wb") as f:
        f.write(data)


def pad(data, size):
    return data + bytes(-len(data) % size)


BANNER = b"Linux version 6.12.117+deb13-arm64 (someone@somewhere) #1 SMP\n\0"
image = bytearray(4096)
struct.pack_into("<QQQ", image, 8, 0, 1 << 20, 0xa)
image[0x38:0x3c] = b"ARMd"
kernel = bytes(image) + b"%s version %s (\0" + a + BANNER + bytes(3000) + b"end"


CONFIG = b"""# Linux/arm64 6.12.117 Kernel Configuration
CONFIG_CC_VERSION_TEXT="gcc"
CONFIG_ARM64=y
CONFIG_ARM64_4K_PAGES=y
CONFIG_ARM_SMMU=y
CONFIG_IOMMU_DEFAULT_PASSTHROUGH=y
CONFIG_CMDLINE="iommu.strict=1"
CONFIG_CMDLINE_FORCE=y
"""


def banner(release):
    return kernel.replace(b"6.12.117+deb13-arm64", release)


def zstd(data):
    try:
        return subprocess.run(["zstd", "-q", "-c"], input=data, stdout=subprocess.PIPE,
                              check=True).stdout
    except FileNotFoundError:      # a frame of raw blocks says the same
        blocks = b""
        for at in range(0, len(data), 1 << 17):
            part = data[at:at + (1 << 17)]
            last = at + len(part) == len(data)
            blocks += struct.pack("<I", len(part) << 3 | last)[:3] + part
        return struct.pack("<IBI", 0xfd2fb528, 0xa0, len(data)) + blocks


def zboot(payload, name):
    head = struct.pack("<4s4sII8x32sI", b"MZ\0\0", b"zimg", 64, len(payload), name, 0x818223cd)
    return head + struct.pack("<I", 0) + payload


def boot3(kernel, cmdline):
    head = struct.pack("<8s4I16xI1536s", b"ANDROID!", len(kernel), 0, 0, 1580, 3, cmdline)
    return pad(head, 4096) + pad(kernel, 4096)


def boot(version, kernel, ramdisk=b"r" * 100, second=b"", recovery=b"", dtb=b"", page=2048,
         cmdline=b"console=x"):
    """Android's boot image, versions 0 to 2; QCDT where the version is its size."""
    head = struct.pack("<8s10I16s512s32s1024s", b"ANDROID!", len(kernel), 0, len(ramdisk), 0,
                       len(second), 0, 0, page, version, 0, b"", cmdline[:511], b"",
                       cmdline[511:])
    head += struct.pack("<IQI", len(recovery), 0, 1660) + struct.pack("<IQ", len(dtb), 0)
    if version > 4:
        head = head[:1632]
    return b"".join(pad(p, page) for p in (head, kernel, ramdisk, second, recovery, dtb))


def vendor(dtb, ramdisk=b"r" * 5000, page=4096):
    head = struct.pack("<8sIIIII2048sI16sIIQ", b"VNDRBOOT", 4, page, 0, 0, len(ramdisk),
                       b"console=x", 0, b"", 2128, len(dtb), 0)
    return b"".join(pad(p, page) for p in (pad(head, 2128), ramdisk, dtb))


def table(trees, version=0, flags=0):
    """Trees that are given twice are there once."""
    at = {}
    data = b""
    rows = b""
    start = 32 + 32 * len(trees)
    for n, tree in enumerate(trees):
        if tree not in at:
            at[tree] = start + len(data)
            data += tree
        rows += struct.pack(">8I", len(tree), at[tree], n, 0, flags, 0, 0, 0)
    return struct.pack(">8I", 0xd7b7ab1e, start + len(data), 32, 32, len(trees), 32, 2048,
                       version) + rows + data


def qcdt(version, trees):
    size = {1: 20, 2: 24, 3: 40}[version]
    at = 2048
    rows = data = b""
    for n, tree in enumerate(trees):
        padded = pad(tree, 2048)
        rows += bytes([n]) * (size - 8) + struct.pack("<II", at + len(data), len(padded))
        data += padded
    return pad(struct.pack("<4sII", b"QCDT", version, len(trees)) + rows + bytes(4), 2048) + data


def pe(sections):
    head = bytearray(64)
    head[:2] = b"MZ"
    struct.pack_into("<I", head, 0x3c, 64)
    head += struct.pack("<4sHHIIIHH", b"PE\0\0", 0xaa64, len(sections), 0, 0, 0, 240, 0)
    head += bytes(240)
    start = (len(head) + 40 * len(sections) + 511) & ~511
    rows = data = b""
    for name, body in sections:
        rows += struct.pack("<8sIIIIIIHHI", name, len(body), 0, len(pad(body, 512)),
                            start + len(data), 0, 0, 0, 0, 0)
        data += pad(body, 512)
    return pad(bytes(head) + rows, 512) + data


write("two", a + b)
write("padded", a + bytes(5) + b"\xff" * 100 + b + b"\0" * 9)
write("rest", a + bytes(8) + b"what is this")
write("a.gz", gzip.compress(a))
write("two.gz", gzip.compress(a + b))
write("nested.gz", gzip.compress(gzip.compress(gzip.compress(gzip.compress(a)))))
write("bomb.gz", gzip.compress(bytes(300 << 20)))
write("Image", kernel)
write("Image-dtb", kernel + a)
write("Image.gz-dtb", gzip.compress(kernel) + a + b)
write("Image.gz", gzip.compress(kernel))
write("boot0", boot(0, gzip.compress(kernel) + a + b))
write("boot1", boot(1, kernel, recovery=b"x" * 3000))
write("boot2", boot(2, kernel, second=b"s", recovery=b"x" * 3000, dtb=a + b))
write("boot2-table", boot(2, kernel, dtb=table([b, a])))
rows = qcdt(3, [a, b])
write("boot-qcdt", boot(len(rows), kernel) + rows)
write("vendor_boot", vendor(a))
write("table", table([a, b, a]) + b"AVBf")
write("table-gz", table([gzip.compress(a)], 1, 2))
write("table-zlib", table([a], 1, 1))
for v in 1, 2, 3:
    write("qcdt%d" % v, qcdt(v, [a, b]))
write("a.zst", zstd(a))
write("two.zst", zstd(a) + zstd(b))
write("kernel.zst", zstd(kernel))
write("zboot", zboot(gzip.compress(kernel), b"gzip"))
write("zboot-dtb", zboot(gzip.compress(kernel), b"gzip") + a)
write("zboot-lz4", zboot(b"\2\x21\x4c\x18" + kernel[:999], b"lz4"))
write("zstd-dtb", zboot(zstd(kernel), b"zstd22") + bytes(4) + a)
write("vendor_boot-text", vendor(a, b"/dts-v1/; / { };" * 300))
write("boot3-gz", boot3(gzip.compress(kernel) + a, b"console=x"))
write("boot2-long", boot(2, kernel, dtb=a, cmdline=b"a" * 490 + b" iommu.passthrough=1 b"))
def hwids(rows):
    """(name, compatible) of machines; the strings are behind the rows."""
    at = 28 * (len(rows) + 1)
    head = text = b""
    for name, compatible in rows:
        head += struct.pack("<I16sII", 0x1000001c, b"guid", at + len(text),
                            at + len(text) + len(name) + 1)
        text += name + b"\0" + compatible + b"\0"
    return head + bytes(28) + text


def uimage(kind, data):
    head = struct.pack(">IIIIIII4B32s", 0x27051956, 0, 0, len(data), 0, 0,
                       zlib.crc32(data), 5, 22, kind, 0, b"name")
    return head + data


def multi(*files):
    return b"".join(struct.pack(">I", len(f)) for f in files) + bytes(4) + b"".join(
        pad(f, 4) for f in files)


write("uki-plain", pe([(b".text", b"x"), (b".dtb", a), (b".dtb", b"second"), (b".dtbauto", b),
                       (b".uname", b"6.12.117+deb13-arm64"), (b".dtbauto", a),
                       (b".linux", kernel)]))
write("uki-lie", pe([(b".uname", b"9.9.9\n"), (b".dtb", a), (b".linux", kernel)]))
write("uki-cmdline", pe([(b".dtb", a), (b".linux", gzip.compress(kernel)),
                         (b".cmdline", b"console=x\niommu.passthrough=1\n\0")]))
write("uki", pe([(b".linux", kernel), (b".dtb", a), (b".cmdline", b"quiet"), (b".dtbauto", b),
                 (b".dtbauto", a), (b".profile", b"ID=x"), (b".dtb", b), (b".profile", b"ID=y")]))
write("uki-profiles", pe([(b".linux", kernel), (b".dtb", a), (b".cmdline", b"quiet"),
                          (b".profile", b"ID=x"), (b".profile", b"ID=y"),
                          (b".cmdline", b"iommu.passthrough=1"), (b".dtbauto", a)]))
write("words.addon.efi", pe([(b".sdmagic", b"x"), (b".cmdline", b"iommu.strict=0\n")]))
write("tree.addon.efi", pe([(b".cmdline", b"more"), (b".dtb", b)]))
write("config", CONFIG)
write("uki-hwids", pe([(b".linux", kernel), (b".dtbauto", a), (b".dtbauto", b), (b".dtb", a),
                       (b".hwids", hwids([(b"Juno \x1b[1m", b"arm,juno-r2"), (b"X", b"y,z"),
                                          (b"Juno \x1b[1m", b"arm,juno-r2"),
                                          (b"One more", b"arm,juno-r2")]))]))
write("uki-hwids-cut", pe([(b".linux", kernel), (b".dtbauto", a),
                           (b".hwids", struct.pack("<I16sII", 0x1000001c, b"", 20, 1 << 31) * 9)]))
write("uImage", uimage(2, gzip.compress(kernel)))
write("uImage-dtb", uimage(2, gzip.compress(kernel) + a + b))
write("uimage-tree", uimage(8, a))
write("uimage-multi", uimage(4, multi(kernel, b"ramdisk", b)))
write("boot.scr", uimage(6, multi(b"booti 0 - 1\n")))
write("boot2-none", boot(2, kernel, dtb=b"not a tree, and long enough to be one's header"))
write("uimage-none", uimage(4, multi(kernel, b"r", b"x")))
write("uimage-sum", uimage(8, a)[:-1] + b"x")
write("uimage-size", uimage(8, a)[:-100])
write("uimage-endless", uimage(4, b"\1" * 400))
write("uimage-beyond", uimage(4, struct.pack(">III", 4, 1 << 31, 0) + b"ABCD"))
write("uki-config", pe([(b".linux", zboot(gzip.compress(
    kernel + b"IKCFG_ST" + gzip.compress(CONFIG) + b"IKCFG_ED" + bytes(99)), b"gzip")),
    (b".dtb", a)]))
write("uki-lz4", pe([(b".linux", b"\2\x21\x4c\x18" + kernel), (b".dtb", a)]))
write("uki-future", pe([(b".linux", banner(b"99.1.0")), (b".dtb", a)]))
write("uki-old", pe([(b".linux", banner(b"2.6.32")), (b".dtb", a)]))
write("uki-bare", pe([(b".linux", kernel), (b".cmdline", b"quiet")]))
# Hostile: sizes beyond the end, tables without one, themselves inside
big = bytearray(boot(2, kernel, dtb=a))
struct.pack_into("<I", big, 1648, 0xffffffff)
write("bad-dtb-size", bytes(big))
struct.pack_into("<I", big, 8, 0xfffffff0)
write("bad-kernel-size", bytes(big))
big = bytearray(boot(2, kernel, dtb=a))
struct.pack_into("<I", big, 36, 3)
write("bad-page", bytes(big))
big = bytearray(table([a]))
struct.pack_into(">I", big, 16, 0xffffffff)
write("bad-count", bytes(big))
struct.pack_into(">I", big, 20, 0xffffffff)
write("bad-offset", bytes(big))
big = bytearray(table([a]))
struct.pack_into(">II", big, 32, len(big), 0)
write("table-itself", bytes(big))
big = bytearray(qcdt(2, [a]))
struct.pack_into("<I", big, 8, 0xffffffff)
write("bad-rows", bytes(big))
big = bytearray(pe([(b".dtb", a)]))
struct.pack_into("<I", big, 64 + 24 + 240 + 20, 0xfffffff0)
write("bad-section", bytes(big))
struct.pack_into("<H", big, 70, 0xffff)
write("bad-sections", bytes(big)[:512])
write("bad-pe", bytes(big)[:64 + 10])
