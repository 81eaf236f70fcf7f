/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What makes a device of one plan the same as one of another.
 */
#include <stdlib.h>

#include "range/internal.h"

int range_key_order(const struct range_key *a, const struct range_key *b)
{
	if (a->node != b->node)
		return a->node < b->node ? -1 : 1;
	if (a->requesters != b->requesters)
		return a->requesters ? 1 : -1;
	return (a->child > b->child) - (a->child < b->child);
}

/* Several entries of one host keep their order: they are matched by it. */
static int by_key(const void *a, const void *b)
{
	const struct range_key *x = a, *y = b;
	int order = range_key_order(x, y);

	return order ? order : (x->index > y->index) - (x->index < y->index);
}

struct range_key *range_keys(const struct iop_plan *p, struct iop_arena *a)
{
	struct range_key *k = iop_alloc(a, p->n_devices, sizeof(*k));
	bool sorted = true;
	uint32_t i;

	if (!k)
		return NULL;
	for (i = 0; i < p->n_devices; i++) {
		const struct iop_device *d = &p->devices[i];

		k[i] = (struct range_key){ d->node, d->child, i, d->requesters };
		if (i && by_key(&k[i - 1], &k[i]) > 0)
			sorted = false;
	}
	if (!sorted)
		qsort(k, p->n_devices, sizeof(*k), by_key);
	return k;
}

static uint64_t mix(uint64_t x)
{
	x ^= x >> 31;
	x *= 0x9e3779b97f4a7c15u;
	x ^= x >> 29;
	x *= 0xbf58476d1ce4e5b9u;
	return x ^ x >> 32;
}

uint64_t *range_members(const struct iop_plan *p, struct iop_arena *a)
{
	uint64_t *sum = iop_alloc(a, p->n_groups, sizeof(*sum));
	uint32_t i;

	for (i = 0; sum && i < p->n_devices; i++) {
		const struct iop_device *d = &p->devices[i];

		if (d->group != IOP_NONE)
			sum[d->group] += mix(mix((uint64_t)d->node << 32 |
						 d->child) + d->requesters + 1);
	}
	return sum;
}
