/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Findings that other trees have: those of the same rule at the same node and
 * property, as many as there are, are not new. A single tree is compared with
 * every other, trees of a directory with those of the same name.
 */
#ifndef LINT_EARLIER_H
#define LINT_EARLIER_H

#include "lint/collect.h"
#include "yaml/store.h"

struct earlier_entry {
	uint64_t key;		/* a hash over all that makes findings the same */
	size_t left;		/* of them, not yet seen again */
};

struct lint_earlier {
	struct vec entries;	/* struct earlier_entry; sorted by earlier_ready() */
	bool named;		/* boards are reported apart by name */
};

/* earlier_add - a finding of @board that is not new; false: no memory */
bool earlier_add(struct lint_earlier *e, const struct iop_tree *t, const char *board,
		 const struct iop_finding *f);

/* earlier_ready - nothing more is added */
void earlier_ready(struct lint_earlier *e);

/* earlier_has - is the finding one of them, and not yet spoken for? @error: set
 * where that is not known, without memory, cleared else */
bool earlier_has(struct lint_earlier *e, const struct iop_tree *t, const char *board,
		 const struct iop_finding *f, bool *error);
void earlier_free(struct lint_earlier *e);

#endif
