// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "groups/larb.h"
#include "bindings/dma_ranges.h"
#include "model/lookup.h"

static uint32_t bits(const struct iop_plan *p, const struct iop_device *d, enum iop_key key)
{
	return (uint32_t)iop_fact_of(p, iop_iommu_of(p, d->iommu), key, 5) & 31;
}

static uint32_t low(uint32_t id, uint32_t n)
{
	return id & ((1u << n) - 1);
}

static uint32_t larb_at(const struct iop_plan *p, const struct iop_device *d, uint32_t n)
{
	return low(iop_id_at(p, d, n) >> bits(p, d, IOP_K_LARB_SHIFT),
		   bits(p, d, IOP_K_LARB_BITS));
}

uint32_t iop_larb_ports(const struct iop_plan *p, const struct iop_device *d)
{
	uint32_t ports = 0, shift = bits(p, d, IOP_K_LARB_SHIFT);

	for (uint32_t n = 0; n < d->n_streams; n++)
		ports |= 1u << (low(iop_id_at(p, d, n), shift) & 31);
	return ports;
}

/* Is larb number @want among the instance's enabled mediatek,larbs? */
static bool larb_listed(const struct iop_plan *p, const struct iop_iommu *i,
			uint32_t want)
{
	struct iop_cells larbs = iop_prop(p->tree, i->node, IOP_P_LARBS);
	uint32_t handle, node;

	for (uint32_t n = 0; iop_cell_next(&larbs, &handle); n++) {
		node = iop_by_phandle(p->tree, handle);
		if (node != IOP_NO_NODE && p->tree->nodes[node].enabled &&
		    iop_prop_u32(p->tree, node, IOP_P_LARB_ID, n) == want)
			return true;
	}
	return false;
}

/* mtk_iommu_probe_device() looks at larbs only since it links masters to them:
 * before, no fact says how many a master may have. */
static bool checks_larbs(const struct iop_plan *p, const struct iop_iommu *i)
{
	return iop_fact_of(p, i, IOP_K_NEEDS_LARBS, 0) &&
	       iop_fact_find(p->view, i->driver, IOP_K_ONE_LARB,
			     i->names);
}

enum iop_reason iop_larb_check(const struct iop_plan *p, const struct iop_device *d)
{
	const struct iop_iommu *i = iop_iommu_of(p, d->iommu);
	uint32_t larb = larb_at(p, d, 0);

	if (!checks_larbs(p, i))
		return IOP_R_NONE;
	for (uint32_t s = 1; s < d->n_streams; s++)
		if (larb_at(p, d, s) != larb &&
		    iop_fact_of(p, i, IOP_K_ONE_LARB, 0))
			return IOP_R_LARBS_DIFFER;
	for (uint32_t s = 0; s < d->n_streams; s++)
		if (!larb_listed(p, i, larb_at(p, d, s)))
			return IOP_R_LARB_UNKNOWN;
	return IOP_R_NONE;
}

static enum iop_reason by_ports(const struct iop_plan *p, const struct iop_device *d,
				uint32_t *region)
{
	uint32_t larb = larb_at(p, d, 0);
	uint32_t ports = iop_larb_ports(p, d);
	const struct iop_row *row;
	uint16_t at = 0;

	while ((row = iop_row_next(p, iop_iommu_of(p, d->iommu), "region-ports", &at)))
		if (row->count >= 3 && row->numbers[1] == larb &&
		    (row->numbers[2] & ports) == ports) {
			*region = (uint32_t)row->numbers[0];
			return IOP_R_NONE;
		}
	return IOP_R_NO_REGION;
}

/* An exact fit counts at once; otherwise the last region around the range. */
static enum iop_reason by_dma_ranges(const struct iop_plan *p,
				     const struct iop_device *d, uint32_t *region)
{
	enum iop_reason why = IOP_R_NO_REGION;
	const struct iop_row *row;
	struct iop_dma dma;
	uint16_t at = 0;

	iop_dma_read(p->tree, p->view, d->node, false, &dma);
	*region = 0;
	if (!dma.limited)
		return IOP_R_NONE;
	for (uint32_t n = 0; (row = iop_row_next(p, iop_iommu_of(p, d->iommu),
						 "iova-region", &at)); n++) {
		uint64_t base = row->numbers[0], size = row->numbers[1];

		if (dma.base < base || dma.base - base > size ||
		    dma.size > size - (dma.base - base))
			continue;
		*region = n;
		why = IOP_R_NONE;
		if (dma.base == base && dma.size == size)
			break;
	}
	return why;
}

enum iop_reason iop_larb_region(const struct iop_plan *p,
				const struct iop_device *d, uint32_t *region)
{
	const struct iop_iommu *i = iop_iommu_of(p, d->iommu);

	*region = 0;
	if (iop_fact_of(p, i, IOP_K_REGIONS, 1) <= 1)
		return IOP_R_NONE;
	switch (iop_fact_of(p, i, IOP_K_REGION_BY, IOP_W_NONE)) {
	case IOP_W_PORT_MASK:
		return by_ports(p, d, region);
	case IOP_W_DMA_RANGES:
		return by_dma_ranges(p, d, region);
	default:
		return IOP_R_NONE;
	}
}

static const struct iop_row *region_at(const struct iop_plan *p,
				       const struct iop_iommu *i, uint32_t which)
{
	const struct iop_row *row;
	uint16_t at = 0;

	while ((row = iop_row_next(p, i, "iova-region", &at)) && which)
		which--;
	return row;
}

/* mtk_iommu_get_resv_regions(): one that shares an end with it is not inside. */
bool iop_larb_reserved(const struct iop_plan *p, const struct iop_device *d,
		       uint16_t *cursor, uint64_t *base, uint64_t *size)
{
	const struct iop_iommu *i = iop_iommu_of(p, d->iommu);
	const struct iop_row *own, *row;
	uint32_t region;

	if (d->requesters || !iop_fact_of(p, i, IOP_K_RESV_OTHER_REGIONS, 0) ||
	    iop_fact_of(p, i, IOP_K_REGIONS, 1) <= 1 || iop_larb_region(p, d, &region))
		return false;
	own = region_at(p, i, region);
	while (own && (row = iop_row_next(p, i, "iova-region", cursor))) {
		*base = row->numbers[0];
		*size = row->numbers[1];
		if (*base > own->numbers[0] &&
		    *base + *size < own->numbers[0] + own->numbers[1])
			return true;
	}
	return false;
}
