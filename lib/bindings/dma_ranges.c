// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "bindings/dma_ranges.h"

#include <string.h>

#include "fdt/long.h"

/* The interconnect called "dma-mem" leads to the node DMA goes through. */
static uint32_t interconnect_parent(const struct iop_tree *t, uint32_t node)
{
	struct iop_cells names = iop_prop(t, node, IOP_P_INTERCONNECT_NAMES);
	struct iop_cells paths = iop_prop(t, node, IOP_P_INTERCONNECTS);
	uint32_t handle, target = IOP_NO_NODE;
	const char *name;

	while ((name = iop_list_next(&names))) {
		if (!iop_cell_next(&paths, &handle))
			return IOP_NO_NODE;
		target = iop_by_phandle(t, handle);
		if (!strcmp(name, "dma-mem"))
			return target;
		if (target == IOP_NO_NODE ||
		    !iop_cells_skip(&paths, iop_prop_u32(t, target,
							 IOP_P_INTERCONNECT_CELLS, 0)))
			return IOP_NO_NODE;
	}
	return IOP_NO_NODE;
}

static uint32_t dma_parent(const struct iop_tree *t, uint32_t node)
{
	uint32_t via = iop_has(t, node, IOP_P_INTERCONNECT_NAMES) ?
		       interconnect_parent(t, node) : IOP_NO_NODE;

	return via == IOP_NO_NODE ? t->nodes[node].parent : via;
}

/* The first non-empty dma-ranges upwards; a bus that lacks one ends the search,
 * but for the node where it starts. */
static uint32_t find_ranges(const struct iop_tree *t, uint32_t node)
{
	for (uint32_t steps = 0; node != IOP_NO_NODE && steps < t->count; steps++) {
		if (iop_prop(t, node, IOP_P_DMA_RANGES).left)
			return node;
		if (steps && !iop_has(t, node, IOP_P_DMA_RANGES))
			return IOP_NO_NODE;
		node = dma_parent(t, node);
	}
	return IOP_NO_NODE;
}

static void add_range(struct iop_dma *out, const struct iop_span_row *r,
		      uint64_t cpu, uint64_t *end)
{
	uint64_t last = r->child + (r->size - 1);

	if (last < r->child)
		last = UINT64_MAX;
	if (!out->ranges) {
		out->base = r->child;
		*end = last;
		out->offset = cpu - r->child;
	}
	if (r->child < out->base)
		out->base = r->child;
	if (last > *end)
		*end = last;
	out->ranges++;
}

/* PCI counts addresses in three cells, of which the first is no address. */
static void read_ranges(const struct iop_tree *t, uint32_t bus, struct iop_dma *out)
{
	struct iop_cells rows = iop_prop(t, bus, IOP_P_DMA_RANGES);
	struct iop_bus_cells c = iop_bus_cells(t, bus);
	uint64_t end = 0, cpu;
	struct iop_span_row r;

	while (iop_span_row_next(&rows, c, &r)) {
		cpu = r.parent;
		if (r.size && iop_translate(t, t->nodes[bus].parent, IOP_P_DMA_RANGES, &cpu))
			add_range(out, &r, cpu, &end);
	}
	if (out->ranges)
		out->size = end - out->base + 1;
}

/* A long list is read for the first master of the bus only. */
static void find_window(const struct iop_tree *t, uint32_t bus, struct iop_dma *out)
{
	struct iop_long *kept = iop_long_of(t, bus, IOP_P_DMA_RANGES);

	if (!kept || !kept->window.known)
		read_ranges(t, bus, out);
	if (kept && !kept->window.known)
		kept->window = (struct iop_long_window){ true, out->base, out->size,
							 out->offset, out->ranges };
	if (kept) {
		out->base = kept->window.base;
		out->size = kept->window.size;
		out->offset = kept->window.offset;
		out->ranges = kept->window.ranges;
	}
	out->limited = out->ranges > 0;
	out->broken = !out->limited;
}

static bool read_coherent(const struct iop_tree *t, const struct iop_view *v,
			  uint32_t node)
{
	bool noncoherent = iop_linux(v, IOP_K_NONCOHERENT, 0);

	for (uint32_t steps = 0; node != IOP_NO_NODE && steps < t->count; steps++) {
		if (iop_has(t, node, IOP_P_DMA_COHERENT))
			return true;
		if (noncoherent && iop_has(t, node, IOP_P_DMA_NONCOHERENT))
			return false;
		node = dma_parent(t, node);
	}
	return false;
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
	uint32_t from = node;

	memset(out, 0, sizeof(*out));
	if (!behind && iop_linux(v, IOP_K_DMA_PARENT, 0))
		from = dma_parent(t, node);
	from = find_ranges(t, from);
	if (from != IOP_NO_NODE)
		find_window(t, from, out);
	out->coherent = read_coherent(t, v, node);
	out->pool = read_pool(t, v, node);
}
