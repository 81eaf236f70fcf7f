// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What an IOMMU needs from other nodes, and what its peers have. */
#include <string.h>

#include "lint/lint.h"

#define ONE_ALONE IOP_PROP_COUNT	/* no list: what follows is no phandle */

/* A list of phandles, each with as many cells as its target says. */
static void check_list(struct iop_lint *s, uint32_t node, enum iop_prop list,
		       const char *name, enum iop_prop width)
{
	struct iop_cells cells = iop_prop(s->plan->tree, node, list);
	uint32_t handle, target, entry = 0;
	struct iop_finding *f;

	for (; iop_cell_next(&cells, &handle); entry++) {
		target = iop_by_phandle(s->plan->tree, handle);
		if (!handle)
			continue;
		if (target == IOP_NO_NODE) {
			f = iop_report(s, IOP_RULE_IOMMU_SUPPLIER, node, name);
			f->entry = entry;
			iop_say_dec(f, entry);
			iop_say_hex(f, handle);
			return;
		}
		if (width == ONE_ALONE ||
		    !iop_cells_skip(&cells, iop_prop_u32(s->plan->tree, target, width, 0)))
			return;
	}
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
		check_list(s, node, IOP_P_CLOCKS, "clocks", IOP_P_CLOCK_CELLS);
		check_list(s, node, IOP_P_POWER_DOMAINS, "power-domains",
			   IOP_P_POWER_DOMAIN_CELLS);
		if (iop_has(s->plan->tree, node, IOP_P_IPMMU_MAIN))
			check_list(s, node, IOP_P_IPMMU_MAIN, "renesas,ipmmu-main",
				   ONE_ALONE);
		if (s->plan->n_iommus <= PEERS_MOST)
			check_peers(s, n);
	}
}
