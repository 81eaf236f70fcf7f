// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/render_budget.h"
#include "render/json/plan_json.h"
#include "model/lookup.h"

static void proposal(struct render *r, const struct iop_budget *b,
		     const struct iop_proposal *q, bool first)
{
	const struct iop_budgets *all = r->in->budgets;

	out_str(r->o, first ? "{" : ",{");
	json_key(r->o, "kind", true);
	out_json(r->o, iop_proposal_slug(q->kind));
	json_key(r->o, "devices", false);
	out_char(r->o, '[');
	for (uint32_t n = 0; n < q->n_devices; n++) {
		if (n)
			out_char(r->o, ',');
		out_json(r->o, render_path(r, iop_device_of(&all->plan, q->devices[n])->node));
	}
	out_char(r->o, ']');
	json_count(r->o, "saves", q->saves);
	json_count(r->o, "joined", q->joined);
	json_count(r->o, "untranslated", q->untranslated);
	line_clear(&r->text);
	budget_policy(&r->text, all, b, q);
	json_text(r->o, "policy", line_text(&r->text));
	out_char(r->o, '}');
}

static void budget(struct render *r, const struct iop_budget *b, bool first)
{
	out_str(r->o, first ? "{" : ",{");
	json_key(r->o, "iommu", true);
	out_json(r->o, render_path(r, iop_iommu_of(r->p, b->iommu)->node));
	json_count(r->o, "have", b->have);
	json_count(r->o, "need", b->need);
	json_count(r->o, "reserve", b->reserve);
	json_key(r->o, "proposals", false);
	out_char(r->o, '[');
	for (uint32_t n = 0; n < b->n; n++)
		proposal(r, b, &b->proposals[n], !n);
	out_str(r->o, "]}");
}

void json_budgets(struct render *r)
{
	const struct iop_budgets *all = r->in->budgets;

	if (!all || !all->n)
		return;
	json_key(r->o, "over_budget", false);
	out_char(r->o, '[');
	for (uint32_t n = 0; n < all->n; n++)
		budget(r, &all->list[n], !n);
	out_char(r->o, ']');
}
