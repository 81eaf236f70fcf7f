// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "bindings/msi.h"

static const struct { const char *slug, *text; } words[] = {
#define WORDS(id, slug, text) \
	[IOP_MSI_##id] = { slug, text },
	IOP_MSI_FAULTS(WORDS)
#undef WORDS
};

const char *iop_msi_slug(enum iop_msi_fault f)
{
	return words[f].slug;
}

const char *iop_msi_text(enum iop_msi_fault f)
{
	return words[f].text;
}

struct iop_msi_walk iop_msi_open(const struct iop_tree *t,
				 const struct iop_view *v, uint32_t node)
{
	struct iop_msi_walk w = { .tree = t };

	if (iop_has(t, node, IOP_P_MSI_PARENT))
		w.parents = iop_prop(t, node, IOP_P_MSI_PARENT);
	w.mapped = iop_has(t, node, IOP_P_MSI_MAP);
	if (w.mapped)
		w.map = iop_map_read(t, v, node, IOP_MAP_MSI);
	return w;
}

/* A controller without #msi-cells is the simple one: no specifier follows. */
static void parent(struct iop_msi_walk *w, struct iop_msi *out)
{
	uint32_t handle;

	out->fault = IOP_MSI_LENGTH;
	if (!iop_cell_next(&w->parents, &handle))
		goto last;
	out->fault = IOP_MSI_PHANDLE;
	out->controller = iop_by_phandle(w->tree, handle);
	if (out->controller == IOP_NO_NODE)
		goto last;
	out->fault = IOP_MSI_LENGTH;
	out->id = w->parents;
	out->cells = iop_prop_u32(w->tree, out->controller, IOP_P_MSI_CELLS, 0);
	if (!iop_cells_skip(&w->parents, out->cells))
		goto last;
	out->fault = IOP_MSI_NONE;
	return;
last:
	out->controller = IOP_NO_NODE;
	out->cells = 0;
	w->parents.left = 0;
}

static uint8_t fault_of(uint8_t why)
{
	switch (why) {
	case IOP_R_BAD_PHANDLE:
		return IOP_MSI_PHANDLE;
	case IOP_R_MAP_BASE:
		return IOP_MSI_BASE;
	case IOP_R_MAP_WIDE:
		return IOP_MSI_WIDE;
	default:
		return IOP_MSI_LENGTH;
	}
}

static void fill_row(const struct iop_map *m, const struct iop_map_row *row,
		     struct iop_msi *out)
{
	out->controller = row->target;
	out->spans = row->length;
	out->first = row->base;
	out->last = row->base + (row->length - 1);
	if (out->last < out->first)
		out->last = UINT32_MAX;
	out->id = row->out;
	out->cells = row->count;
	if (row->why)
		out->fault = fault_of(row->why);
	else if (!iop_map_covers(m, row, row->base))
		out->fault = row->length ? IOP_MSI_WRAPS : IOP_MSI_EMPTY;
}

bool iop_msi_next(struct iop_msi_walk *w, struct iop_msi *out)
{
	struct iop_map_row row;
	enum iop_reason stop;

	*out = (struct iop_msi){ .controller = IOP_NO_NODE };
	if (w->parents.left) {
		parent(w, out);
		return true;
	}
	if (!w->mapped)
		return false;
	out->mapped = true;
	out->mask = w->map.mask;
	if (iop_map_next(w->tree, &w->map, &row, &stop)) {
		fill_row(&w->map, &row, out);
		return true;
	}
	w->mapped = false;
	out->fault = fault_of((uint8_t)stop);
	return stop != IOP_R_NONE;
}
