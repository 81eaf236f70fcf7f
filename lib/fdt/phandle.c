// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Sorted, and not hashed: phandles are whatever the tree says, and can all be in one
 * bucket of any hash.
 */
#include "base/sort.h"
#include "fdt/tree_internal.h"

static bool valid(uint32_t phandle)
{
	return phandle && phandle != UINT32_MAX;
}

bool iop_phandles_build(struct iop_tree *t, struct iop_arena *a)
{
	uint32_t handles = 0;

	for (uint32_t n = 0; n < t->count; n++)
		handles += valid(t->nodes[n].phandle);
	t->n_phandles = 0;
	t->phandles = iop_alloc_raw(a, handles, sizeof(*t->phandles));
	if (!t->phandles)
		return false;
	for (uint32_t n = 0; n < t->count; n++)
		if (valid(t->nodes[n].phandle))
			t->phandles[t->n_phandles++] = (uint64_t)t->nodes[n].phandle << 32 | n;
	iop_sort(t->phandles, t->n_phandles);
	return true;
}

/* dtc counts from 1 on: most phandles are as far from the lowest as their place is. */
static uint32_t guess(const struct iop_tree *t, uint32_t phandle)
{
	uint32_t place = phandle - (uint32_t)(t->phandles[0] >> 32);

	if (place >= t->n_phandles || t->phandles[place] >> 32 != phandle ||
	    (place && t->phandles[place - 1] >> 32 == phandle))
		return IOP_NO_NODE;
	return (uint32_t)t->phandles[place];
}

uint32_t iop_by_phandle(const struct iop_tree *t, uint32_t phandle)
{
	uint32_t low = 0, high = t->n_phandles, node;

	if (!valid(phandle) || !high)
		return IOP_NO_NODE;
	node = guess(t, phandle);
	if (node != IOP_NO_NODE)
		return node;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (t->phandles[middle] >> 32 < phandle)
			low = middle + 1;
		else
			high = middle;
	}
	return low < t->n_phandles && t->phandles[low] >> 32 == phandle ?
	       (uint32_t)t->phandles[low] : IOP_NO_NODE;
}
