/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Which nodes of two trees correspond. */
#ifndef COMPARE_MATCH_H
#define COMPARE_MATCH_H

#include "compare/compare.h"

/*
 * compare_match - fill in @q->nodes for the trees of its two plans
 *
 * Nodes are the same by full path. Those that this leaves over on both sides
 * are the same when they alone have the same first compatible at the same
 * address: that of their reg as the CPU sees it, or else their unit address. A
 * bus is the one that its children came from; what is below it is the same by
 * path again. Masters that are left then are the same when they alone have the
 * same streams of the same IOMMU, and registers in common or none at all.
 *
 * returns: false when @a is full.
 */
bool compare_match(struct compare_pair *q, struct iop_arena *a);

/* compare_other - the node of the other tree that a node of this one is, or
 * IOP_NO_NODE. */
static inline uint32_t compare_other(const struct compare_pair *q, int side,
				     uint32_t node)
{
	uint32_t number = compare_number(q, side, node);

	if (side)
		return number < q->plan[0]->tree->count ? number : IOP_NO_NODE;
	return q->nodes.new_of ? q->nodes.new_of[node] : node;
}

/*
 * compare_bus - of a node that compare_moved(): what else is moved with it, for
 * the same reason
 * @bus: set to the highest nodes, old and new, below which its path is the same
 * returns: false if it has another name itself.
 */
bool compare_bus(const struct compare_pair *q, uint32_t node, uint32_t bus[2]);

/* compare_moved - was this node of the new tree matched at a different path? */
static inline bool compare_moved(const struct compare_pair *q, uint32_t node)
{
	return q->nodes.moved && q->nodes.moved[node];
}

#endif
