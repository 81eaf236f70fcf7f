/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Lists that many nodes look something up in. Short ones are walked each time;
 * a long one is sorted once, or every master of a bus would cost a walk over
 * all of its rows.
 */
#ifndef IOP_LONG_H
#define IOP_LONG_H

#include "fdt/address.h"

#define IOP_LONG 512u		/* bytes of a property from which it pays */

/* From this address up to where the next piece begins, one row counts, or none. */
struct iop_long_piece {
	uint64_t first;
	uint32_t row;		/* IOP_NO_NODE: none */
};

/* What dma-ranges come to, kept by their reader. */
struct iop_long_window {
	bool known;
	uint64_t base, size, offset;
	uint32_t ranges;
	bool listed, nothing;	/* as a list that size 0 ends; which is empty */
	uint32_t entries;	/* which of them: a word */
};

struct iop_long {
	uint32_t node;
	enum iop_prop prop;	/* ranges, dma-ranges or iommu-addresses */
	struct iop_span_row *rows;	/* of the first two, without void ones */
	struct iop_long_piece *pieces;
	uint32_t n_pieces;
	struct iop_long_window window;
	uint64_t *cells;	/* of iommu-addresses: value << 32 | place, rising */
	uint32_t n_cells;
};

/* iop_longs_build - find and sort them; false when the arena is full. */
bool iop_longs_build(struct iop_tree *t, struct iop_arena *a);

/* iop_long_cut - rows of a bus to pieces of its addresses; false: no room. */
bool iop_long_cut(struct iop_long *l, const struct iop_tree *t, struct iop_cells rows,
		  struct iop_arena *a);

/* iop_long_of - the node's, or NULL where the property is short or missing. */
struct iop_long *iop_long_of(const struct iop_tree *t, uint32_t node, enum iop_prop p);

/* iop_long_translate - one step of iop_translate(); false where no row covers it. */
bool iop_long_translate(const struct iop_tree *t, uint32_t bus, enum iop_prop p,
			uint64_t *address);

/* iop_long_cell - place of the first cell from @from on that is @value, or
 * IOP_NO_NODE. */
uint32_t iop_long_cell(const struct iop_long *l, uint32_t value, uint32_t from);

#endif
