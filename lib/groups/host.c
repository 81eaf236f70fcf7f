// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Devices behind a host: a tree says which stream IDs their requester IDs
 * become, not which of them exist nor what ACS their ports have. One group per
 * host and IOMMU stands for what pci_device_group() will split further.
 */
#include "groups/groups.h"

#define HOST_SCOPE 0x80000000u	/* apart from every IOMMU's own keys */

static uint32_t host_node(const struct iop_links *l, const struct iop_device *d)
{
	return d->requesters ? d->node : l->tree->nodes[d->node].parent;
}

/* All requester IDs become one stream: stream matching makes that one group. */
static bool one_stream(const struct iop_links *l, const struct iop_device *d)
{
	const struct iop_range *first = &l->ranges[d->streams];

	if (l->iommus[d->iommu].driver == NULL || !d->requesters)
		return false;
	for (uint32_t n = 0; n < d->n_streams; n++) {
		const struct iop_range *r = &first[n];

		if (r->id != first->id || r->mask != first->mask ||
		    (r->first & r->step_mask) != (r->last & r->step_mask))
			return false;
	}
	return true;
}

static enum iop_confidence sure(const struct iop_links *l, const struct iop_device *d)
{
	uint64_t rule = iop_fact_of(l, &l->iommus[d->iommu], IOP_K_GROUP_RULE,
				    IOP_W_DEVICE);

	if (d->bus != IOP_BUS_PCI)
		return IOP_IF_DRIVER_BINDS;
	if (one_stream(l, d))
		return rule == IOP_W_STREAM_MATCH ? IOP_CERTAIN : IOP_UNSURE;
	return IOP_IF_ACS;
}

enum iop_reason iop_rule_host(struct iop_grouping *g, uint32_t n)
{
	struct iop_links *l = g->links;
	struct iop_device *d = &l->devices[n];
	enum iop_join how = IOP_JOIN_HOST;

	if (d->bus == IOP_BUS_FSL_MC &&
	    iop_fact_of(l, &l->iommus[d->iommu], IOP_K_FSL_MC_GROUP, 0))
		how = IOP_JOIN_CONTAINER;
	if (d->confidence < sure(l, d))
		d->confidence = (uint8_t)sure(l, d);
	return iop_group_share(g, n, HOST_SCOPE | d->iommu, host_node(l, d), how);
}
