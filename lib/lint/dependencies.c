// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * An IOMMU's driver wants its clocks and power domains first; a master's driver
 * wants the IOMMU. Where a supplier is a master itself, both can wait for ever:
 * of_iommu_configure() defers the one, clk_get() the other.
 */
#include "lint/lint.h"

#include "bindings/entries.h"

/* More suppliers, or more IOMMUs of a supplier, no real device has. */
#define SUPPLIERS_MAX 64u
#define ENTRIES_MAX 16u

struct supply {
	enum iop_prop list, width;
	const char *name;
};

static const struct supply supplies[] = {
	{ IOP_P_CLOCKS, IOP_P_CLOCK_CELLS, "clocks" },
	{ IOP_P_POWER_DOMAINS, IOP_P_POWER_DOMAIN_CELLS, "power-domains" },
};

#define SUPPLIES (sizeof(supplies) / sizeof(supplies[0]))

/* The next supplier of a list; IOP_NO_NODE at its end, or where it is broken. */
static uint32_t supplier_next(const struct iop_tree *t, struct iop_cells *list,
			      enum iop_prop width)
{
	uint32_t handle, node;

	if (!iop_cell_next(list, &handle))
		return IOP_NO_NODE;
	node = handle ? iop_by_phandle(t, handle) : IOP_NO_NODE;
	if (node != IOP_NO_NODE && !iop_cells_skip(list, iop_prop_u32(t, node, width, 0)))
		return IOP_NO_NODE;
	return node;
}

/* Does a device's iommus lead to this IOMMU? */
static bool is_behind(const struct iop_lint *s, uint32_t node, uint32_t iommu)
{
	struct iop_cells list = iop_prop(s->plan->tree, node, IOP_P_IOMMUS);
	enum iop_reason why;
	struct iop_entry e = IOP_ENTRY_NONE;

	for (uint32_t n = 0; n < ENTRIES_MAX; n++)
		if (!iop_entry_next(s->plan, &list, &e, &why))
			return false;
		else if (e.iommu == iommu)
			return true;
	return false;
}

/* The supplier or what has to be there before it: a parent makes its children. */
static uint32_t master_behind(const struct iop_lint *s, uint32_t node, uint32_t iommu)
{
	const struct iop_tree *t = s->plan->tree;

	for (; node != IOP_NO_NODE; node = t->nodes[node].parent)
		if (iop_has(t, node, IOP_P_IOMMUS) && is_behind(s, node, iommu))
			return node;
	return IOP_NO_NODE;
}

static struct iop_finding *at_entry(struct iop_lint *s, enum iop_rule_id rule,
				    uint32_t node, const struct supply *list,
				    uint32_t entry, uint32_t supplier)
{
	struct iop_finding *f = iop_report(s, rule, node, list->name);

	f->entry = entry;
	f->related = supplier;
	iop_say_dec(f, entry);
	iop_say_node(f, supplier);
	return f;
}

static void check_list(struct iop_lint *s, uint32_t iommu, const struct supply *list)
{
	const struct iop_tree *t = s->plan->tree;
	uint32_t own = s->plan->iommus[iommu].node, node;
	struct iop_cells cells = iop_prop(t, own, list->list);

	for (uint32_t n = 0; n < SUPPLIERS_MAX; n++) {
		node = supplier_next(t, &cells, list->width);
		if (node == IOP_NO_NODE)
			return;
		if (!t->nodes[node].available)
			at_entry(s, IOP_RULE_WAITS_OFF, own, list, n, node);
		else if (master_behind(s, node, iommu) != IOP_NO_NODE)
			iop_say_node(at_entry(s, IOP_RULE_WAITS_ITSELF, own, list,
					      n, node), own);
	}
}

void iop_lint_dependencies(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;

	for (uint32_t n = 0; n < p->n_iommus && !s->full; n++)
		for (size_t k = 0; k < SUPPLIES && p->iommus[n].state == IOP_STATE_ACTIVE; k++)
			check_list(s, n, &supplies[k]);
}
