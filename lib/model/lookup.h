/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What everybody asks of a model: which IOMMU a node is, what its driver does. */
#ifndef IOP_LOOKUP_H
#define IOP_LOOKUP_H

#include "model/model.h"

/* iop_iommu_at - index of the IOMMU whose node this is, or IOP_NONE. */
uint32_t iop_iommu_at(const struct iop_plan *p, uint32_t node);

/* iop_fact_of - a fact about an instance with a driver. */
uint64_t iop_fact_of(const struct iop_plan *p, const struct iop_iommu *i,
		     enum iop_key key, uint64_t fallback);

#endif
