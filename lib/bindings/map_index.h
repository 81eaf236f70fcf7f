/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * An index from IDs to the entries of a long iommu-map, to avoid a walk over all
 * entries for each ID. A caller that looks up IDs has one index, allocated for the
 * longest map of the tree, and opens it for one map at a time.
 */
#ifndef IOP_MAP_INDEX_H
#define IOP_MAP_INDEX_H

#include "bindings/iommu_map.h"

/* From this ID up to the next piece, one entry matches, or none. */
struct iop_map_index_piece {
	uint32_t first;
	uint32_t place;		/* number of the entry in the map, or IOP_NONE */
};

struct iop_map_index {
	struct iop_map map;	/* the map for which it is open, if map.index is not NULL */
	uint64_t *rows;		/* base << 32 | number of the entry, ascending; NULL:
				 * the tree has no long map */
	uint32_t *heap;		/* numbers of the entries that have begun */
	struct iop_map_index_piece *pieces;
	uint32_t count, next, standing, n_pieces;
	enum iop_reason stop;	/* as set by iop_map_row() */
	bool placeholder;	/* as returned by iop_map_is_placeholder() */
};

/* iop_map_index_make - allocate for the longest map, if any is long; false: no space. */
bool iop_map_index_make(struct iop_map_index *x, const struct iop_tree *t,
			struct iop_arena *a);

/*
 * iop_map_index_open - make iop_map_at() use @x for @m, if @m is long
 *
 * This lasts until @x is opened for a different map; then @m is walked again.
 */
void iop_map_index_open(struct iop_map_index *x, const struct iop_plan *p,
			struct iop_map *m);

/* iop_map_index_at - iop_map_at() for a map for which m->index is open. */
struct iop_map_piece iop_map_index_at(const struct iop_plan *p, const struct iop_map *m,
				      uint32_t id);

#endif
