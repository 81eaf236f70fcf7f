/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Enabled devices that refer to no IOMMU but may be behind one: their DMA is then
 * treated like streams that belong to no group.
 */
#ifndef IOP_NEIGHBOURS_H
#define IOP_NEIGHBOURS_H

#include "model/model.h"

struct iop_neighbour {
	uint32_t node;
	uint32_t iommu;		/* index; its unclaimed is not NONE */
	uint8_t effect;		/* enum iop_effect: OPEN if it is that in any case, else
				 * UNKNOWN: the tree does not describe the wiring */
	bool by_soc;		/* such devices refer to that IOMMU on a different board
				 * with the SoC; otherwise the SoC is not known, such
				 * devices do DMA, and it is on the IOMMU's bus */
};

struct iop_neighbours {
	struct iop_neighbour *list;	/* in the order of nodes, then of IOMMUs */
	uint32_t count;
};

/* iop_neighbours_find - find all of them; false if the arena is full. */
bool iop_neighbours_find(const struct iop_plan *p, struct iop_neighbours *out,
			 struct iop_arena *a);

/* iop_neighbours_room - the most bytes that iop_neighbours_find() allocates. */
size_t iop_neighbours_room(const struct iop_plan *p);

#endif
