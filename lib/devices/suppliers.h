/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What an IOMMU waits for before its driver is asked or comes up, whether that
 * comes, and what becomes of the IOMMU if not. The plan and lint ask the same.
 */
#ifndef IOP_SUPPLIERS_H
#define IOP_SUPPLIERS_H

#include "model/model.h"

/*
 * iop_suppliers_collect - p->suppliers, those of an IOMMU in a row; of IOMMUs
 * that are available and have a driver. false: the arena is full.
 */
bool iop_suppliers_collect(struct iop_plan *p, struct iop_arena *a);

/* What a supplier's state comes to. */
enum iop_wait {
	IOP_WAIT_OVER,		/* it is there, or nobody minds that it is not */
	IOP_WAIT_LATE,		/* until a module is loaded */
	IOP_WAIT_UNSURE,
	IOP_WAIT_FAILS,		/* the probe ends with an error */
	IOP_WAIT_NEVER,		/* deferred, for ever or until the timeout */
};

/* iop_wait_of - for the IOMMU that waits for @s. */
enum iop_wait iop_wait_of(const struct iop_plan *p, const struct iop_supplier *s);

/* iop_wait_settle - state, reason and doubts of an IOMMU by all its suppliers. */
void iop_wait_settle(const struct iop_plan *p, struct iop_iommu *i);

#endif
