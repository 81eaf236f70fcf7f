/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The driver facts without a pointer: a stream of numbers and a pool of names,
 * made by gen-facts --packed, unpacked into the arena where they are used. The
 * kernel functions they were read from, and the texts of parameters, are left
 * out: those fields come back as "". So are the tables pci-*, about devices
 * that only a dump of a bus names.
 *
 * Numbers are seven bits a byte, lowest first, bit 7 where more follow. A name
 * is 1 + its offset in the pool, 0 for none. Arrays come after their length,
 * structures in the order of facts.h; a version has its patch level on top.
 */
#ifndef UBOOT_PACKED_H
#define UBOOT_PACKED_H

#include <stdbool.h>

#include "base/arena.h"
#include "facts/facts.h"

extern const unsigned char iop_packed_facts[];
extern const char iop_packed_names[];

/* unpack_facts - false where the arena is full. */
bool unpack_facts(struct iop_facts *facts, struct iop_arena *a);

#endif
