// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * generic_device_group(): a group for each device. Where the hardware keeps
 * one entry for each stream ID, a second device with the same ID is refused.
 */
#include "groups/groups.h"
#include "model/lookup.h"

#define LOOKS 256u	/* streams of one master that are compared with each other */

static uint32_t owner(const struct iop_grouping *g, uint32_t iommu, uint32_t id)
{
	struct iop_slot *slot = iop_slot_find(&g->slots, iommu, id);

	return slot ? slot->device : IOP_NONE;
}

static bool repeats(const struct iop_plan *p, const struct iop_device *d)
{
	for (uint32_t s = 1; s < d->n_streams; s++)
		for (uint32_t k = 0; k < s && k < LOOKS; k++)
			if (iop_stream_of(p, d, k)->id == iop_stream_of(p, d, s)->id)
				return true;
	return false;
}

/* arm_smmu_insert_master(): for a master one of whose streams another has. */
static enum iop_reason refused(const struct iop_plan *p, const struct iop_device *d,
			       uint64_t twice)
{
	uint64_t left = iop_fact_of(p, iop_iommu_of(p, d->iommu), IOP_K_DUPLICATE_UNDO,
				    IOP_W_WHOLE);

	if (twice == IOP_W_CRASH)
		return IOP_R_DUPLICATE_CRASH;
	return left == IOP_W_LOST && repeats(p, d) ? IOP_R_DUPLICATE_LOST : IOP_R_DUPLICATE;
}

/* Takes all of its IDs, or says why it cannot. */
static enum iop_reason take_ids(struct iop_grouping *g, uint32_t n)
{
	struct iop_plan *p = g->plan;
	struct iop_device *d = &p->devices[n];
	struct iop_iommu *i = iop_iommu_of(p, d->iommu);
	uint64_t twice = iop_fact_of(p, i, IOP_K_DUPLICATE_ID, IOP_W_ACCEPT);
	uint64_t again = iop_fact_of(p, i, IOP_K_REPEATED_ID, IOP_W_ACCEPT);

	for (uint32_t s = 0; twice != IOP_W_ACCEPT && s < d->n_streams; s++) {
		uint32_t id = iop_stream_of(p, d, s)->id;
		uint32_t taken_by = owner(g, d->iommu, id);

		if (taken_by == IOP_NONE) {
			iop_slot_take(&g->slots, d->iommu, id, n);
		} else if (taken_by != n) {
			d->peer = taken_by;
			return refused(p, d, twice);
		} else if (again == IOP_W_REJECT) {
			return IOP_R_REPEATED;
		}
	}
	return IOP_R_NONE;
}

enum iop_reason iop_rule_device(struct iop_grouping *g, uint32_t n)
{
	struct iop_device *d = &g->plan->devices[n];
	uint32_t before = g->slots.count;
	enum iop_reason why = take_ids(g, n);

	if (!why)
		why = iop_group_by_bus(g, n);
	if (why)
		iop_slots_undo(&g->slots, before);
	else
		iop_iommu_of(g->plan, d->iommu)->streams_need += d->n_streams;
	return why;
}
