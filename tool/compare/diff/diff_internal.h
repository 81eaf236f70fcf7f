/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Internal to this directory. */
#ifndef DIFF_INTERNAL_H
#define DIFF_INTERNAL_H

#include "compare/diff/diff.h"

struct diffing {
	struct diff *d;
	const struct iop_plan *plan[2];
	uint8_t *listed[2];		/* by node: 1, itself; 2, the devices behind it */
	struct iop_arena *items;	/* nothing else is taken from it meanwhile */
	struct iop_arena *scratch;
};

/* diff_add - false if the arena is full. */
bool diff_add(struct diffing *g, enum diff_kind kind, enum diff_subject subject,
	      uint32_t old, uint32_t new);

/* diff_was_bare - of a master that only this plan lists: does its node stand in
 * the other tree as well, where it has no iommus at all? */
bool diff_was_bare(const struct diffing *g, int side, const struct iop_device *d);

/* diff_is_part - of a host's part that only this plan has: does the other plan have
 * other parts of the host? */
bool diff_is_part(const struct diffing *g, int side, const struct iop_device *d);

/* diff_part - a part that only one plan has; false when the arena is full. */
bool diff_part(struct diffing *g, uint32_t old, uint32_t new);

/* diff_moved - report a different path; once for all nodes below a renamed bus. */
bool diff_moved(struct diffing *g, enum diff_subject subject, uint32_t old, uint32_t new);

/* diff_device, diff_iommu - compare_fn for the two; @ctx is a struct diffing. */
compare_fn diff_device, diff_iommu;

/* diff_groups - those that merged or split, once the partners are known. */
bool diff_groups(struct diffing *g);

#endif
