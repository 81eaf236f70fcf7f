/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Enabled devices that name no IOMMU and may have one in their way all the
 * same: what it does with streams that nobody claims it does to them.
 */
#ifndef IOP_NEIGHBOURS_H
#define IOP_NEIGHBOURS_H

#include "model/model.h"

struct iop_neighbour {
	uint32_t node;
	uint32_t iommu;		/* index; its unclaimed is not NONE */
	uint8_t effect;		/* enum iop_effect: OPEN where it is that in any case,
				 * else UNKNOWN: the tree does not tell who is wired to it */
	bool by_soc;		/* its kind names that IOMMU on another board with the
				 * SoC; else it is a kind that does DMA, of an SoC that
				 * is not known, and on the IOMMU's bus */
};

struct iop_neighbours {
	struct iop_neighbour *list;	/* in the order of nodes, then of IOMMUs */
	uint32_t count;
};

/* iop_neighbours_find - all of them, in @a; false when it is full. */
bool iop_neighbours_find(const struct iop_plan *p, struct iop_neighbours *out,
			 struct iop_arena *a);

/* iop_neighbours_room - bytes that the arena of the above has to have at most. */
size_t iop_neighbours_room(const struct iop_plan *p);

#endif
