// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Page tables that a driver allocates where its IOMMU does not reach, and sizes of pages. */
#include "lint/lint.h"
#include "model/lookup.h"
#include "plan/plan.h"

static void check_iommu(struct iop_lint *s, const struct iop_iommu *i, bool by_ram)
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
			check_iommu(s, &p->iommus[n], tables == IOP_TABLES_BY_RAM);
	}
}

/* A page size that is only the default for the SoC says nothing about a kernel. */
void iop_lint_page_sizes(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;
	uint64_t given = p->view->target.page_size, own;

	for (uint32_t n = 0; given && n < p->n_iommus && !s->full; n++) {
		const struct iop_iommu *i = &p->iommus[n];
		struct iop_finding *f;

		if (i->state != IOP_STATE_ACTIVE || !s->users[n] ||
		    iop_fact_of(p, i, IOP_K_FORCED_BIG_PAGE, IOP_W_NONE) == IOP_W_NONE)
			continue;
		own = iop_fact_of(p, i, IOP_K_PAGE_MIN, 0);
		if (own <= given)
			continue;
		f = iop_report(s, IOP_RULE_PAGES_SMALL, i->node, NULL);
		iop_say_dec(f, own);
		iop_say_dec(f, given);
		iop_say_dec(f, s->users[n]);
		f->related = s->user[n];
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
