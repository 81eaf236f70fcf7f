// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "bindings/entries.h"
#include "model/lookup.h"

static enum iop_reason read_target(const struct iop_plan *p,
				   struct iop_cells *list, struct iop_entry *e)
{
	uint32_t handle = 0, node;

	iop_cell_next(list, &handle);
	if (!handle)
		return IOP_R_EMPTY;
	node = iop_by_phandle(p->tree, handle);
	if (node == IOP_NO_NODE)
		return IOP_R_BAD_PHANDLE;
	e->iommu = iop_iommu_at(p, node);
	if (e->iommu == IOP_NONE || iop_iommu_of(p, e->iommu)->cells == IOP_NONE)
		return IOP_R_NOT_IOMMU;
	return IOP_R_NONE;
}

bool iop_entry_next(const struct iop_plan *p, struct iop_cells *list,
		    struct iop_entry *e, enum iop_reason *why)
{
	uint32_t cells, most;

	*why = IOP_R_NONE;
	*e = IOP_ENTRY_NONE;
	if (list->left < 4)
		return false;
	*why = read_target(p, list, e);
	if (*why)
		return false;
	cells = iop_iommu_of(p, e->iommu)->cells;
	e->cells = *list;
	most = (uint32_t)iop_linux(p->view, IOP_K_PHANDLE_ARGS, UINT32_MAX);
	e->count = cells < most ? cells : most;
	if (!iop_cells_skip(list, cells))
		*why = IOP_R_SHORT;
	return !*why;
}
