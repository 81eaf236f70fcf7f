/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * iommu-map, in the reading of the kernel at hand: always four cells, or three
 * and as many as the target's #iommu-cells says (7.2), which falls back to
 * four where a map was plainly written for the old reading.
 */
#ifndef IOP_MAP_H
#define IOP_MAP_H

#include "links/links.h"

struct iop_sweep {
	uint64_t *rows;		/* base << 32 | place in the map, rising */
	uint32_t *heap;		/* places of those that have begun */
	uint32_t count, next, standing;
	enum iop_reason stop;	/* as of iop_map_row() */
};

struct iop_map {
	struct iop_cells rows;	/* what is not read yet */
	uint32_t mask;		/* iommu-map-mask */
	bool by_target;		/* rows are as wide as their target says */
	bool one_cell;		/* by_target, but the old reading was recognized */
	bool broken;		/* no row can be read: its length is odd */
	struct iop_sweep *sweep;	/* open: IDs are looked up in rising order */
};

struct iop_map_row {
	uint32_t base, length;
	uint32_t iommu;		/* target, or IOP_NONE where it is no IOMMU */
	struct iop_cells out;	/* output specifier of base */
	uint32_t count;		/* its cells */
	uint8_t why;		/* IDs that match this row fail with it, or 0 */
};

/* One piece of the requester ID space. */
struct iop_map_piece {
	uint32_t last;		/* where it ends, inclusive */
	uint8_t why;		/* enum iop_reason, or 0: row holds */
	struct iop_map_row row;
};

struct iop_map iop_map_open(const struct iop_links *l, uint32_t node);

/*
 * iop_map_row - take the next row
 * @stop: IDs that no earlier row took fail with this; IOP_R_NONE at the end
 */
bool iop_map_row(const struct iop_links *l, struct iop_map *m,
		 struct iop_map_row *row, enum iop_reason *stop);

/* iop_map_covers - is masked ID @id one of the row's? */
bool iop_map_covers(const struct iop_map *m, const struct iop_map_row *row, uint32_t id);

/* iop_map_at - what becomes of masked ID @id, and up to which it stays so. */
struct iop_map_piece iop_map_at(const struct iop_links *l,
				const struct iop_map *m, uint32_t id);

/* --- long maps, in sweep.c --- */

/* iop_sweep_make - room for the longest map, if any is long; before masters. */
bool iop_sweep_make(struct iop_links *l, struct iop_arena *a);

/* iop_sweep_open - look up rising IDs from here on; one map at a time. */
void iop_sweep_open(const struct iop_links *l, struct iop_map *m);

struct iop_map_piece iop_sweep_at(const struct iop_links *l, const struct iop_map *m,
				  uint32_t id);

#endif
