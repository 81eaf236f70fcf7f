// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "model/ranges.h"

#include "base/masked.h"

#define TRIES 64u	/* only masks with holes in the middle need many */

struct iop_rids iop_range_rids(enum iop_bus bus, const struct iop_range *r)
{
	uint32_t most = bus == IOP_BUS_CDX ? 0xffffff : 0xffff;
	uint32_t gone = ~r->rid_mask & most;
	struct iop_rids s = { r->first, r->last, UINT32_MAX };

	if (gone & (gone + 1))
		s.mask = r->rid_mask;
	else
		s.last |= gone;
	return s;
}

bool iop_range_next_id(const struct iop_range *r, uint32_t *id)
{
	uint32_t rid = r->first + (*id - r->id);

	if (!r->step_mask || rid >= r->last ||
	    !iop_masked_from(rid + 1, r->step_mask, &rid) || rid > r->last)
		return false;
	*id = iop_range_id(r, rid);
	return true;
}

/* The least ID of the range from @id on; false: there is none. */
static bool from_id(const struct iop_range *r, uint64_t id, uint64_t *out)
{
	uint32_t rid = r->first;

	if (id > iop_range_last_id(r))
		return false;
	if (id > r->id && !iop_masked_from(r->first + ((uint32_t)id - r->id),
					   r->step_mask, &rid))
		return false;
	*out = iop_range_id(r, rid);
	return rid <= r->last;
}

bool iop_range_takes(const struct iop_range *r, uint32_t like, uint32_t care,
		     uint32_t *id)
{
	uint32_t low = iop_range_step(r) - 1;
	uint64_t next = r->id, its;

	/* The bits below the step are those of the first ID in all. */
	if ((like ^ r->id) & care & low)
		return false;
	like = (like & ~low) | (r->id & low);
	care |= low;
	for (uint32_t n = 0; n < TRIES; n++) {
		next = iop_number_like(next, like, care);
		if (!from_id(r, next, &its))
			return false;
		*id = (uint32_t)its;
		if (its == next)
			return true;
		next = its;
	}
	return false;
}

bool iop_ranges_meet(const struct iop_range *a, const struct iop_range *b)
{
	uint64_t x = a->id, y;

	if ((a->id ^ b->id) & (iop_range_step(a) - 1))
		return false;
	for (uint32_t n = 0; n < TRIES; n++) {
		if (!from_id(b, x, &y))
			return false;
		if (x == y)
			return true;
		if (!from_id(a, y, &x))
			return false;
		if (x == y)
			return true;
	}
	return false;
}
