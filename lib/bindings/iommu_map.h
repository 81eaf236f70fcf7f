/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * iommu-map and msi-map, in the reading of the kernel at hand: always four
 * cells, or three and as many as the target's #iommu-cells or #msi-cells says
 * (7.2), which falls back to four where a map was plainly written for the old
 * reading.
 */
#ifndef IOP_IOMMU_MAP_H
#define IOP_IOMMU_MAP_H

#include "model/lookup.h"

enum iop_map_kind { IOP_MAP_IOMMU, IOP_MAP_MSI };

struct iop_map {
	struct iop_cells rows;	/* what is not read yet */
	uint32_t mask;		/* iommu-map-mask */
	enum iop_prop width;	/* property of a target: cells of its specifier */
	uint32_t widest;	/* cells a row's output may have */
	bool by_target;		/* rows are as wide as their target says */
	bool one_cell;		/* by_target, but the old reading was recognized */
	bool broken;		/* no row can be read: its length is odd */
	uint32_t node;		/* whose it is */
	const struct iop_map_index *index;	/* NULL, or map_index.h */
};

struct iop_map_row {
	uint32_t base, length;
	uint32_t target;	/* node, or IOP_NO_NODE */
	uint32_t iommu;		/* iop_map_row(): the target, or IOP_NONE if no IOMMU */
	struct iop_cells out;	/* output specifier of base */
	uint32_t count;		/* its cells */
	uint8_t why;		/* IDs that match this row fail with it, or 0 */
};

#define IOP_MAP_ROW_NONE \
	(struct iop_map_row){ .target = IOP_NO_NODE, .iommu = IOP_NONE }

/* One piece of the requester ID space. */
struct iop_map_piece {
	uint32_t last;		/* where it ends, inclusive */
	uint8_t why;		/* enum iop_reason, or 0: row holds */
	struct iop_map_row row;	/* the one that counts; no row: all none */
};

struct iop_map iop_map_read(const struct iop_tree *t, const struct iop_view *v,
			    uint32_t node, enum iop_map_kind kind);

/*
 * iop_map_next - take the next row of either map
 * @row: all none when there is no next
 * @stop: IDs that no earlier row took fail with this; IOP_R_NONE at the end
 */
bool iop_map_next(const struct iop_tree *t, struct iop_map *m,
		  struct iop_map_row *row, enum iop_reason *stop);

/* iop_map_open, iop_map_row - the same for iommu-map, whose targets have to
 * be IOMMUs. */
struct iop_map iop_map_open(const struct iop_plan *p, uint32_t node);
bool iop_map_row(const struct iop_plan *p, struct iop_map *m,
		 struct iop_map_row *row, enum iop_reason *stop);

/* iop_map_covers - is masked ID @id one of the row's? */
bool iop_map_covers(const struct iop_map *m, const struct iop_map_row *row, uint32_t id);

/* iop_map_at - what becomes of masked ID @id, and up to which it stays so. */
struct iop_map_piece iop_map_at(const struct iop_plan *p,
				const struct iop_map *m, uint32_t id);

/* iop_map_is_placeholder - rows there are, but none takes an ID, or ID 0 alone where a
 * boot loader is known to write the others. */
bool iop_map_is_placeholder(const struct iop_plan *p, const struct iop_map *m);

#endif
