// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* #iommu-cells, compared with the driver and with the masters. */
#include "bindings/entries.h"
#include "lint/lint.h"

#define WIDEST 3u	/* cells; no binding takes more */
#define MISFITS 16u	/* IOMMUs looked at: each costs a walk over all masters */

/* The cells of a specifier that the driver looks at, at most. */
static uint32_t cells_read(const struct iop_lint *s, const struct iop_iommu *i)
{
	const struct iop_plan *p = s->plan;

	if (!iop_fact_of(p, i, IOP_K_ID_BITS, 32))
		return 0;
	return iop_fact_of(p, i, IOP_K_MASK_CELL, 0) ? 2 : 1;
}

static bool fits(const struct iop_lint *s, const struct iop_iommu *i, uint32_t cells)
{
	uint32_t read = cells_read(s, i);

	return cells == iop_fact_of(s->plan, i, IOP_K_CELLS, read) ||
	       (read == 2 && cells == 1);
}

static void check_driver(struct iop_lint *s, const struct iop_iommu *i)
{
	uint64_t who = iop_fact_of(s->plan, i, IOP_K_CELLS_WRONG, IOP_W_IGNORE);
	uint32_t read = cells_read(s, i);
	struct iop_finding *f;

	if (i->cells == IOP_NONE || fits(s, i, i->cells))
		return;
	f = iop_report(s, IOP_RULE_IOMMU_CELLS, i->node, "#iommu-cells");
	iop_say_dec(f, i->cells);
	iop_say(f, i->driver->name);
	iop_say(f, read == 2 ? "1 or 2" : read ? "1" : "0");
	if (who == IOP_W_INSTANCE)
		iop_say(f, " and fails to probe");
	else if (who == IOP_W_MASTER)
		iop_say(f, " and rejects every master");
	else if (i->cells < read)
		iop_say(f, ": all masters have ID 0");
	else
		iop_say(f, " and ignores the rest");
	if (who == IOP_W_IGNORE && i->cells > read)
		f->severity = IOP_WARNING;
}

/* Is @cells the width of every specifier in the property, were it this IOMMU's? */
static bool parses(const struct iop_lint *s, uint32_t node, uint32_t iommu,
		   uint32_t cells)
{
	struct iop_cells list = iop_prop(s->plan->tree, node, IOP_P_IOMMUS);
	const struct iop_plan *p = s->plan;
	uint32_t handle, i;

	while (iop_cell_next(&list, &handle)) {
		i = iop_iommu_at(s->plan, iop_by_phandle(p->tree, handle));
		if (!handle || i == IOP_NONE || p->iommus[i].cells == IOP_NONE ||
		    !iop_cells_skip(&list, i == iommu ? cells : p->iommus[i].cells))
			return false;
	}
	return !list.left;
}

static uint32_t first_target(const struct iop_lint *s, uint32_t node)
{
	uint32_t handle = iop_prop_u32(s->plan->tree, node, IOP_P_IOMMUS, 0);
	uint32_t target = handle ? iop_by_phandle(s->plan->tree, handle) : IOP_NO_NODE;

	return target == IOP_NO_NODE ? IOP_NONE : iop_iommu_at(s->plan, target);
}

/* How many properties begin with this IOMMU, if all of them parse. */
static uint32_t all_parse(const struct iop_lint *s, uint32_t iommu, uint32_t cells)
{
	const struct iop_plan *p = s->plan;
	uint32_t count = 0;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		if (!iop_has_list(s, &p->devices[n]) ||
		    first_target(s, p->devices[n].node) != iommu)
			continue;
		if (!parses(s, p->devices[n].node, iommu, cells))
			return 0;
		count++;
	}
	return count;
}

static void put_u32(uint8_t *at, uint32_t value)
{
	if (!at)
		return;
	at[0] = (uint8_t)(value >> 24);
	at[1] = (uint8_t)(value >> 16);
	at[2] = (uint8_t)(value >> 8);
	at[3] = (uint8_t)value;
}

static void misfit(struct iop_lint *s, uint32_t iommu, uint32_t cells,
		   uint32_t count, uint32_t master)
{
	const struct iop_iommu *i = &s->plan->iommus[iommu];
	struct iop_finding *f = iop_report(s, IOP_RULE_IOMMU_CELLS_MISFIT, i->node,
					   "#iommu-cells");

	f->related = master;
	iop_say_dec(f, i->cells);
	iop_say_dec(f, count);
	iop_say_dec(f, cells);
	iop_say_node(f, master);
	if (iop_facts_hold(i) && fits(s, i, cells))
		put_u32(iop_set_fix(s, f, "#iommu-cells", 4, "set #iommu-cells to {2}"), cells);
}

static void check_masters(struct iop_lint *s, uint32_t iommu, uint32_t master)
{
	uint32_t count, now = s->plan->iommus[iommu].cells;

	for (uint32_t cells = 0; cells <= WIDEST; cells++) {
		count = cells == now ? 0 : all_parse(s, iommu, cells);
		if (count)
			return misfit(s, iommu, cells, count, master);
	}
}

/* Once for each IOMMU whose masters' lists break off. */
static void check_misfits(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;
	uint32_t seen[MISFITS], n_seen = 0, k;

	for (uint32_t n = 0; n < p->n_devices && n_seen < MISFITS; n++) {
		const struct iop_device *d = &p->devices[n];
		uint32_t iommu;

		if (!iop_has_list(s, d) || (!d->partial &&
		    !iop_reason_is(d->why, IOP_MEANS_LIST)))
			continue;
		iommu = first_target(s, d->node);
		for (k = 0; k < n_seen && seen[k] != iommu; k++)
			;
		if (k < n_seen || iommu == IOP_NONE || p->iommus[iommu].cells == IOP_NONE)
			continue;
		seen[n_seen++] = iommu;
		check_masters(s, iommu, d->node);
	}
}

/* A target that some driver knows: the property was forgotten. */
static void check_missing(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;
	uint32_t last = IOP_NO_NODE;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];
		struct iop_finding *f;
		uint32_t handle, node;
		struct iop_cells list;

		if (d->why != IOP_R_NOT_IOMMU || !iop_has_list(s, d))
			continue;
		handle = iop_prop_u32(p->tree, d->node, IOP_P_IOMMUS, 0);
		node = iop_by_phandle(p->tree, handle);
		if (node == IOP_NO_NODE || node == last ||
		    iop_has(p->tree, node, IOP_P_IOMMU_CELLS))
			continue;
		list = iop_prop(p->tree, node, IOP_P_COMPATIBLE);
		if (!iop_match_driver(p->view, list, true).driver)
			continue;
		last = node;
		f = iop_report(s, IOP_RULE_IOMMU_CELLS_MISSING, node, "#iommu-cells");
		f->related = d->node;
		iop_say_node(f, d->node);
	}
}

void iop_lint_iommu_cells(struct iop_lint *s)
{
	for (uint32_t n = 0; n < s->plan->n_iommus; n++)
		if (iop_facts_hold(&s->plan->iommus[n]) &&
		    s->plan->iommus[n].state != IOP_STATE_DISABLED)
			check_driver(s, &s->plan->iommus[n]);
	check_misfits(s);
	check_missing(s);
}
