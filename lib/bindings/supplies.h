/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The suppliers of a device, as the properties of its node list them. */
#ifndef IOP_SUPPLIES_H
#define IOP_SUPPLIES_H

#include "fdt/tree.h"

/* In the order of requests: those of platform_probe(), then those of the driver. */
enum iop_supply {
	IOP_SUPPLY_ASSIGNED_CLOCKS,
	IOP_SUPPLY_ASSIGNED_PARENTS,
	IOP_SUPPLY_POWER_DOMAINS,
	IOP_SUPPLY_INTERRUPTS,		/* or interrupts-extended */
	IOP_SUPPLY_CLOCKS,
	IOP_SUPPLY_RESETS,
	IOP_SUPPLY_LARBS,
	IOP_SUPPLY_MEMORY_CONTROLLER,
	IOP_SUPPLY_INTERCONNECTS,
	IOP_SUPPLY_MSI_PARENT,
	IOP_SUPPLY_COUNT
};

/* A walk over one list. */
struct iop_supply_walk {
	const struct iop_tree *tree;
	struct iop_cells left;
	enum iop_prop width;		/* property of a target: number of cells of its specifier */
	uint32_t entry;			/* number of the present entry */
	uint32_t target;		/* its node; IOP_NO_NODE: no node has its phandle */
	uint32_t handle;
	uint32_t next;			/* number of the next entry */
	uint32_t parent;		/* the interrupt parent, for interrupts; or IOP_NO_NODE */
	const char *name;		/* of the property */
};

void iop_supply_open(struct iop_supply_walk *w, const struct iop_tree *t, uint32_t node,
		     enum iop_supply which);

/*
 * iop_supply_next - the next entry whose phandle is not 0
 *
 * returns: false after the last, or if the list cannot be read further: if no node
 * has the phandle, the number of cells that follow is not known.
 */
bool iop_supply_next(struct iop_supply_walk *w);

/* iop_supply_count - of_count_phandle_with_args(); 0 if an entry is invalid. */
uint32_t iop_supply_count(const struct iop_tree *t, uint32_t node, enum iop_supply which);

#endif
