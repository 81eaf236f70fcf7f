/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The members of a range of requester IDs: with iommu-map-mask, neither they nor their
 * stream IDs are necessarily consecutive. */
#ifndef IOP_RANGES_H
#define IOP_RANGES_H

#include "model/model.h"

/*
 * Requester IDs before the mask is applied. If the cleared bits are the lowest, the span
 * is wider; otherwise only IDs count that are in the span once @mask is applied
 * (UINT32_MAX: without a mask).
 */
struct iop_rids {
	uint32_t first, last;
	uint32_t mask;
};

struct iop_rids iop_range_rids(enum iop_bus bus, const struct iop_range *r);

/* iop_range_id - stream ID of a requester in the range. */
static inline uint32_t iop_range_id(const struct iop_range *r, uint32_t rid)
{
	return r->id + ((rid & r->step_mask) - (r->first & r->step_mask));
}

/* iop_range_last_id - the highest stream ID; the lowest is r->id. */
static inline uint32_t iop_range_last_id(const struct iop_range *r)
{
	return iop_range_id(r, r->last);
}

/* iop_range_step - a power of two that divides the distance of any two stream IDs, or 0
 * if there is only one stream ID. */
static inline uint32_t iop_range_step(const struct iop_range *r)
{
	return r->step_mask & -r->step_mask;
}

/* iop_range_next_id - the stream ID after @id; false: @id is the last. */
bool iop_range_next_id(const struct iop_range *r, uint32_t *id);

/*
 * iop_range_takes - the smallest stream ID of the range that equals @like in the bits
 * set in @care
 * returns: false if there is none, or if none is found in reasonable time.
 */
bool iop_range_takes(const struct iop_range *r, uint32_t like, uint32_t care,
		     uint32_t *id);

/* iop_ranges_meet - do two ranges of one map have a stream ID in common? False if none
 * is found in reasonable time. */
bool iop_ranges_meet(const struct iop_range *a, const struct iop_range *b);

#endif
