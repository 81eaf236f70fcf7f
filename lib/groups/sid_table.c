// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * apple_dart_device_group(): every (DART, stream) remembers its group. Linux
 * looks through them by DART, in the order in which the device names these,
 * and by rising stream: once one has a group, all later ones have to have it.
 */
#include "groups/groups.h"

#define MOST_DARTS 4u	/* more than of_xlate() lets a device have */

struct search {
	uint32_t darts[MOST_DARTS];	/* in the order of their first entry */
	uint32_t count;
	uint64_t first_taken, last_free;	/* places in Linux' search */
};

static uint64_t slot_key(struct search *s, const struct iop_stream *in)
{
	uint32_t n = 0;

	while (n < s->count && s->darts[n] != in->iommu)
		n++;
	if (n == s->count && n < MOST_DARTS)
		s->darts[s->count++] = in->iommu;
	return (uint64_t)n << 32 | in->id;
}

static enum iop_reason look_up(const struct iop_grouping *g, const struct iop_device *d,
			       struct iop_slot **found)
{
	struct search s = { .first_taken = UINT64_MAX };

	for (uint32_t n = d->streams; n < d->streams + d->n_streams; n++) {
		const struct iop_stream *in = &g->plan->streams[n];
		struct iop_slot *slot = iop_slot_find(&g->slots, in->iommu, in->id);
		uint64_t at = slot_key(&s, in);

		if (!slot) {
			s.last_free = at > s.last_free ? at : s.last_free;
			continue;
		}
		if (*found && slot->group != (*found)->group)
			return IOP_R_GROUP_CONFLICT;
		s.first_taken = at < s.first_taken ? at : s.first_taken;
		*found = slot;
	}
	return s.first_taken < s.last_free ? IOP_R_GROUP_CONFLICT : IOP_R_NONE;
}

enum iop_reason iop_rule_sid_table(struct iop_grouping *g, uint32_t n)
{
	struct iop_plan *p = g->plan;
	struct iop_device *d = &p->devices[n];
	struct iop_slot *slot = NULL;
	enum iop_reason why = look_up(g, d, &slot);

	if (why)
		return why;
	if (slot) {
		iop_group_join(g, n, slot, IOP_JOIN_SID);
		return IOP_R_NONE;	/* its free streams stay free */
	}
	why = iop_group_by_bus(g, n);
	if (why)
		return why;
	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++) {
		const struct iop_stream *in = &p->streams[s];

		if (!iop_slot_find(&g->slots, in->iommu, in->id))
			iop_slot_take(&g->slots, in->iommu, in->id, n)->group = d->group;
	}
	return IOP_R_NONE;
}
