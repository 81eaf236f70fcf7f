/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Lists in which something is looked up for many nodes. Short ones are walked each
 * time; a long one is sorted once, as otherwise every master of a bus would cost a
 * walk over all entries, and one of every bus above it.
 */
#ifndef IOP_LONG_H
#define IOP_LONG_H

#include "fdt/address.h"

#define IOP_LONG 64u		/* size of a property, in bytes, from which it is sorted */

/* From this address up to the next piece, one entry matches, or none. */
struct iop_long_piece {
	uint64_t first;
	uint32_t row;		/* IOP_NO_NODE: none */
};

/* The result of reading dma-ranges, kept by bindings/dma_ranges.c. */
struct iop_long_window {
	bool known;
	uint64_t base, size, offset;
	uint32_t ranges;
	bool listed, nothing;	/* read as a list that size 0 ends; it is empty */
	uint32_t entries;	/* which of them: a word */
};

struct iop_long {
	uint32_t node;
	enum iop_prop prop;	/* ranges, iommu-addresses, or a dma-ranges of any size */
	struct iop_span_row *rows;	/* of the first two, without empty entries */
	struct iop_long_piece *pieces;
	uint32_t n_pieces;
	struct iop_long_window window;
	uint64_t *cells;	/* of iommu-addresses: value << 32 | place, ascending */
	uint32_t n_cells;
};

/* iop_longs_build - find and sort them; false if the arena is full. */
bool iop_longs_build(struct iop_tree *t, struct iop_arena *a);

/* iop_long_cut - divide the addresses of a bus into pieces; false: no space. */
bool iop_long_cut(struct iop_long *l, const struct iop_tree *t, struct iop_cells rows,
		  struct iop_arena *a);

/* iop_long_of - that of the node, or NULL if nothing is kept of the property. */
struct iop_long *iop_long_of(const struct iop_tree *t, uint32_t node, enum iop_prop p);

/* iop_long_translate - one step of iop_translate(); false if no entry contains it. */
bool iop_long_translate(const struct iop_tree *t, uint32_t bus, enum iop_prop p,
			uint64_t *address);

/* iop_long_cell - place of the first cell, from @from on, that equals @value, or
 * IOP_NO_NODE. */
uint32_t iop_long_cell(const struct iop_long *l, uint32_t value, uint32_t from);

#endif
