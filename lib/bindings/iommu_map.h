/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * iommu-map and msi-map, as the kernel in question reads them: an entry has
 * always four cells, or three plus #iommu-cells or #msi-cells of the target
 * (7.2), which falls back to four if a map was evidently written for the former.
 */
#ifndef IOP_IOMMU_MAP_H
#define IOP_IOMMU_MAP_H

#include "model/lookup.h"

enum iop_map_kind { IOP_MAP_IOMMU, IOP_MAP_MSI };

struct iop_map {
	struct iop_cells rows;	/* entries that are not read yet */
	uint32_t mask;		/* iommu-map-mask */
	enum iop_prop width;	/* property of a target: number of cells of its specifier */
	uint32_t widest;	/* number of cells that the output of an entry may have */
	bool by_target;		/* the width of an entry depends on its target */
	bool one_cell;		/* by_target, but it fell back to four cells */
	bool broken;		/* no entry can be read: the length is invalid */
	uint32_t node;		/* the node that has the map */
	const struct iop_map_index *index;	/* NULL, or map_index.h */
};

struct iop_map_row {
	uint32_t base, length;
	uint32_t target;	/* node, or IOP_NO_NODE */
	uint32_t iommu;		/* iop_map_row(): the target, or IOP_NONE if it is not an IOMMU */
	struct iop_cells out;	/* output specifier of base */
	uint32_t count;		/* its number of cells */
	uint8_t why;		/* reason why IDs that match this entry fail, or 0 */
};

#define IOP_MAP_ROW_NONE \
	(struct iop_map_row){ .target = IOP_NO_NODE, .iommu = IOP_NONE }

/* A range of requester IDs that are mapped alike. */
struct iop_map_piece {
	uint32_t last;		/* where it ends, inclusive */
	uint8_t why;		/* enum iop_reason, or 0: @row is valid */
	struct iop_map_row row;	/* the entry that maps them; set to none if there is none */
};

struct iop_map iop_map_read(const struct iop_tree *t, const struct iop_view *v,
			    uint32_t node, enum iop_map_kind kind);

/*
 * iop_map_next - read the next entry of either map
 * @row: set to none if there is no next entry
 * @stop: reason why IDs that no earlier entry matches fail; IOP_R_NONE at the end
 */
bool iop_map_next(const struct iop_tree *t, struct iop_map *m,
		  struct iop_map_row *row, enum iop_reason *stop);

/* iop_map_open, iop_map_row - the same for iommu-map, whose targets must be
 * IOMMUs. */
struct iop_map iop_map_open(const struct iop_plan *p, uint32_t node);
bool iop_map_row(const struct iop_plan *p, struct iop_map *m,
		 struct iop_map_row *row, enum iop_reason *stop);

/* iop_map_covers - does the entry match the masked ID @id? */
bool iop_map_covers(const struct iop_map *m, const struct iop_map_row *row, uint32_t id);

/* iop_map_at - how the masked ID @id is mapped, and the last ID that is mapped alike. */
struct iop_map_piece iop_map_at(const struct iop_plan *p,
				const struct iop_map *m, uint32_t id);

/* iop_map_is_placeholder - are there entries, none of which matches an ID (or only ID 0,
 * if a boot loader is known to write the others)? */
bool iop_map_is_placeholder(const struct iop_plan *p, const struct iop_map *m);

#endif
