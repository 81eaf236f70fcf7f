/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Look-ups in the model: the element of an index, the IOMMU of a node, the facts about
 * its driver.
 */
#ifndef IOP_LOOKUP_H
#define IOP_LOOKUP_H

#include "base/assert.h"
#include "model/model.h"

/*
 * iop_iommu_of, iop_device_of, iop_group_of - the element of an index in a struct.
 * The index must not be IOP_NONE: debug builds stop here.
 */
static inline struct iop_iommu *iop_iommu_of(const struct iop_plan *p, uint32_t n)
{
	iop_assert(n < p->n_iommus);
	return &p->iommus[n];
}

static inline struct iop_device *iop_device_of(const struct iop_plan *p, uint32_t n)
{
	iop_assert(n < p->n_devices);
	return &p->devices[n];
}

static inline struct iop_group *iop_group_of(const struct iop_plan *p, uint32_t n)
{
	iop_assert(n < p->n_groups);
	return &p->groups[n];
}

/* iop_stream_of, iop_range_of - the n-th stream of a device, or n-th range of a host. */
static inline struct iop_stream *iop_stream_of(const struct iop_plan *p,
					       const struct iop_device *d, uint32_t n)
{
	iop_assert(!d->requesters && n < d->n_streams &&
		   d->streams < p->n_streams && n < p->n_streams - d->streams);
	return &p->streams[d->streams + n];
}

static inline struct iop_range *iop_range_of(const struct iop_plan *p,
					     const struct iop_device *d, uint32_t n)
{
	iop_assert(d->requesters && n < d->n_streams &&
		   d->streams < p->n_ranges && n < p->n_ranges - d->streams);
	return &p->ranges[d->streams + n];
}

/* iop_may_lose - has the driver lost track of the device's stream, so that its peer
 * may get the stream as well? */
static inline bool iop_may_lose(const struct iop_plan *p, const struct iop_device *d)
{
	return d->group != IOP_NONE && d->peer != IOP_NONE &&
	       iop_device_of(p, d->peer)->why == IOP_R_DUPLICATE_LOST;
}

/* iop_iommu_at - index of the IOMMU whose node this is, or IOP_NONE. */
uint32_t iop_iommu_at(const struct iop_plan *p, uint32_t node);

/*
 * iop_active_iommu - the node of the first IOMMU that is active and has groups, or
 * IOP_NONE; with @ids only one that distinguishes masters, according to #iommu-cells
 */
uint32_t iop_active_iommu(const struct iop_plan *p, bool ids);

/* iop_fact_of - the value of a fact about an instance, which must have a driver. */
uint64_t iop_fact_of(const struct iop_plan *p, const struct iop_iommu *i,
		     enum iop_key key, uint64_t fallback);

#endif
