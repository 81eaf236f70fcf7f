// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "bindings/dma_ranges.h"

#include <string.h>

#include "fdt/dma_way.h"
#include "fdt/long.h"

/* A bus that lacks dma-ranges ends the search, but for the node where it starts,
 * if that is @exempt. */
static uint32_t find_ranges(const struct iop_tree *t, uint32_t node, bool exempt)
{
	if (!exempt)
		return iop_dma_ranges_from(t, node);
	if (node == IOP_NO_NODE || iop_prop(t, node, IOP_P_DMA_RANGES).left)
		return node;
	return iop_dma_ranges_from(t, iop_dma_parent(t, node));
}

#define PCI_FLAGS 0x43000000u	/* prefetchable, and which space */

/* One row; its CPU address is OF_BAD_ADDR where the buses above do not have it. */
static bool read_row(struct iop_dma_walk *w)
{
	struct iop_cells first = w->rows;
	struct iop_span_row r;

	w->flags = 0;
	if (w->cells.child == 3 && iop_cell_next(&first, &w->flags))
		w->flags &= PCI_FLAGS;
	w->pending = iop_span_row_next(&w->rows, w->cells, &r);
	if (!w->pending)
		return false;
	w->next.dma = r.child;
	w->next.size = r.size;
	w->next.cpu = r.parent;
	w->next.row = w->row++;
	if (!iop_translate(w->tree, w->tree->nodes[w->bus].parent, IOP_P_DMA_RANGES,
			   &w->next.cpu))
		w->next.cpu = IOP_BAD_ADDRESS;
	return true;
}

struct iop_dma_walk iop_dma_walk(const struct iop_tree *t, uint32_t bus)
{
	struct iop_dma_walk w = { .tree = t, .bus = bus, .cells = iop_bus_cells(t, bus),
				  .rows = iop_prop(t, bus, IOP_P_DMA_RANGES) };

	read_row(&w);
	return w;
}

bool iop_dma_range_next(struct iop_dma_walk *w, struct iop_dma_range *out)
{
	uint32_t flags = w->flags;

	if (!w->pending)
		return false;
	*out = w->next;
	while (read_row(w) && w->flags == flags && w->next.dma == out->dma + out->size &&
	       w->next.cpu == out->cpu + out->size)
		out->size += w->next.size;
	return true;
}

static void add_range(struct iop_dma *out, const struct iop_dma_range *r, uint64_t *end)
{
	uint64_t last = r->dma + (r->size - 1);

	if (last < r->dma)
		last = UINT64_MAX;
	if (!out->ranges) {
		out->base = r->dma;
		*end = last;
		out->offset = r->cpu - r->dma;
	}
	if (r->dma < out->base)
		out->base = r->dma;
	if (last > *end)
		*end = last;
	out->ranges++;
}

/* What one kernel takes of a dma-ranges. */
struct taken {
	bool listed;
	uint32_t entries;
};

/* Where one offset serves all, others than that are passed over; zero is none yet. */
static bool passes_over(const struct taken *how, const struct iop_dma *out,
			const struct iop_dma_range *r)
{
	return r->cpu == IOP_BAD_ADDRESS ||
	       (how->entries == IOP_W_SAME_OFFSET && out->offset &&
		r->cpu - r->dma != out->offset);
}

/* The first entry is taken as it is, without those that go on where it ends. */
static bool next_range(const struct taken *how, struct iop_dma_walk *w, struct iop_dma_range *r)
{
	if (how->entries != IOP_W_FIRST)
		return iop_dma_range_next(w, r);
	if (!w->pending)
		return false;
	*r = w->next;
	w->pending = false;
	return true;
}

/* Ranges go into a list that ends with one of size 0, be it the tree's own. */
static void read_ranges(const struct iop_tree *t, const struct taken *how, uint32_t bus,
			struct iop_dma *out)
{
	struct iop_dma_walk w = iop_dma_walk(t, bus);
	struct iop_dma_range r;
	uint64_t end = 0;

	while (!out->nothing && next_range(how, &w, &r)) {
		if (passes_over(how, out, &r))
			continue;
		if (r.size)
			add_range(out, &r, &end);
		else if (!how->listed || !out->ranges)
			out->nothing = how->listed;
		else
			break;
		if (how->entries == IOP_W_SAME_OFFSET)
			out->offset = r.cpu - r.dma;
	}
	if (out->ranges)
		out->size = end - out->base + 1;
}

/* Read for the first master of the bus only: each entry takes a walk up to the root. */
static void find_window(const struct iop_tree *t, const struct iop_view *v, uint32_t bus,
			struct iop_dma *out)
{
	struct iop_long *kept = iop_long_of(t, bus, IOP_P_DMA_RANGES);
	struct taken how = { iop_linux(v, IOP_K_DMA_RANGE_LIST, 0),
			     (uint32_t)iop_linux(v, IOP_K_DMA_ROWS, IOP_W_ALL) };

	if (kept && kept->window.known && kept->window.listed == how.listed &&
	    kept->window.entries == how.entries) {
		out->base = kept->window.base;
		out->size = kept->window.size;
		out->offset = kept->window.offset;
		out->ranges = kept->window.ranges;
		out->nothing = how.listed && kept->window.nothing;
	} else {
		read_ranges(t, &how, bus, out);
	}
	if (kept)
		kept->window = (struct iop_long_window){ true, out->base, out->size, out->offset,
							 out->ranges, how.listed, out->nothing,
							 how.entries };
	out->limited = out->ranges > 0 || out->nothing;
	out->broken = !out->limited;
}

static uint32_t read_pool(const struct iop_tree *t, const struct iop_view *v,
			  uint32_t node)
{
	struct iop_cells regions = iop_prop(t, node, IOP_P_MEMORY_REGION);
	uint32_t handle, region;

	if (!iop_linux(v, IOP_K_RESTRICTED_POOL, 0))
		return IOP_NO_NODE;
	while (iop_cell_next(&regions, &handle)) {
		region = iop_by_phandle(t, handle);
		if (region != IOP_NO_NODE && t->nodes[region].enabled &&
		    iop_compatible(t, region, "restricted-dma-pool"))
			return region;
	}
	return IOP_NO_NODE;
}

void iop_dma_read(const struct iop_tree *t, const struct iop_view *v,
		  uint32_t node, bool behind, struct iop_dma *out)
{
	bool parent = iop_linux(v, IOP_K_DMA_FROM_PARENT, 0);
	uint32_t from = node;

	memset(out, 0, sizeof(*out));
	if (parent || (!behind && iop_linux(v, IOP_K_DMA_PARENT, 0)))
		from = iop_dma_parent(t, node);
	from = find_ranges(t, from, !parent);
	if (from != IOP_NO_NODE)
		find_window(t, v, from, out);
	out->coherent = iop_dma_coherent_from(t, node, iop_linux(v, IOP_K_NONCOHERENT, 0));
	out->pool = read_pool(t, v, node);
}
