// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* IOVAs: what a group's masters are given, and what is kept out of it. */
#include "html/html.h"
#include "model/lookup.h"
#include "render/group_regions.h"
#include "render/text/plan_text.h"
#include "text/xml.h"

struct iova {
	struct render *r;
	char key[14];
};

static void lead(struct iova *v, const char *master)
{
	html_row(v->r->o);
	html_head_cell(v->r->o, v->key);
	html_code(v->r->o, master);
}

static void span(struct out *o, uint64_t base, uint64_t size)
{
	html_number(o, base);
	html_number(o, base + size - 1);
}

static void region(void *ctx, const struct render_region *g)
{
	struct iova *v = ctx;
	struct out *o = v->r->o;

	lead(v, g->device == IOP_NO_NODE ? "" : render_path(v->r, g->device));
	span(o, g->base, g->size);
	out_str(o, "<td>reserved: ");
	out_str(o, g->type);
	out_str(o, g->unsure ? ", unless the IOMMU reports regions of its own" : "");
	if (g->region != IOP_NO_NODE) {
		out_str(o, ", <code>");
		out_xml(o, render_path(v->r, g->region));
		out_str(o, "</code>");
	}
	out_str(o, "</td>");
}

static void window(struct iova *v, const struct iop_device *d)
{
	static const char *const limits[] = {
		[IOP_LIMIT_INPUT] = "available, up to the input range of the IOMMU",
		[IOP_LIMIT_APERTURE] = "available, up to the driver's aperture",
		[IOP_LIMIT_DMA_RANGES] = "available, up to the limit of dma-ranges",
		[IOP_LIMIT_UNREAD] = "not known: the last kernel read before this version and the first after it differ",
	};
	struct iop_window w;
	struct iop_dma dma;

	iop_dma_of(v->r->p->tree, v->r->p->view, d, &dma);
	if (!render_window(v->r, d, &dma, &w))
		return;
	lead(v, text_name(v->r, d));
	html_number(v->r->o, w.first);
	html_number(v->r->o, w.last);
	html_cell(v->r->o, limits[w.limit]);
}

/* Regions the tree asks for, and this kernel or driver does not keep. */
static void ignored(struct iova *v, const struct iop_device *d)
{
	uint32_t cursor = 0;
	struct iop_resv s;

	if (render_honours(v->r, d) || iop_is_behind(d))
		return;
	while (iop_resv_next(v->r->p->tree, d->node, &cursor, &s)) {
		lead(v, text_name(v->r, d));
		span(v->r->o, s.base, s.size);
		html_cell(v->r->o, s.direct ? "iommu-addresses, to be mapped 1:1: not read by this kernel" :
					      "iommu-addresses, to be reserved: not read by this kernel");
	}
}

static void group(struct iova *v, const struct iop_group *g)
{
	iop_group_key_text(g, v->key);
	render_reserved(v->r, g, region, v);
	for (uint32_t d = g->first; d != IOP_NONE; d = v->r->p->devices[d].next) {
		window(v, iop_device_of(v->r->p, d));
		ignored(v, iop_device_of(v->r->p, d));
	}
}

void html_iova(struct render *r)
{
	static const char *const heads[] = { "Group", "Master", "First", "Last", "What", NULL };
	struct iova v = { .r = r };

	html_section(r->o, "iova", "IOVA map");
	html_table(r->o, "I/O virtual addresses: windows and reserved regions", heads);
	for (uint32_t g = 0; g < r->p->n_groups; g++)
		group(&v, &r->p->groups[g]);
	html_table_end(r->o);
	html_section_end(r->o);
}
