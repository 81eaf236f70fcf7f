/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Between the files of this room. */
#ifndef DIFF_INTERNAL_H
#define DIFF_INTERNAL_H

#include "diff/diff.h"

struct diffing {
	struct diff *d;
	const struct iop_plan *plan[2];
	struct iop_arena *items;	/* nothing else is taken from it meanwhile */
	struct iop_arena *scratch;
};

/* diff_add - false when the arena is full. */
bool diff_add(struct diffing *g, enum diff_kind kind, enum diff_subject subject,
	      uint32_t old, uint32_t new);

/* diff_device, diff_iommu - compare_fn for the two; @ctx is a struct diffing. */
compare_fn diff_device, diff_iommu;

/* diff_groups - those that merged or split, once the partners are known. */
bool diff_groups(struct diffing *g);

#endif
