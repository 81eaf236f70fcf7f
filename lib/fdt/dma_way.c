// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "fdt/dma_way.h"

#include <string.h>

#define NOT_ASKED (IOP_NO_NODE - 1)

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

uint32_t iop_dma_parent(const struct iop_tree *t, uint32_t node)
{
	uint32_t via = t->ways ? t->ways->via[node] : IOP_NO_NODE;

	return via == IOP_NO_NODE ? t->nodes[node].parent : via;
}

/* Does the path end at @node? The result is then @node or IOP_NO_NODE. */
static bool ranges_end(const struct iop_tree *t, uint32_t node, uint32_t *found)
{
	*found = iop_prop(t, node, IOP_P_DMA_RANGES).left ? node : IOP_NO_NODE;
	return *found == node || !iop_has(t, node, IOP_P_DMA_RANGES);
}

static bool coherence_ends(const struct iop_tree *t, uint32_t node, bool noncoherent,
			   bool *found)
{
	*found = iop_has(t, node, IOP_P_DMA_COHERENT);
	return *found || (noncoherent && iop_has(t, node, IOP_P_DMA_NONCOHERENT));
}

/* The result is the same for all nodes on a path; that of a cycle is IOP_NO_NODE. */
static void ask_ranges(const struct iop_tree *t, uint32_t node)
{
	uint32_t *known = t->ways->ranges, n = node, found = IOP_NO_NODE;

	for (; n != IOP_NO_NODE && known[n] == NOT_ASKED; n = iop_dma_parent(t, n)) {
		known[n] = IOP_NO_NODE;
		if (ranges_end(t, n, &found)) {
			known[n] = found;
			break;
		}
	}
	found = n == IOP_NO_NODE ? IOP_NO_NODE : known[n];
	for (; found != IOP_NO_NODE && node != n; node = iop_dma_parent(t, node))
		known[node] = found;
}

static void ask_coherence(const struct iop_tree *t, uint32_t node, bool noncoherent)
{
	uint8_t *known = t->ways->coherent, yes = noncoherent ? 2 : 1;
	uint8_t asked = (uint8_t)(yes << 2);
	uint32_t n = node;
	bool found = false;

	for (; n != IOP_NO_NODE && !(known[n] & asked); n = iop_dma_parent(t, n)) {
		known[n] |= asked;
		if (coherence_ends(t, n, noncoherent, &found)) {
			known[n] |= found ? yes : 0;
			break;
		}
	}
	found = n != IOP_NO_NODE && known[n] & yes;
	for (; found && node != n; node = iop_dma_parent(t, node))
		known[node] |= yes;
}

static bool has_interconnects(const struct iop_tree *t)
{
	for (uint32_t n = 0; n < t->count; n++)
		if (iop_has(t, n, IOP_P_INTERCONNECT_NAMES))
			return true;
	return false;
}

bool iop_dma_ways_build(struct iop_tree *t, struct iop_arena *a)
{
	struct iop_dma_ways *w;

	if (!has_interconnects(t))
		return true;
	w = iop_alloc(a, 1, sizeof(*w));
	if (!w)
		return false;
	w->via = iop_alloc_raw(a, t->count, sizeof(*w->via));
	w->ranges = iop_alloc_raw(a, t->count, sizeof(*w->ranges));
	w->coherent = iop_alloc(a, t->count, sizeof(*w->coherent));
	if (!w->via || !w->ranges || !w->coherent)
		return false;
	for (uint32_t n = 0; n < t->count; n++) {
		w->via[n] = interconnect_parent(t, n);
		w->ranges[n] = NOT_ASKED;
	}
	t->ways = w;
	for (uint32_t n = 0; n < t->count; n++) {
		ask_ranges(t, n);
		ask_coherence(t, n, false);
		ask_coherence(t, n, true);
	}
	return true;
}

uint32_t iop_dma_ranges_from(const struct iop_tree *t, uint32_t node)
{
	uint32_t found = IOP_NO_NODE;

	if (node != IOP_NO_NODE && t->ways)
		return t->ways->ranges[node];
	while (node != IOP_NO_NODE && !ranges_end(t, node, &found))
		node = t->nodes[node].parent;
	return found;
}

bool iop_dma_coherent_from(const struct iop_tree *t, uint32_t node, bool noncoherent)
{
	bool found = false;

	if (node != IOP_NO_NODE && t->ways)
		return t->ways->coherent[node] & (noncoherent ? 2 : 1);
	while (node != IOP_NO_NODE && !coherence_ends(t, node, noncoherent, &found))
		node = t->nodes[node].parent;
	return found;
}
