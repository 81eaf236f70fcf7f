/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The entries of one iommus property, one after the other, with the cells of
 * each target's own #iommu-cells.
 */
#ifndef IOP_ENTRIES_H
#define IOP_ENTRIES_H

#include "model/lookup.h"

struct iop_entry {
	uint32_t iommu;		/* index of the target; IOP_NONE after an error before it */
	struct iop_cells cells;	/* its specifier */
	uint32_t count;		/* cells in it */
	uint8_t number;		/* 0 for the first */
};

#define IOP_ENTRY_NONE (struct iop_entry){ .iommu = IOP_NONE }

/*
 * iop_entry_next - take the next entry off the property
 * @list: the property's value, shrinking
 * @e: all none where no entry could be read
 * @why: set when the list ends in an error, as of_parse_phandle_with_args()
 *	finds it; IOP_R_NONE at a proper end
 */
bool iop_entry_next(const struct iop_plan *p, struct iop_cells *list,
		    struct iop_entry *e, enum iop_reason *why);

#endif
