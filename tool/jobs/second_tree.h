/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* A second tree in addition to that of a run, with memory of its own. */
#ifndef JOBS_SECOND_TREE_H
#define JOBS_SECOND_TREE_H

#include "input/input.h"

struct tree_side {
	const struct run_config *o;
	struct input in;
	struct block memory;
	struct iop_arena arena;	/* of the tree being looked at, alone */
	bool open;
};

/*
 * side_each - every tree of @file through @fn; s->arena is empty then, and as
 * large as such a tree may need
 * @s: zeroed but for the options, before its first use
 *
 * returns: as input_each().
 */
int side_each(struct tree_side *s, const char *file, input_fn fn, void *ctx,
	      struct out *diag);
void side_close(struct tree_side *s);

#endif
