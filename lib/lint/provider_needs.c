// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What an IOMMU needs from other nodes, and what its peers have. */
#include <string.h>

#include "bindings/supplies.h"
#include "devices/suppliers.h"
#include "lint/lint.h"

static struct iop_finding *no_node(struct iop_lint *s, uint32_t node, const char *property,
				   uint32_t entry, uint32_t handle)
{
	struct iop_finding *f = iop_report(s, IOP_RULE_IOMMU_SUPPLIER, node, property);

	f->entry = entry;
	iop_say_dec(f, entry);
	iop_say_hex(f, handle);
	return f;
}

/* The same that the plan says. */
static const char *outcome(const struct iop_supplier *by, enum iop_wait wait)
{
	if (wait == IOP_WAIT_FAILS)
		return "the driver fails to probe";
	if (wait == IOP_WAIT_UNSURE)
		return "whether the IOMMU probes without it is not known";
	if (by->which == IOP_SUPPLY_CLOCKS)
		return "the driver probes without these clocks";
	return "the IOMMU probes without it";
}

static void absent(struct iop_lint *s, const struct iop_supplier *by)
{
	enum iop_wait wait = iop_wait_of(s->plan, by);
	struct iop_finding *f;

	if (by->which == IOP_SUPPLY_LARBS)	/* has a rule of its own */
		return;
	f = no_node(s, s->plan->iommus[by->iommu].node, by->property, by->entry, by->handle);
	iop_say(f, outcome(by, wait));
	if (wait != IOP_WAIT_FAILS)
		f->severity = IOP_WARNING;
}

static void check_suppliers(struct iop_lint *s, const struct iop_iommu *i)
{
	for (uint32_t n = 0; n < i->n_suppliers; n++)
		if (s->plan->suppliers[i->suppliers + n].state == IOP_SUPPLIED_ABSENT &&
		    s->plan->suppliers[i->suppliers + n].node == IOP_NO_NODE)
			absent(s, &s->plan->suppliers[i->suppliers + n]);
}

/* ipmmu_probe() checks whether any root has probed, not the one that it refers to. */
static void check_root(struct iop_lint *s, uint32_t node)
{
	struct iop_cells cells = iop_prop(s->plan->tree, node, IOP_P_IPMMU_MAIN);
	uint32_t handle;

	if (iop_cell_next(&cells, &handle) && handle &&
	    iop_by_phandle(s->plan->tree, handle) == IOP_NO_NODE)
		iop_say(no_node(s, node, "renesas,ipmmu-main", 0, handle),
			"it has no main IPMMU (root)");
}

/* The first string both list, if it is not a mere family name. */
static bool same_kind(const struct iop_tree *t, uint32_t a, uint32_t b)
{
	const char *x = iop_prop_string(t, a, IOP_P_COMPATIBLE);
	const char *y = iop_prop_string(t, b, IOP_P_COMPATIBLE);

	return x && y && !strcmp(x, y);
}

/* All others of the kind have it: how many, or 0 if one has not. */
static uint32_t peers_with(const struct iop_lint *s, uint32_t n, enum iop_prop which,
			   uint32_t *example)
{
	const struct iop_plan *p = s->plan;
	uint32_t count = 0;

	for (uint32_t k = 0; k < p->n_iommus; k++) {
		if (k == n || !same_kind(p->tree, p->iommus[k].node, p->iommus[n].node))
			continue;
		if (!iop_has(p->tree, p->iommus[k].node, which))
			return 0;
		*example = p->iommus[k].node;
		count++;
	}
	return count;
}

#define PEERS_LEAST 3u	/* fewer are no habit */
#define PEERS_MOST 256u	/* IOMMUs; a real board has a tenth of it */

static void check_peers(struct iop_lint *s, uint32_t n)
{
	static const struct { enum iop_prop prop; const char *name; } wanted[] = {
		{ IOP_P_CLOCKS, "clocks" }, { IOP_P_POWER_DOMAINS, "power-domains" },
		{ IOP_P_REG, "reg" },
	};
	uint32_t node = s->plan->iommus[n].node, count, example = IOP_NONE;
	struct iop_finding *f;

	for (size_t k = 0; k < sizeof(wanted) / sizeof(wanted[0]); k++) {
		if (iop_has(s->plan->tree, node, wanted[k].prop))
			continue;
		count = peers_with(s, n, wanted[k].prop, &example);
		if (count < PEERS_LEAST)
			continue;
		f = iop_report(s, IOP_RULE_IOMMU_UNLIKE, node, wanted[k].name);
		f->related = example;
		iop_say(f, wanted[k].name);
		iop_say_dec(f, count);
		iop_say_node(f, example);
	}
}

void iop_lint_iommu_suppliers(struct iop_lint *s)
{
	for (uint32_t n = 0; n < s->plan->n_iommus; n++) {
		uint32_t node = s->plan->iommus[n].node;

		if (s->plan->iommus[n].state == IOP_STATE_DISABLED ||
		    !s->plan->iommus[n].driver)
			continue;
		check_suppliers(s, &s->plan->iommus[n]);
		check_root(s, node);
		if (s->plan->n_iommus <= PEERS_MOST)
			check_peers(s, n);
	}
}
