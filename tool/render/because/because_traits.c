// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What the tree says of a master beside its groups, and what comes of it. */
#include "bindings/msi.h"
#include "render/because/because.h"

#define ROWS 8		/* of msi-parent and msi-map; JSON has them all */

static void span(struct because *b, uint64_t first, uint64_t last)
{
	line_hex(&b->r->text, first);
	if (last == first)
		return;
	because_add(b, "-");
	line_hex(&b->r->text, last);
}

/* A property without consequences here, in a line with the others. */
static void flag(struct because *b, bool *more, const char *words)
{
	because_add(b, *more ? ", " : "");
	because_add(b, words);
	*more = true;
}

static void flags(struct because *b, const struct iop_device *d, bool coherent)
{
	struct iop_traits v = iop_traits_read(b->r->p->tree, d);
	bool more = false;

	if (coherent)
		flag(b, &more, "dma-coherent");
	if (v.pasid_bits) {
		flag(b, &more, "pasid-num-bits ");
		line_dec(&b->r->text, v.pasid_bits);
	}
	if (v.can_stall)
		flag(b, &more, "dma-can-stall");
	if (v.ats)
		flag(b, &more, "ats-supported");
	if (v.pci_domain != IOP_NONE) {
		flag(b, &more, "linux,pci-domain ");
		line_dec(&b->r->text, v.pci_domain);
	}
	if (more)
		because_say_it(b, NULL);
}

static void msi_ids(struct because *b, const struct iop_msi *v)
{
	struct iop_cells id = v->id;
	uint32_t cell;

	if (!v->cells)
		return;
	because_add(b, v->cells > 1 ? ", specifier" : ", ID");
	for (uint32_t n = 0; n < v->cells && iop_cell_next(&id, &cell); n++) {
		because_add(b, " ");
		if (v->spans && v->cells == 1)
			span(b, cell, (uint64_t)cell + (v->last - v->first));
		else
			line_hex(&b->r->text, cell);
	}
}

static void msi_row(struct because *b, const struct iop_msi *v)
{
	because_add(b, v->mapped ? "msi-map" : "msi-parent");
	if (v->spans) {
		because_add(b, " of requesters ");
		span(b, v->first, v->last);
		if (v->mask != UINT32_MAX) {
			because_add(b, " under mask ");
			line_hex(&b->r->text, v->mask);
		}
	}
	if (v->fault) {
		because_add(b, " ");
		because_add(b, iop_msi_text(v->fault));
	}
	if (v->controller != IOP_NO_NODE) {
		because_add(b, v->fault ? ": " : " leads to ");
		because_path(b, v->controller);
		msi_ids(b, v);
	}
	because_say_it(b, NULL);
}

static void msi(struct because *b, uint32_t node)
{
	struct iop_msi_walk w = iop_msi_open(b->r->p->tree, b->r->p->view, node);
	struct iop_msi v;
	uint32_t n = 0;

	while (iop_msi_next(&w, &v))
		if (n++ < ROWS)
			msi_row(b, &v);
	if (n <= ROWS)
		return;
	because_add(b, "and ");
	line_dec(&b->r->text, n - ROWS);
	because_add(b, " more entries of msi-parent and msi-map");
	because_say_it(b, NULL);
}

/* What the bus takes off; what the IOMMU has is the same for all its masters. */
static void window(struct because *b, const struct iop_window *w)
{
	if (!w || (w->limit != IOP_LIMIT_DMA_RANGES && w->limit != IOP_LIMIT_UNREAD))
		return;
	because_add(b, w->limit == IOP_LIMIT_UNREAD ? "its IOVAs are not known: " : "dma-ranges limit its IOVAs to ");
	span(b, w->first, w->last);
	if (w->limit == IOP_LIMIT_UNREAD)
		because_add(b, " in the last known kernel before this one, a different range in the next");
	because_say_it(b, NULL);
}

static void iommu_ranges(struct because *b, uint32_t node,
			 const struct iop_window *w)
{
	uint32_t rows = 0;
	struct iop_iova v;

	for (uint32_t n = 0; iop_iommu_range_next(b->r->p->tree, node, &rows, &v) &&
	     n < ROWS; n++) {
		struct iop_window left = w ? *w :
			(struct iop_window){ .last = UINT64_MAX };

		because_add(b, "iommu-ranges ");
		if (iop_window_cut(&left, &v)) {
			because_add(b, "allows the IOVAs ");
			span(b, left.first, left.last);
		} else {
			because_add(b, "has an entry without usable IOVAs: ");
			line_hex(&b->r->text, v.base);
		}
		because_add(b, ", but no known kernel reads it");
		because_say_it(b, NULL);
	}
}

static void iommu_addresses(struct because *b, const struct iop_device *d)
{
	bool kept = render_honours(b->r, d);
	uint32_t cursor = 0;
	struct iop_resv v;

	for (uint32_t n = 0; iop_resv_next(b->r->p->tree, d->node, &cursor, &v) &&
	     n < ROWS; n++) {
		because_path(b, v.region);
		because_add(b, v.direct ? " is mapped 1:1 for it, IOVAs " :
			    " reserves IOVAs ");
		line_hex(&b->r->text, v.base);
		because_add(b, " + ");
		line_hex(&b->r->text, v.size);
		if (!kept)
			because_add(b, ": iommu-addresses is ignored here");
		because_say_it(b, kept ? "of_iommu_get_resv_regions" : NULL);
	}
}

static void pool(struct because *b, const struct iop_device *d, uint32_t region)
{
	if (region == IOP_NO_NODE)
		return;
	because_add(b, "restricted-dma-pool ");
	because_path(b, region);
	because_add(b, d->group == IOP_NONE ?
		    " bounces its DMA, as it has no IOMMU" :
		    " is not used, as it has an IOMMU");
	because_say_it(b, because_linux(b, IOP_K_RESTRICTED_POOL));
}

static void external(struct because *b, const struct iop_device *d)
{
	const struct iop_view *v = b->r->p->view;
	bool untrusted = iop_linux(v, IOP_K_EXTERNAL_UNTRUSTED, 0);
	bool strict = iop_linux(v, IOP_K_UNTRUSTED, IOP_W_NONE) == IOP_W_DMA;
	uint32_t cursor = 0, port;

	for (uint32_t n = 0; n < ROWS; n++) {
		port = iop_external_next(b->r->p->tree, d, &cursor);
		if (port == IOP_NO_NODE)
			return;
		because_path(b, port);
		because_add(b, " is external-facing: devices below it are ");
		because_add(b, !untrusted ? "trusted on this kernel" : strict ?
			    "untrusted, and have strict DMA" :
			    "untrusted, but keep their domain type");
		because_say_it(b, because_linux(b, untrusted && strict ?
						IOP_K_UNTRUSTED : IOP_K_EXTERNAL_UNTRUSTED));
	}
}

void because_traits(struct because *b, const struct iop_device *d)
{
	const struct iop_plan *p = b->r->p;
	struct iop_window w;
	struct iop_dma dma;
	bool known;

	iop_dma_of(p->tree, p->view, d, &dma);
	known = render_window(b->r, d, &dma, &w);
	window(b, known ? &w : NULL);
	if (!render_speaks(b->r, d))
		return;
	flags(b, d, dma.coherent);
	pool(b, d, dma.pool);
	if (!iop_traits_any(p->tree, d))
		return;
	msi(b, d->node);
	iommu_ranges(b, d->node, known ? &w : NULL);
	iommu_addresses(b, d);
	external(b, d);
}
