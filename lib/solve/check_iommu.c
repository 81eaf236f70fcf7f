/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Strategies and reserved banks against what a plan gives. */
#include "solve/solve_work.h"

#include "model/lookup.h"
#include "model/ranges.h"

/* A glob may well find an IOMMU that is off; if it finds no other, the requirement
 * is for nothing. */
static bool finds_active(const struct iop_work *k, const uint32_t *decides,
			 uint32_t req)
{
	for (uint32_t i = 0; i < k->before.n_iommus; i++)
		if (decides[i] == req && iop_in_use(&k->before.iommus[i]))
			return true;
	return false;
}

static bool is_optional(const struct iop_work *k, uint32_t req)
{
	return k->in->policy->iommus[k->reqs[req].rule].match.optional;
}

static void check_inactive(const struct iop_work *k, struct iop_attempt *at,
			   const uint32_t *decides, uint32_t i)
{
	if (!is_optional(k, decides[i]) && !finds_active(k, decides, decides[i]))
		iop_fail(at, decides[i], IOP_UNMET, IOP_OBSTACLE_INACTIVE, i);
}

static void check_strategy(const struct iop_work *k, struct iop_attempt *at, uint32_t i)
{
	uint32_t req = at->bound.strategy[i];
	bool active = at->plan.iommus[i].state == IOP_STATE_ACTIVE;

	if (!iop_asks(k, req))
		return;
	if (k->reqs[req].value == IOP_STRATEGY_OFF) {
		if (at->plan.iommus[i].state != IOP_STATE_DISABLED)
			iop_fail(at, req, IOP_UNMET, IOP_OBSTACLE_TREE, i);
	} else if (!active) {
		check_inactive(k, at, at->bound.strategy, i);
	}
}

static uint32_t banks_used(const struct iop_attempt *at, uint32_t iommu)
{
	const struct iop_plan *p = &at->plan;
	uint32_t used = 0;

	for (uint32_t g = 0; g < p->n_groups; g++) {
		uint8_t type = at->outcomes[p->groups[g].first].reached;

		used += p->groups[g].iommu == iommu &&
			(type == IOP_TYPE_STRICT || type == IOP_TYPE_LAZY);
	}
	return used;
}

static void check_contexts(const struct iop_work *k, struct iop_attempt *at, uint32_t i)
{
	const struct iop_iommu *iommu = &at->plan.iommus[i];
	uint32_t req = at->bound.contexts[i];

	if (!iop_asks(k, req))
		return;
	if (iommu->state != IOP_STATE_ACTIVE)
		check_inactive(k, at, at->bound.contexts, i);
	else if (iommu->contexts_have == IOP_NONE)
		iop_fail(at, req, IOP_UNTOLD, IOP_OBSTACLE_BANKS_UNTOLD, i);
	else if (banks_used(at, i) + k->reqs[req].number > iommu->contexts_have)
		iop_fail(at, req, IOP_UNMET, IOP_OBSTACLE_BANKS, i);
}

/* Do all requesters of a host that use the IOMMU match the same entry? */
static bool is_one_entry(const struct iop_plan *p, const struct iop_device *d, uint32_t iommu)
{
	const struct iop_range *first = NULL;

	for (uint32_t n = 0; n < d->n_streams; n++) {
		const struct iop_range *r = iop_range_of(p, d, n);

		if (r->why || r->iommu != iommu)
			continue;
		if (!first)
			first = r;
		if (r->mask != first->mask || (r->id ^ first->id) & ~r->mask ||
		    (iop_range_last_id(r) ^ first->id) & ~r->mask)
			return false;
	}
	return true;
}

/* Sharing was planned for the masters of the unedited tree; edits for it
 * neither add nor move any. */
static bool is_one_group(const struct iop_attempt *at, const struct iop_share *s,
			 uint32_t iommu)
{
	const struct iop_plan *p = &at->plan;
	uint32_t group = IOP_NONE;

	for (uint32_t n = 0; n < s->n_members; n++) {
		uint32_t d = s->members[n];

		if (d >= p->n_devices || p->devices[d].group == IOP_NONE)
			return false;
		if (n && p->devices[d].group != group)
			return false;
		if (p->devices[d].requesters && !is_one_entry(p, &p->devices[d], iommu))
			return false;
		group = p->devices[d].group;
	}
	return true;
}

static void check_sharing(const struct iop_work *k, struct iop_attempt *at,
			  const struct iop_sharing *s)
{
	if (s->share.why != IOP_SHARE_OK)
		iop_fail(at, s->req, IOP_UNMET, IOP_OBSTACLE_FOLD, s->iommu);
	else if (is_one_group(at, &s->share, s->iommu))
		return;
	else
		iop_fail(at, s->req, IOP_UNMET, k->allow & IOP_ALLOW(TREE) ?
			 IOP_OBSTACLE_NOT_ONE : IOP_OBSTACLE_TREE, s->iommu);
}

/* A node for which Linux has no device does not use its stream. */
static void check_names(const struct iop_work *k, struct iop_attempt *at,
			const struct iop_keeping *keeping, uint32_t d)
{
	const struct iop_iommu_rule *rule =
		&k->in->policy->iommus[k->reqs[keeping->req].rule];
	struct iop_req *w = &at->reqs[keeping->req];
	uint32_t id;

	for (uint16_t n = 0; n < rule->n_reserved; n++) {
		if (!iop_names_reserved(&at->plan, &at->plan.devices[d], keeping->iommu,
					&rule->reserved[n].ids, &id))
			continue;
		if (w->verdict != IOP_UNMET) {
			w->number = id;
			w->at = rule->reserved[n].at;
		}
		iop_fail(at, keeping->req, IOP_UNMET, IOP_OBSTACLE_RESERVED, d);
		return;
	}
}

static void check_reserved(const struct iop_work *k, struct iop_attempt *at,
			   const struct iop_keeping *keeping)
{
	if (!iop_asks(k, keeping->req))
		return;
	for (uint32_t d = 0; d < at->plan.n_devices; d++)
		if (iop_is_master(&at->plan.devices[d]))
			check_names(k, at, keeping, d);
}

void iop_check_iommus(const struct iop_work *k, struct iop_attempt *at)
{
	for (uint32_t i = 0; i < at->plan.n_iommus; i++) {
		check_strategy(k, at, i);
		check_contexts(k, at, i);
	}
	for (uint32_t s = 0; s < at->n_sharings; s++)
		check_sharing(k, at, &at->sharings[s]);
	for (const struct iop_keeping *r = at->bound.keepings; r; r = r->next)
		check_reserved(k, at, r);
}
