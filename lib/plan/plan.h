/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The entry point of the library: from a tree and a kernel to a plan.
 *
 *	iop_tree_index()  blob   -> tree
 *	iop_view_build()  facts  -> what this kernel does
 *	iop_plan_make()   both   -> IOMMUs, masters, groups, default domains
 */
#ifndef IOP_PLAN_H
#define IOP_PLAN_H

#include "bindings/dma_ranges.h"
#include "model/model.h"

/* iop_plan_make - returns 0, or -IOP_ERR_NOSPACE; @p is then unusable. */
int iop_plan_make(struct iop_plan *p, const struct iop_tree *t,
		  const struct iop_view *v, struct iop_arena *a);

/* iop_is_translated - is DMA of the group's masters translated by default? (On 32-bit
 * ARM this does not depend on the domain type alone.) */
bool iop_is_translated(const struct iop_group *g);

/* iop_is_lazy - is IOTLB invalidation deferred in the group's default domain? Also on
 * kernels that have no separate type for such groups. */
bool iop_is_lazy(const struct iop_plan *p, const struct iop_group *g);

/* Can an IOMMU access the page tables that its driver allocates? */
enum iop_tables {
	IOP_TABLES_REACHED,
	IOP_TABLES_BY_RAM,	/* if no RAM, which the tree does not describe, is beyond */
	IOP_TABLES_BEYOND,	/* some RAM is beyond its reach: not if they are allocated there */
};

enum iop_tables iop_tables_of(const struct iop_plan *p, const struct iop_iommu *i);

#endif
