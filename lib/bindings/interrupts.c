// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "bindings/interrupts.h"

/* The nearest interrupt-parent, or the nearest ancestor that is a controller. */
uint32_t iop_irq_parent(const struct iop_tree *t, uint32_t node)
{
	uint32_t from = node;

	while (node != IOP_NO_NODE) {
		uint32_t handle = iop_prop_u32(t, node, IOP_P_INTERRUPT_PARENT, 0);

		if (handle)
			return iop_by_phandle(t, handle);
		if (node != from && iop_has(t, node, IOP_P_INTERRUPT_CELLS))
			return node;
		node = t->nodes[node].parent;
	}
	return IOP_NO_NODE;
}

static uint32_t count_extended(const struct iop_tree *t, struct iop_cells list)
{
	uint32_t handle, parent, count = 0;

	while (iop_cell_next(&list, &handle)) {
		parent = iop_by_phandle(t, handle);
		if (parent == IOP_NO_NODE ||
		    !iop_cells_skip(&list, iop_prop_u32(t, parent,
							IOP_P_INTERRUPT_CELLS, 0)))
			break;
		count++;
	}
	return count;
}

uint32_t iop_irq_count(const struct iop_tree *t, uint32_t node)
{
	uint32_t parent, cells;

	if (iop_has(t, node, IOP_P_INTERRUPTS_EXTENDED))
		return count_extended(t, iop_prop(t, node, IOP_P_INTERRUPTS_EXTENDED));
	parent = iop_irq_parent(t, node);
	cells = parent == IOP_NO_NODE ? 0 :
		iop_prop_u32(t, parent, IOP_P_INTERRUPT_CELLS, 0);
	return cells ? iop_prop(t, node, IOP_P_INTERRUPTS).left / 4 / cells : 0;
}
