// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Context banks: one for each translated group of an instance. */
#include "links/irqs.h"
#include "plan/defaults.h"

static uint32_t have(const struct iop_links *l, const struct iop_iommu *i)
{
	uint32_t all, global;

	if (!i->driver)
		return IOP_NONE;
	switch (iop_fact_of(l, i, IOP_K_CONTEXTS_FROM, IOP_W_NONE)) {
	case IOP_W_COUNT:
		return (uint32_t)iop_fact_of(l, i, IOP_K_CONTEXTS, IOP_NONE);
	case IOP_W_CONTEXT_INTERRUPTS:
		all = iop_irq_count(l->tree, i->node);
		global = iop_prop_u32(l->tree, i->node, IOP_P_GLOBAL_INTERRUPTS, IOP_NONE);
		return all > global ? all - global : IOP_NONE;
	default:
		return IOP_NONE;
	}
}

static void count_needs(struct iop_plan *p, struct iop_links *l)
{
	for (uint32_t n = 0; n < l->n_iommus; n++) {
		l->iommus[n].contexts_have = have(l, &l->iommus[n]);
		l->iommus[n].contexts_need = 0;
		l->iommus[n].groups = 0;
	}
	for (uint32_t n = 0; n < p->n_groups; n++) {
		struct iop_iommu *i = &l->iommus[p->groups[n].iommu];

		i->groups++;
		i->contexts_need += iop_translates(&p->groups[n]);
	}
}

static bool short_of_banks(const struct iop_iommu *i)
{
	return i->state == IOP_STATE_ACTIVE && i->contexts_have != IOP_NONE &&
	       i->contexts_need > i->contexts_have;
}

/* Groups in the order in which devices come: those beyond the last bank lose. */
static bool refuse_late(struct iop_plan *p, struct iop_links *l, uint32_t iommu)
{
	uint32_t used = 0, lost = 0;

	for (uint32_t n = 0; n < p->n_groups; n++) {
		struct iop_group *g = &p->groups[n];

		if (g->iommu != iommu || !iop_translates(g) ||
		    used++ < l->iommus[iommu].contexts_have)
			continue;
		for (uint32_t d = g->first; d != IOP_NONE; d = l->devices[d].next, lost++) {
			l->devices[d].why = IOP_R_NO_CONTEXT;
			l->devices[d].regroup = false;
		}
	}
	return lost;
}

/* The first group that finds no bank, if it exists while the IOMMU registers. */
static uint32_t breaker(const struct iop_plan *p, const struct iop_links *l, uint32_t iommu)
{
	uint32_t used = 0;

	for (uint32_t n = 0; n < p->n_groups; n++) {
		const struct iop_group *g = &p->groups[n];
		const struct iop_device *d = &l->devices[g->first];

		if (g->iommu == iommu && iop_translates(g) && iop_breaks_iommu(l, d) &&
		    used++ >= l->iommus[iommu].contexts_have)
			return g->first;
	}
	return IOP_NONE;
}

static bool settle(struct iop_plan *p, struct iop_links *l, uint32_t iommu)
{
	uint32_t device = IOP_NONE;

	if (iop_linux(l->view, IOP_K_NO_BANK_EFFECT, IOP_W_DEVICE) == IOP_W_INSTANCE)
		device = breaker(p, l, iommu);
	if (device == IOP_NONE)
		return refuse_late(p, l, iommu);
	iop_iommu_break(l, iommu, device, IOP_R_NO_CONTEXT);
	return true;
}

bool iop_budget_check(struct iop_plan *p, struct iop_links *l)
{
	bool changed = false;

	count_needs(p, l);
	for (uint32_t n = 0; n < l->n_iommus; n++)
		if (short_of_banks(&l->iommus[n]))
			changed |= settle(p, l, n);
	return changed;
}
