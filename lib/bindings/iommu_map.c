// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "bindings/iommu_map.h"

#include "bindings/map_index.h"

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

/* A target that says nothing takes one cell. */
static uint32_t width_of(const struct iop_tree *t, const struct iop_map *m,
			 uint32_t target)
{
	return target == IOP_NO_NODE ? 1 : iop_prop_u32(t, target, m->width, 1);
}

static uint32_t first_width(const struct iop_tree *t, const struct iop_map *m)
{
	struct iop_cells rows = m->rows;
	uint32_t base, handle;

	if (!iop_cell_next(&rows, &base) || !iop_cell_next(&rows, &handle))
		return 1;
	return width_of(t, m, iop_by_phandle(t, handle));
}

struct iop_map iop_map_read(const struct iop_tree *t, const struct iop_view *v,
			    uint32_t node, enum iop_map_kind kind)
{
	static const struct { enum iop_prop map, mask, width; } names[] = {
		[IOP_MAP_IOMMU] = { IOP_P_IOMMU_MAP, IOP_P_IOMMU_MAP_MASK, IOP_P_IOMMU_CELLS },
		[IOP_MAP_MSI] = { IOP_P_MSI_MAP, IOP_P_MSI_MAP_MASK, IOP_P_MSI_CELLS },
	};
	struct iop_map m = {
		.rows = iop_prop(t, node, names[kind].map),
		.mask = iop_prop_u32(t, node, names[kind].mask, UINT32_MAX),
		.width = names[kind].width,
		.widest = (uint32_t)iop_linux(v, IOP_K_PHANDLE_ARGS, UINT32_MAX),
		.node = node,
	};

	m.by_target = iop_linux(v, IOP_K_MAP_CELLS, IOP_W_FOUR) == IOP_W_TARGET;
	m.one_cell = m.by_target && first_width(t, &m) == 2 &&
		     written_for_four(m.rows);
	m.broken = m.by_target ? m.rows.left % 4 != 0 :
				 m.rows.left == 0 || m.rows.left % 16 != 0;
	return m;
}

struct iop_map iop_map_open(const struct iop_plan *p, uint32_t node)
{
	return iop_map_read(p->tree, p->view, node, IOP_MAP_IOMMU);
}

/* ID 0 and no other, to stream 0: .dts files have it where a boot loader finds a
 * space for its first entry and adds the others, schemas/readers.yaml. */
static bool is_first_alone(const struct iop_plan *p, const struct iop_map *m)
{
	struct iop_cells rows = m->rows;
	uint32_t base = 1, handle, out = 1, length = 0;

	return m->mask == UINT32_MAX && rows.left == 16 &&
	       iop_cell_next(&rows, &base) && iop_cell_next(&rows, &handle) &&
	       iop_cell_next(&rows, &out) && iop_cell_next(&rows, &length) &&
	       !base && !out && length == 1 &&
	       iop_behaviour_of(p->view, "iommu-map-placeholder",
				iop_prop(p->tree, m->node, IOP_P_COMPATIBLE));
}

bool iop_map_is_placeholder(const struct iop_plan *p, const struct iop_map *m)
{
	struct iop_map rest = *m;
	struct iop_map_row row;
	enum iop_reason stop;
	bool any = false;

	if (is_first_alone(p, m))
		return true;
	if (m->index && m->index->map.node == m->node)
		return m->index->placeholder;
	while (iop_map_row(p, &rest, &row, &stop)) {
		if (row.length)
			return false;
		any = true;
	}
	return any && !stop;
}

/* How wide the row's output is, and whether its target is there at all. */
static void read_target(const struct iop_tree *t, const struct iop_map *m,
			uint32_t handle, struct iop_map_row *row)
{
	row->target = iop_by_phandle(t, handle);
	row->count = m->by_target && !m->one_cell ? width_of(t, m, row->target) : 1;
	row->why = row->target == IOP_NO_NODE ? IOP_R_BAD_PHANDLE : IOP_R_NONE;
}

bool iop_map_next(const struct iop_tree *t, struct iop_map *m,
		  struct iop_map_row *row, enum iop_reason *stop)
{
	uint32_t handle;

	*row = IOP_MAP_ROW_NONE;
	*stop = m->broken ? IOP_R_MAP_LENGTH : IOP_R_NONE;
	if (m->broken || !m->rows.left)
		return false;
	*stop = IOP_R_MAP_LENGTH;
	if (!iop_cell_next(&m->rows, &row->base) || !iop_cell_next(&m->rows, &handle))
		return false;
	*stop = IOP_R_MAP_BASE;
	if (row->base & ~m->mask)
		return false;
	read_target(t, m, handle, row);
	*stop = IOP_R_BAD_PHANDLE;
	if (m->by_target && row->why == IOP_R_BAD_PHANDLE)
		return false;
	*stop = IOP_R_MAP_LENGTH;
	row->out = m->rows;
	if (row->count > m->widest || !iop_cells_skip(&m->rows, row->count) ||
	    !iop_cell_next(&m->rows, &row->length))
		return false;
	*stop = IOP_R_NONE;
	if (!row->why && row->count > 1 && row->length > 1)
		row->why = IOP_R_MAP_WIDE;
	return true;
}

bool iop_map_row(const struct iop_plan *p, struct iop_map *m,
		 struct iop_map_row *row, enum iop_reason *stop)
{
	if (!iop_map_next(p->tree, m, row, stop))
		return false;
	if (row->target != IOP_NO_NODE)
		row->iommu = iop_iommu_at(p, row->target);
	if (row->iommu == IOP_NONE && row->why != IOP_R_BAD_PHANDLE)
		row->why = IOP_R_NOT_IOMMU;
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

struct iop_map_piece iop_map_at(const struct iop_plan *p,
				const struct iop_map *m, uint32_t id)
{
	struct iop_map_piece piece = { .last = UINT32_MAX, .row = IOP_MAP_ROW_NONE };
	struct iop_map rest = *m;
	struct iop_map_row row;
	enum iop_reason stop;
	uint32_t edge;

	if (m->index && m->index->map.node == m->node)
		return iop_map_index_at(p, m, id);
	while (iop_map_row(p, &rest, &row, &stop)) {
		edge = next_edge(m, &row, id);
		if (edge > id && edge - 1 < piece.last)
			piece.last = edge - 1;
		if (!iop_map_covers(m, &row, id))
			continue;
		piece.row = row;
		piece.why = row.why;
		return piece;
	}
	piece.why = (uint8_t)(stop ? stop : IOP_R_MAP_UNMATCHED);
	return piece;
}
