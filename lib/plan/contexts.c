// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Context banks: one for each translated group of an instance. */
#include "bindings/interrupts.h"
#include "plan/defaults.h"
#include "model/lookup.h"

/*
 * Hardware of some makes has banks that are not to be used. How many it has is
 * in its registers alone: as many as interrupts, of which a fix-up takes some,
 * or fewer, of which none may.
 */
static uint32_t fixed_up(const struct iop_plan *p, const struct iop_iommu *i, uint32_t banks)
{
	struct iop_cells mine = iop_prop(p->tree, i->node, IOP_P_COMPATIBLE);
	const struct iop_row *row;
	uint16_t at = 0;

	while ((row = iop_row_next(p, i, "context-fixup", &at)))
		if (row->numbers[0] == banks && (!row->name || iop_list_has(mine, row->name)))
			return row->numbers[1] > banks - 1 ? (uint32_t)row->numbers[1] : banks - 1;
	return banks;
}

static uint32_t have(const struct iop_plan *p, const struct iop_iommu *i)
{
	uint32_t all, global;

	if (!i->driver)
		return IOP_NONE;
	switch (iop_fact_of(p, i, IOP_K_CONTEXTS_FROM, IOP_W_NONE)) {
	case IOP_W_COUNT:
		return (uint32_t)iop_fact_of(p, i, IOP_K_CONTEXTS, IOP_NONE);
	case IOP_W_CONTEXT_INTERRUPTS:
		all = iop_irq_count(p->tree, i->node);
		global = iop_prop_u32(p->tree, i->node, IOP_P_GLOBAL_INTERRUPTS, IOP_NONE);
		return all > global ? fixed_up(p, i, all - global) : IOP_NONE;
	default:
		return IOP_NONE;
	}
}

static bool has_stream_zero(const struct iop_plan *p, uint32_t iommu)
{
	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		if (d->group == IOP_NONE || d->iommu != iommu || d->requesters)
			continue;
		for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++)
			if (!p->streams[s].id)
				return true;
	}
	return false;
}

/* Bank 0 of a GPU's SMMU is the GPU's: without one, nobody has it. */
static void keep_gpu_bank(struct iop_plan *p, uint32_t iommu)
{
	struct iop_iommu *i = &p->iommus[iommu];

	if (i->driver && i->contexts_have != IOP_NONE && i->contexts_have &&
	    iop_fact_of(p, i, IOP_K_GPU_BANK, 0) && !has_stream_zero(p, iommu))
		i->contexts_have--;
}

/* What was asked for stays on record when some who asked have lost out. */
static void count_needs(struct iop_plan *p)
{
	for (uint32_t n = 0; n < p->n_iommus; n++) {
		p->iommus[n].contexts_have = have(p, &p->iommus[n]);
		keep_gpu_bank(p, n);
		p->iommus[n].contexts_now = 0;
		p->iommus[n].groups = 0;
	}
	for (uint32_t n = 0; n < p->n_groups; n++) {
		struct iop_iommu *i = iop_iommu_of(p, p->groups[n].iommu);

		i->groups++;
		i->contexts_now += iop_translates(&p->groups[n]);
		if (i->contexts_now > i->contexts_need)
			i->contexts_need = i->contexts_now;
	}
}

/* An IPMMU's leaves all draw on their root's contexts. */
static bool same_pool(const struct iop_plan *p, uint32_t a, uint32_t b)
{
	return a == b || (p->iommus[a].driver == p->iommus[b].driver &&
			  p->iommus[a].driver &&
			  iop_fact_of(p, &p->iommus[a], IOP_K_CONTEXTS_SCOPE,
				      IOP_W_INSTANCE) == IOP_W_ROOT);
}

static uint32_t pool_need(const struct iop_plan *p,
			  uint32_t iommu)
{
	uint32_t need = 0;

	for (uint32_t n = 0; n < p->n_groups; n++)
		need += iop_translates(&p->groups[n]) &&
			same_pool(p, p->groups[n].iommu, iommu);
	return need;
}

static bool short_of_banks(const struct iop_plan *p,
			   uint32_t iommu)
{
	const struct iop_iommu *i = &p->iommus[iommu];

	if (i->state != IOP_STATE_ACTIVE || i->contexts_have == IOP_NONE || !i->groups ||
	    p->view->target.endless_banks)
		return false;
	return i->contexts_now > i->contexts_have ||
	       (iop_fact_of(p, i, IOP_K_CONTEXTS_SCOPE, IOP_W_INSTANCE) == IOP_W_ROOT &&
		pool_need(p, iommu) > i->contexts_have);
}

/* Groups in the order in which devices come: those beyond the last bank lose. */
static bool refuse_late(struct iop_plan *p, uint32_t iommu)
{
	uint32_t used = 0, lost = 0;

	for (uint32_t n = 0; n < p->n_groups; n++) {
		struct iop_group *g = &p->groups[n];

		if (!same_pool(p, g->iommu, iommu) || !iop_translates(g) ||
		    used++ < p->iommus[iommu].contexts_have)
			continue;
		for (uint32_t d = g->first; d != IOP_NONE; d = p->devices[d].next, lost++) {
			p->devices[d].why = IOP_R_NO_CONTEXT;
			p->devices[d].regroup = false;
		}
	}
	return lost;
}

/* The first group that finds no bank, if it exists while an IOMMU registers:
 * groups ask for theirs in the order in which their first devices come. */
static uint32_t breaker(const struct iop_plan *p, const struct iop_grouping *g,
			uint32_t iommu)
{
	uint32_t *met = g->numbers, used = 0;

	for (uint32_t n = 0; n < p->n_groups; n++)
		met[n] = 0;
	for (uint32_t k = 0; k < p->n_devices; k++) {
		const struct iop_device *d = iop_device_of(p, g->order[k]);

		if (d->group == IOP_NONE || met[d->group]++)
			continue;
		if (d->iommu == iommu && iop_translates(iop_group_of(p, d->group)) &&
		    iop_breaks_iommu(p, d) && used++ >= p->iommus[iommu].contexts_have)
			return g->order[k];
	}
	return IOP_NONE;
}

static bool settle(struct iop_plan *p, struct iop_grouping *g, uint32_t iommu)
{
	uint32_t device = IOP_NONE;

	if (iop_linux(p->view, IOP_K_NO_BANK_EFFECT, IOP_W_DEVICE) == IOP_W_INSTANCE)
		device = breaker(p, g, iommu);
	if (device == IOP_NONE)
		return refuse_late(p, iommu);
	iop_iommu_break(p, iop_added_by(p, &p->devices[device]), device, IOP_R_NO_CONTEXT);
	return true;
}

bool iop_budget_check(struct iop_plan *p, struct iop_grouping *g)
{
	bool changed = false;

	count_needs(p);
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (short_of_banks(p, n))
			changed |= settle(p, g, n);
	return changed;
}
