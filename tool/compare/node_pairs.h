/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Between the files that match nodes. */
#ifndef COMPARE_NODE_PAIRS_H
#define COMPARE_NODE_PAIRS_H

#include "compare/match.h"

/*
 * compare_paths - number the nodes of @new that have no number of @old yet by
 * the names of @old's nodes below the same parent; false if the arena is full
 * @taken: by node of @old: another has that number
 */
bool compare_paths(uint32_t *number, const struct iop_tree *old,
		   const struct iop_tree *new, const bool *taken,
		   struct iop_arena *a);

/*
 * compare_masters - the same of masters that are left over on both sides, alone
 * with their streams of one IOMMU, and with registers in common, or with none
 * and the same name
 * @taken: by side and node: has its partner
 */
bool compare_masters(uint32_t *number, const struct compare_pair *q,
		     bool *const taken[2], struct iop_arena *a);

/* The place of a node, regardless of its path. */
struct compare_place {
	const char *compatible;	/* its first, or NULL: not to be found again */
	const char *unit;	/* unit address; "" where @address counts */
	uint64_t address;	/* as the CPU sees it */
	uint32_t node;
};

/* compare_place_of - false for a node that has nothing to be known by. */
bool compare_place_of(const struct iop_tree *t, uint32_t node,
		      struct compare_place *out);

/* compare_place_order - compare two places, like strcmp(). */
int compare_place_order(const void *a, const void *b);

#endif
