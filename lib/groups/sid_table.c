// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * apple_dart_device_group(): every (DART, stream) remembers its group; a
 * device whose streams have seen different groups is refused.
 */
#include "groups/groups.h"

static enum iop_reason look(const struct iop_grouping *g, const struct iop_device *d,
			    struct iop_slot **found)
{
	const struct iop_links *l = g->links;
	struct iop_slot *slot, *before = NULL;

	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++) {
		slot = iop_slot_find(&g->slots, l->streams[s].iommu, l->streams[s].id);
		if (before && (!slot || slot->group != before->group))
			return IOP_R_GROUP_CONFLICT;
		before = slot;
	}
	*found = before;
	return IOP_R_NONE;
}

enum iop_reason iop_rule_sid_table(struct iop_grouping *g, uint32_t n)
{
	struct iop_links *l = g->links;
	struct iop_device *d = &l->devices[n];
	struct iop_slot *slot = NULL;
	enum iop_reason why = look(g, d, &slot);

	if (why)
		return why;
	if (slot)
		iop_group_join(g, n, slot, IOP_JOIN_SID);
	else
		iop_group_new(g, n);
	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++) {
		const struct iop_stream *in = &l->streams[s];

		if (!iop_slot_find(&g->slots, in->iommu, in->id))
			iop_slot_take(&g->slots, in->iommu, in->id, n)->group = d->group;
	}
	return IOP_R_NONE;
}
