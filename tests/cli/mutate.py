#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""mutate.py SEED COUNT OUTDIR TREE...: damaged copies of device trees.

The same arguments give the same bytes everywhere. Damage is done where a
reader is likely to trust what it reads: lengths, tags, phandles, specifiers.
"""
import os
import random
import struct
import sys

CELLS = [0, 1, 2, 3, 4, 5, 7, 8, 9, 0x3f, 0x40, 0x7f, 0x80, 0xff, 0x100,
         0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffc,
         0xfffffff0, 0xffffffff]
HEADER_CELLS = 10


def cell_at(tree, offset):
    return struct.unpack_from(">I", tree, offset)[0]


def put(tree, offset, value):
    struct.pack_into(">I", tree, offset, value & 0xffffffff)


def structure(tree):
    """First and last cell offset of the structure block, 4-aligned."""
    first = cell_at(tree, 8)
    return first, min(first + cell_at(tree, 36), len(tree)) - 4


def some_cell(tree, rng):
    first, last = structure(tree)
    return rng.randrange(first, last + 1, 4)


def set_cell(tree, rng):
    put(tree, some_cell(tree, rng), rng.choice(CELLS))


def copy_cell(tree, rng):
    put(tree, some_cell(tree, rng), cell_at(tree, some_cell(tree, rng)))


def nudge_cell(tree, rng):
    offset = some_cell(tree, rng)
    put(tree, offset, cell_at(tree, offset) + rng.choice([-4, -1, 1, 4]))


def flip_bit(tree, rng):
    tree[rng.randrange(len(tree))] ^= 1 << rng.randrange(8)


def set_header(tree, rng):
    value = rng.choice(CELLS + [len(tree), len(tree) - 1, len(tree) - 4])
    put(tree, 4 * rng.randrange(1, HEADER_CELLS), value)


def copy_run(tree, rng):
    first, last = structure(tree)
    size = 4 * rng.randrange(1, 64)
    if last - first > 2 * size:
        source = rng.randrange(first, last - size, 4)
        target = rng.randrange(first, last - size, 4)
        tree[target:target + size] = tree[source:source + size]


def shift_tail(tree, rng):
    """Cells go in or out; the header is kept in step, or not."""
    offset = some_cell(tree, rng)
    size = 4 * rng.randrange(1, 8)
    if rng.random() < 0.5:
        tree[offset:offset] = bytes(rng.randrange(256) for _ in range(size))
    else:
        del tree[offset:offset + size]
        size = -size
    if rng.random() < 0.8:
        for field in (4, 36) + ((12,) if cell_at(tree, 12) > offset else ()):
            put(tree, field, cell_at(tree, field) + size)


def cut(tree, rng):
    del tree[rng.randrange(len(tree)):]


def property_length(tree, rng):
    """A property that is longer or shorter than its value."""
    first, last = structure(tree)
    for offset in range(rng.randrange(first, last + 1, 4), last, 4):
        if cell_at(tree, offset) == 3 and offset + 4 <= last:
            put(tree, offset + 4,
                rng.choice([0, 1, 3, 4, 8, 12, 16, 20, 0xffffffff,
                            cell_at(tree, offset + 4) + 4]))
            return


DAMAGE = [set_cell] * 6 + [copy_cell] * 4 + [nudge_cell] * 3 + \
    [property_length] * 4 + [flip_bit] * 3 + [copy_run] * 2 + \
    [shift_tail, set_header, cut]


def mutant(original, rng):
    tree = bytearray(original)
    for _ in range(rng.choice([1, 1, 1, 2, 3, 8, 30])):
        if len(tree) < 40 or structure(tree)[1] <= structure(tree)[0]:
            break
        rng.choice(DAMAGE)(tree, rng)
    return tree


def main():
    seed, count, directory = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    originals = []
    for name in sys.argv[4:]:
        with open(name, "rb") as file:
            originals.append(file.read())
    for number in range(count):
        rng = random.Random(seed * 1000003 + number)
        tree = mutant(rng.choice(originals), rng)
        with open(os.path.join(directory, f"{number:06}.dtb"), "wb") as file:
            file.write(tree)


main()
