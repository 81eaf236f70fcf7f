// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The IOMMU instances of a tree, and whether each of them probes. */
#include "devices/devices.h"

#include "devices/iommu_names.h"
#include "devices/populate.h"
#include "devices/probe.h"
#include "devices/suppliers.h"

/* A node with none of these is no IOMMU, whatever its compatible. */
#define MAY_BE_IOMMU (1ull << IOP_P_IOMMU_CELLS | 1ull << IOP_P_MMU_MASTERS | \
		      1ull << IOP_P_GLOBAL_INTERRUPTS | 1ull << IOP_P_LARBS | \
		      1ull << IOP_P_IPMMU_MAIN | 1ull << IOP_P_SECURE_ID)

static bool is_iommu(const struct iop_plan *p, uint32_t node, struct iop_match *m)
{
	bool has_cells = iop_has(p->tree, node, IOP_P_IOMMU_CELLS);

	*m = iop_match_driver(p->view, iop_prop(p->tree, node, IOP_P_COMPATIBLE),
			      has_cells);
	return m->driver || has_cells;
}

static void describe(const struct iop_plan *p, struct iop_iommu *i,
		     uint32_t node, struct iop_match m)
{
	i->node = node;
	i->driver = m.driver;
	i->compat = m.now ? m.compat : NULL;
	i->exist = (uint8_t)iop_existence(p, node).exist;
	i->names = iop_prop(p->tree, node, IOP_P_COMPATIBLE);
	i->cells = iop_prop_u32(p->tree, node, IOP_P_IOMMU_CELLS, IOP_NONE);
	i->culprit = IOP_NONE;
	i->culprit_supplier = IOP_NONE;
	i->contexts_have = IOP_NONE;
	i->streams_have = IOP_NONE;
	i->legacy = m.driver && iop_has(p->tree, node, IOP_P_MMU_MASTERS) &&
		    iop_fact_of(p, i, IOP_K_LEGACY, 0);
}

bool iop_iommus_collect(struct iop_plan *p, struct iop_arena *a)
{
	const struct iop_node *nodes = p->tree->nodes;
	struct iop_iommu *i;
	struct iop_match m;

	if (!iop_existence_open(p, a))
		return false;
	p->iommus = iop_alloc(a, 0, sizeof(*p->iommus));
	if (!p->iommus)
		return false;
	for (uint32_t n = 0; n < p->tree->count; n++) {
		if (!(nodes[n].has & MAY_BE_IOMMU) || !is_iommu(p, n, &m))
			continue;
		i = iop_grow(a, p->iommus, p->n_iommus, sizeof(*i));
		if (!i)
			return false;
		describe(p, i, n, m);
		p->n_iommus++;
	}
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (!iop_iommu_names(&p->iommus[n], a))
			return false;
	if (!iop_suppliers_collect(p, a))
		return false;
	iop_probe_all(p);
	return true;
}

enum iop_reason iop_reach(const struct iop_plan *p, uint32_t iommu)
{
	const struct iop_iommu *i = &p->iommus[iommu];

	if (i->state == IOP_STATE_DISABLED)
		return IOP_R_IOMMU_DISABLED;
	if (i->state == IOP_STATE_NO_DRIVER)
		return i->why;
	if (i->state == IOP_STATE_FAILS)
		return iop_reason_is(i->why, IOP_MEANS_INHERITED) ? i->why : IOP_R_IOMMU_FAILS;
	if (i->state == IOP_STATE_DEFERRED)
		return IOP_R_IOMMU_DEFERRED;
	if (i->why == IOP_R_IS_ROOT)
		return IOP_R_IS_ROOT;
	return iop_fact_of(p, i, IOP_K_XLATE, 1) || iop_fact_of(p, i, IOP_K_EARLY_GROUPS, 0) ?
	       IOP_R_NONE : IOP_R_NO_XLATE;
}
