/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Whether a supplier becomes available. */
#ifndef IOP_SUPPLIER_STATE_H
#define IOP_SUPPLIER_STATE_H

#include "model/model.h"

/* What is known about nodes so far. */
struct iop_supplied {
	const struct iop_plan *plan;
	uint8_t *known;		/* by node: enum iop_supplied_state + 1; 0: not determined */
	const char **kconfig;	/* by node, if determined: symbol of its driver, or NULL */
	uint32_t *cause;	/* likewise: the node that is the cause of the state */
};

/*
 * iop_supplier_state - the state of @node, which depends on its own suppliers
 * @node: IOP_NO_NODE: no node has the phandle
 */
enum iop_supplied_state iop_supplier_state(struct iop_supplied *s, uint32_t node);

#endif
