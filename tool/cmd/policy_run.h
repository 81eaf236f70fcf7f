/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The policy that all trees of a run are planned for. */
#ifndef CMD_POLICY_RUN_H
#define CMD_POLICY_RUN_H

#include "config/kernel_option.h"
#include "policy/file.h"
#include "compare/range/range.h"
#include "solve/solve.h"

struct solving {
	struct policy_file file;
	const struct iop_view *view;	/* the kernel it is solved for */
	struct range_views newer;	/* and those after it; count 0: none */
};

/* policy_file_open - policy_open() that reports errors; an exit status */
int policy_file_open(struct policy_file *f, const char *name, struct out *diag);

/*
 * solving_open - read the policy of --policy; solving_close() in any case
 * @o: --policy is given
 * @k: open, and what it knows of PCI buses in place
 *
 * returns: an exit status; any error has been reported on @diag.
 */
int solving_open(struct solving *s, const struct options *o, struct kernel_choice *k,
		 struct out *diag);
void solving_close(struct solving *s);

/* solving_adopt - the same policy, after kernel_adopt() changed @k */
int solving_adopt(struct solving *s, struct kernel_choice *k, struct out *diag);

/*
 * solving_run - solve it for one tree
 * @name: of the tree, for messages
 *
 * returns: EXIT_OK, whether the policy is met or not; any other exit status
 * has been reported.
 */
int solving_run(const struct solving *s, const struct iop_tree *t,
		const char *name, struct iop_solution *out, struct iop_arena *a,
		struct out *diag);

#endif
