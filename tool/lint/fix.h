/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * --fix-overlay: what findings are sure would fix them, as the source of an
 * overlay to review and apply.
 */
#ifndef LINT_FIX_H
#define LINT_FIX_H

#include "lint/collect.h"

struct fixing {
	const char *file;	/* NULL: not requested */
	uint32_t trees;		/* seen so far: an overlay is for one */
};

/* fix_tree - write the overlay of this tree; an exit status; an error is reported if not EXIT_OK. */
int fix_tree(struct fixing *m, const struct gathered *all,
	     const struct input_tree *tree, struct out *diag);

#endif
