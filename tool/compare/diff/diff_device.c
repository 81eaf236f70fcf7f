/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* One master, before and after. */
#include "compare/diff/diff_internal.h"
#include "devices/traits.h"
#include "model/lookup.h"

/* It reached memory before, and does not any more; one without an IOMMU that
 * lost none is reported here as well. */
static bool stopped(struct diffing *g, uint32_t old, uint32_t new)
{
	const struct iop_device *a = &g->plan[0]->devices[old], *b = &g->plan[1]->devices[new];

	return b->effect == IOP_EFFECT_BLOCKED && a->effect != IOP_EFFECT_BLOCKED &&
	       a->effect != IOP_EFFECT_NONE && (a->group == IOP_NONE || b->group != IOP_NONE);
}

static bool domain(struct diffing *g, uint32_t old, uint32_t new)
{
	const struct iop_group *a, *b;
	bool before, after, lazy_before, lazy_after;
	enum diff_kind kind;

	a = &g->plan[0]->groups[g->plan[0]->devices[old].group];
	b = &g->plan[1]->groups[g->plan[1]->devices[new].group];
	before = iop_is_translated(a);
	after = iop_is_translated(b);
	lazy_before = iop_is_lazy(g->plan[0], a);
	lazy_after = iop_is_lazy(g->plan[1], b);
	if (before != after)
		kind = after ? DIFF_TRANSLATED : DIFF_UNTRANSLATED;
	else if (after && lazy_before != lazy_after)
		kind = lazy_after ? DIFF_LAZIER : DIFF_STRICTER;
	else if (a->domain != b->domain)
		kind = DIFF_DOMAIN;
	else
		return true;
	return diff_add(g, kind, DIFF_OF_DEVICE, old, new);
}

bool diff_was_bare(const struct diffing *g, int side, const struct iop_device *d)
{
	uint32_t other = compare_other(&g->d->pair, side, d->node);

	return other != IOP_NO_NODE &&
	       g->plan[!side]->tree->nodes[other].available &&
	       !(g->listed[!side][other] & (iop_is_behind(d) ? 2 : 1));
}

/* Its IOMMU stays, and stops what names it no more. */
static bool is_cut_off(const struct diffing *g, const struct iop_device *d)
{
	uint32_t node, at;

	if (d->group == IOP_NONE || d->iommu == IOP_NONE)
		return false;
	node = compare_other(&g->d->pair, 0, g->plan[0]->iommus[d->iommu].node);
	at = node == IOP_NO_NODE ? IOP_NONE : iop_iommu_at(g->plan[1], node);
	return at != IOP_NONE && g->plan[1]->iommus[at].unclaimed == IOP_EFFECT_BLOCKED;
}

static bool only_one(struct diffing *g, uint32_t old, uint32_t new)
{
	int side = old == IOP_NONE;
	const struct iop_device *d = side ? &g->plan[1]->devices[new] :
					    &g->plan[0]->devices[old];
	bool bare = diff_was_bare(g, side, d);
	enum diff_kind kind;

	if (!iop_is_master(d))
		return true;
	if (diff_is_part(g, side, d))
		return diff_part(g, old, new);
	if (bare && d->group == IOP_NONE)
		kind = DIFF_REASON;
	else if (bare && !side && is_cut_off(g, d))
		kind = DIFF_BLOCKED;
	else if (bare)
		kind = side ? DIFF_PROTECTED : DIFF_UNPROTECTED;
	else if (!side)
		kind = DIFF_REMOVED;
	else
		kind = d->group != IOP_NONE ? DIFF_ADDED : DIFF_ADDED_BARE;
	return diff_add(g, kind, DIFF_OF_DEVICE, old, new);
}

static bool lost_or_won(struct diffing *g, uint32_t old, uint32_t new)
{
	bool lost = g->plan[0]->devices[old].group != IOP_NONE;
	const struct iop_device *bare = lost ? &g->plan[1]->devices[new] :
					       &g->plan[0]->devices[old];

	/* No device is made of the bare one: it came or went as a whole. */
	if (!iop_is_master(bare))
		return diff_add(g, lost ? DIFF_REMOVED : DIFF_ADDED,
				DIFF_OF_DEVICE, old, new);
	if (lost && bare->effect == IOP_EFFECT_BLOCKED)
		return diff_add(g, DIFF_BLOCKED, DIFF_OF_DEVICE, old, new);
	return diff_add(g, lost ? DIFF_UNPROTECTED : DIFF_PROTECTED,
			DIFF_OF_DEVICE, old, new);
}

static bool grouped(struct diffing *g, uint32_t old, uint32_t new, uint8_t what)
{
	return domain(g, old, new) &&
	       (!(what & COMPARE_STREAMS) ||
		diff_add(g, DIFF_STREAMS, DIFF_OF_DEVICE, old, new)) &&
	       (!(what & COMPARE_CONFIDENCE) ||
		diff_add(g, DIFF_CONFIDENCE, DIFF_OF_DEVICE, old, new));
}

static bool differs(struct diffing *g, uint32_t old, uint32_t new, uint8_t what)
{
	if (what & COMPARE_REASON)
		return diff_add(g, DIFF_REASON, DIFF_OF_DEVICE, old, new);
	if (g->plan[0]->devices[old].group == IOP_NONE ||
	    g->plan[1]->devices[new].group == IOP_NONE)
		return !what || lost_or_won(g, old, new);
	return grouped(g, old, new, what);
}

bool diff_device(void *ctx, uint32_t old, uint32_t new, uint8_t what)
{
	struct diffing *g = ctx;
	uint32_t before;

	if (what & COMPARE_PRESENCE)
		return only_one(g, old, new);
	g->d->partner[0][old] = new;
	g->d->partner[1][new] = old;
	if (!diff_moved(g, DIFF_OF_DEVICE, old, new))
		return false;
	if (stopped(g, old, new))
		return diff_add(g, DIFF_BLOCKED, DIFF_OF_DEVICE, old, new);
	before = g->d->n_items;
	if (!differs(g, old, new, (uint8_t)(what & ~COMPARE_EFFECT)))
		return false;
	/* Every kind shows both effects: it is one of its own where there is no other. */
	return !(what & COMPARE_EFFECT) || g->d->n_items != before ||
	       diff_add(g, DIFF_EFFECT, DIFF_OF_DEVICE, old, new);
}
