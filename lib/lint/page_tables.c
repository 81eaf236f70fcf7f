// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Page tables that a driver allocates where its IOMMU does not reach. */
#include "lint/lint.h"
#include "model/lookup.h"
#include "plan/plan.h"

static void check(struct iop_lint *s, const struct iop_iommu *i, bool by_ram)
{
	uint64_t bits = iop_fact_of(s->plan, i, IOP_K_OAS, 64);
	struct iop_finding *f = iop_report(s, IOP_RULE_TABLES_HIGH, i->node, NULL);

	iop_say_hex(f, (1ull << bits) - 1);
	if (by_ram)
		f->severity = IOP_NOTE;
	iop_say(f, by_ram ? "may extend" : "extends");
}

void iop_lint_page_tables(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;

	for (uint32_t n = 0; n < p->n_iommus && !s->full; n++) {
		enum iop_tables tables = iop_tables_of(p, &p->iommus[n]);

		if (tables != IOP_TABLES_REACHED)
			check(s, &p->iommus[n], tables == IOP_TABLES_BY_RAM);
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
