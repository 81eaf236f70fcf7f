// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* iommu-addresses, as of_iommu_get_resv_regions() scans them. */
#include "bindings/dma_ranges.h"
#include "fdt/long.h"

/* The cursor: which region of memory-region, and which cell inside it. */
#define REGION(cursor) ((cursor) >> 16)
#define CELL(cursor) ((cursor) & 0xffff)
#define CURSOR_MAX 0xffffu	/* no walk goes beyond it, or it would start over */

static bool same_as_reg(const struct iop_tree *t, uint32_t region,
			const struct iop_resv *r)
{
	struct iop_cells reg = iop_prop(t, region, IOP_P_REG);
	struct iop_bus_cells c = iop_bus_cells(t, t->nodes[region].parent);
	uint64_t base, size;

	return iop_number_next(&reg, c.child, &base) &&
	       iop_number_next(&reg, c.size, &size) &&
	       base == r->base && size == r->size;
}

/* From cell @at on: the place behind the next one that may name the node. */
static bool find_handle(const struct iop_tree *t, uint32_t region, uint32_t handle,
			struct iop_cells *list, uint32_t *at)
{
	const struct iop_long *l = iop_long_of(t, region, IOP_P_IOMMU_ADDRESSES);
	uint32_t found, place;

	if (l) {
		place = iop_long_cell(l, handle, *at);
		if (place == IOP_NO_NODE || !iop_cells_skip(list, place - *at + 1))
			return false;
		*at = place + 1;
		return true;
	}
	while (iop_cell_next(list, &found)) {
		++*at;
		if (found == handle)
			return true;
	}
	return false;
}

/* From cell @at on: the next entry that names @node. */
static bool scan_region(const struct iop_tree *t, uint32_t node, uint32_t region,
			uint32_t *at, struct iop_resv *out)
{
	struct iop_cells list = iop_prop(t, region, IOP_P_IOMMU_ADDRESSES);
	struct iop_bus_cells c = iop_bus_cells(t, t->nodes[node].parent);
	uint32_t handle = t->nodes[node].phandle;

	if (!handle || !iop_cells_skip(&list, *at))
		return false;
	while (find_handle(t, region, handle, &list, at)) {
		if (!iop_number_next(&list, c.child, &out->base) ||
		    !iop_number_next(&list, c.size, &out->size))
			return false;
		*at += c.child + c.size;
		if (!iop_translate(t, t->nodes[node].parent, IOP_P_DMA_RANGES, &out->base))
			return false;
		if (!out->size)
			continue;
		out->region = region;
		out->direct = same_as_reg(t, region, out);
		return true;
	}
	return false;
}

bool iop_resv_next(const struct iop_tree *t, uint32_t node, uint32_t *cursor,
		   struct iop_resv *out)
{
	struct iop_cells regions = iop_prop(t, node, IOP_P_MEMORY_REGION);
	uint32_t at = CELL(*cursor), n = REGION(*cursor), handle, region;

	if (!iop_cells_skip(&regions, n))
		return false;
	for (; iop_cell_next(&regions, &handle); n++, at = 0) {
		region = iop_by_phandle(t, handle);
		if (region == IOP_NO_NODE || !scan_region(t, node, region, &at, out))
			continue;
		*cursor = n << 16 | at;
		return n <= CURSOR_MAX && at <= CURSOR_MAX;
	}
	return false;
}
