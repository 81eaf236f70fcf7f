// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "model/reserved_ids.h"

#include "base/masked.h"
#include "model/lookup.h"
#include "model/ranges.h"

/* The next of the aligned blocks, each a power of two, that a span is made of. */
static uint32_t block_mask(uint32_t first, uint32_t last)
{
	uint32_t mask = 0;

	while (mask != UINT32_MAX && !(first & (mask * 2 + 1)) &&
	       last - first >= mask * 2 + 1)
		mask = mask * 2 + 1;
	return mask;
}

bool iop_stream_reserved(const struct iop_stream *s, const struct iop_reserved_ids *r,
			 uint32_t *id)
{
	uint64_t least;

	if (r->mask) {
		*id = (r->first & ~r->mask) | (s->id & ~s->mask & r->mask);
		return !((s->id ^ r->first) & ~(s->mask | r->mask));
	}
	least = iop_number_like(r->first, s->id, ~s->mask);
	*id = (uint32_t)least;
	return least <= r->last;
}

static bool range_takes(const struct iop_range *range, const struct iop_reserved_ids *r,
			uint32_t *id)
{
	uint64_t first = r->first;

	if (r->mask)
		return iop_range_takes(range, r->first, ~r->mask & ~range->mask, id);
	while (first <= r->last) {
		uint32_t mask = block_mask((uint32_t)first, r->last);

		if (iop_range_takes(range, (uint32_t)first, ~mask & ~range->mask, id))
			return true;
		first += (uint64_t)mask + 1;
	}
	return false;
}

/* An IOMMU without cells has no IDs that could be kept. */
static bool has_ids(const struct iop_iommu *i)
{
	return i->legacy || (i->cells && i->cells != IOP_NONE);
}

bool iop_names_reserved(const struct iop_plan *p, const struct iop_device *d,
			uint32_t iommu, const struct iop_reserved_ids *r, uint32_t *id)
{
	if (!has_ids(&p->iommus[iommu]))
		return false;
	for (uint32_t n = 0; n < d->n_streams; n++) {
		const struct iop_range *range;

		if (!d->requesters) {
			const struct iop_stream *s = &p->streams[d->streams + n];

			if (s->iommu == iommu && iop_stream_reserved(s, r, id))
				return true;
			continue;
		}
		range = iop_range_of(p, d, n);
		if (!range->why && range->iommu == iommu && range_takes(range, r, id))
			return true;
	}
	return false;
}
