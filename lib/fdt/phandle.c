// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "fdt/tree_internal.h"

/* Fibonacci hashing of sixteen phandles at once: those that follow each other,
 * the usual case, share a cache line. */
static uint32_t bucket(const struct iop_tree *t, uint32_t phandle)
{
	return ((phandle >> 4) * 2654435769u >> (32 - t->phandle_bits)) ^ (phandle & 15);
}

static bool valid(uint32_t phandle)
{
	return phandle && phandle != UINT32_MAX;
}

bool iop_phandles_build(struct iop_tree *t, struct iop_arena *a)
{
	uint32_t handles = 0, size;

	for (uint32_t n = 0; n < t->count; n++)
		handles += valid(t->nodes[n].phandle);
	for (t->phandle_bits = 4; handles >> t->phandle_bits; t->phandle_bits++)
		;
	size = 1u << t->phandle_bits;
	t->phandles = iop_alloc(a, size, sizeof(uint32_t));
	t->phandle_next = iop_alloc(a, t->count, sizeof(uint32_t));
	if (!t->phandles || !t->phandle_next)
		return false;
	/* Node indices count from 1 here, so that zeroed memory means none.
	 * Backwards: the first of two equal phandles is found first. */
	for (uint32_t n = t->count; n--;) {
		uint32_t *head = &t->phandles[bucket(t, t->nodes[n].phandle)];

		if (!valid(t->nodes[n].phandle))
			continue;
		t->phandle_next[n] = *head;
		*head = n + 1;
	}
	return true;
}

uint32_t iop_by_phandle(const struct iop_tree *t, uint32_t phandle)
{
	uint32_t n;

	if (!valid(phandle))
		return IOP_NO_NODE;
	for (n = t->phandles[bucket(t, phandle)]; n; n = t->phandle_next[n - 1])
		if (t->nodes[n - 1].phandle == phandle)
			return n - 1;
	return IOP_NO_NODE;
}
