/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What all calls of iop_share_edits() for one plan have in common, made once: a tree
 * may have thousands of SMMUs, with a call for each.
 */
#ifndef IOP_SHARE_ROOM_H
#define IOP_SHARE_ROOM_H

#include "bindings/map_index.h"
#include "cover/cover.h"
#include "plan/plan.h"

struct iop_share_room {
	uint32_t *first;		/* by IOMMU: its first device, or IOP_NONE */
	uint32_t *next;			/* by device: the next of the same IOMMU */
	uint32_t *others;		/* nodes with stream IDs that belong to no device */
	uint32_t n_others;
	uint32_t *naming;		/* nodes whose iommus refer to an IOMMU, by IOMMU */
	uint32_t *named_from;		/* by IOMMU: index of its first in @naming; and the end */
	struct iop_map_index maps;
	struct iop_arena scratch;	/* reused for each call */
};

/* iop_share_room_make - false if the arena is full. */
bool iop_share_room_make(struct iop_share_room *r, const struct iop_plan *p,
			 struct iop_arena *a);

#endif
