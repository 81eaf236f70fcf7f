/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Two FILE arguments as pairs of files. */
#ifndef INPUT_PAIRS_H
#define INPUT_PAIRS_H

#include "input/list.h"

struct pair {
	char *old, *new;	/* at least one; NULL: there is none */
};

struct pairs {
	struct input_list old, new;
	struct pair *list;	/* by old file; those without one at the end */
	size_t count, with_old;
	bool trees;		/* directories were given */
};

/*
 * pairs_collect - @old and @new: two files, or two directories, whose files
 * are pairs where they have the same path below them; pairs_free() in any case
 *
 * returns: an exit status, reported on @diag.
 */
int pairs_collect(struct pairs *p, const char *old, const char *new,
		  struct out *diag);

/* pairs_find - the pair with this old file, or NULL. */
const struct pair *pairs_find(const struct pairs *p, const char *old);

void pairs_free(struct pairs *p);

#endif
