// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/requesters.h"

#include "base/masked.h"
#include "bindings/dma_ranges.h"
#include "devices/populate.h"

bool iop_host_buses(const struct iop_tree *t, uint32_t host, uint32_t *first, uint32_t *last)
{
	struct iop_cells range = iop_prop(t, host, IOP_P_BUS_RANGE);
	uint32_t start, end;

	if (!iop_cell_next(&range, &start) || !iop_cell_next(&range, &end) ||
	    start > end || end > 0xff)
		return false;
	*first = start;
	*last = end;
	return true;
}

static void window(const struct iop_plan *p, struct iop_host *h)
{
	uint32_t start, end;

	h->first = 0;
	h->last = (h->bus == IOP_BUS_CDX ? 0xffffff : 0xffff) & h->map.mask;
	if (h->bus != IOP_BUS_PCI || (h->map.mask & 0xff00) != 0xff00 ||
	    !iop_host_buses(p->tree, h->node, &start, &end))
		return;
	h->first = (start << 8) & h->map.mask;
	h->last = (end << 8 | 0xff) & h->map.mask;
}

struct iop_host iop_host_open(const struct iop_plan *p, struct iop_map_index *x,
			      uint32_t node)
{
	struct iop_host h = { .node = node, .map = iop_map_open(p, node),
			  .bus = iop_host_bus(p->tree, p->view, node),
			  .exist = iop_existence(p, node).exist };

	iop_map_index_open(x, p, &h.map);
	window(p, &h);
	return h;
}

/* fsl_mc and cdx stop at a missing dma-ranges, before they look at the map. */
static bool lacks_dma_ranges(const struct iop_plan *p, const struct iop_host *h)
{
	struct iop_dma dma;

	if (h->bus != IOP_BUS_FSL_MC && h->bus != IOP_BUS_CDX)
		return false;
	iop_dma_read(p->tree, p->view, h->node, true, &dma);
	return !dma.limited;
}

static enum iop_reason resolve(const struct iop_plan *p, const struct iop_host *h,
			       const struct iop_map_piece *piece, struct iop_stream *s)
{
	enum iop_reason why = piece->why;

	*s = IOP_STREAM_NONE;
	s->iommu = piece->row.iommu;
	/* Firmware replaces rows of length 0: U-Boot's Layerscape fix-ups do. */
	if (why == IOP_R_MAP_UNMATCHED && iop_map_is_placeholder(p, &h->map))
		why = IOP_R_MAP_PLACEHOLDER;
	if (!why && lacks_dma_ranges(p, h))
		why = IOP_R_NO_DMA_RANGES;
	if (!why)
		why = iop_reach(p, s->iommu);
	if (!why && iop_master_refused(p, s->iommu, h->node, h->bus))
		why = IOP_R_NOT_ALLOWED;
	if (!why)
		why = iop_bus_refused(p, s->iommu, h->bus);
	return why ? why : iop_specifier(p, piece->row.iommu, piece->row.out, piece->row.count, s);
}

/* The last stream ID there is; drivers cut what counts beyond it. */
static uint32_t last_id(const struct iop_plan *p, uint32_t iommu)
{
	uint64_t bits = iop_fact_of(p, &p->iommus[iommu], IOP_K_ID_BITS, 32);

	return bits && bits < 32 ? (1u << bits) - 1 : UINT32_MAX;
}

/* Where IDs start again at 0, a new range begins. */
static void cut(struct iop_range *r, uint32_t last)
{
	r->id &= last;
	if (r->last - r->first > last - r->id)
		r->last = r->first + (last - r->id);
}

void iop_range_at(const struct iop_plan *p, const struct iop_host *h, uint32_t id,
		  struct iop_range *r)
{
	struct iop_map_piece piece = iop_map_at(p, &h->map, id);
	struct iop_stream s;

	*r = IOP_RANGE_NONE;
	r->why = (uint8_t)resolve(p, h, &piece, &s);
	r->first = id;
	r->last = piece.last < h->last ? piece.last : h->last;
	r->rid_mask = h->map.mask;
	r->iommu = s.iommu;
	/* Without an output cell there is nothing that follows the requester. */
	r->step_mask = r->why || piece.row.count ? h->map.mask : 0;
	if (!r->why) {
		r->mask = s.mask;
		r->id = s.id + (piece.row.count ? id - piece.row.base : 0);
		if (piece.row.count)
			cut(r, last_id(p, s.iommu));
	}
	r->last = iop_masked_upto(r->last, r->rid_mask);
}

bool iop_range_following(const struct iop_plan *p, const struct iop_host *h,
			 struct iop_range *r)
{
	uint32_t id;

	if (r->last >= h->last || !iop_masked_from(r->last + 1, h->map.mask, &id) ||
	    id > h->last)
		return false;
	iop_range_at(p, h, id, r);
	return true;
}
