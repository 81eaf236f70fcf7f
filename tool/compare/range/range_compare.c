/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What compare/ finds, kept beyond the plans. */
#include "compare/range/range_internal.h"

struct keeping {
	struct range_pass *r;
	struct compare_pair q;
	struct range_step *step;
};

static struct range_change *new_change(struct keeping *k, uint32_t node,
				       uint8_t what)
{
	struct range_step *step = k->step;
	struct range_change *list = (void *)(uintptr_t)step->changes;
	struct range_change *c = iop_grow(&k->r->steps, list, step->n_changes,
					  sizeof(*c));

	if (!c)
		return NULL;
	step->n_changes++;
	c->node = node;
	c->child = IOP_NONE;
	c->what = what;
	return c;
}

static bool keep_device(void *ctx, uint32_t old, uint32_t new, uint8_t what)
{
	struct keeping *k = ctx;
	const struct iop_plan *const *plan = k->q.plan;
	const struct iop_device *d = old != IOP_NONE ? &plan[0]->devices[old] :
						       &plan[1]->devices[new];
	bool mates = what & (COMPARE_GROUP | COMPARE_PRESENCE);
	struct range_change *c;

	if (!what)
		return true;
	c = new_change(k, d->node, what);
	if (!c)
		return false;
	c->child = d->child;
	c->requesters = d->requesters;
	return (old == IOP_NONE ||
		range_side_fill(k->r, plan[0], old, mates, &c->before)) &&
	       (new == IOP_NONE ||
		range_side_fill(k->r, plan[1], new, mates, &c->after));
}

static void iommu_side(const struct iop_iommu *i, struct range_side *side)
{
	side->present = true;
	side->state = i->state;
	side->why = i->why;
	side->effect = i->unclaimed;
}

static bool keep_iommu(void *ctx, uint32_t old, uint32_t new, uint8_t what)
{
	struct keeping *k = ctx;
	struct range_change *c;

	/* Which nodes are IOMMUs to any Linux is no matter of the version. */
	if (!what || old == IOP_NONE || new == IOP_NONE)
		return true;
	c = new_change(k, k->q.plan[0]->iommus[old].node, what);
	if (!c)
		return false;
	c->is_iommu = true;
	iommu_side(&k->q.plan[0]->iommus[old], &c->before);
	iommu_side(&k->q.plan[1]->iommus[new], &c->after);
	return true;
}

bool range_compare(struct range_pass *r, const struct iop_plan *old,
		   const struct iop_plan *new, struct range_step *step)
{
	struct keeping k = { .r = r, .q = { .plan = { old, new } }, .step = step };

	iop_arena_release(&r->scratch, 0);
	step->changes = iop_alloc(&r->steps, 0, sizeof(*step->changes));
	return step->changes &&
	       compare_iommus(&k.q, &r->scratch, keep_iommu, &k) &&
	       compare_devices(&k.q, &r->scratch, keep_device, &k);
}
