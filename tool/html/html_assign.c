// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The kernel's hardening options, and what a virtual machine could be given. */
#include "html/html.h"
#include "model/lookup.h"
#include "render/assign_verdict.h"
#include "render/because/because.h"
#include "render/group_regions.h"
#include "render/hardening.h"
#include "render/text/plan_text.h"
#include "text/xml.h"

static void option(void *ctx, const struct hardening *h)
{
	static const char *const by[] = {
		[HARDENING_CODE] = ", kernel default",
		[HARDENING_CONFIG] = ", by the configuration",
		[HARDENING_CMDLINE] = ", on the command line",
	};
	struct out *o = ctx;

	html_row(o);
	html_head_cell(o, h->option);
	out_str(o, "<td>");
	if (h->is) {
		out_xml_mem(o, h->is, h->is_len);
		out_str(o, by[h->from]);
	} else {
		out_str(o, "not set");
	}
	out_str(o, "</td>");
	html_cell(o, h->works_out);
}

static void put_hardening(struct render *r)
{
	static const char *const heads[] = { "Option", "Is", "Effect", NULL };

	html_table(r->o, "Kernel options that restrict DMA", heads);
	hardening_each(r, option, r->o);
	html_table_end(r->o);
}

struct regions {
	struct render *r;
	bool more;
};

static void region(void *ctx, const struct render_region *v)
{
	struct regions *all = ctx;
	struct out *o = all->r->o;

	out_str(o, all->more ? "<br><code>" : "<code>");
	out_hex(o, v->base);
	out_char(o, '-');
	out_hex(o, v->base + v->size - 1);
	out_str(o, "</code> ");
	out_str(o, v->type);
	all->more = true;
}

/* The members go together, or none does. */
static void members(struct render *r, const struct iop_group *g)
{
	out_str(r->o, "<td><code>");
	for (uint32_t d = g->first; d != IOP_NONE; d = r->p->devices[d].next) {
		out_str(r->o, d == g->first ? "" : "<br>");
		out_xml(r->o, text_name(r, iop_device_of(r->p, d)));
	}
	out_str(r->o, "</code>");
	if (g->confidence == IOP_IF_ACS)
		out_str(r->o, "<br>at least one function; ACS decides which others");
	out_str(r->o, "</td>");
}

static void named(struct render *r, const char *class, const char *words, uint32_t member)
{
	out_str(r->o, "<td class=\"");
	out_str(r->o, class);
	out_str(r->o, "\">");
	out_str(r->o, words);
	if (member != IOP_NONE && iop_group_of(r->p, r->p->devices[member].group)->count > 1) {
		out_str(r->o, ": <code>");
		out_xml(r->o, text_name(r, iop_device_of(r->p, member)));
		out_str(r->o, "</code>");
	}
	out_str(r->o, "</td>");
}

/* What VFIO makes of all that. */
static void verdict(struct out *o, const struct iop_assignable *a)
{
	static const char *const classes[ASSIGN_VERDICTS] = {
		[ASSIGN_YES] = "", [ASSIGN_UNSAFE] = "warning", [ASSIGN_UNKNOWN] = "",
		[ASSIGN_NO] = "bad",
	};
	enum assign_verdict v = assign_verdict(a);

	out_fmt(o, "<td class=\"%s\">%s</td>", classes[v], assign_text(v));
}

static void group(struct render *r, const struct iop_group *g)
{
	struct iop_assignable a = iop_assignable_of(r->p, g);
	struct regions all = { .r = r };
	char key[14];

	iop_group_key_text(g, key);
	html_row(r->o);
	html_head_cell(r->o, key);
	members(r, g);
	verdict(r->o, &a);
	named(r, a.coherent == IOP_ANSWER_NO ? "bad" : "", a.coherent == IOP_ANSWER_NO ?
	      "rejected: the IOMMU does not keep caches coherent" :
	      a.coherent == IOP_ANSWER_UNSURE ? "unknown for this kernel" : "no obstacle",
	      a.incoherent);
	named(r, a.isolated == IOP_ANSWER_NO ? "warning" : "", a.isolated == IOP_ANSWER_NO ?
	      "not isolated, allow_unsafe_interrupts needed" : a.isolated == IOP_ANSWER_YES ?
	      "isolated" : "unknown",
	      a.shared_msi);
	out_str(r->o, "<td>");
	render_reserved(r, g, region, &all);
	out_str(r->o, a.direct ? "<br><span class=\"bad\">rejected: a region has to be mapped 1:1"
				 "</span></td>" : "</td>");
}

/* VFIO assigns groups. */
static void no_group(struct render *r, const char *name)
{
	html_row(r->o);
	out_str(r->o, "<th scope=\"row\">none</th>");
	html_code(r->o, name);
	out_str(r->o, "<td class=\"bad\">no: it has no IOMMU group</td><td></td><td></td><td></td>");
}

static void without_group(struct render *r)
{
	uint32_t cursor = 0, node;

	for (uint32_t d = 0; d < r->p->n_devices; d++)
		if (r->p->devices[d].group == IOP_NONE)
			no_group(r, text_name(r, &r->p->devices[d]));
	while (r->p->n_iommus && (node = render_bare_host(r, &cursor)) != IOP_NO_NODE)
		no_group(r, render_path(r, node));
	for (uint32_t n = 0; n < r->near.all.count; n++)
		no_group(r, render_path(r, r->near.all.list[n].node));
}

void html_hardening(struct render *r)
{
	static const char *const heads[] = {
		"Group", "Assigned together", "Can be assigned", "Cache coherency", "MSIs",
		"Reserved regions", NULL
	};

	html_section(r->o, "hardening", "Hardening and virtual machines");
	put_hardening(r);
	html_table(r->o, "What VFIO requires to assign a group to a virtual machine; a VFIO "
		   "driver for the device is needed as well", heads);
	for (uint32_t g = 0; g < r->p->n_groups; g++)
		group(r, &r->p->groups[g]);
	without_group(r);
	html_table_end(r->o);
	html_section_end(r->o);
}
