// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "remedy/budget.h"

#include "remedy/propose.h"
#include "model/lookup.h"

static const char *const slugs[] = {
#define SLUG(id, slug) [IOP_PROPOSE_##id] = (slug),
	IOP_PROPOSALS(SLUG)
#undef SLUG
};

const char *iop_proposal_slug(enum iop_proposal_kind kind)
{
	return kind < IOP_PROPOSE_COUNT ? slugs[kind] : "unknown";
}

/* The same device in a plan of the same tree: entries keep their places. */
static bool plan_with_banks(const struct iop_plan *p, struct iop_plan *out,
			    struct iop_arena *a)
{
	struct iop_view *v = iop_alloc(a, 1, sizeof(*v));

	if (!v)
		return false;
	*v = *p->view;
	v->target.endless_banks = true;
	return !iop_plan_make(out, p->tree, v, a);
}

/* Leaves of one root draw on the same banks. */
static bool draws_on_root(const struct iop_plan *p, const struct iop_iommu *i)
{
	return i->driver && iop_fact_value(p->view, i->driver, IOP_K_CONTEXTS_SCOPE,
					   iop_prop(p->tree, i->node, IOP_P_COMPATIBLE),
					   IOP_W_INSTANCE) == IOP_W_ROOT;
}

/* By IOMMU, the banks that it and those it shares them with need; NULL: arena full. */
static uint32_t *count_needed(const struct iop_plan *p, struct iop_arena *a)
{
	const struct iop_facts *facts = p->view->facts;
	uint32_t *need = iop_alloc(a, p->n_iommus, sizeof(*need));
	uint32_t *roots = iop_alloc(a, facts->count, sizeof(*roots));

	if (!need || !roots)
		return NULL;
	for (uint32_t n = 0; n < p->n_groups; n++)
		if (iop_is_translated(&p->groups[n]))
			need[p->groups[n].iommu]++;
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (draws_on_root(p, &p->iommus[n])) {
			roots[p->iommus[n].driver - facts->drivers] += need[n];
			need[n] = 0;
		}
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->iommus[n].driver)
			need[n] += roots[p->iommus[n].driver - facts->drivers];
	return need;
}

static uint32_t reserve_of(const struct iop_budget_ask *ask, uint32_t iommu)
{
	return ask->reserve ? ask->reserve[iommu] : 0;
}

static bool may_be_over(const struct iop_budget_ask *ask)
{
	for (uint32_t n = 0; n < ask->plan->n_iommus; n++) {
		const struct iop_iommu *i = &ask->plan->iommus[n];

		if (i->contexts_have == IOP_NONE)
			continue;
		if (i->contexts_need > i->contexts_have || reserve_of(ask, n) ||
		    (i->state == IOP_STATE_FAILS && i->culprit_why == IOP_R_NO_CONTEXT))
			return true;
	}
	for (uint32_t n = 0; n < ask->plan->n_devices; n++)
		if (ask->plan->devices[n].why == IOP_R_NO_CONTEXT)
			return true;
	return false;
}

bool iop_budgets_find(const struct iop_budget_ask *ask, struct iop_budgets *out,
		      struct iop_arena *a)
{
	struct iop_proposing q;
	const uint32_t *need;

	*out = (struct iop_budgets){ 0 };
	if (!may_be_over(ask))
		return true;
	out->list = iop_alloc(a, ask->plan->n_iommus, sizeof(*out->list));
	if (!out->list || !plan_with_banks(ask->plan, &out->plan, a))
		return false;
	need = count_needed(&out->plan, a);
	if (!need || !iop_proposing_make(&q, ask, &out->plan, a))
		return false;
	for (uint32_t n = 0; n < out->plan.n_iommus; n++) {
		const struct iop_iommu *i = &out->plan.iommus[n];
		struct iop_budget *b = &out->list[out->n];
		uint64_t wanted;

		if (i->state != IOP_STATE_ACTIVE || i->contexts_have == IOP_NONE ||
		    !i->groups)
			continue;
		*b = (struct iop_budget){ .iommu = n, .have = i->contexts_have,
					  .need = need[n],
					  .reserve = reserve_of(ask, n) };
		wanted = (uint64_t)b->need + b->reserve;
		if (wanted <= b->have)
			continue;
		b->missing = (uint32_t)(wanted - b->have);
		out->n++;
		if (!iop_propose(&q, b))
			return false;
	}
	return true;
}
