// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What an IOMMU driver's own probe demands of its node. */
#include <string.h>

#include "bindings/interrupts.h"
#include "devices/probe.h"

static enum iop_reason check_cells(const struct iop_plan *p,
				   const struct iop_iommu *i)
{
	uint64_t wanted = iop_fact_of(p, i, IOP_K_CELLS, IOP_NONE);

	if (wanted == IOP_NONE || i->cells == wanted)
		return IOP_R_NONE;
	return iop_fact_of(p, i, IOP_K_CELLS_WRONG, IOP_W_IGNORE) == IOP_W_INSTANCE ?
	       IOP_R_IOMMU_CELLS : IOP_R_NONE;
}

/* arm_smmu_device_dt_probe(): the rest of the interrupts serve context banks. */
static enum iop_reason check_interrupts(const struct iop_plan *p,
					struct iop_iommu *i)
{
	uint32_t global = iop_prop_u32(p->tree, i->node, IOP_P_GLOBAL_INTERRUPTS,
				       IOP_NONE);
	uint32_t all = iop_irq_count(p->tree, i->node);

	if (!iop_fact_of(p, i, IOP_K_NEEDS_GLOBAL_IRQS, 0))
		return IOP_R_NONE;
	if (global == IOP_NONE)
		return IOP_R_NO_GLOBAL_IRQS;
	return all > global ? IOP_R_NONE : IOP_R_NO_CONTEXT_IRQ;
}

static enum iop_reason check_larbs(const struct iop_plan *p,
				   const struct iop_iommu *i)
{
	struct iop_cells larbs = iop_prop(p->tree, i->node, IOP_P_LARBS);
	uint32_t handle, enabled = 0, larb;

	if (!iop_fact_of(p, i, IOP_K_NEEDS_LARBS, 0))
		return IOP_R_NONE;
	while (iop_cell_next(&larbs, &handle)) {
		larb = iop_by_phandle(p->tree, handle);
		if (larb == IOP_NO_NODE)
			return IOP_R_NO_LARB;
		enabled += p->tree->nodes[larb].enabled;
	}
	return enabled ? IOP_R_NONE : IOP_R_NO_LARB;
}

static enum iop_reason check_properties(const struct iop_plan *p,
					const struct iop_iommu *i)
{
	const struct iop_item *end, *item = iop_items(i->driver, "required-properties", &end);

	for (; item < end; item++)
		if (iop_now(p->view, item->when) &&
		    !iop_has_named(p->tree, i->node, item->name))
			return IOP_R_MISSING_PROPERTY;
	return IOP_R_NONE;
}

/* ipmmu_probe(): a node without renesas,ipmmu-main is the root of the others. */
static enum iop_reason check_root(const struct iop_plan *p,
				  const struct iop_iommu *i)
{
	if (!iop_fact_of(p, i, IOP_K_ROOTS, 0) ||
	    iop_has(p->tree, i->node, IOP_P_IPMMU_MAIN))
		return IOP_R_NONE;
	return IOP_R_IS_ROOT;
}

enum iop_reason iop_probe_needs(const struct iop_plan *p, struct iop_iommu *i)
{
	enum iop_reason why = check_cells(p, i);

	if (iop_fact_of(p, i, IOP_K_PROBE_FAILS, 0))
		return IOP_R_DRIVER_BROKEN;
	if (!why)
		why = check_interrupts(p, i);
	if (!why)
		why = check_larbs(p, i);
	if (!why)
		why = check_properties(p, i);
	return why ? why : check_root(p, i);
}
