/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A walk over the entries of an iommus property, each with as many cells as
 * #iommu-cells of its target.
 */
#ifndef IOP_ENTRIES_H
#define IOP_ENTRIES_H

#include "model/lookup.h"

struct iop_entry {
	uint32_t iommu;		/* index of the target; IOP_NONE after an error before it */
	struct iop_cells cells;	/* its specifier */
	uint32_t count;		/* number of cells */
	uint8_t number;		/* 0 for the first */
};

#define IOP_ENTRY_NONE (struct iop_entry){ .iommu = IOP_NONE }

/*
 * iop_entry_next - read the next entry
 * @list: the rest of the property's value; advanced
 * @e: set to none if no entry could be read
 * @why: set to the error that of_parse_phandle_with_args() would return, or
 *	to IOP_R_NONE at the end
 */
bool iop_entry_next(const struct iop_plan *p, struct iop_cells *list,
		    struct iop_entry *e, enum iop_reason *why);

#endif
