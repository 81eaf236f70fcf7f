// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Page tables that a driver allocates where its IOMMU does not reach. */
#include <string.h>

#include "fdt/address.h"
#include "lint/lint.h"
#include "model/lookup.h"

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

/* The last byte of RAM; 0: a boot loader fills in how much there is. */
static uint64_t last_of_ram(const struct iop_tree *t)
{
	uint64_t last = 0;

	for (uint32_t n = 0; n < t->count; n++) {
		uint64_t end = is_memory(t, n) ? end_of(t, n) : 0;

		if (end > last)
			last = end;
	}
	return last;
}

static void check(struct iop_lint *s, const struct iop_iommu *i, uint64_t ram)
{
	uint64_t bits = iop_fact_of(s->plan, i, IOP_K_OAS, 64);
	struct iop_finding *f;

	if (bits >= 64 || (ram && !(ram >> bits)))
		return;
	f = iop_report(s, IOP_RULE_TABLES_HIGH, i->node, NULL);
	iop_say_hex(f, (1ull << bits) - 1);
	if (!ram)
		f->severity = IOP_NOTE;
	iop_say(f, ram ? "RAM goes beyond that" : "if RAM goes beyond that");
}

void iop_lint_page_tables(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;

	for (uint32_t n = 0; n < p->n_iommus && !s->full; n++) {
		const struct iop_iommu *i = &p->iommus[n];

		if (i->state == IOP_STATE_ACTIVE && i->maps &&
		    iop_fact_of(p, i, IOP_K_TABLES_ANYWHERE, 0))
			check(s, i, last_of_ram(p->tree));
	}
}

void iop_lint_iommu_ranges(struct iop_lint *s)
{
	const struct iop_tree *t = s->plan->tree;

	if (iop_linux(s->plan->view, IOP_K_IOMMU_RANGES_READ, 0))
		return;
	for (uint32_t n = 0; n < t->count && !s->full; n++)
		if (iop_has(t, n, IOP_P_IOMMU_RANGES) && t->nodes[n].enabled)
			iop_report(s, IOP_RULE_RANGES_IGNORED, n, "iommu-ranges");
}
