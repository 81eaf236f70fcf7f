/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The findings of the trees of --new-since. */
#ifndef CMD_LINT_EARLIER_H
#define CMD_LINT_EARLIER_H

#include "cli/options.h"
#include "input/input.h"
#include "lint/earlier.h"

/* Has the kernel be what the container of the tree says; an exit status. */
typedef int (*lint_adopt_fn)(void *ctx, const struct input_tree *tree, struct iop_arena *a,
			     struct out *diag);

/*
 * lint_earlier_read - lint them as the others are linted
 * @how: kernels and grades
 * @adopt, @ctx: of the kernel, before each tree
 *
 * returns: an exit status: one above EXIT_FINDINGS where they could not all be
 * read, so that what is new cannot be known. @e is to be freed either way.
 */
int lint_earlier_read(struct lint_earlier *e, const struct options *o,
		      const struct gathering *how, lint_adopt_fn adopt, void *ctx);

#endif
