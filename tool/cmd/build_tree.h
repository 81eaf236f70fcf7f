/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What "build" makes of each tree, and where it puts it. */
#ifndef CMD_BUILD_TREE_H
#define CMD_BUILD_TREE_H

#include "config/kernel_option.h"
#include "artefacts/atomic.h"
#include "artefacts/stems.h"
#include "input/overwrite.h"
#include "input/input.h"
#include "cmd/policy_run.h"

#define BUILD_IMAGES_MAX 8192u	/* more than are read of a file */

/* What all trees share. With --jobs each process has a copy. */
struct building {
	const struct options *o;
	struct kernel kernel;
	struct solving solving;		/* with --policy */
	unsigned int which;		/* bits of enum artefact */
	bool alone;			/* --output names the annotated tree */
	unsigned int trees;		/* written so far, when alone */
	struct stems stems;
	struct overwrite_inputs inputs;
	const char *file;		/* stem of the file being read */
	unsigned int images;		/* trees in it that have been written */
	uint64_t image_sums[BUILD_IMAGES_MAX];	/* of their names */
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
