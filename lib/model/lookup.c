// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "model/lookup.h"

uint32_t iop_iommu_at(const struct iop_plan *p, uint32_t node)
{
	uint32_t lo = 0, hi = p->n_iommus;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (p->iommus[mid].node < node)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < p->n_iommus && p->iommus[lo].node == node ? lo : IOP_NONE;
}

/* Looked for, and the driver says nothing. */
static const struct iop_fact nothing;

uint64_t iop_fact_of(const struct iop_plan *p, const struct iop_iommu *i,
		     enum iop_key key, uint64_t fallback)
{
	const struct iop_fact *f = i->facts ? i->facts[key] : NULL;

	if (!f)
		f = iop_fact_find(p->view, i->driver, key, i->names);
	if (i->facts)
		i->facts[key] = f ? f : &nothing;
	return f && f != &nothing ? f->value : fallback;
}

uint32_t iop_active_iommu(const struct iop_plan *p, bool ids)
{
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->iommus[n].state == IOP_STATE_ACTIVE &&
		    (!ids || (p->iommus[n].cells && p->iommus[n].cells != IOP_NONE)) &&
		    iop_fact_of(p, &p->iommus[n], IOP_K_GROUP_RULE, IOP_W_NONE) != IOP_W_NONE)
			return p->iommus[n].node;
	return IOP_NONE;
}
