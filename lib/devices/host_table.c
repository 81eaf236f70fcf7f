// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/host_table.h"

#include "bindings/iommu_map.h"
#include "model/lookup.h"
#include "model/ranges.h"

#define RID_BITS 0xffffu

static bool writes_table(const struct iop_plan *p, uint32_t host)
{
	return iop_any_listed(p->view, &p->view->facts->drivers[0], IOP_L_TABLE_HOSTS,
			      iop_prop(p->tree, host, IOP_P_COMPATIBLE));
}

/* Each four cells are an entry of the table; what is left over is not read. */
static bool has(const struct iop_plan *p, uint32_t host, uint32_t rid, uint32_t id)
{
	struct iop_cells map = iop_prop(p->tree, host, IOP_P_IOMMU_MAP);
	uint32_t base, handle, out, length;

	while (iop_cell_next(&map, &base) && iop_cell_next(&map, &handle) &&
	       iop_cell_next(&map, &out) && iop_cell_next(&map, &length))
		if (base == rid)
			return out == id;
	return false;
}

static uint32_t cells_of(const struct iop_plan *p, uint32_t host, uint32_t rid)
{
	struct iop_map m = iop_map_open(p, host);
	struct iop_map_piece piece = iop_map_at(p, &m, rid & m.mask);

	return piece.row.count == 1 ? IOP_NONE : piece.row.count;
}

static bool misses(const struct iop_plan *p, uint32_t host, uint32_t rid, uint32_t id,
		   struct iop_host_miss *miss)
{
	if (has(p, host, rid, id))
		return false;
	*miss = (struct iop_host_miss){ rid, cells_of(p, host, rid) };
	return true;
}

/* More than its first requester ID is never in the table. */
static bool range_misses(const struct iop_plan *p, uint32_t host, const struct iop_range *r,
			 struct iop_host_miss *miss)
{
	uint32_t next = r->first + 1;

	if (r->why || r->iommu == IOP_NONE)
		return false;
	if (misses(p, host, r->first, r->id, miss))
		return true;
	return (r->first != r->last || !(r->rid_mask & 1)) &&
	       misses(p, host, next, iop_range_id(r, next), miss);
}

bool iop_host_table_misses(const struct iop_plan *p, const struct iop_device *d,
			   struct iop_host_miss *miss)
{
	if (d->bus != IOP_BUS_PCI)
		return false;
	if (d->host != IOP_NONE)
		return d->n_streams && writes_table(p, d->host) &&
		       misses(p, d->host, d->child & RID_BITS, iop_stream_of(p, d, 0)->id, miss);
	if (!d->requesters || !writes_table(p, d->node))
		return false;
	for (uint32_t n = 0; n < d->n_streams; n++)
		if (range_misses(p, d->node, iop_range_of(p, d, n), miss))
			return true;
	return false;
}
