/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* One IOMMU, before and after. */
#include "compare/diff/diff_internal.h"

static bool is_over(const struct iop_iommu *i)
{
	return (i->contexts_have != IOP_NONE &&
		i->contexts_need > i->contexts_have) ||
	       (i->streams_have != IOP_NONE &&
		i->streams_need > i->streams_have);
}

static bool state(struct diffing *g, uint32_t old, uint32_t new, uint8_t what)
{
	enum diff_kind kind = DIFF_IOMMU_REASON;

	if (!what)
		return true;
	if (what & COMPARE_STATE &&
	    g->plan[0]->iommus[old].state == IOP_STATE_ACTIVE)
		kind = DIFF_IOMMU_LOST;
	else if (what & COMPARE_STATE &&
		 g->plan[1]->iommus[new].state == IOP_STATE_ACTIVE)
		kind = DIFF_IOMMU_ACTIVE;
	return diff_add(g, kind, DIFF_OF_IOMMU, old, new);
}

static bool budget(struct diffing *g, uint32_t old, uint32_t new)
{
	bool before = old != IOP_NONE && is_over(&g->plan[0]->iommus[old]);
	bool after = is_over(&g->plan[1]->iommus[new]);

	return before == after ||
	       diff_add(g, after ? DIFF_OVER_BUDGET : DIFF_IN_BUDGET,
			DIFF_OF_IOMMU, old, new);
}

/* Switched on for one device, it stops others that do not name it, if any of
 * those that could be wired to it are: the tree does not tell. */
static bool unclaimed(struct diffing *g, uint32_t old, uint32_t new)
{
	bool before = old != IOP_NONE &&
		      g->plan[0]->iommus[old].unclaimed == IOP_EFFECT_BLOCKED;

	return before || g->plan[1]->iommus[new].unclaimed != IOP_EFFECT_BLOCKED ||
	       !g->d->near[new] || diff_add(g, DIFF_MAYBE_BLOCKED, DIFF_OF_IOMMU, old, new);
}

bool diff_iommu(void *ctx, uint32_t old, uint32_t new, uint8_t what)
{
	struct diffing *g = ctx;

	what = (uint8_t)(what & ~COMPARE_EFFECT);
	if (new == IOP_NONE)
		return diff_add(g, DIFF_IOMMU_REMOVED, DIFF_OF_IOMMU, old, new);
	if (old == IOP_NONE)
		return diff_add(g, DIFF_IOMMU_ADDED, DIFF_OF_IOMMU, old, new) &&
		       unclaimed(g, old, new) && budget(g, old, new);
	if (!diff_moved(g, DIFF_OF_IOMMU, old, new))
		return false;
	return state(g, old, new, what) && unclaimed(g, old, new) && budget(g, old, new);
}
