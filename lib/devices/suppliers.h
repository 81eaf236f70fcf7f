/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The suppliers that an IOMMU waits for before its driver is probed, whether they
 * become available, and what happens to the IOMMU if not. Used by plan and lint.
 */
#ifndef IOP_SUPPLIERS_H
#define IOP_SUPPLIERS_H

#include "model/model.h"

/*
 * iop_suppliers_collect - set p->suppliers, in the order of the IOMMUs, for those
 * that are available and have a driver; false: the arena is full
 */
bool iop_suppliers_collect(struct iop_plan *p, struct iop_arena *a);

/* What the state of a supplier means for the IOMMU. */
enum iop_wait {
	IOP_WAIT_OVER,		/* it is available, or not required */
	IOP_WAIT_LATE,		/* until a module is loaded */
	IOP_WAIT_UNSURE,
	IOP_WAIT_FAILS,		/* the probe fails */
	IOP_WAIT_NEVER,		/* deferred, for ever or until the timeout */
};

/* iop_wait_of - what the state of @s means for the IOMMU that waits for it. */
enum iop_wait iop_wait_of(const struct iop_plan *p, const struct iop_supplier *s);

/* iop_wait_settle - set state, reason and late or unsure of an IOMMU from its suppliers. */
void iop_wait_settle(const struct iop_plan *p, struct iop_iommu *i);

#endif
