/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What makes a device of one plan the same as one of another.
 */
#include <stdlib.h>

#include "compare/keys.h"

int compare_key_order(const struct compare_key *a, const struct compare_key *b)
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
	const struct compare_key *x = a, *y = b;
	int order = compare_key_order(x, y);

	return order ? order : (x->index > y->index) - (x->index < y->index);
}

static void sort(struct compare_keys *k)
{
	for (uint32_t i = 1; i < k->count; i++)
		if (by_key(&k->list[i - 1], &k->list[i]) > 0) {
			qsort(k->list, k->count, sizeof(*k->list), by_key);
			return;
		}
}

bool compare_device_keys(struct compare_keys *k, const struct compare_pair *q,
			 int side, struct iop_arena *a)
{
	const struct iop_plan *p = q->plan[side];

	k->count = p->n_devices;
	k->list = iop_alloc(a, k->count, sizeof(*k->list));
	if (!k->list)
		return false;
	for (uint32_t i = 0; i < k->count; i++) {
		const struct iop_device *d = &p->devices[i];

		k->list[i] = (struct compare_key){
			compare_number(q, side, d->node), d->child, i,
			d->requesters
		};
	}
	sort(k);
	return true;
}

bool compare_iommu_keys(struct compare_keys *k, const struct compare_pair *q,
			int side, struct iop_arena *a)
{
	const struct iop_plan *p = q->plan[side];

	k->count = p->n_iommus;
	k->list = iop_alloc(a, k->count, sizeof(*k->list));
	if (!k->list)
		return false;
	for (uint32_t i = 0; i < k->count; i++)
		k->list[i] = (struct compare_key){
			compare_number(q, side, p->iommus[i].node), IOP_NONE,
			i, false
		};
	sort(k);
	return true;
}

static uint64_t mix(uint64_t x)
{
	x ^= x >> 31;
	x *= 0x9e3779b97f4a7c15u;
	x ^= x >> 29;
	x *= 0xbf58476d1ce4e5b9u;
	return x ^ x >> 32;
}

uint64_t *compare_members(const struct compare_pair *q, int side,
			  struct iop_arena *a)
{
	const struct iop_plan *p = q->plan[side];
	uint64_t *sum = iop_alloc(a, p->n_groups, sizeof(*sum));

	for (uint32_t i = 0; sum && i < p->n_devices; i++) {
		const struct iop_device *d = &p->devices[i];
		uint64_t node = compare_number(q, side, d->node);

		if (d->group != IOP_NONE)
			sum[d->group] += mix(mix(node << 32 | d->child) +
					     d->requesters + 1);
	}
	return sum;
}
