/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A host's requester IDs are all in one of its parts or another: a part without
 * counterpart is not one that came or went. What counts is what its IDs had.
 */
#include "compare/diff/diff_internal.h"
#include "devices/traits.h"
#include "model/lookup.h"

static bool meet(const struct iop_range *a, const struct iop_range *b)
{
	return a->rid_mask != b->rid_mask || (a->first <= b->last && b->first <= a->last);
}

static bool shares_ids(const struct iop_plan *p, const struct iop_device *d,
		       const struct iop_plan *q, const struct iop_device *e)
{
	for (uint32_t n = 0; n < d->n_streams; n++)
		for (uint32_t m = 0; m < e->n_streams; m++)
			if (meet(iop_range_of(p, d, n), iop_range_of(q, e, m)))
				return true;
	return false;
}

/* A part of the other side that has IDs of this one and is grouped or, with @bare,
 * not; or IOP_NONE. */
static uint32_t other_part(const struct diffing *g, int side, const struct iop_device *d,
			   bool bare)
{
	uint32_t node = compare_other(&g->d->pair, side, d->node);
	const struct iop_plan *q = g->plan[!side];

	for (uint32_t n = 0; n < q->n_devices; n++) {
		const struct iop_device *e = &q->devices[n];

		if (e->node == node && e->requesters && (e->group == IOP_NONE) == bare &&
		    shares_ids(g->plan[side], d, q, e))
			return n;
	}
	return IOP_NONE;
}

bool diff_is_part(const struct diffing *g, int side, const struct iop_device *d)
{
	uint32_t node = compare_other(&g->d->pair, side, d->node);

	return d->requesters && node != IOP_NO_NODE && g->listed[!side][node] & 2;
}

bool diff_part(struct diffing *g, uint32_t old, uint32_t new)
{
	int side = old == IOP_NONE;
	uint32_t at[2] = { old, new };
	const struct iop_device *d = &g->plan[side]->devices[at[side]];
	bool grouped = d->group != IOP_NONE;

	at[!side] = other_part(g, side, d, grouped);
	if (at[!side] == IOP_NONE)
		return !grouped || diff_add(g, DIFF_STREAMS, DIFF_OF_DEVICE, old, new);
	/* What had no IOMMU before is reported of the part that it is in now. */
	if (side && grouped)
		return diff_add(g, DIFF_PROTECTED, DIFF_OF_DEVICE, at[0], at[1]);
	if (!side && !grouped)
		return true;
	return diff_add(g, g->plan[1]->devices[at[1]].effect == IOP_EFFECT_BLOCKED ?
			DIFF_BLOCKED : DIFF_UNPROTECTED, DIFF_OF_DEVICE, at[0], at[1]);
}
