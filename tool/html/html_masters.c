// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Every device that can do DMA as the tree has it, and what becomes of that. */
#include <string.h>

#include "explain/glossary.h"
#include "html/html.h"
#include "model/lookup.h"
#include "render/because/because.h"
#include "render/text/plan_text.h"
#include "text/xml.h"

static void subject(struct render *r, const struct iop_device *d)
{
	const char *name;

	out_str(r->o, "<th scope=\"row\"><code>");
	out_xml(r->o, text_name(r, d));
	out_str(r->o, "</code>");
	name = render_name(r, d);
	if (name) {
		out_str(r->o, "<br><span class=\"faint\"><code>");
		out_xml(r->o, name);
		out_str(r->o, "</code></span>");
	}
	out_str(r->o, "</th>");
}

static void why(struct render *r, const struct iop_device *d)
{
	struct html_reasons s = { .o = r->o };
	struct because b = { .r = r, .say = html_reason, .ctx = &s };

	out_str(r->o, "<td>");
	line_clear(&r->text);
	because_effect(&b, d);
	because_device(&b, d);
	because_traits(&b, d);
	out_str(r->o, "</td>");
}

static void group_link(struct render *r, const struct iop_device *d)
{
	char key[14];

	if (d->group == IOP_NONE) {
		out_str(r->o, "<td class=\"faint\">none: <code>");
		out_str(r->o, iop_reason_slug(d->why));
		out_str(r->o, "</code></td>");
		return;
	}
	iop_group_key_text(iop_group_of(r->p, d->group), key);
	out_fmt(r->o, "<td><a href=\"#%s\"><code>%s</code></a></td>", key, key);
}

static void master(struct render *r, const struct iop_device *d)
{
	html_row(r->o);
	subject(r, d);
	html_effect(r->o, d->effect);
	group_link(r, d);
	html_cell(r->o, d->group == IOP_NONE ? "" :
			iop_words[iop_group_of(r->p, d->group)->domain]);
	html_cell(r->o, d->group == IOP_NONE && d->confidence != IOP_UNSURE ? "" :
			render_confidence(d->confidence));
	why(r, d);
}

static void bare(struct render *r, uint32_t node)
{
	html_row(r->o);
	html_head_cell(r->o, render_path(r, node));
	html_effect(r->o, IOP_EFFECT_OPEN);
	out_str(r->o, "<td class=\"faint\">none</td><td></td><td></td><td>"
		"this PCI host has no iommu-map: devices behind it never have a group</td>");
}

/* Its kind names an IOMMU elsewhere. */
static void neighbour(struct render *r, const struct iop_neighbour *near)
{
	html_row(r->o);
	html_head_cell(r->o, render_path(r, near->node));
	html_effect(r->o, near->effect);
	out_str(r->o, "<td class=\"faint\">none</td><td></td><td></td><td>it has no iommus, "
		"but similar devices do");
	out_str(r->o, near->by_soc ? " on other boards with this SoC" : "");
	out_str(r->o, "; its streams may be those of <code>");
	out_xml(r->o, render_path(r, iop_iommu_of(r->p, near->iommu)->node));
	out_str(r->o, "</code></td>");
}

static bool has_confidence(const struct render *r, const char *word)
{
	for (uint32_t n = 0; n < r->p->n_devices; n++) {
		const struct iop_device *d = &r->p->devices[n];

		if ((d->group != IOP_NONE || d->confidence == IOP_UNSURE) &&
		    !strcmp(render_confidence(d->confidence), word))
			return true;
	}
	return false;
}

/* What the words say that stand beside an effect and below "Confidence". */
static void confidences(struct render *r)
{
	unsigned int cursor = 0;
	struct meaning m;

	while (glossary_next(&cursor, &m)) {
		if (strcmp(m.kind, "confidence") || !strcmp(m.word, "certain") ||
		    !has_confidence(r, m.word))
			continue;
		out_str(r->o, "<p class=\"faint\"><code>");
		out_xml(r->o, m.word);
		out_str(r->o, "</code>: ");
		out_xml(r->o, m.text);
		out_str(r->o, ".</p>\n");
	}
}

void html_masters(struct render *r)
{
	static const char *const heads[] = {
		"Master", "Its DMA is", "Group", "Domain", "Confidence", "Why", NULL
	};
	uint32_t cursor = 0, node;

	html_section(r->o, "masters", "Masters");
	confidences(r);
	html_table(r->o, "Each device that can do DMA, as far as the tree shows, and what happens to its DMA", heads);
	for (int grouped = 0; grouped < 2; grouped++)
		for (uint32_t d = 0; d < r->p->n_devices; d++)
			if ((r->p->devices[d].group != IOP_NONE) == grouped)
				master(r, &r->p->devices[d]);
	while (r->p->n_iommus && (node = render_bare_host(r, &cursor)) != IOP_NO_NODE)
		bare(r, node);
	for (uint32_t n = 0; n < r->near.all.count; n++)
		neighbour(r, &r->near.all.list[n]);
	html_table_end(r->o);
	html_section_end(r->o);
}
