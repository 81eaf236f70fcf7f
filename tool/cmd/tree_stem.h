/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What the files made of each tree are called, in the directory of -o. */
#ifndef CMD_TREE_STEM_H
#define CMD_TREE_STEM_H

#include "artefacts/stems.h"
#include "base/arena.h"
#include "input/input.h"

#define TREE_IMAGES_MAX 8192u	/* more than are read of a file */

/* With --jobs each process has a copy. */
struct tree_stems {
	struct stems files;
	const char *file;		/* stem of the file being read */
	unsigned int images;		/* trees in it that have been written */
	uint64_t image_sums[TREE_IMAGES_MAX];	/* of their names */
};

/*
 * tree_stem - @output/NAME without a suffix; of a tree in another file, as it is
 * shown: board.itb__images_fdt-1
 *
 * returns: NULL when memory runs out, or another file's would be called so.
 */
char *tree_stem(struct tree_stems *t, const char *output, const struct input_tree *tree,
		struct iop_arena *a);

#endif
