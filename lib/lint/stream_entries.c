// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/stream_entries.h"

#include <string.h>

/* Sixteen IDs that follow each other share a cache line. */
static uint32_t bucket(const struct pairs *p, uint32_t iommu, const struct iop_stream *s)
{
	uint32_t id = s->id & ~s->mask;
	uint32_t h = (id >> 4) * 0x9e3779b1u ^ s->mask * 0x85ebca6bu ^ iommu * 0xc2b2ae35u;

	return ((h ^ h >> 15) ^ (id & 15)) & (p->n_buckets - 1);
}

/* A new (ID, mask), the last of its IOMMU. */
static void add_named(struct pairs *p, uint32_t iommu, uint32_t stream, uint32_t at)
{
	const struct iop_stream *s = &p->s->plan->streams[stream];
	struct of_iommu *of = &p->of[iommu];
	uint32_t n = p->n_named++;

	p->named[n] = (struct named){ .iommu = iommu, .first = stream, .last = stream,
				      .next = IOP_NONE, .masked = IOP_NONE,
				      .hashed = p->buckets[at] };
	p->buckets[at] = n;
	if (of->first == IOP_NONE)
		of->first = n;
	else
		p->named[of->last].next = n;
	of->last = n;
	if (!s->mask)
		return;
	if (of->masked == IOP_NONE)
		of->masked = n;
	else
		p->named[of->last_masked].masked = n;
	of->last_masked = n;
}

static bool is_same(const struct iop_stream *a, const struct iop_stream *b)
{
	return a->mask == b->mask && !((a->id ^ b->id) & ~a->mask);
}

static void add(struct pairs *p, uint32_t iommu, uint32_t stream, uint32_t device)
{
	const struct iop_stream *all = p->s->plan->streams;
	uint32_t at = bucket(p, iommu, &all[stream]), n = p->buckets[at];

	p->owner[stream] = device;
	p->next[stream] = IOP_NONE;
	while (n != IOP_NONE && (p->named[n].iommu != iommu ||
				 !is_same(&all[p->named[n].first], &all[stream])))
		n = p->named[n].hashed;
	if (n == IOP_NONE) {
		add_named(p, iommu, stream, at);
		return;
	}
	p->named[n].others += p->owner[p->named[n].last] != device;
	p->next[p->named[n].last] = stream;
	p->named[n].last = stream;
}

/* A plain ID has to find the next one under a mask: each knows the next. */
static void chain_masks(struct pairs *p, uint32_t iommu)
{
	uint32_t masked = p->of[iommu].masked, after;

	for (uint32_t n = p->of[iommu].first; n != IOP_NONE; n = p->named[n].next) {
		if (n != masked) {
			p->named[n].masked = masked;
			continue;
		}
		after = p->named[n].masked;
		masked = after;
	}
}

static bool alloc(struct pairs *p)
{
	const struct iop_plan *plan = p->s->plan;
	struct iop_arena *a = p->s->arena;

	for (p->n_buckets = 16; p->n_buckets < plan->n_streams; p->n_buckets *= 2)
		;
	p->owner = iop_alloc_raw(a, plan->n_streams, sizeof(*p->owner));
	p->next = iop_alloc_raw(a, plan->n_streams, sizeof(*p->next));
	p->same = iop_alloc_raw(a, plan->n_streams, sizeof(*p->same));
	p->named = iop_alloc_raw(a, plan->n_streams, sizeof(*p->named));
	p->buckets = iop_alloc_raw(a, p->n_buckets, sizeof(*p->buckets));
	p->of = iop_alloc_raw(a, plan->n_iommus, sizeof(*p->of));
	return p->owner && p->next && p->same && p->named && p->buckets && p->of;
}

bool iop_stream_entries(struct pairs *p)
{
	const struct iop_plan *plan = p->s->plan;

	if (!alloc(p))
		return false;
	memset(p->buckets, 0xff, p->n_buckets * sizeof(*p->buckets));	/* IOP_NONE */
	for (uint32_t n = 0; n < plan->n_streams; n++)
		p->same[n] = IOP_NONE;
	for (uint32_t n = 0; n < plan->n_iommus; n++)
		p->of[n] = (struct of_iommu){ IOP_NONE, IOP_NONE, IOP_NONE, IOP_NONE };
	for (uint32_t n = 0; n < plan->n_devices; n++) {
		const struct iop_device *d = &plan->devices[n];

		if (d->iommu == IOP_NONE || !iop_has_list(p->s, d))
			continue;
		for (uint32_t k = 0; k < d->n_streams; k++)
			add(p, d->iommu, d->streams + k, n);
	}
	for (uint32_t n = 0; n < plan->n_iommus; n++)
		chain_masks(p, n);
	return true;
}
