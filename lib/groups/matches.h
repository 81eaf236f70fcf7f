/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Stream-match entries of SMMUv2 instances, in index order. */
#ifndef IOP_MATCHES_H
#define IOP_MATCHES_H

#include "groups/groups.h"

struct iop_match_entry {
	uint32_t id, mask;
	uint32_t group;		/* IOP_NONE: none yet */
	uint32_t device;	/* the device that took it */
	uint32_t next;		/* next entry of the instance, or IOP_NONE */
	uint32_t next_masked;
	uint32_t before;	/* entry of the instance before it, or IOP_NONE */
};

struct iop_matches {
	struct iop_match_entry *entries;
	uint32_t *first, *last;		/* by IOMMU: its entries in index order */
	uint32_t *masked;		/* by IOMMU: those with a mask, newest first */
	uint32_t *used;			/* by device stream: entry of each ID */
	uint32_t count;
};

/* The group of an entry whose device lost its new group because there was no context
 * bank: the entry still refers to that group. */
#define IOP_GROUP_DEAD (UINT32_MAX - 1)

/* iop_match_inside - does the entry match all IDs of (id, mask)? */
bool iop_match_inside(const struct iop_match_entry *e, uint32_t id, uint32_t mask);

/*
 * iop_match_decisive - the entry that decides about (id, mask): the first in index
 * order that contains or overlaps it; IOP_NONE: none does
 */
uint32_t iop_match_decisive(const struct iop_grouping *g, uint32_t iommu,
			    uint32_t id, uint32_t mask);

/* iop_match_full - is it certain that there is no free entry? */
bool iop_match_full(const struct iop_grouping *g, uint32_t iommu, uint32_t mask);

/* iop_match_take - allocate an entry for @device; returns its index. */
uint32_t iop_match_take(struct iop_grouping *g, uint32_t iommu, uint32_t device,
			uint32_t id, uint32_t mask);

/* iop_match_undo - free what one device took: the newest entries of its IOMMU, down to
 * @entries, and the slots down to @slots. */
void iop_match_undo(struct iop_grouping *g, uint32_t iommu, uint32_t entries,
		    uint32_t slots);

#endif
