/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What everybody asks of a model: the element an index leads to, which IOMMU a
 * node is, what its driver does.
 */
#ifndef IOP_LOOKUP_H
#define IOP_LOOKUP_H

#include "base/assert.h"
#include "model/model.h"

/*
 * iop_iommu_of, iop_device_of, iop_group_of - the element that an index kept in
 * a struct leads to. Who may have IOP_NONE asks first; debug builds stop here.
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

/* iop_stream_of, iop_range_of - a device's n-th stream, a host's n-th range. */
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

/* iop_may_lose - has its driver forgotten that the stream is taken, so that its
 * peer may take it as well? */
static inline bool iop_may_lose(const struct iop_plan *p, const struct iop_device *d)
{
	return d->group != IOP_NONE && d->peer != IOP_NONE &&
	       iop_device_of(p, d->peer)->why == IOP_R_DUPLICATE_LOST;
}

/* iop_iommu_at - index of the IOMMU whose node this is, or IOP_NONE. */
uint32_t iop_iommu_at(const struct iop_plan *p, uint32_t node);

/*
 * iop_active_iommu - the node of the first that is active and makes groups, or
 * IOP_NONE; with @ids only one that tells masters apart, as #iommu-cells say.
 */
uint32_t iop_active_iommu(const struct iop_plan *p, bool ids);

/* iop_fact_of - a fact about an instance with a driver. */
uint64_t iop_fact_of(const struct iop_plan *p, const struct iop_iommu *i,
		     enum iop_key key, uint64_t fallback);

#endif
