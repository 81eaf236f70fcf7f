#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""often.py DIRECTORY: files and boot partitions below 1 MiB that name the same bytes
thousands of times, or contain what takes long and gives nothing."""
import gzip
import os
import struct
import sys

os.makedirs(sys.argv[1], exist_ok=True)
os.chdir(sys.argv[1])


def write(name, data):
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "wb") as f:
        f.write(data)


def padded(data):
    return data.ljust((len(data) + 3) & ~3, b"\0")


def text(s):
    return s.encode() + b"\0"


def fdt(*root):
    """A tree of (name, properties, children)"""
    names, strings, out = {}, bytearray(), []

    def name(s):
        if s not in names:
            names[s] = len(strings)
            strings.extend(text(s))
        return names[s]

    def node(called, properties, children):
        out.append(struct.pack(">I", 1) + padded(text(called)))
        for k, v in properties:
            out.append(struct.pack(">III", 3, len(v), name(k)) + padded(v))
        for child in children:
            node(*child)
        out.append(struct.pack(">I", 2))

    node("", *root)
    body = b"".join(out) + struct.pack(">I", 9)
    total = (56 + len(body) + len(strings) + 7) & ~7
    head = struct.pack(">10I", 0xd00dfeed, total, 56, 56 + len(body), 40, 17, 16, 0, len(strings),
                       len(body))
    return (head + bytes(16) + body + bytes(strings)).ljust(total, b"\0")


def cells(*values):
    return struct.pack(">%dI" % len(values), *values)


def tree(masters):
    """A board, of 76 bytes a master"""
    return fdt([("compatible", text("x,y")), ("#address-cells", cells(1)), ("#size-cells", cells(1))],
               [("cpus", [], []),
                ("iommu@1000", [("compatible", text("arm,smmu-v3")), ("#iommu-cells", cells(1)),
                                ("phandle", cells(1)), ("reg", cells(4096, 4096))], [])] +
               [("d@%x" % (i * 4096 + 65536), [("compatible", text("v,t")), ("iommus", cells(1, i)),
                                               ("reg", cells(i * 4096 + 65536, 4096))], [])
                for i in range(masters)])


def table(entries):
    """Android's, whose entries are (size, offset)"""
    return (struct.pack(">8I", 0xd7b7ab1e, 0, 32, 32, len(entries), 32, 2048, 0) +
            b"".join(struct.pack(">8I", size, at, 0, 0, 0, 0, 0, 0) for size, at in entries))


def of_tables(n, levels):
    """Each entry of which is the next table, with other padding behind it"""
    data = small
    for _ in range(levels):
        data = table([(len(data) + i, 32 + 32 * n) for i in range(n)]) + data + bytes(n)
    return data


def pe(sections, data):
    """Of (name, place in the data, size)"""
    first = 88 + 40 * len(sections)
    head = (b"MZ".ljust(0x3c, b"\0") + struct.pack("<I", 64) + b"PE\0\0" +
            struct.pack("<HH", 0xaa64, len(sections))).ljust(88, b"\0")
    return head + b"".join(n.ljust(8, b"\0") + struct.pack("<IIII", size, 0, size, first + at) +
                           bytes(16) for n, at, size in sections) + data


def configurations(n, of):
    return ("configurations", [], [("c%d" % i, of(i), []) for i in range(n)])


def images(n, *more):
    return ("images", [], [(k, [("data", v)], []) for k, v in more] +
            [("k%d" % i, [("data", b"none")], []) for i in range(n)])


def labels(n, of):
    return b"".join(b"label l%d\nappend x=%d\n%s\n" % (i, i, of(i)) for i in range(n))


def image(data):
    return bytes(0x38) + b"ARM\x64" + bytes(4) + data


small, large = tree(0), tree(7000)
no_tree = struct.pack(">10I", 0xd00dfeed, 40, 0, 0, 0, 17, 16, 0, 0, 0) + bytes(216)
write("behind-kernel", image(no_tree * 4096) + b"garbage!")
write("tables", of_tables(100, 3))
write("autos", pe([(b".dtbauto", 0, len(large) + i) for i in range(1500)], large + bytes(1500)))

hwids = b"".join(struct.pack("<I16xII", 0x1000001c, 120000, 120001) for _ in range(4096))
hwids = hwids.ljust(600000, b"A")
write("hwids", pe([(b".hwids", 0, len(hwids))] +
                  [(b".dtbauto", len(hwids), len(small) + i) for i in range(4000)],
                  hwids + small + bytes(4000)))

# Stored blocks of nothing, as the kernels of a thousand profiles; and configurations
# that are unpacked to look for a command line.
nothing = b"\x1f\x8b\x08\0\0\0\0\0\0\3" + b"\0\0\0\xff\xff" * 160000
write("profiles", pe([(b".dtb", 0, len(small))] + [s for i in range(1000) for s in (
    (b".profile", 0, 1), (b".linux", len(small), len(nothing) - i))], small + nothing))
config = image(b"IKCFG_ST" + gzip.compress(bytes(6 << 20)))
write("kernel-configs", pe([(b".dtb", 0, len(small))] + [s for i in range(1000) for s in (
    (b".profile", 0, 1), (b".linux", len(small), len(config) + i))], small + config + bytes(1000)))

write("fit-missing", fdt([], [images(0, ("t", small)), configurations(4096, lambda i: [
    ("fdt", text("t")), ("kernel", text("k"))])]))
write("fit-kernels", fdt([], [images(3000, ("t", tree(5000))), configurations(3000, lambda i: [
    ("fdt", text("t")), ("kernel", text("k%d" % i))])]))

# The second is complete: it boots the same as the first, which names no ramdisk that is there.
write("fit-whole", fdt([], [images(1, ("t", small)), configurations(2, lambda i: [
    ("fdt", text("t")), ("kernel", text("k0")), ("ramdisk", text("t" if i else "absent"))])]))
write("rules.yaml", b"version: 1\nrules:\n" + b"".join(b"  no-such-%d: note\n" % i for i in range(40000)))
write("board.dtb", small)
write("bls/loader/entries/a.conf", b"title A\nlinux /k\ndevicetree /t.dtb\noptions " +
      b"$a " * 250000 + b"\n")
write("bls/grub2/grubenv", b"b=1\n" * 20000 + b"a=" + b"c" * 100000 + b"\n")
write("variables/loader/entries/a.conf", b"title A\nlinux /k\ndevicetree /t.dtb\noptions " +
      b"$a " * 250000 + b"\n")
write("variables/grub2/grubenv", b"b=1\n" * 200000)
write("extlinux/extlinux/extlinux.conf", labels(1000, lambda i: b"linux /k\nfdt /t.dtb"))
write("include/extlinux/extlinux.conf", b"include /more\n" * 64)
write("include/more", b"label a\nlinux /k\nfdt /t.dtb\n" + b"x\n" * 400000)
write("directories/extlinux/extlinux.conf", labels(1000, lambda i: b"linux /k\nfdtdir /d"))
write("kernels/extlinux/extlinux.conf", labels(1000, lambda i: b"linux /k%d\nfdt /t.dtb" % (i % 2)))
write("pi/config.txt", b"a\n" * 400000)
for i in range(200):
    write("directories/d/%d.dtb" % i, small)
    write("pi/bcm2711-%d.dtb" % i, small)
bomb = gzip.compress(image(bytes(16 << 20)))
for name, data in ("bls", small), ("variables", small), ("extlinux", large), ("include", small), ("kernels", small):
    write(name + "/t.dtb", data)
for name in "bls/k", "variables/k", "extlinux/k", "include/k", "directories/k", "pi/kernel8.img":
    write(name, b"none")
for name in "kernels/k0", "kernels/k1":
    write(name, bomb)
