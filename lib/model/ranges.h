/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What a run of requester IDs is made of: under iommu-map-mask neither they
 * nor their stream IDs need follow one another without gaps. */
#ifndef IOP_RANGES_H
#define IOP_RANGES_H

#include "model/model.h"

/*
 * Requester IDs as they are before the mask: where the bits that it clears are
 * the lowest, they widen the span, else only IDs count that are in the span
 * once @mask is applied (UINT32_MAX: as they are).
 */
struct iop_rids {
	uint32_t first, last;
	uint32_t mask;
};

struct iop_rids iop_range_rids(enum iop_bus bus, const struct iop_range *r);

/* iop_range_id - stream ID of one of the range's requesters. */
static inline uint32_t iop_range_id(const struct iop_range *r, uint32_t rid)
{
	return r->id + ((rid & r->step_mask) - (r->first & r->step_mask));
}

/* iop_range_last_id - the highest; the lowest is r->id. */
static inline uint32_t iop_range_last_id(const struct iop_range *r)
{
	return iop_range_id(r, r->last);
}

/* iop_range_step - what divides the distance of any two stream IDs; a power
 * of two, or 0 where all have the same. */
static inline uint32_t iop_range_step(const struct iop_range *r)
{
	return r->step_mask & -r->step_mask;
}

/* iop_range_next_id - the stream ID that follows @id; false: it was the last. */
bool iop_range_next_id(const struct iop_range *r, uint32_t *id);

/*
 * iop_range_takes - the least stream ID of the range that has the bits of
 * @like where @care has ones
 * returns: false where there is none, or none is found in reasonable time.
 */
bool iop_range_takes(const struct iop_range *r, uint32_t like, uint32_t care,
		     uint32_t *id);

/* iop_ranges_meet - has a stream ID of one the other as well? The same map's;
 * false where it is not found in reasonable time. */
bool iop_ranges_meet(const struct iop_range *a, const struct iop_range *b);

#endif
