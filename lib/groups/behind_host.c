// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Devices behind a host: a tree maps their requester IDs to stream IDs, but does not
 * describe which of them exist or the ACS of their ports. There is one group for each
 * host and IOMMU, which pci_device_group() may split further.
 */
#include "groups/matches.h"
#include "model/ranges.h"
#include "model/lookup.h"

#define HOST_SCOPE 0x80000000u	/* apart from every IOMMU's own keys */

static uint32_t host_node(const struct iop_plan *p, const struct iop_device *d)
{
	return d->requesters ? d->node : p->tree->nodes[d->node].parent;
}

/* Every bit in which IDs of the run from @a to @b differ. */
static uint32_t varying(uint32_t a, uint32_t b)
{
	uint32_t bits = a ^ b;

	for (uint32_t shift = 1; shift < 32; shift *= 2)
		bits |= bits >> shift;
	return bits;
}

/* The smallest (ID, mask) around all stream IDs of a device or host. */
static struct iop_stream bounding(const struct iop_plan *p, const struct iop_device *d)
{
	struct iop_stream h;

	if (!d->requesters)
		return *iop_stream_of(p, d, 0);
	h = (struct iop_stream){ d->iommu, iop_range_of(p, d, 0)->id, 0 };
	for (uint32_t n = d->streams; n < d->streams + d->n_streams; n++) {
		const struct iop_range *r = &p->ranges[n];

		h.mask |= r->mask | (h.id ^ r->id) |
			  (varying(r->id, iop_range_last_id(r)) & -iop_range_step(r));
	}
	return h;
}

/* All requester IDs become one stream: stream matching makes that one group. */
static bool one_stream(const struct iop_plan *p, const struct iop_device *d)
{
	return bounding(p, d).mask == iop_range_of(p, d, 0)->mask;
}

static bool matches_streams(const struct iop_plan *p, const struct iop_device *d)
{
	return iop_fact_of(p, iop_iommu_of(p, d->iommu), IOP_K_GROUP_RULE, IOP_W_DEVICE) ==
	       IOP_W_STREAM_MATCH;
}

static enum iop_confidence sure(const struct iop_plan *p, const struct iop_device *d)
{
	if (d->bus != IOP_BUS_PCI)
		return IOP_IF_DRIVER_BINDS;
	if (d->requesters && one_stream(p, d))
		return matches_streams(p, d) ? IOP_CERTAIN : IOP_UNSURE;
	return IOP_IF_ACS;
}

/* arm_smmu_device_group() looks at the entries before it asks the bus. */
static bool join_entry(struct iop_grouping *g, struct iop_device *d,
		       const struct iop_stream *h)
{
	uint32_t e = iop_match_decisive(g, d->iommu, h->id, h->mask);
	const struct iop_match_entry *entry = &g->matches->entries[e];

	if (e == IOP_NONE || entry->group == IOP_NONE ||
	    !iop_match_inside(entry, h->id, h->mask))
		return false;
	d->group = entry->group;
	d->peer = entry->device;
	d->join = IOP_JOIN_STREAM;
	return true;
}

static void share_host(struct iop_grouping *g, uint32_t n)
{
	struct iop_plan *p = g->plan;
	struct iop_device *d = &p->devices[n];
	enum iop_join how = IOP_JOIN_HOST;

	if (d->bus == IOP_BUS_FSL_MC &&
	    iop_fact_of(p, iop_iommu_of(p, d->iommu), IOP_K_FSL_MC_GROUP, 0))
		how = IOP_JOIN_CONTAINER;
	if (d->confidence < sure(p, d))
		d->confidence = (uint8_t)sure(p, d);
	iop_group_share(g, n, HOST_SCOPE | d->iommu, host_node(p, d), how);
}

enum iop_reason iop_rule_host(struct iop_grouping *g, uint32_t n)
{
	struct iop_plan *p = g->plan;
	struct iop_device *d = &p->devices[n];
	struct iop_stream h = bounding(p, d);
	uint32_t e;

	if (matches_streams(p, d) && join_entry(g, d, &h))
		return IOP_R_NONE;
	share_host(g, n);
	if (matches_streams(p, d) && d->requesters && one_stream(p, d) &&
	    iop_match_decisive(g, d->iommu, h.id, h.mask) == IOP_NONE) {
		e = iop_match_take(g, d->iommu, n, h.id, h.mask);
		g->matches->entries[e].group = d->group;
	}
	return IOP_R_NONE;
}
