/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "range/internal.h"

/* Two plans side by side, old first. */
struct pair {
	const struct iop_plan *plan[2];
	const struct range_key *keys[2];
	const uint64_t *members[2];
};

static uint32_t iommu_node(const struct iop_plan *p, uint32_t index)
{
	return index == IOP_NONE ? IOP_NO_NODE : p->iommus[index].node;
}

static bool same_stream(const struct pair *q, uint32_t a, uint32_t b)
{
	const struct iop_stream *x = &q->plan[0]->streams[a];
	const struct iop_stream *y = &q->plan[1]->streams[b];

	return x->id == y->id && x->mask == y->mask &&
	       iommu_node(q->plan[0], x->iommu) ==
	       iommu_node(q->plan[1], y->iommu);
}

static bool same_range(const struct pair *q, uint32_t a, uint32_t b)
{
	const struct iop_range *x = &q->plan[0]->ranges[a];
	const struct iop_range *y = &q->plan[1]->ranges[b];

	return x->first == y->first && x->last == y->last && x->id == y->id &&
	       x->mask == y->mask && x->step_mask == y->step_mask &&
	       x->why == y->why && iommu_node(q->plan[0], x->iommu) ==
				   iommu_node(q->plan[1], y->iommu);
}

static bool same_streams(const struct pair *q, const struct iop_device *a,
			 const struct iop_device *b)
{
	uint32_t i;

	if (a->n_streams != b->n_streams)
		return false;
	for (i = 0; i < a->n_streams; i++)
		if (a->requesters ?
		    !same_range(q, a->streams + i, b->streams + i) :
		    !same_stream(q, a->streams + i, b->streams + i))
			return false;
	return true;
}

static uint8_t both_grouped(const struct pair *q, const struct iop_device *a,
			    const struct iop_device *b)
{
	const struct iop_group *x = &q->plan[0]->groups[a->group];
	const struct iop_group *y = &q->plan[1]->groups[b->group];
	uint8_t what = 0;

	if (q->members[0][a->group] != q->members[1][b->group])
		what |= RANGE_GROUP;
	if (x->domain != y->domain)
		what |= RANGE_DOMAIN;
	if (x->confidence != y->confidence)
		what |= RANGE_CONFIDENCE;
	if (!same_streams(q, a, b))
		what |= RANGE_STREAMS;
	return what;
}

static uint8_t differ(const struct pair *q, uint32_t i, uint32_t j)
{
	const struct iop_device *a = &q->plan[0]->devices[i];
	const struct iop_device *b = &q->plan[1]->devices[j];

	if (a->group != IOP_NONE && b->group != IOP_NONE)
		return both_grouped(q, a, b);
	if (a->group != IOP_NONE || b->group != IOP_NONE)
		return RANGE_GROUP;
	return a->why != b->why ? RANGE_REASON : 0;
}

static struct range_change *new_change(struct range_pass *r,
				       struct range_step *step)
{
	struct range_change *list = (void *)(uintptr_t)step->changes;
	struct range_change *c = iop_grow(&r->steps, list, step->n_changes,
					  sizeof(*c));

	if (c)
		step->n_changes++;
	return c;
}

/* @i or @j is IOP_NONE where only one plan has the device. */
static bool device_change(struct range_pass *r, const struct pair *q,
			  struct range_step *step, uint32_t i, uint32_t j,
			  uint8_t what)
{
	const struct iop_device *d = i != IOP_NONE ? &q->plan[0]->devices[i] :
						     &q->plan[1]->devices[j];
	struct range_change *c = new_change(r, step);
	bool mates = what & (RANGE_GROUP | RANGE_PRESENCE);

	if (!c)
		return false;
	c->node = d->node;
	c->child = d->child;
	c->requesters = d->requesters;
	c->what = what;
	return (i == IOP_NONE ||
		range_side_fill(r, q->plan[0], i, mates, &c->before)) &&
	       (j == IOP_NONE ||
		range_side_fill(r, q->plan[1], j, mates, &c->after));
}

static bool compare_devices(struct range_pass *r, const struct pair *q,
			    struct range_step *step)
{
	const struct range_key *a = q->keys[0], *b = q->keys[1];
	const struct range_key *a_end = a + q->plan[0]->n_devices;
	const struct range_key *b_end = b + q->plan[1]->n_devices;
	bool good = true;

	while (good && (a < a_end || b < b_end)) {
		int order = a == a_end ? 1 : b == b_end ? -1 :
			    range_key_order(a, b);

		if (order) {
			good = device_change(r, q, step,
					     order < 0 ? a->index : IOP_NONE,
					     order < 0 ? IOP_NONE : b->index,
					     RANGE_PRESENCE);
		} else {
			uint8_t what = differ(q, a->index, b->index);

			if (what)
				good = device_change(r, q, step, a->index,
						     b->index, what);
		}
		a += order <= 0;
		b += order >= 0;
	}
	return good;
}

static void iommu_side(const struct iop_iommu *i, struct range_side *side)
{
	side->present = true;
	side->state = i->state;
	side->why = i->why;
}

/* Which nodes are IOMMUs to any Linux is no matter of the version. */
static bool compare_iommus(struct range_pass *r, const struct pair *q,
			   struct range_step *step)
{
	uint32_t i, n = q->plan[0]->n_iommus;

	for (i = 0; i < n && i < q->plan[1]->n_iommus; i++) {
		const struct iop_iommu *a = &q->plan[0]->iommus[i];
		const struct iop_iommu *b = &q->plan[1]->iommus[i];
		struct range_change *c;

		if (a->node != b->node ||
		    (a->state == b->state && a->why == b->why &&
		     a->driver == b->driver))
			continue;
		c = new_change(r, step);
		if (!c)
			return false;
		c->node = a->node;
		c->child = IOP_NONE;
		c->is_iommu = true;
		c->what = a->state != b->state ? RANGE_STATE : RANGE_REASON;
		iommu_side(a, &c->before);
		iommu_side(b, &c->after);
	}
	return true;
}

bool range_compare(struct range_pass *r, const struct iop_plan *old,
		   const struct iop_plan *new, struct range_step *step)
{
	struct pair q = { .plan = { old, new } };
	int i;

	r->scratch.used = 0;
	for (i = 0; i < 2; i++) {
		q.keys[i] = range_keys(q.plan[i], &r->scratch);
		q.members[i] = range_members(q.plan[i], &r->scratch);
		if (!q.keys[i] || !q.members[i])
			return false;
	}
	step->changes = iop_alloc(&r->steps, 0, sizeof(*step->changes));
	return step->changes && compare_iommus(r, &q, step) &&
	       compare_devices(r, &q, step);
}
