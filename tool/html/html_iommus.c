// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "html/html.h"
#include "model/lookup.h"
#include "render/because/because.h"

static void budget(struct out *o, uint32_t need, uint32_t have)
{
	if (!need && have == IOP_NONE) {
		html_cell(o, "");
		return;
	}
	out_str(o, have != IOP_NONE && need > have ? "<td class=\"bad\">" : "<td>");
	out_dec(o, need);
	out_str(o, " of ");
	if (have == IOP_NONE)
		out_char(o, '?');
	else
		out_dec(o, have);
	out_str(o, "</td>");
}

static void why(struct render *r, const struct iop_iommu *i)
{
	struct html_reasons s = { .o = r->o };
	struct because b = { .r = r, .say = html_reason, .ctx = &s };

	out_str(r->o, "<td>");
	line_clear(&r->text);
	because_iommu(&b, i);
	out_str(r->o, "</td>");
}

static void iommu(struct render *r, const struct iop_iommu *i)
{
	bool good = i->state == IOP_STATE_ACTIVE || i->state == IOP_STATE_DISABLED;

	html_row(r->o);
	html_head_cell(r->o, render_path(r, i->node));
	html_code(r->o, render_driver(i));
	html_code(r->o, i->compat ? i->compat->name : "");
	out_str(r->o, good ? "<td>" : "<td class=\"bad\">");
	out_str(r->o, render_state(i->state));
	out_str(r->o, "</td>");
	budget(r->o, i->contexts_need, i->contexts_have);
	budget(r->o, i->streams_need, i->streams_have);
	if (i->unclaimed == IOP_EFFECT_NONE)
		html_cell(r->o, "");
	else
		html_effect(r->o, i->unclaimed);
	why(r, i);
}

void html_iommus(struct render *r)
{
	static const char *const heads[] = {
		"IOMMU", "Driver", "Compatible", "State", "Contexts", "Stream matches",
		"Unclaimed streams", "Why", NULL
	};

	html_section(r->o, "iommus", "IOMMUs");
	html_table(r->o, "IOMMUs, with the resources that are needed and those that exist", heads);
	for (uint32_t i = 0; i < r->p->n_iommus; i++)
		iommu(r, &r->p->iommus[i]);
	html_table_end(r->o);
	html_section_end(r->o);
}
