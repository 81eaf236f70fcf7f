// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/render_budget.h"
#include "render/text/plan_text.h"
#include "model/lookup.h"

static void names(struct render *r, const struct iop_plan *p,
		  const struct iop_proposal *q)
{
	for (uint32_t n = 0; n < q->n_devices && n < TEXT_CASES; n++) {
		out_str(r->o, n ? ", " : " ");
		style_name(r, PLAIN, render_path(r, iop_device_of(p, q->devices[n])->node), 0);
	}
	if (q->n_devices > TEXT_CASES) {
		out_str(r->o, " and ");
		out_dec(r->o, q->n_devices - TEXT_CASES);
		out_str(r->o, " more");
	}
}

static void cost(struct render *r, const struct iop_proposal *q)
{
	out_str(r->o, "; frees ");
	out_count(r->o, q->saves, "context bank", "context banks");
	out_str(r->o, ", but ");
	if (q->kind == IOP_PROPOSE_SHARE)
		out_count(r->o, q->joined, "pair of masters is no longer isolated",
			  "pairs of masters are no longer isolated");
	else
		out_count(r->o, q->untranslated, "master is not translated",
			  "masters are not translated");
	out_char(r->o, '\n');
}

static void proposal(struct render *r, const struct iop_budget *b,
		     const struct iop_proposal *q)
{
	out_str(r->o, "    ");
	style_text(r, NOTICE, iop_proposal_slug(q->kind), 0);
	if (q->kind != IOP_PROPOSE_OFF)
		names(r, &r->in->budgets->plan, q);
	cost(r, q);
	line_clear(&r->text);
	budget_policy(&r->text, r->in->budgets, b, q);
	out_str(r->o, "      ");
	style_text(r, FAINT, line_text(&r->text), 0);
	out_char(r->o, '\n');
}

void text_budgets(struct render *r)
{
	const struct iop_budgets *all = r->in->budgets;

	for (uint32_t n = 0; all && n < all->n; n++) {
		const struct iop_budget *b = &all->list[n];

		text_heading(r, WARNING, b->missing, " context bank has to be freed",
			     " context banks have to be freed");
		out_str(r->o, " at ");
		style_name(r, PLAIN, render_path(r, iop_iommu_of(r->p, b->iommu)->node), 0);
		if (b->reserve) {
			out_str(r->o, ", where ");
			out_count(r->o, b->reserve, "has to remain", "have to remain");
			out_str(r->o, " free");
		}
		out_str(r->o, ". Policies that do so, the least costly first:\n");
		for (uint32_t k = 0; k < b->n; k++)
			proposal(r, b, &b->proposals[k]);
	}
}
