/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What a device waits for, as the properties of its node list it. */
#ifndef IOP_SUPPLIES_H
#define IOP_SUPPLIES_H

#include "fdt/tree.h"

/* In the order in which they are asked for: platform_probe(), then the driver. */
enum iop_supply {
	IOP_SUPPLY_ASSIGNED_CLOCKS,
	IOP_SUPPLY_ASSIGNED_PARENTS,
	IOP_SUPPLY_POWER_DOMAINS,
	IOP_SUPPLY_INTERRUPTS,		/* or what interrupts-extended names */
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
	enum iop_prop width;		/* of what an entry's node says it takes */
	uint32_t entry;			/* number of the entry that was found */
	uint32_t target;		/* its node; IOP_NO_NODE: its phandle names none */
	uint32_t handle;
	uint32_t next;			/* number of the next entry */
	uint32_t parent;		/* of plain interrupts, once; or IOP_NO_NODE */
	const char *name;		/* of the property */
};

void iop_supply_open(struct iop_supply_walk *w, const struct iop_tree *t, uint32_t node,
		     enum iop_supply which);

/*
 * iop_supply_next - the next entry that names something; phandles of 0 are none
 *
 * returns: false after the last, or where the list cannot be read on from: of a
 * phandle that names no node nobody knows how many cells follow.
 */
bool iop_supply_next(struct iop_supply_walk *w);

/* iop_supply_count - of_count_phandle_with_args(); 0 where an entry is broken. */
uint32_t iop_supply_count(const struct iop_tree *t, uint32_t node, enum iop_supply which);

#endif
