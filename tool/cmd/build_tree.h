/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What "build" makes of each tree, and where it puts it. */
#ifndef CMD_BUILD_TREE_H
#define CMD_BUILD_TREE_H

#include "config/kernel_option.h"
#include "artefacts/atomic.h"
#include "input/overwrite.h"
#include "input/input.h"
#include "cmd/policy_run.h"
#include "cmd/tree_stem.h"

/* What all trees share. With --jobs each process has a copy. */
struct building {
	const struct options *o;
	struct kernel_choice kernel;
	struct solving solving;		/* with --policy */
	unsigned int which;		/* bits of enum artefact */
	bool alone;			/* --output names the annotated tree */
	unsigned int trees;		/* written so far, when alone */
	struct tree_stems stems;
	struct overwrite_inputs inputs;
	struct atomic_set set;
};

/*
 * building_tree - plan a tree and write its artefacts, all of them or none; a
 * run_fn whose @ctx is the struct building
 *
 * Where b->alone, the file is added to b->set, which the caller has begun and
 * ends.
 */
int building_tree(void *ctx, const struct input_tree *tree,
		  struct iop_arena *a, struct out *out, struct out *diag);

#endif
