/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What "diff" compares: two sides, each with a kernel and perhaps a policy,
 * and the pairs of trees that meet.
 */
#ifndef CMD_DIFF_SIDES_H
#define CMD_DIFF_SIDES_H

#include "config/kernel_option.h"
#include "input/pairs.h"
#include "pci/bus_dump.h"
#include "render/diff/render_diff.h"
#include "jobs/second_tree.h"
#include "cmd/tree_plan.h"

struct differing {
	const struct options *o;
	render_diff_fn *render;
	bool colour;
	bool one_tree;			/* the same file under two kernels */
	struct kernel_choice kernel[2];
	struct tree_plan made[2];
	struct options side_options[2];	/* those of a command with one side */
	struct solving solving[2];	/* where a side has a policy */
	struct pci_dump pci;
	struct pairs pairs;
	struct tree_side side;		/* where the new trees are */
	struct tree_side third;		/* looks into FIT images once more */
	const char *fit;		/* the old image being read */
};

/*
 * differing_open - kernels, policies and buses of both sides, for d->o
 * @d: zeroed but for what the command line says; differing_close() in any case
 *
 * returns: an exit status; any error has been reported on @diag.
 */
int differing_open(struct differing *d, struct out *diag);
void differing_close(struct differing *d);

/*
 * differing_tree - a tree of the old side, against what it meets on the other
 * one; a run_fn whose @ctx is the struct differing
 */
int differing_tree(void *ctx, const struct input_tree *tree,
		   struct iop_arena *a, struct out *out, struct out *diag);

/*
 * differing_alone - report a tree that only one side has
 * @old: its name, or NULL if only the new side has it, and so for @new
 *
 * returns: an exit status.
 */
int differing_alone(const struct differing *d, struct out *out,
		    const char *old, const char *new);

#endif
