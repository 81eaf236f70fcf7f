// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The kernel's hardening options, and what a virtual machine could be given. */
#include "html/html.h"
#include "model/lookup.h"
#include "plan/assignable.h"
#include "render/because/because.h"
#include "render/group_regions.h"
#include "render/picture/picture.h"
#include "render/text/plan_text.h"
#include "text/xml.h"

static void option(struct render *r, const char *name, const char *is, const char *works_out)
{
	html_row(r->o);
	html_head_cell(r->o, name);
	html_cell(r->o, is);
	html_cell(r->o, works_out);
}

static const char *chosen_by(const struct render *r, bool set)
{
	return set ? "on the command line" :
	       r->p->view->target.default_passthrough != IOP_CONFIG_UNKNOWN ?
	       "by the configuration" : "kernel default";
}

static void count_groups(struct render *r, const uint8_t *words, unsigned int n)
{
	const char *sign = "";

	for (unsigned int i = 0; i < n; i++) {
		uint32_t many = 0;

		for (uint32_t g = 0; g < r->p->n_groups; g++)
			many += r->p->groups[g].domain == words[i];
		if (!many)
			continue;
		line_str(&r->text, sign);
		picture_count(&r->text, many, "group");
		line_str(&r->text, " ");
		line_str(&r->text, iop_words[words[i]]);
		sign = ", ";
	}
}

static void defaults(struct render *r)
{
	static const uint8_t types[] = { IOP_W_DMA, IOP_W_DMA_FQ, IOP_W_IDENTITY, IOP_W_BLOCKED,
					 IOP_W_UNKNOWN };
	const struct iop_defaults *d = &r->p->defaults;
	struct line is = { 0 };

	line_str(&is, d->type == IOP_W_IDENTITY ? "on" : "off");
	line_str(&is, ", ");
	line_str(&is, chosen_by(r, d->type_set));
	line_clear(&r->text);
	count_groups(r, types, sizeof(types));
	option(r, "iommu.passthrough", line_text(&is), line_text(&r->text));
	line_clear(&is);
	line_str(&is, d->flush == IOP_W_LAZY ? "off" : "on");
	line_str(&is, ", ");
	line_str(&is, chosen_by(r, d->flush_set));
	option(r, "iommu.strict", line_text(&is), d->type == IOP_W_IDENTITY ?
	       "no effect on groups with an identity domain" : d->flush == IOP_W_LAZY ?
	       "IOTLB invalidation is deferred, in groups of type DMA-FQ" :
	       "the IOTLB is invalidated at each unmap");
	r->text.failed |= is.failed;
	line_free(&is);
}

/* What disable_bypass and the like come to, as the drivers have it. */
static void unclaimed(struct render *r)
{
	uint32_t counts[IOP_EFFECT_COUNT] = {0};
	const char *sign = "";

	for (uint32_t i = 0; i < r->p->n_iommus; i++)
		counts[r->p->iommus[i].unclaimed]++;
	line_clear(&r->text);
	for (unsigned int e = IOP_EFFECT_TRANSLATED; e < IOP_EFFECT_COUNT; e++) {
		if (!counts[e])
			continue;
		line_str(&r->text, sign);
		line_str(&r->text, iop_effect_words(e));
		line_str(&r->text, " at ");
		picture_count(&r->text, counts[e], "IOMMU");
		sign = ", ";
	}
	if (*sign)
		option(r, "unclaimed streams", r->p->view->target.bypass_disabled == IOP_CONFIG_NO ?
		       "bypass allowed by the configuration" : "default of each driver",
		       line_text(&r->text));
}

static void hardening(struct render *r)
{
	static const char *const heads[] = { "Option", "Is", "Effect", NULL };

	if (r->p->defaults.arch == IOP_ARCH_ARM)
		return;
	html_table(r->o, "Kernel options that restrict DMA", heads);
	defaults(r);
	unclaimed(r);
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

static void group(struct render *r, const struct iop_group *g)
{
	struct iop_assignable a = iop_assignable_of(r->p, g);
	struct regions all = { .r = r };
	char key[14];

	iop_group_key_text(g, key);
	html_row(r->o);
	html_head_cell(r->o, key);
	members(r, g);
	named(r, a.coherent == IOP_ANSWER_NO ? "bad" : "", a.coherent == IOP_ANSWER_NO ?
	      "rejected: the IOMMU does not keep caches coherent" :
	      a.coherent == IOP_ANSWER_UNSURE ? "not known for this kernel" : "no obstacle",
	      a.incoherent);
	named(r, a.isolated == IOP_ANSWER_NO ? "warning" : "", a.isolated == IOP_ANSWER_NO ?
	      "not isolated, allow_unsafe_interrupts needed" : a.isolated == IOP_ANSWER_YES ?
	      "isolated" : "not known",
	      a.shared_msi);
	out_str(r->o, "<td>");
	render_reserved(r, g, region, &all);
	out_str(r->o, a.direct ? "<br><span class=\"bad\">rejected: a region has to be mapped 1:1"
				 "</span></td>" : "</td>");
}

void html_hardening(struct render *r)
{
	static const char *const heads[] = {
		"Group", "Assigned together", "Cache coherency", "MSIs", "Reserved regions", NULL
	};

	html_section(r->o, "hardening", "Hardening and virtual machines");
	hardening(r);
	html_table(r->o, "What VFIO requires to assign a group to a virtual machine; a VFIO "
		   "driver for the device is needed as well", heads);
	for (uint32_t g = 0; g < r->p->n_groups; g++)
		group(r, &r->p->groups[g]);
	html_table_end(r->o);
	html_section_end(r->o);
}
