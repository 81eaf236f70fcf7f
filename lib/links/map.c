// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "links/map.h"

#define MAX_ARGS 16u	/* MAX_PHANDLE_ARGS */

/* of_check_bad_map(): one target, one cell each, length 1 throughout. */
static bool written_for_four(struct iop_cells rows)
{
	uint32_t base, handle, out, length, first = 0;

	if (rows.left % 16 || rows.left == 0)
		return false;
	while (iop_cell_next(&rows, &base) && iop_cell_next(&rows, &handle) &&
	       iop_cell_next(&rows, &out) && iop_cell_next(&rows, &length)) {
		if (!first)
			first = handle;
		if (handle != first || length != 1)
			return false;
	}
	return true;
}

static uint32_t first_target_cells(const struct iop_links *l, struct iop_cells rows)
{
	uint32_t base, handle, node;

	if (!iop_cell_next(&rows, &base) || !iop_cell_next(&rows, &handle))
		return 1;
	node = iop_by_phandle(l->tree, handle);
	return node == IOP_NO_NODE ? 1 :
	       iop_prop_u32(l->tree, node, IOP_P_IOMMU_CELLS, 1);
}

struct iop_map iop_map_open(const struct iop_links *l, uint32_t node)
{
	struct iop_map m = {
		.rows = iop_prop(l->tree, node, IOP_P_IOMMU_MAP),
		.mask = iop_prop_u32(l->tree, node, IOP_P_IOMMU_MAP_MASK, UINT32_MAX),
	};

	m.by_target = iop_linux(l->view, IOP_K_MAP_CELLS, IOP_W_FOUR) == IOP_W_TARGET;
	m.one_cell = m.by_target && first_target_cells(l, m.rows) == 2 &&
		     written_for_four(m.rows);
	m.broken = m.by_target ? m.rows.left % 4 != 0 :
				 m.rows.left == 0 || m.rows.left % 16 != 0;
	return m;
}

/* How wide the row's output is, and whether its target can be used at all. */
static enum iop_reason take_target(const struct iop_links *l,
				   const struct iop_map *m, uint32_t handle,
				   struct iop_map_row *row)
{
	uint32_t node = iop_by_phandle(l->tree, handle);

	row->count = 1;
	row->iommu = IOP_NONE;
	if (node == IOP_NO_NODE)
		return IOP_R_BAD_PHANDLE;
	row->iommu = iop_iommu_at(l, node);
	if (m->by_target && !m->one_cell)
		row->count = iop_prop_u32(l->tree, node, IOP_P_IOMMU_CELLS, 1);
	return row->iommu == IOP_NONE ? IOP_R_NOT_IOMMU : IOP_R_NONE;
}

bool iop_map_row(const struct iop_links *l, struct iop_map *m,
		 struct iop_map_row *row, enum iop_reason *stop)
{
	uint32_t handle;

	*stop = m->broken ? IOP_R_MAP_LENGTH : IOP_R_NONE;
	if (m->broken || !m->rows.left)
		return false;
	*stop = IOP_R_MAP_LENGTH;
	if (!iop_cell_next(&m->rows, &row->base) || !iop_cell_next(&m->rows, &handle))
		return false;
	*stop = IOP_R_MAP_BASE;
	if (row->base & ~m->mask)
		return false;
	row->why = (uint8_t)take_target(l, m, handle, row);
	*stop = IOP_R_BAD_PHANDLE;
	if (m->by_target && row->why == IOP_R_BAD_PHANDLE)
		return false;
	*stop = IOP_R_MAP_LENGTH;
	row->out = m->rows;
	if (row->count > MAX_ARGS || !iop_cells_skip(&m->rows, row->count) ||
	    !iop_cell_next(&m->rows, &row->length))
		return false;
	*stop = IOP_R_NONE;
	if (!row->why && row->count > 1 && row->length > 1)
		row->why = IOP_R_MAP_WIDE;
	return true;
}

/* ≤ 6.19 compares against base + length in 32 bits: a row that wraps is void. */
bool iop_map_covers(const struct iop_map *m, const struct iop_map_row *row, uint32_t id)
{
	if (!m->by_target && row->base + row->length < row->base)
		return false;
	return id >= row->base && id - row->base < row->length;
}

/* Where the row begins to matter after @id, or ends; 0 if neither. */
static uint32_t next_edge(const struct iop_map *m, const struct iop_map_row *row,
			  uint32_t id)
{
	if (!iop_map_covers(m, row, row->base))
		return 0;
	if (id < row->base)
		return row->base;
	return row->length > UINT32_MAX - row->base ? 0 : row->base + row->length;
}

struct iop_map_piece iop_map_at(const struct iop_links *l,
				const struct iop_map *m, uint32_t id)
{
	struct iop_map_piece p = { .last = UINT32_MAX };
	struct iop_map rest = *m;
	struct iop_map_row row;
	enum iop_reason stop;
	uint32_t edge;

	if (m->sweep)
		return iop_sweep_at(l, m, id);
	while (iop_map_row(l, &rest, &row, &stop)) {
		edge = next_edge(m, &row, id);
		if (edge > id && edge - 1 < p.last)
			p.last = edge - 1;
		if (!iop_map_covers(m, &row, id))
			continue;
		p.row = row;
		p.why = row.why;
		return p;
	}
	p.why = (uint8_t)(stop ? stop : IOP_R_MAP_UNMATCHED);
	return p;
}
