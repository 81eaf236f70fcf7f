/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Whether a node that others wait for has a driver that comes up. */
#ifndef IOP_SUPPLIER_STATE_H
#define IOP_SUPPLIER_STATE_H

#include "model/model.h"

/* What was found of nodes so far. */
struct iop_supplied {
	const struct iop_plan *plan;
	uint8_t *known;		/* by node: enum iop_supplied_state + 1; 0: not asked */
	const char **kconfig;	/* by node that was asked: of its driver, or NULL */
	uint32_t *cause;	/* likewise: the node that makes the state what it is */
};

/*
 * iop_supplier_state - of @node, followed to what it waits for itself
 * @node: IOP_NO_NODE: the phandle names none
 */
enum iop_supplied_state iop_supplier_state(struct iop_supplied *s, uint32_t node);

#endif
