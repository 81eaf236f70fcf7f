/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "compare/keys.h"

#include <string.h>

/* One run over two sorted lists of keys. */
struct walk {
	const struct compare_pair *q;
	const uint64_t *members[2];
	compare_fn *fn;
	void *ctx;
};

typedef uint8_t differ_fn(const struct walk *w, uint32_t old, uint32_t new);

static uint32_t iommu_number(const struct walk *w, int side, uint32_t index)
{
	return index == IOP_NONE ? IOP_NO_NODE :
	       compare_number(w->q, side, w->q->plan[side]->iommus[index].node);
}

static bool same_iommu(const struct walk *w, uint32_t old, uint32_t new)
{
	return iommu_number(w, 0, old) == iommu_number(w, 1, new);
}

static bool same_stream(const struct walk *w, uint32_t old, uint32_t new)
{
	const struct iop_stream *x = &w->q->plan[0]->streams[old];
	const struct iop_stream *y = &w->q->plan[1]->streams[new];

	return x->id == y->id && x->mask == y->mask &&
	       same_iommu(w, x->iommu, y->iommu);
}

static bool same_range(const struct walk *w, uint32_t old, uint32_t new)
{
	const struct iop_range *x = &w->q->plan[0]->ranges[old];
	const struct iop_range *y = &w->q->plan[1]->ranges[new];

	return x->first == y->first && x->last == y->last && x->id == y->id &&
	       x->mask == y->mask && x->step_mask == y->step_mask &&
	       x->rid_mask == y->rid_mask &&
	       x->why == y->why && same_iommu(w, x->iommu, y->iommu);
}

static bool same_streams(const struct walk *w, const struct iop_device *a,
			 const struct iop_device *b)
{
	if (a->n_streams != b->n_streams)
		return false;
	for (uint32_t i = 0; i < a->n_streams; i++)
		if (a->requesters ?
		    !same_range(w, a->streams + i, b->streams + i) :
		    !same_stream(w, a->streams + i, b->streams + i))
			return false;
	return true;
}

static uint8_t both_grouped(const struct walk *w, const struct iop_device *a,
			    const struct iop_device *b)
{
	const struct iop_group *x = &w->q->plan[0]->groups[a->group];
	const struct iop_group *y = &w->q->plan[1]->groups[b->group];
	uint8_t what = 0;

	if (w->members[0][a->group] != w->members[1][b->group])
		what |= COMPARE_GROUP;
	if (x->domain != y->domain)
		what |= COMPARE_DOMAIN;
	if (x->confidence != y->confidence)
		what |= COMPARE_CONFIDENCE;
	if (!same_streams(w, a, b))
		what |= COMPARE_STREAMS;
	return what;
}

static uint8_t differ(const struct walk *w, uint32_t old, uint32_t new)
{
	const struct iop_device *a = &w->q->plan[0]->devices[old];
	const struct iop_device *b = &w->q->plan[1]->devices[new];

	uint8_t what = a->effect != b->effect ? COMPARE_EFFECT : 0;

	if (a->group != IOP_NONE && b->group != IOP_NONE)
		return what | both_grouped(w, a, b);
	if (a->group != IOP_NONE || b->group != IOP_NONE)
		return what | COMPARE_GROUP;
	return what | (a->why != b->why ? COMPARE_REASON : 0);
}

/* A vendor's facts are loaded for each side: one driver can be at two places. */
static bool same_driver(const struct iop_driver *a, const struct iop_driver *b)
{
	return a == b || (a && b && !strcmp(a->name, b->name));
}

static uint8_t iommu_differ(const struct walk *w, uint32_t old, uint32_t new)
{
	const struct iop_iommu *a = &w->q->plan[0]->iommus[old];
	const struct iop_iommu *b = &w->q->plan[1]->iommus[new];

	uint8_t what = a->unclaimed != b->unclaimed ? COMPARE_EFFECT : 0;

	if (a->state != b->state)
		return what | COMPARE_STATE;
	return what | (a->why != b->why || !same_driver(a->driver, b->driver) ? COMPARE_REASON : 0);
}

static bool merge(const struct walk *w, const struct compare_keys *old,
		  const struct compare_keys *new, differ_fn *fn)
{
	const struct compare_key *a = old->list, *a_end = a + old->count;
	const struct compare_key *b = new->list, *b_end = b + new->count;
	bool good = true;

	while (good && (a < a_end || b < b_end)) {
		int order = a == a_end ? 1 : b == b_end ? -1 :
			    compare_key_order(a, b);

		good = w->fn(w->ctx, order <= 0 ? a->index : IOP_NONE,
			     order >= 0 ? b->index : IOP_NONE,
			     order ? COMPARE_PRESENCE :
				     fn(w, a->index, b->index));
		a += order <= 0;
		b += order >= 0;
	}
	return good;
}

bool compare_iommus(const struct compare_pair *q, struct iop_arena *scratch,
		    compare_fn *fn, void *ctx)
{
	struct walk w = { .q = q, .fn = fn, .ctx = ctx };
	struct compare_keys keys[2];

	return compare_iommu_keys(&keys[0], q, 0, scratch) &&
	       compare_iommu_keys(&keys[1], q, 1, scratch) &&
	       merge(&w, &keys[0], &keys[1], iommu_differ);
}

bool compare_devices(const struct compare_pair *q, struct iop_arena *scratch,
		     compare_fn *fn, void *ctx)
{
	struct walk w = { .q = q, .fn = fn, .ctx = ctx };
	struct compare_keys keys[2];

	for (int side = 0; side < 2; side++) {
		w.members[side] = compare_members(q, side, scratch);
		if (!w.members[side] ||
		    !compare_device_keys(&keys[side], q, side, scratch))
			return false;
	}
	return merge(&w, &keys[0], &keys[1], differ);
}
