/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The facts without a pointer in them: of each driver a stream of numbers and a
 * pool of names, made by gen-facts --packed, unpacked into the arena where they
 * are used. CONFIG_CMD_IOMMUPLAN_ARM_SMMU and its like choose which drivers are
 * in; what belongs to the kernel itself always is. The kernel functions they
 * were read from, and the texts of parameters, are left out: those fields come
 * back as "". So are the tables pci-*, about devices that only a dump of a bus
 * names.
 *
 * Numbers are seven bits a byte, lowest first, bit 7 where more follow. A name
 * is 0 for none, else 1 + its offset in packed_names, and from there on in the
 * driver's own pool. Arrays come after their length, structures in the order of
 * facts.h; a version has its patch level on top.
 */
#ifndef UBOOT_PACKED_H
#define UBOOT_PACKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "facts/facts.h"

struct packed_driver {
	const unsigned char *facts;
	const char *names;
};

extern const struct packed_driver packed_drivers[];	/* up to NULL */
extern const char packed_names[];
extern const unsigned int packed_names_size;
extern const unsigned char packed_versions[];		/* newest, oldest */

/* iop_compatible_sum() of those whose driver was left out, up to 0. */
extern const uint32_t packed_left_out[];

/* unpack_facts - false if the arena is full. */
bool unpack_facts(struct iop_facts *facts, struct iop_arena *a);

#endif
