// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * SMMUv2 stream matching, as arm_smmu_find_sme() and arm_smmu_device_group()
 * do it: a device takes entries one ID after the other, an ID that is wholly
 * inside an entry shares it, any other overlap is refused, and the group of
 * the last ID's entry is the device's.
 */
#include "bindings/specifier.h"
#include "groups/matches.h"

/* arm_smmu_probe_device() looks at all of them before it takes any. */
static enum iop_reason check_all(const struct iop_plan *p, const struct iop_device *d)
{
	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++)
		if (!iop_stream_fits(p, d->iommu, p->streams[s].id | p->streams[s].mask))
			return IOP_R_STREAM_RANGE;
	return IOP_R_NONE;
}

static enum iop_reason take_all(struct iop_grouping *g, uint32_t n)
{
	struct iop_device *d = &g->plan->devices[n];

	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++) {
		const struct iop_stream *in = &g->plan->streams[s];
		uint32_t e = iop_match_decisive(g, d->iommu, in->id, in->mask);

		if (e == IOP_NONE) {
			if (iop_match_full(g, d->iommu, in->mask))
				return IOP_R_NO_MATCH_LEFT;
			e = iop_match_take(g, d->iommu, n, in->id, in->mask);
		} else if (!iop_match_inside(&g->matches->entries[e], in->id, in->mask)) {
			d->peer = g->matches->entries[e].device;
			return IOP_R_MATCH_CONFLICT;
		}
		g->matches->used[s] = e;
	}
	return IOP_R_NONE;
}

/* The last ID decides: an entry without a group resets the result of the others. */
static enum iop_reason choose(const struct iop_grouping *g, const struct iop_device *d,
			      uint32_t *entry)
{
	uint32_t group = IOP_NONE;

	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++) {
		uint32_t e = g->matches->used[s];
		uint32_t its = g->matches->entries[e].group;

		if (group != IOP_NONE && its != IOP_NONE && its != group)
			return IOP_R_GROUP_CONFLICT;
		group = its;
		*entry = e;
	}
	return IOP_R_NONE;
}

static void point_entries(struct iop_grouping *g, const struct iop_device *d,
			  uint32_t group)
{
	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++)
		g->matches->entries[g->matches->used[s]].group = group;
}

/* Qualcomm's of_get_device_group(), which is called before the entries are examined,
 * and stores its group in them. */
static bool named_group(struct iop_grouping *g, uint32_t n, enum iop_reason *why)
{
	if (*why || !iop_named_group(g, n, why))
		return false;
	if (!*why)
		point_entries(g, &g->plan->devices[n], g->plan->devices[n].group);
	return !*why;
}

enum iop_reason iop_rule_stream_match(struct iop_grouping *g, uint32_t n)
{
	struct iop_device *d = &g->plan->devices[n];
	uint32_t entries = g->matches->count, slots = g->slots.count, e = IOP_NONE;
	enum iop_reason why = check_all(g->plan, d);

	if (why)
		return why;
	why = take_all(g, n);
	if (named_group(g, n, &why))
		return IOP_R_NONE;
	if (!why)
		why = choose(g, d, &e);
	if (!why && e != IOP_NONE && g->matches->entries[e].group == IOP_GROUP_DEAD)
		why = IOP_R_NO_CONTEXT;
	if (why) {
		iop_match_undo(g, d->iommu, entries, slots);
		return why;
	}
	if (e != IOP_NONE && g->matches->entries[e].group != IOP_NONE) {
		d->group = g->matches->entries[e].group;
		d->peer = g->matches->entries[e].device;
		d->join = IOP_JOIN_STREAM;
		return IOP_R_NONE;
	}
	why = iop_group_by_bus(g, n);
	if (!why && iop_group_refused(g, n))
		why = IOP_R_NO_CONTEXT;
	if (why)
		iop_match_undo(g, d->iommu, entries, slots);
	else
		point_entries(g, d, d->group);
	if (why == IOP_R_NO_CONTEXT)
		iop_match_lost(g, n);
	return why;
}

void iop_match_lost(struct iop_grouping *g, uint32_t n)
{
	struct iop_device *d = &g->plan->devices[n];
	uint32_t entries = g->matches->count, slots = g->slots.count, e = IOP_NONE;

	if (take_all(g, n) == IOP_R_NONE && choose(g, d, &e) == IOP_R_NONE &&
	    e != IOP_NONE && g->matches->entries[e].group == IOP_NONE)
		point_entries(g, d, IOP_GROUP_DEAD);
	iop_match_undo(g, d->iommu, entries, slots);
}
