/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Between the files that match nodes. */
#ifndef COMPARE_NODE_PAIRS_H
#define COMPARE_NODE_PAIRS_H

#include "compare/match.h"

/*
 * compare_paths - number the nodes of @new by the paths of @old, those that
 * are not there from old->count on; false when the arena is full
 */
bool compare_paths(uint32_t *number, const struct iop_tree *old,
		   const struct iop_tree *new, struct iop_arena *a);

/* Where a node stands, whatever its path. */
struct compare_place {
	const char *compatible;	/* its first, or NULL: not to be found again */
	const char *unit;	/* unit address; "" where @address counts */
	uint64_t address;	/* as the CPU sees it */
	uint32_t node;
};

/* compare_place_of - false for a node that has nothing to be known by. */
bool compare_place_of(const struct iop_tree *t, uint32_t node,
		      struct compare_place *out);

/* compare_place_order - like strcmp(), whatever the nodes are. */
int compare_place_order(const void *a, const void *b);

#endif
