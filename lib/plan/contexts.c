// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Context banks: one for each translated group of an instance. */
#include "bindings/interrupts.h"
#include "fdt/path_index.h"
#include "plan/defaults.h"
#include "model/lookup.h"

/*
 * Hardware of some makes has banks that are not to be used. How many it has is
 * in its registers alone: as many as interrupts, of which a fix-up takes some,
 * or fewer, of which none may.
 */
static uint32_t fixed_up(const struct iop_plan *p, const struct iop_iommu *i, uint32_t banks)
{
	struct iop_cells mine = i->names;
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

/* What a kernel has printed, before the fix-ups of the driver's implementations. */
static void measure(struct iop_plan *p, const struct iop_grouping *g)
{
	for (uint32_t m = 0; m < p->view->target.n_measured; m++) {
		const struct iop_measured *row = &p->view->target.measured[m];
		struct iop_iommu *i = g->measured[m] == IOP_NONE ? NULL :
				      iop_iommu_of(p, g->measured[m]);

		if (!i || !i->driver)
			continue;
		if (row->streams != IOP_NONE)
			i->streams_have = row->streams;
		if (row->contexts == IOP_NONE)
			continue;
		i->measured = true;
		i->contexts_have = fixed_up(p, i, row->contexts);
	}
}

/* Bank 0 of a GPU's SMMU is for the GPU, which has stream ID 0; without a GPU it is not
 * used. */
static void find_gpu_streams(struct iop_plan *p)
{
	for (uint32_t n = 0; n < p->n_iommus; n++)
		p->iommus[n].stream_zero = false;
	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		if (d->group == IOP_NONE || d->iommu == IOP_NONE || d->requesters)
			continue;
		for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++)
			p->iommus[d->iommu].stream_zero |= !p->streams[s].id;
	}
}

static void keep_gpu_bank(struct iop_plan *p, struct iop_iommu *i)
{
	if (i->driver && i->contexts_have != IOP_NONE && i->contexts_have &&
	    !i->stream_zero && iop_fact_of(p, i, IOP_K_GPU_BANK, 0))
		i->contexts_have--;
}

/* An IPMMU's leaves all draw on their root's contexts. */
static bool draws_on_root(const struct iop_plan *p, const struct iop_iommu *i)
{
	return i->driver && iop_fact_of(p, i, IOP_K_CONTEXTS_SCOPE,
					IOP_W_INSTANCE) == IOP_W_ROOT;
}

/* contexts_need keeps the maximum, also after some groups were refused. */
static void count_needs(struct iop_plan *p, struct iop_grouping *g)
{
	find_gpu_streams(p);
	for (uint32_t n = 0; n < p->n_iommus; n++)
		p->iommus[n].contexts_have = have(p, &p->iommus[n]);
	measure(p, g);
	for (uint32_t n = 0; n < p->n_iommus; n++) {
		keep_gpu_bank(p, &p->iommus[n]);
		p->iommus[n].contexts_now = 0;
		p->iommus[n].groups = 0;
		g->pools[n].need = g->pools[n].used = 0;
		g->pools[n].most = g->pools[n].breaker = IOP_NONE;
	}
	for (uint32_t n = 0; n < p->n_groups; n++) {
		struct iop_iommu *i = iop_iommu_of(p, p->groups[n].iommu);
		bool translates = iop_translates(&p->groups[n]);

		i->groups++;
		i->contexts_now += translates;
		g->pools[g->pools[p->groups[n].iommu].first].need += translates;
		if (i->contexts_now > i->contexts_need)
			i->contexts_need = i->contexts_now;
	}
}

static bool short_of_banks(const struct iop_plan *p, const struct iop_grouping *g,
			   uint32_t iommu)
{
	const struct iop_iommu *i = &p->iommus[iommu];

	if (i->state != IOP_STATE_ACTIVE || i->contexts_have == IOP_NONE || !i->groups ||
	    p->view->target.endless_banks)
		return false;
	return i->contexts_now > i->contexts_have ||
	       (draws_on_root(p, i) && g->pools[g->pools[iommu].first].need > i->contexts_have);
}

/* Groups in the order of their devices: those after the last bank are refused. */
static bool refuse_late(struct iop_plan *p, const struct iop_grouping *g)
{
	bool lost = false;

	for (uint32_t n = 0; n < p->n_groups; n++) {
		struct iop_group *group = &p->groups[n];
		struct iop_pool *pool = &g->pools[g->pools[group->iommu].first];

		if (!iop_translates(group) || pool->used++ < pool->most)
			continue;
		for (uint32_t d = group->first; d != IOP_NONE; d = p->devices[d].next) {
			p->devices[d].why = IOP_R_NO_CONTEXT;
			p->devices[d].regroup = false;
			lost = true;
		}
	}
	return lost;
}

/* For each IOMMU the first group that gets no bank, if it exists while an IOMMU
 * registers: groups get banks in the order of their first devices. */
static void find_breakers(const struct iop_plan *p, struct iop_grouping *g)
{
	uint32_t *met = g->numbers;

	for (uint32_t n = 0; n < p->n_groups; n++)
		met[n] = 0;
	for (uint32_t k = 0; k < p->n_devices; k++) {
		const struct iop_device *d = iop_device_of(p, g->order[k]);
		struct iop_pool *own;

		if (d->group == IOP_NONE || met[d->group]++)
			continue;
		own = &g->pools[d->iommu];
		if (own->breaker == IOP_NONE && iop_translates(iop_group_of(p, d->group)) &&
		    iop_breaks_iommu(p, d) &&
		    own->used++ >= p->iommus[d->iommu].contexts_have)
			own->breaker = g->order[k];
	}
	for (uint32_t n = 0; n < p->n_iommus; n++)
		g->pools[n].used = 0;
}

static void settle(struct iop_plan *p, struct iop_grouping *g, uint32_t iommu)
{
	struct iop_pool *pool = &g->pools[g->pools[iommu].first];
	uint32_t device = g->pools[iommu].breaker;

	if (device != IOP_NONE)
		iop_iommu_break(p, iop_added_by(p, &p->devices[device]), device,
				IOP_R_NO_CONTEXT);
	else if (p->iommus[iommu].contexts_have < pool->most)
		pool->most = pool->banks = p->iommus[iommu].contexts_have;
}

bool iop_budget_check(struct iop_plan *p, struct iop_grouping *g)
{
	bool changed = false, breaks;

	breaks = iop_linux(p->view, IOP_K_NO_BANK_EFFECT, IOP_W_DEVICE) == IOP_W_INSTANCE;
	count_needs(p, g);
	for (uint32_t n = 0, looked = !breaks; n < p->n_iommus; n++) {
		if (!short_of_banks(p, g, n))
			continue;
		if (!looked++)
			find_breakers(p, g);
		changed |= g->pools[n].breaker != IOP_NONE;
		settle(p, g, n);
	}
	return refuse_late(p, g) || changed;
}

static uint32_t pool_of(const struct iop_plan *p, uint32_t iommu, uint32_t *firsts)
{
	const struct iop_iommu *i = &p->iommus[iommu];
	uint32_t *first;

	if (!draws_on_root(p, i))
		return iommu;
	first = &firsts[i->driver - p->view->facts->drivers];
	if (*first == IOP_NONE)
		*first = iommu;
	return *first;
}

/* Which IOMMUs those are: a log may have printed it of each of thousands. */
static bool find_measured(const struct iop_plan *p, struct iop_grouping *g, struct iop_arena *a)
{
	const struct iop_target *target = &p->view->target;
	struct iop_paths paths;
	size_t used;

	g->measured = iop_alloc_raw(a, target->n_measured, sizeof(*g->measured));
	used = iop_arena_mark(a);
	if (!g->measured || (target->n_measured && !iop_paths_index(&paths, p->tree, a)))
		return false;
	for (uint32_t m = 0; m < target->n_measured; m++) {
		uint32_t node = iop_paths_find(&paths, target->measured[m].path);

		g->measured[m] = node == IOP_NO_NODE ? IOP_NONE : iop_iommu_at(p, node);
	}
	iop_arena_release(a, used);
	return true;
}

bool iop_budget_open(const struct iop_plan *p, struct iop_grouping *g, struct iop_arena *a)
{
	uint32_t count = p->view->facts->count;
	uint32_t *firsts = iop_alloc_raw(a, count, sizeof(*firsts));

	g->pools = iop_alloc_raw(a, p->n_iommus, sizeof(*g->pools));
	if (!firsts || !g->pools)
		return false;
	for (uint32_t n = 0; n < count; n++)
		firsts[n] = IOP_NONE;
	for (uint32_t n = 0; n < p->n_iommus; n++)
		g->pools[n] = (struct iop_pool){ .first = pool_of(p, n, firsts),
						 .banks = IOP_NONE };
	return find_measured(p, g, a);
}
