/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The library's front door: a tree and a kernel in, a plan out.
 *
 *	iop_tree_index()  blob   -> tree
 *	iop_view_build()  facts  -> what this kernel does
 *	iop_plan_make()   both   -> IOMMUs, masters, groups, default domains
 */
#ifndef IOP_PLAN_H
#define IOP_PLAN_H

#include "bindings/dma_ranges.h"
#include "model/model.h"

/* iop_plan_make - 0, or -IOP_ERR_NOSPACE with nothing usable in @p. */
int iop_plan_make(struct iop_plan *p, const struct iop_tree *t,
			     const struct iop_view *v, struct iop_arena *a);

/* iop_is_translated - does DMA of the group's masters go through translation by
 * default? (On 32-bit ARM that is more than the domain type tells.) */
bool iop_is_translated(const struct iop_group *g);

/* iop_is_lazy - does unmapping in the group's default domain wait for a flush
 * of many? On kernels where such groups have no type of their own, too. */
bool iop_is_lazy(const struct iop_plan *p, const struct iop_group *g);

/* Does an IOMMU reach the page tables that its driver allocates? */
enum iop_tables {
	IOP_TABLES_REACHED,
	IOP_TABLES_BY_RAM,	/* where RAM, of which the tree tells nothing, does not go beyond */
	IOP_TABLES_BEYOND,	/* RAM goes beyond: not where they are allocated there */
};

enum iop_tables iop_tables_of(const struct iop_plan *p, const struct iop_iommu *i);

#endif
