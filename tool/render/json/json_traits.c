// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What the tree says of a master's DMA and interrupts beside its groups. */
#include "bindings/msi.h"
#include "render/json/plan_json.h"

/* "name":"0x1" or null, the first of its object where @first. */
static void hex_or_null(struct out *o, const char *key, uint64_t n, bool known,
			bool first)
{
	json_key(o, key, first);
	if (!known) {
		out_str(o, "null");
		return;
	}
	out_char(o, '"');
	out_hex(o, n);
	out_char(o, '"');
}

static void open_row(struct out *o, uint32_t n)
{
	out_str(o, n ? ",{" : "{");
}

static void iova(struct out *o, const struct iop_window *w)
{
	static const char *const limits[] = {
		[IOP_LIMIT_INPUT] = "\",\"limit\":\"input-bits\"}",
		[IOP_LIMIT_APERTURE] = "\",\"limit\":\"aperture\"}",
		[IOP_LIMIT_DMA_RANGES] = "\",\"limit\":\"dma-ranges\"}",
		[IOP_LIMIT_UNREAD] = "\",\"limit\":\"unknown\"}",
	};

	if (!w) {
		out_str(o, ",\"iova\":null");
		return;
	}
	out_str(o, ",\"iova\":{\"first\":\"");
	out_hex(o, w->first);
	out_str(o, "\",\"last\":\"");
	out_hex(o, w->last);
	out_str(o, limits[w->limit]);
}

static void specifier(struct out *o, const struct iop_msi *v)
{
	struct iop_cells id = v->id;
	uint32_t cell;

	json_key(o, "specifier", false);
	out_char(o, '[');
	for (uint32_t n = 0; n < v->cells && iop_cell_next(&id, &cell); n++) {
		out_str(o, n ? ",\"" : "\"");
		out_hex(o, cell);
		out_char(o, '"');
	}
	out_char(o, ']');
}

static void msi(struct render *r, uint32_t node)
{
	struct iop_msi_walk w = iop_msi_open(r->p->tree, r->p->view, node);
	struct iop_msi v;

	json_key(r->o, "msi", false);
	out_char(r->o, '[');
	for (uint32_t n = 0; iop_msi_next(&w, &v); n++) {
		open_row(r->o, n);
		json_key(r->o, "property", true);
		out_json(r->o, v.mapped ? "msi-map" : "msi-parent");
		json_text(r->o, "controller", v.controller == IOP_NO_NODE ?
			  NULL : render_path(r, v.controller));
		hex_or_null(r->o, "first", v.first, v.spans, false);
		hex_or_null(r->o, "last", v.last, v.spans, false);
		hex_or_null(r->o, "rid_mask", v.mask, v.mapped, false);
		specifier(r->o, &v);
		json_text(r->o, "reason", v.fault ? iop_msi_slug(v.fault) : NULL);
		out_char(r->o, '}');
	}
	out_char(r->o, ']');
}

static void iommu_ranges(struct render *r, uint32_t node,
			 const struct iop_window *w)
{
	uint32_t rows = 0;
	struct iop_iova v;

	json_key(r->o, "iommu_ranges", false);
	out_char(r->o, '[');
	for (uint32_t n = 0; iop_iommu_range_next(r->p->tree, node, &rows, &v); n++) {
		struct iop_window left = w ? *w : (struct iop_window){0};
		bool any = w && iop_window_cut(&left, &v);

		open_row(r->o, n);
		hex_or_null(r->o, "base", v.base, true, true);
		json_hex(r->o, "size", v.size);
		hex_or_null(r->o, "first", left.first, any, false);
		hex_or_null(r->o, "last", left.last, any, false);
		out_char(r->o, '}');
	}
	out_char(r->o, ']');
}

static void iommu_addresses(struct render *r, const struct iop_device *d)
{
	bool kept = render_honours(r, d);
	uint32_t cursor = 0;
	struct iop_resv v;

	json_key(r->o, "iommu_addresses", false);
	out_char(r->o, '[');
	for (uint32_t n = 0; iop_resv_next(r->p->tree, d->node, &cursor, &v); n++) {
		open_row(r->o, n);
		hex_or_null(r->o, "base", v.base, true, true);
		json_hex(r->o, "size", v.size);
		json_text(r->o, "type", v.direct ? "direct" : "reserved");
		json_text(r->o, "region", render_path(r, v.region));
		json_bool(r->o, "honoured", kept);
		out_char(r->o, '}');
	}
	out_char(r->o, ']');
}

static void external(struct render *r, const struct iop_device *d)
{
	bool untrusted = iop_linux(r->p->view, IOP_K_EXTERNAL_UNTRUSTED, 0);
	bool strict = iop_linux(r->p->view, IOP_K_UNTRUSTED, IOP_W_NONE) == IOP_W_DMA;
	uint32_t cursor = 0, port;

	json_key(r->o, "external_facing", false);
	out_char(r->o, '[');
	for (uint32_t n = 0;; n++) {
		port = iop_external_next(r->p->tree, d, &cursor);
		if (port == IOP_NO_NODE)
			break;
		open_row(r->o, n);
		json_key(r->o, "port", true);
		out_json(r->o, render_path(r, port));
		json_bool(r->o, "untrusted", untrusted);
		json_bool(r->o, "strict", untrusted && strict);
		out_char(r->o, '}');
	}
	out_char(r->o, ']');
}

static void lists(struct render *r, const struct iop_device *d,
		  const struct iop_window *w)
{
	msi(r, d->node);
	iommu_ranges(r, d->node, w);
	iommu_addresses(r, d);
	external(r, d);
}

/* What nearly all masters have. */
#define NO_LISTS ",\"msi\":[],\"iommu_ranges\":[],\"iommu_addresses\":[]," \
	"\"external_facing\":[]"
#define NOTHING NO_LISTS ",\"pasid_bits\":null,\"can_stall\":false," \
	"\"ats\":false,\"pci_domain\":null"

void json_traits(struct render *r, const struct iop_device *d,
		 const struct iop_dma *dma)
{
	struct iop_traits v;
	struct iop_window w;
	bool known = render_window(r, d, dma, &w);

	iova(r->o, known ? &w : NULL);
	if (!iop_traits_any(r->p->tree, d)) {
		out_str(r->o, NOTHING);
		return;
	}
	if (render_speaks(r, d))
		lists(r, d, known ? &w : NULL);
	else
		out_str(r->o, NO_LISTS);
	v = iop_traits_read(r->p->tree, d);
	json_count(r->o, "pasid_bits", v.pasid_bits ? v.pasid_bits : IOP_NONE);
	json_bool(r->o, "can_stall", v.can_stall);
	json_bool(r->o, "ats", v.ats);
	json_count(r->o, "pci_domain", v.pci_domain);
}
