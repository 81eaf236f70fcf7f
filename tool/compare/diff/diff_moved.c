/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What stands at another path; all that a renamed bus took along is one item. */
#include "compare/diff/diff_internal.h"

static uint32_t node_of(const struct diffing *g, enum diff_subject subject, uint32_t new)
{
	return subject == DIFF_OF_IOMMU ? g->plan[1]->iommus[new].node :
					  g->plan[1]->devices[new].node;
}

/* Is it part of a move that was met before? The second makes it one of a bus. */
static bool join(struct diffing *g, uint32_t node, const uint32_t bus[2])
{
	uint32_t at = g->d->moves[bus[1]], old[2];
	struct diff_item *i;

	if (at == IOP_NONE)
		return false;
	i = &g->d->items[at];
	if (i->subject != DIFF_OF_BUS) {
		uint32_t first = node_of(g, i->subject, i->at[1]);

		compare_bus(&g->d->pair, first, old);
		if (old[0] != bus[0] || first == node)
			return old[0] == bus[0];
		*i = (struct diff_item){ DIFF_MOVED, DIFF_OF_BUS, { bus[0], bus[1] }, 2 };
		return true;
	}
	i->count += i->at[0] == bus[0];
	return i->at[0] == bus[0];
}

bool diff_moved(struct diffing *g, enum diff_subject subject, uint32_t old, uint32_t new)
{
	uint32_t node = node_of(g, subject, new), bus[2];
	bool of_bus;

	if (!compare_moved(&g->d->pair, node))
		return true;
	of_bus = compare_bus(&g->d->pair, node, bus);
	if (of_bus && join(g, node, bus))
		return true;
	if (of_bus && g->d->moves[bus[1]] == IOP_NONE)
		g->d->moves[bus[1]] = g->d->n_items;
	return diff_add(g, DIFF_MOVED, subject, old, new);
}
