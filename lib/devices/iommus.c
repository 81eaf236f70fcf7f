// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The IOMMU instances of a tree, and whether each of them comes up. */
#include "devices/devices.h"

#include "devices/populate.h"
#include "devices/probe.h"

/* A node with none of these is no IOMMU, whatever its compatible. */
#define MAY_BE_IOMMU (1ull << IOP_P_IOMMU_CELLS | 1ull << IOP_P_MMU_MASTERS | \
		      1ull << IOP_P_GLOBAL_INTERRUPTS | 1ull << IOP_P_LARBS | \
		      1ull << IOP_P_IPMMU_MAIN | 1ull << IOP_P_SECURE_ID)

static bool is_iommu(const struct iop_links *l, uint32_t node, struct iop_match *m)
{
	bool has_cells = iop_has(l->tree, node, IOP_P_IOMMU_CELLS);

	*m = iop_match_driver(l->view, iop_prop(l->tree, node, IOP_P_COMPATIBLE),
			      has_cells);
	return m->driver || has_cells;
}

static void describe(const struct iop_links *l, struct iop_iommu *i,
		     uint32_t node, struct iop_match m)
{
	i->node = node;
	i->driver = m.driver;
	i->compat = m.now ? m.compat : NULL;
	i->exist = (uint8_t)iop_existence(l->tree, l->view, node).exist;
	i->cells = iop_prop_u32(l->tree, node, IOP_P_IOMMU_CELLS, IOP_NONE);
	i->culprit = IOP_NONE;
	i->contexts_have = IOP_NONE;
	i->streams_have = IOP_NONE;
	i->legacy = m.driver && iop_has(l->tree, node, IOP_P_MMU_MASTERS) &&
		    iop_fact_of(l, i, IOP_K_LEGACY, 0);
}

bool iop_iommus_collect(struct iop_links *l, struct iop_arena *a)
{
	const struct iop_node *nodes = l->tree->nodes;
	struct iop_iommu *i;
	struct iop_match m;

	l->iommus = iop_alloc(a, 0, sizeof(*l->iommus));
	if (!l->iommus)
		return false;
	for (uint32_t n = 0; n < l->tree->count; n++) {
		if (!(nodes[n].has & MAY_BE_IOMMU) || !is_iommu(l, n, &m))
			continue;
		i = iop_grow(a, l->iommus, l->n_iommus, sizeof(*i));
		if (!i)
			return false;
		describe(l, i, n, m);
		l->n_iommus++;
	}
	iop_probe_all(l);
	return true;
}

uint32_t iop_iommu_at(const struct iop_links *l, uint32_t node)
{
	uint32_t lo = 0, hi = l->n_iommus;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (l->iommus[mid].node < node)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < l->n_iommus && l->iommus[lo].node == node ? lo : IOP_NONE;
}

uint64_t iop_fact_of(const struct iop_links *l, const struct iop_iommu *i,
		     enum iop_key key, uint64_t fallback)
{
	return iop_fact_value(l->view, i->driver, key,
			      iop_prop(l->tree, i->node, IOP_P_COMPATIBLE),
			      fallback);
}

/* Reasons that need no look at the IOMMU to be understood. */
static bool says_enough(enum iop_reason why)
{
	return why == IOP_R_OTHER_DRIVER || why == IOP_R_OTHER_DRIVER_CRASH ||
	       why == IOP_R_OTHER_VARIANT || why == IOP_R_IOMMU_NOT_CREATED;
}

enum iop_reason iop_reach(const struct iop_links *l, uint32_t iommu)
{
	const struct iop_iommu *i = &l->iommus[iommu];

	if (i->state == IOP_STATE_DISABLED)
		return IOP_R_IOMMU_DISABLED;
	if (i->state == IOP_STATE_NO_DRIVER)
		return i->why;
	if (i->state == IOP_STATE_FAILS)
		return says_enough(i->why) ? i->why : IOP_R_IOMMU_FAILS;
	if (i->why == IOP_R_IS_ROOT)
		return IOP_R_IS_ROOT;
	return iop_fact_of(l, i, IOP_K_XLATE, 1) || iop_fact_of(l, i, IOP_K_EARLY_GROUPS, 0) ?
	       IOP_R_NONE : IOP_R_NO_XLATE;
}
