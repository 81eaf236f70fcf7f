// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Between two kernels that were read: the plan as the first of them makes it
 * is marked where the second one's differs.
 */
#include "devices/traits.h"
#include "model/lookup.h"
#include "plan/defaults.h"

static uint32_t node_of(const struct iop_plan *p, const struct iop_device *d)
{
	return d->iommu == IOP_NONE ? IOP_NO_NODE : iop_iommu_of(p, d->iommu)->node;
}

/* A host has an entry for each IOMMU that its requesters are sent to. */
static bool same_entry(const struct iop_plan *p, const struct iop_device *a,
		       const struct iop_plan *q, const struct iop_device *b)
{
	return a->node == b->node && a->child == b->child && a->requesters == b->requesters &&
	       a->host == b->host && a->function == b->function &&
	       (!a->requesters || node_of(p, a) == node_of(q, b));
}

/* Both lists are in the order of the tree: the entry is in one run of it. A host can have
 * several without an IOMMU, each for a reason of its own. */
const struct iop_device *iop_same_device_of(const struct iop_plan *p,
					    const struct iop_device *d,
					    const struct iop_plan *q, uint32_t *run)
{
	const struct iop_device *first = NULL;

	while (*run < q->n_devices && q->devices[*run].node < d->node)
		++*run;
	for (uint32_t n = *run; n < q->n_devices && q->devices[n].node == d->node; n++) {
		if (!same_entry(p, d, q, &q->devices[n]))
			continue;
		if (q->devices[n].why == d->why)
			return &q->devices[n];
		first = first ? first : &q->devices[n];
	}
	return first;
}

static bool same_group(const struct iop_group *a, const struct iop_group *b)
{
	return a->key == b->key && a->count == b->count && a->domain == b->domain;
}

static bool same_fate(const struct iop_plan *p, const struct iop_device *d,
		      const struct iop_plan *q, const struct iop_device *o)
{
	if (!o || (d->group == IOP_NONE) != (o->group == IOP_NONE))
		return false;
	if (d->group == IOP_NONE)
		return d->why == o->why;
	return same_group(iop_group_of(p, d->group), &q->groups[o->group]) &&
	       (d->confidence == IOP_CERTAIN) == (o->confidence == IOP_CERTAIN);
}

/* Addresses that its regions keep free. */
static bool same_regions(const struct iop_plan *p, const struct iop_device *d,
			 const struct iop_plan *q, const struct iop_device *o)
{
	uint32_t cursor = 0;
	struct iop_resv r;

	if (d->group == IOP_NONE || d->iommu == IOP_NONE || o->iommu == IOP_NONE ||
	    iop_fact_of(p, iop_iommu_of(p, d->iommu), IOP_K_RESV_DT, 0) ==
	    iop_fact_of(q, &q->iommus[o->iommu], IOP_K_RESV_DT, 0))
		return true;
	return !iop_resv_next(p->tree, d->node, &cursor, &r);
}

static bool same_device(const struct iop_plan *p, const struct iop_device *d,
			const struct iop_plan *q, const struct iop_device *o)
{
	return same_fate(p, d, q, o) && same_regions(p, d, q, o);
}

bool iop_same_outcome(const struct iop_plan *p, const struct iop_device *d,
		      const struct iop_plan *q, const struct iop_device *o)
{
	return same_device(p, d, q, o) && d->effect == o->effect &&
	       iop_same_window(p, d, q, o);
}

/* What becomes of the DMA can differ where groups do not. */
static void mark_effect(struct iop_device *d, const struct iop_device *o)
{
	if (o && d->effect == o->effect)
		return;
	d->effect = IOP_EFFECT_UNKNOWN;
	d->effect_why = IOP_EFFECT_BY_UNREAD;
}

static void mark_device(struct iop_plan *p, struct iop_device *d)
{
	d->unread = true;
	d->confidence = IOP_UNSURE;
	if (d->group == IOP_NONE)
		return;
	iop_group_of(p, d->group)->unread = true;
	iop_group_of(p, d->group)->confidence = IOP_UNSURE;
}

static void mark_iommus(struct iop_plan *p, const struct iop_plan *q)
{
	uint32_t o = 0;

	for (uint32_t n = 0; n < p->n_iommus; n++) {
		struct iop_iommu *i = &p->iommus[n];

		while (o < q->n_iommus && q->iommus[o].node < i->node)
			o++;
		i->unread = o == q->n_iommus || q->iommus[o].node != i->node ||
			    q->iommus[o].state != i->state;
		if (i->unclaimed != IOP_EFFECT_NONE &&
		    (i->unread || q->iommus[o].unclaimed != i->unclaimed))
			i->unclaimed = IOP_EFFECT_UNKNOWN;
	}
}

static void mark(struct iop_plan *p, const struct iop_plan *q)
{
	uint32_t run = 0;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		struct iop_device *d = &p->devices[n];
		const struct iop_device *o = iop_same_device_of(p, d, q, &run);

		if (!same_device(p, d, q, o))
			mark_device(p, d);
		else
			d->window_unread = !iop_same_window(p, d, q, o);
		mark_effect(d, o);
	}
	mark_iommus(p, q);
}

static bool differs(const struct iop_plan *p, const struct iop_plan *q)
{
	uint32_t run = 0;

	for (uint32_t n = 0; n < p->n_devices; n++)
		if (!iop_same_outcome(p, &p->devices[n], q,
				      iop_same_device_of(p, &p->devices[n], q, &run)))
			return true;
	return false;
}

bool iop_unread_mark(struct iop_plan *p, struct iop_arena *a)
{
	struct iop_view newer;
	struct iop_plan q;
	size_t used;
	bool made;

	if (!p->view->general_newer)
		return true;
	if (!iop_unread_keys(p, a))
		return false;
	newer = iop_view_newer(p->view);
	used = a->used;
	made = !iop_plan_make(&q, p->tree, &newer, a) &&
	       (!differs(p, &q) || iop_unread_causes(p, a));
	if (made)
		mark(p, &q);
	a->used = used;
	return made;
}
