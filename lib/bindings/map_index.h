/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Which row of a long iommu-map takes which ID, without a walk over all rows
 * for each. Whoever looks IDs up owns one index, made for the longest map of
 * the tree, and opens it for one map after the other.
 */
#ifndef IOP_MAP_INDEX_H
#define IOP_MAP_INDEX_H

#include "bindings/iommu_map.h"

/* From this ID up to where the next piece begins, one row counts, or none. */
struct iop_map_index_piece {
	uint32_t first;
	uint32_t place;		/* of the row in the map, or IOP_NONE */
};

struct iop_map_index {
	struct iop_map map;	/* that it is open for, if map.index is not NULL */
	uint64_t *rows;		/* base << 32 | place in the map, rising; NULL:
				 * the tree has no long map */
	uint32_t *heap;		/* places of those that have begun */
	struct iop_map_index_piece *pieces;
	uint32_t count, next, standing, n_pieces;
	enum iop_reason stop;	/* as of iop_map_row() */
	bool placeholder;	/* as of iop_map_is_placeholder() */
};

/* iop_map_index_make - space for the longest map, if any is long; false: none left. */
bool iop_map_index_make(struct iop_map_index *x, const struct iop_tree *t,
			struct iop_arena *a);

/*
 * iop_map_index_open - let iop_map_at() of @m use @x, if @m is long
 *
 * It does until @x is opened for another map; then @m is walked again.
 */
void iop_map_index_open(struct iop_map_index *x, const struct iop_plan *p,
			struct iop_map *m);

/* iop_map_index_at - as iop_map_at(), of a map that m->index is open for. */
struct iop_map_piece iop_map_index_at(const struct iop_plan *p, const struct iop_map *m,
				      uint32_t id);

#endif
