// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/host_table.h"

#include "model/lookup.h"
#include "model/ranges.h"

#define RID_BITS 0xffffu
#define ENTRIES_MOST 256u	/* CRC8_TABLE_SIZE: with more the driver's search never ends */
#define SIDS 256u		/* a stream ID is written as its distance from the first */

static bool listed(const struct iop_plan *p, uint32_t host, enum iop_list list)
{
	return iop_any_listed(p->view, &p->view->facts->drivers[0], list,
			      iop_prop(p->tree, host, IOP_P_COMPATIBLE));
}

static bool has_table(struct iop_host_table *t, const struct iop_plan *p, uint32_t host)
{
	if (t->host != host)
		*t = (struct iop_host_table){ host, listed(p, host, IOP_L_TABLE_HOSTS),
					      listed(p, host, IOP_L_ONE_STREAM_HOSTS) };
	return t->exists || t->off;
}

static uint32_t first_id(const struct iop_plan *p, uint32_t host)
{
	struct iop_cells map = iop_prop(p->tree, host, IOP_P_IOMMU_MAP);
	uint32_t id = 0;

	for (unsigned int cell = 0; cell < 3; cell++)
		if (!iop_cell_next(&map, &id))
			return 0;
	return id;
}

/* Each four cells are an entry of the table; what is left over is not read. */
static bool has(const struct iop_plan *p, uint32_t host, uint32_t rid, uint32_t id)
{
	struct iop_cells map = iop_prop(p->tree, host, IOP_P_IOMMU_MAP);
	uint32_t base, handle, out, length, first = 0;

	if (map.left / 16 > ENTRIES_MOST)
		return false;
	for (uint32_t n = 0; iop_cell_next(&map, &base) && iop_cell_next(&map, &handle) &&
	     iop_cell_next(&map, &out) && iop_cell_next(&map, &length); n++) {
		first = n ? first : out;
		if (base == rid)
			return out == id && out - first < SIDS;
	}
	return false;
}

static bool misses(const struct iop_host_table *t, const struct iop_plan *p, uint32_t rid,
		   uint32_t id, uint32_t *first)
{
	if (t->off ? id == first_id(p, t->host) : has(p, t->host, rid, id))
		return false;
	if (first)
		*first = rid;
	return true;
}

/* More than its first requester ID is never in the table. */
static bool range_misses(const struct iop_host_table *t, const struct iop_plan *p,
			 const struct iop_range *r, uint32_t *rid)
{
	uint32_t next = r->first + 1;

	if (r->why || r->iommu == IOP_NONE)
		return false;
	if (misses(t, p, r->first, r->id, rid))
		return true;
	return (r->first != r->last || !(r->rid_mask & 1)) &&
	       misses(t, p, next, iop_range_id(r, next), rid);
}

bool iop_host_table_misses(struct iop_host_table *t, const struct iop_plan *p,
			   const struct iop_device *d, uint32_t *rid)
{
	if (d->bus != IOP_BUS_PCI)
		return false;
	if (d->host != IOP_NONE)
		return d->n_streams && has_table(t, p, d->host) &&
		       misses(t, p, d->child & RID_BITS, iop_stream_of(p, d, 0)->id, rid);
	if (!d->requesters || !has_table(t, p, d->node))
		return false;
	for (uint32_t n = 0; n < d->n_streams; n++)
		if (range_misses(t, p, iop_range_of(p, d, n), rid))
			return true;
	return false;
}
