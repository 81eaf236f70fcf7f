// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "html/html.h"
#include "model/lookup.h"
#include "render/because/because.h"
#include "render/text/plan_text.h"
#include "text/xml.h"

static void members(struct render *r, const struct iop_group *g)
{
	out_str(r->o, "<td><code>");
	for (uint32_t d = g->first; d != IOP_NONE; d = r->p->devices[d].next) {
		if (d != g->first)
			out_str(r->o, "<br>");
		out_xml(r->o, text_name(r, iop_device_of(r->p, d)));
	}
	out_str(r->o, "</code></td>");
}

static void iommus(struct render *r, uint32_t n)
{
	const struct cross *x = &r->cross;

	out_str(r->o, "<td><code>");
	for (uint32_t i = x->of_group[n]; i < x->of_group[n + 1]; i++) {
		if (i > x->of_group[n])
			out_str(r->o, "<br>");
		out_xml(r->o, render_path(r, iop_iommu_of(r->p, x->iommus[i])->node));
	}
	out_str(r->o, "</code></td>");
}

static void why(struct render *r, const struct iop_group *g)
{
	struct html_reasons s = { .o = r->o };
	struct because b = { .r = r, .say = html_reason, .ctx = &s };

	out_str(r->o, "<td>");
	line_clear(&r->text);
	if (g->unread)
		because_unread(&b, iop_device_of(r->p, g->first));
	because_members(&b, g);
	because_group(&b, g);
	out_str(r->o, "</td>");
}

static void group(struct render *r, uint32_t n)
{
	const struct iop_group *g = &r->p->groups[n];
	char key[14];

	iop_group_key_text(g, key);
	out_fmt(r->o, "\n<tr id=\"%s\">", key);
	html_head_cell(r->o, key);
	html_cell(r->o, iop_words[g->domain]);
	members(r, g);
	iommus(r, n);
	html_cell(r->o, render_confidence(g->confidence));
	why(r, g);
}

void html_groups(struct render *r)
{
	static const char *const heads[] = {
		"Group", "Domain", "Masters", "IOMMU", "Confidence", "Why", NULL
	};

	html_section(r->o, "groups", "Groups");
	html_table(r->o, "IOMMU groups and their default domains", heads);
	for (uint32_t g = 0; g < r->p->n_groups; g++)
		group(r, g);
	html_table_end(r->o);
	html_section_end(r->o);
}
