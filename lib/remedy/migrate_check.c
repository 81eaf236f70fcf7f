// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Streams and groups of the old binding against those of the new one. */
#include "remedy/amend.h"
#include "model/lookup.h"

/* The only entry of the same node that is also of requesters, or also is not: a host
 * has one for each IOMMU that its map leads to. */
static uint32_t counterpart(const struct iop_plan *p, const struct iop_device *d)
{
	uint32_t found = IOP_NONE;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		if (p->devices[n].node != d->node || p->devices[n].requesters != d->requesters ||
		    p->devices[n].child != IOP_NONE)
			continue;
		if (found != IOP_NONE)
			return IOP_NONE;
		found = n;
	}
	return found;
}

static bool same_streams(const struct iop_plan *before, const struct iop_device *a,
			 const struct iop_plan *after, const struct iop_device *b)
{
	const struct iop_stream *s = before->streams + a->streams;
	const struct iop_stream *t = after->streams + b->streams;

	if (a->n_streams != b->n_streams)
		return false;
	for (uint32_t n = 0; n < a->n_streams; n++)
		if (iop_iommu_of(before, s[n].iommu)->node != iop_iommu_of(after, t[n].iommu)->node ||
		    s[n].id != t[n].id || s[n].mask != t[n].mask)
			return false;
	return true;
}

/* A list has all requester IDs; a map those of the buses there can be. */
static bool same_requesters(const struct iop_plan *before, const struct iop_device *a,
			    const struct iop_plan *after, const struct iop_device *b)
{
	const struct iop_range *whole = iop_range_of(before, a, 0);

	for (uint32_t n = b->streams; n < b->streams + b->n_streams; n++) {
		const struct iop_range *r = &after->ranges[n];

		if (r->iommu == IOP_NONE || r->why || r->mask != whole->mask ||
		    iop_iommu_of(before, whole->iommu)->node != iop_iommu_of(after, r->iommu)->node ||
		    r->step_mask != whole->step_mask ||
		    r->id - r->first != whole->id - whole->first ||
		    (n > b->streams && r->first != after->ranges[n - 1].last + 1))
			return false;
	}
	return a->n_streams && b->n_streams;
}

static bool same_device(const struct iop_plan *before, const struct iop_device *a,
			const struct iop_plan *after, const struct iop_device *b)
{
	return a->requesters ? same_requesters(before, a, after, b) :
			       same_streams(before, a, after, b);
}

/* Each old group must correspond to exactly one new group. */
static bool same_group(uint32_t *of_old, uint32_t *of_new, uint32_t a, uint32_t b)
{
	if (a == IOP_NONE || b == IOP_NONE)
		return a == b;
	if (!of_old[a] && !of_new[b]) {
		of_old[a] = b + 1;
		of_new[b] = a + 1;
	}
	return of_old[a] == b + 1 && of_new[b] == a + 1;
}

bool iop_amend_same(const struct iop_plan *before, const struct iop_plan *after,
		    uint32_t *device, struct iop_arena *scratch)
{
	size_t used = iop_arena_mark(scratch);
	uint32_t *of_old = iop_alloc(scratch, before->n_groups, sizeof(*of_old));
	uint32_t *of_new = iop_alloc(scratch, after->n_groups, sizeof(*of_new));
	bool same = of_old && of_new;

	*device = IOP_NONE;
	for (uint32_t n = 0; same && n < before->n_devices; n++) {
		const struct iop_device *a = &before->devices[n];
		uint32_t other;

		if (!a->legacy || !a->n_streams)
			continue;
		other = counterpart(after, a);
		same = other != IOP_NONE &&
		       same_device(before, a, after, &after->devices[other]) &&
		       same_group(of_old, of_new, a->group, after->devices[other].group);
		if (!same)
			*device = n;
	}
	iop_arena_release(scratch, used);
	return same;
}
