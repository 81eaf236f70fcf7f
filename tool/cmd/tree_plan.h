/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* From a tree that was read to its plan: as the kernel is left, for a range of
 * kernels, or as a policy has it. */
#ifndef CMD_TREE_PLAN_H
#define CMD_TREE_PLAN_H

#include "cmd/policy_run.h"
#include "input/input.h"

struct tree_planner {
	const struct iop_view *view;
	const struct solving *policy;		/* or NULL */
	const struct range_views *range;	/* or NULL: without a policy */
};

struct tree_plan {
	struct iop_tree tree;
	const struct iop_plan *plan;	/* that counts: @own, or the solution's */
	bool solved;			/* @solution holds, met or not */
	struct iop_plan own;
	struct iop_solution solution;
	struct range_report report;	/* of a range */
};

/* tree_plan_make - an exit status; any error has been reported on @diag. */
int tree_plan_make(struct tree_plan *p, const struct tree_planner *how,
		   const struct input_tree *tree, struct iop_arena *a,
		   struct out *diag);

#endif
