/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Two plans side by side, of one tree or of two: which entries are of the same
 * device or IOMMU, and in what they differ.
 */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "plan/plan.h"

/* Bits: in what two entries differ. */
enum compare_what {
	COMPARE_PRESENCE = 1,	/* only one of the plans has it */
	COMPARE_GROUP = 2,	/* group-mates, or group against no group */
	COMPARE_REASON = 4,	/* unprotected, or not active, for a different reason */
	COMPARE_DOMAIN = 8,	/* default domain type */
	COMPARE_CONFIDENCE = 16,
	COMPARE_STREAMS = 32,	/* stream IDs, masks, or which IOMMU they are of */
	COMPARE_STATE = 64,	/* of an IOMMU */
	COMPARE_EFFECT = 128,	/* what becomes of DMA; of an IOMMU, of unclaimed streams */
};

/*
 * Which node of the new tree is which of the old one. Every node has a number
 * that both trees share: those of the old tree their own, new ones that no old
 * one answers to a number beyond.
 */
struct compare_nodes {
	const uint32_t *number;	/* by node of the new tree; NULL: one tree */
	const bool *moved;	/* likewise: matched at a different path */
	const uint32_t *new_of;	/* by node of the old tree: which it is in the
				 * new one, or IOP_NO_NODE; NULL: itself */
};

/* The old plan first, then the new one. */
struct compare_pair {
	const struct iop_plan *plan[2];
	struct compare_nodes nodes;
};

/*
 * What the comparison finds, an entry after the other, by number of node.
 * @old, @new: index in its plan; IOP_NONE where that plan has no such entry
 * @what: enum compare_what bits; 0: the same
 *
 * returns: false to stop, if memory runs out.
 */
typedef bool compare_fn(void *ctx, uint32_t old, uint32_t new, uint8_t what);

/*
 * compare_iommus, compare_devices - all of them through @fn
 * @scratch: what is taken from it may be dropped afterwards
 *
 * returns: false when it is full, or when @fn said so.
 */
bool compare_iommus(const struct compare_pair *q, struct iop_arena *scratch,
		    compare_fn *fn, void *ctx);
bool compare_devices(const struct compare_pair *q, struct iop_arena *scratch,
		     compare_fn *fn, void *ctx);

/* compare_number - the number of a node of the old (0) or new (1) plan's tree;
 * IOP_NO_NODE keeps its own. */
static inline uint32_t compare_number(const struct compare_pair *q, int side,
				      uint32_t node)
{
	return side && q->nodes.number && node != IOP_NO_NODE ?
	       q->nodes.number[node] : node;
}

#endif
