/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What can go wrong with a blob, and where. Library functions return one of
 * these codes, 0 for success; struct iop_place tells the place.
 */
#ifndef IOP_ERROR_H
#define IOP_ERROR_H

#include <stdint.h>

/* E(identifier, text for people) */
#define IOP_ERRORS(E) \
	E(OK, "no error") \
	E(NO_ROOM, "out of memory for the tree") \
	E(TRUNCATED, "the file is shorter than its header says") \
	E(MAGIC, "no flattened device tree (bad magic)") \
	E(VERSION, "flattened device tree of an unsupported version") \
	E(HEADER, "the header's offsets or sizes do not fit the file") \
	E(STRUCTURE, "broken structure block") \
	E(STRINGS, "a property name lies outside the strings block") \
	E(NO_ROOT, "no root node") \
	E(DEPTH, "nodes nested deeper than Linux reads (63 levels)") \
	E(NAME, "a node name with a slash, or an unnamed node") \
	E(OVERLAY, "an overlay cannot express this edit")

enum iop_error {
#define IOP_ERROR_ENUM(id, text) IOP_E_##id,
	IOP_ERRORS(IOP_ERROR_ENUM)
#undef IOP_ERROR_ENUM
	IOP_ERROR_COUNT
};

/* Where in the blob: a byte offset, and the index of the node read last. */
struct iop_place {
	uint32_t offset;
	uint32_t node;
};

/* iop_error_text - one line without a full stop, never NULL. */
const char *iop_error_text(enum iop_error e);

#endif
