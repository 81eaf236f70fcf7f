// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * generic_device_group(): a group for each device. Where the hardware keeps
 * one entry for each stream ID, a second device with the same ID is refused.
 */
#include "groups/groups.h"
#include "model/lookup.h"

static uint32_t owner(const struct iop_grouping *g, uint32_t iommu, uint32_t id)
{
	struct iop_slot *slot = iop_slot_find(&g->slots, iommu, id);

	return slot ? slot->device : IOP_NONE;
}

enum iop_reason iop_rule_device(struct iop_grouping *g, uint32_t n)
{
	struct iop_plan *p = g->plan;
	struct iop_device *d = &p->devices[n];
	struct iop_iommu *i = iop_iommu_of(p, d->iommu);
	uint64_t twice = iop_fact_of(p, i, IOP_K_DUPLICATE_ID, IOP_W_ACCEPT);
	uint32_t before = g->slots.count, taken_by;
	enum iop_reason why;

	if (twice != IOP_W_ACCEPT)
		for (uint32_t s = 0; s < d->n_streams; s++) {
			uint32_t id = iop_stream_of(p, d, s)->id;

			taken_by = owner(g, d->iommu, id);
			if (taken_by == IOP_NONE) {
				iop_slot_take(&g->slots, d->iommu, id, n);
			} else if (taken_by != n) {
				iop_slots_undo(&g->slots, before);
				d->peer = taken_by;
				return twice == IOP_W_CRASH ? IOP_R_DUPLICATE_CRASH :
							      IOP_R_DUPLICATE;
			}
		}
	why = iop_group_by_bus(g, n);
	if (why)
		iop_slots_undo(&g->slots, before);
	else
		i->streams_need += d->n_streams;
	return why;
}
