// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Page tables that a driver allocates where its IOMMU does not reach. */
#include <string.h>

#include "fdt/address.h"
#include "model/lookup.h"
#include "plan/defaults.h"

/* early_init_dt_scan_memory() */
static bool is_memory(const struct iop_tree *t, uint32_t node)
{
	const char *type = iop_prop_string(t, node, IOP_P_DEVICE_TYPE);

	return type && !strcmp(type, "memory") && t->nodes[node].available;
}

static uint64_t end_of(const struct iop_tree *t, uint32_t node)
{
	struct iop_bus_cells c = iop_bus_cells(t, t->nodes[node].parent);
	struct iop_cells reg = iop_prop(t, node, IOP_P_REG);
	uint64_t base, size, last = 0;

	while (iop_number_next(&reg, c.child, &base) && iop_number_next(&reg, c.size, &size))
		if (size && base + (size - 1) > last)
			last = base + (size - 1);
	return last;
}

void iop_ram_find(struct iop_plan *p)
{
	const struct iop_tree *t = p->tree;

	p->ram_last = 0;
	for (uint32_t n = 0; n < t->count; n++) {
		uint64_t end = is_memory(t, n) ? end_of(t, n) : 0;

		if (end > p->ram_last)
			p->ram_last = end;
	}
}

enum iop_tables iop_tables_of(const struct iop_plan *p, const struct iop_iommu *i)
{
	uint64_t bits;

	if (i->state != IOP_STATE_ACTIVE || !i->maps ||
	    !iop_fact_of(p, i, IOP_K_TABLES_ANYWHERE, 0))
		return IOP_TABLES_REACHED;
	bits = iop_fact_of(p, i, IOP_K_OAS, 64);
	if (bits < 64 && !p->ram_last)
		return IOP_TABLES_BY_RAM;
	return bits < 64 && p->ram_last >> bits ? IOP_TABLES_BEYOND : IOP_TABLES_REACHED;
}
