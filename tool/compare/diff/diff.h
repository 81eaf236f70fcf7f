/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What is different between two plans, judged: of two trees, or of one tree
 * under two kernels. It points into both plans, which have to outlive it.
 */
#ifndef DIFF_DIFF_H
#define DIFF_DIFF_H

#include "compare/match.h"
#include "compare/diff/kinds.h"
#include "plan/neighbours.h"
#include "text/status.h"

/* What an item is about; its indices are those of the plans' arrays. */
enum diff_subject {
	DIFF_OF_TREE, DIFF_OF_IOMMU, DIFF_OF_DEVICE, DIFF_OF_GROUP,
	DIFF_OF_BUS,		/* its indices are nodes */
};

struct diff_item {
	uint8_t kind;		/* enum diff_kind */
	uint8_t subject;	/* enum diff_subject */
	uint32_t at[2];		/* old and new; IOP_NONE: only the other has it */
	uint32_t count;		/* of a bus: IOMMUs and masters that moved with it */
};

struct diff {
	struct compare_pair pair;
	uint32_t *partner[2];	/* by device: its index in the other plan, or
				 * IOP_NONE */
	struct diff_item *items;	/* by kind, then in the order of the old tree */
	uint32_t n_items;
	uint32_t counts[FAIL_ON_NOTE + 1];	/* by severity */
	struct iop_neighbours neighbours;	/* of the new plan */
	uint32_t *near;		/* by IOMMU of the new plan: how many of them */
	uint32_t *moves;	/* by node of the new tree: the item of what moved
				 * with this bus, or IOP_NONE; while it is made */
};

/*
 * diff_plans - compare @old with @new
 * @same_tree: both plans are of one tree: every node is itself
 * @a: for what the diff keeps; half of what is left in it is used up
 *
 * returns: false when it is full.
 */
bool diff_plans(struct diff *d, const struct iop_plan *old,
		const struct iop_plan *new, bool same_tree,
		struct iop_arena *a);

const char *diff_slug(enum diff_kind kind);
const char *diff_text(enum diff_kind kind);
enum fail_on diff_severity(enum diff_kind kind);

#endif
