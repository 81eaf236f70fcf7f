/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "compare/range/range_internal.h"
#include "model/lookup.h"

static bool add_mate(struct range_pass *r, struct range_side *side,
		     uint32_t node)
{
	uint32_t *mate = iop_grow(&r->mates, r->all_mates, r->n_mates,
				  sizeof(*mate));

	if (!mate)
		return false;
	*mate = node;
	if (!side->n_mates++)
		side->mates = r->n_mates;
	r->n_mates++;
	return true;
}

static bool fill_mates(struct range_pass *r, const struct iop_plan *p,
		       uint32_t device, struct range_side *side)
{
	uint32_t i = iop_group_of(p, p->devices[device].group)->first;

	for (; i != IOP_NONE && side->n_mates < RANGE_MATES;
	     i = p->devices[i].next)
		if (i != device && !add_mate(r, side, p->devices[i].node))
			return false;
	return true;
}

bool range_side_fill(struct range_pass *r, const struct iop_plan *p,
		     uint32_t device, bool with_mates, struct range_side *side)
{
	const struct iop_device *d = &p->devices[device];
	const struct iop_group *g;

	*side = (struct range_side){ .present = true };
	side->grouped = d->group != IOP_NONE;
	side->why = d->why;
	side->effect = d->effect;
	side->confidence = d->confidence;
	if (!side->grouped)
		return true;
	g = iop_group_of(p, d->group);
	side->domain = g->domain;
	side->confidence = g->confidence;
	side->key = g->key;
	side->members = g->count;
	return !with_mates || fill_mates(r, p, device, side);
}
