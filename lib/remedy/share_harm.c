// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The effect of a mask for all specifiers of an instance on masters that do not share. */
#include "remedy/share_ask.h"
#include "model/ranges.h"

#define NOBODY 0u

/* The owners of IDs that are equal under the mask: groups, or single devices. */
struct classes {
	uint32_t *owner;
	uint32_t mask;
};

static bool take(struct classes *c, uint32_t id, uint32_t owner)
{
	uint32_t *its = &c->owner[id & ~c->mask & 0xffff];

	if (*its != NOBODY && *its != owner)
		return false;
	*its = owner;
	return true;
}

/* Requester IDs stay apart: no two of a stretch may fall together. */
static bool take_ranges(const struct iop_share_work *w, struct classes *c,
			const struct iop_device *d, uint32_t owner)
{
	for (uint32_t n = d->streams; n < d->streams + d->n_streams; n++) {
		const struct iop_range *r = &w->plan->ranges[n];
		uint32_t id = r->id;

		if (r->iommu != w->ask->iommu || r->why)
			continue;
		do {
			uint32_t its = c->owner[id & ~c->mask & 0xffff];

			if ((its == owner + n && r->mask != c->mask) ||
			    !take(c, id, owner + n))
				return false;
		} while (iop_range_next_id(r, &id));
	}
	return true;
}

static bool take_streams(const struct iop_share_work *w, struct classes *c,
			 const struct iop_device *d, uint32_t owner)
{
	for (uint32_t n = d->streams; n < d->streams + d->n_streams; n++)
		if (!take(c, w->plan->streams[n].id, owner))
			return false;
	return true;
}

/* A function that the tree names is among its host's requesters. */
static bool counted_elsewhere(const struct iop_device *d)
{
	return d->child != IOP_NONE && d->function == IOP_NONE && d->bus == IOP_BUS_PCI;
}

static bool is_harmless(const struct iop_share_work *w, struct classes c)
{
	const struct iop_plan *p = w->plan;
	uint32_t single = 2 + p->n_groups;

	for (uint32_t n = iop_share_first(w); n != IOP_NONE; n = w->room->next[n]) {
		const struct iop_device *d = &p->devices[n];
		uint32_t owner = d->group == IOP_NONE ? single + n : 2 + d->group;

		if (!iop_share_of(w, d))
			continue;
		if (w->member[n]) {
			if (!d->requesters && !take_streams(w, &c, d, 1))
				return false;
		} else if (d->requesters) {
			if (!take_ranges(w, &c, d, single + p->n_devices))
				return false;
		} else if (!counted_elsewhere(d) && !take_streams(w, &c, d, owner)) {
			return false;
		}
	}
	return true;
}

bool iop_share_harmless(const struct iop_share_work *w, uint32_t mask)
{
	size_t used = iop_arena_mark(&w->room->scratch);
	struct classes c = { iop_alloc(&w->room->scratch, 1u << IOP_FOLD_BITS, 4), mask };
	bool harmless = c.owner && is_harmless(w, c);

	iop_arena_release(&w->room->scratch, used);
	return harmless;
}
