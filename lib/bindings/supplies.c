// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "bindings/supplies.h"

#include "bindings/interrupts.h"

#define ONE_ALONE IOP_PROP_COUNT	/* no cells follow a phandle */

static const struct {
	enum iop_prop list, width;
	const char *name;
} supplies[IOP_SUPPLY_COUNT] = {
	[IOP_SUPPLY_CLOCKS] = { IOP_P_CLOCKS, IOP_P_CLOCK_CELLS, "clocks" },
	[IOP_SUPPLY_ASSIGNED_CLOCKS] = { IOP_P_ASSIGNED_CLOCKS, IOP_P_CLOCK_CELLS,
					 "assigned-clocks" },
	[IOP_SUPPLY_ASSIGNED_PARENTS] = { IOP_P_ASSIGNED_PARENTS, IOP_P_CLOCK_CELLS,
					  "assigned-clock-parents" },
	[IOP_SUPPLY_POWER_DOMAINS] = { IOP_P_POWER_DOMAINS, IOP_P_POWER_DOMAIN_CELLS,
				       "power-domains" },
	[IOP_SUPPLY_RESETS] = { IOP_P_RESETS, IOP_P_RESET_CELLS, "resets" },
	[IOP_SUPPLY_INTERCONNECTS] = { IOP_P_INTERCONNECTS, IOP_P_INTERCONNECT_CELLS,
				       "interconnects" },
	[IOP_SUPPLY_LARBS] = { IOP_P_LARBS, ONE_ALONE, "mediatek,larbs" },
	[IOP_SUPPLY_MEMORY_CONTROLLER] = { IOP_P_MEMORY_CONTROLLER, ONE_ALONE,
					   "nvidia,memory-controller" },
	[IOP_SUPPLY_MSI_PARENT] = { IOP_P_MSI_PARENT, IOP_P_MSI_CELLS, "msi-parent" },
	[IOP_SUPPLY_INTERRUPTS] = { IOP_P_INTERRUPTS_EXTENDED, IOP_P_INTERRUPT_CELLS,
				    "interrupts-extended" },
};

void iop_supply_open(struct iop_supply_walk *w, const struct iop_tree *t, uint32_t node,
		     enum iop_supply which)
{
	*w = (struct iop_supply_walk){
		.tree = t, .left = iop_prop(t, node, supplies[which].list),
		.width = supplies[which].width, .name = supplies[which].name,
		.target = IOP_NO_NODE, .parent = IOP_NO_NODE,
	};
	if (which != IOP_SUPPLY_INTERRUPTS || iop_has(t, node, IOP_P_INTERRUPTS_EXTENDED) ||
	    !iop_has(t, node, IOP_P_INTERRUPTS))
		return;
	w->parent = iop_irq_parent(t, node);
	w->name = "interrupts";
}

/* All entries of plain interrupts have one controller. */
static bool the_parent(struct iop_supply_walk *w)
{
	w->target = w->parent;
	w->parent = IOP_NO_NODE;
	return w->target != IOP_NO_NODE;
}

bool iop_supply_next(struct iop_supply_walk *w)
{
	if (w->parent != IOP_NO_NODE)
		return the_parent(w);
	do {
		if (!iop_cell_next(&w->left, &w->handle))
			return false;
		w->entry = w->next++;
	} while (!w->handle);
	w->target = iop_by_phandle(w->tree, w->handle);
	if (w->target == IOP_NO_NODE ||
	    (w->width != ONE_ALONE &&
	     !iop_cells_skip(&w->left, iop_prop_u32(w->tree, w->target, w->width, 0))))
		w->left.left = 0;
	return true;
}

uint32_t iop_supply_count(const struct iop_tree *t, uint32_t node, enum iop_supply which)
{
	struct iop_supply_walk w;

	iop_supply_open(&w, t, node, which);
	while (iop_supply_next(&w))
		if (w.target == IOP_NO_NODE)
			return 0;
	return w.next;
}
