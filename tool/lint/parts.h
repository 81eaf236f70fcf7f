/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Findings as text: those that "lint -f json" wrote, read again, so that what
 * several machines found can be put together.
 */
#ifndef LINT_PARTS_H
#define LINT_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "text/out.h"
#include "yaml/store.h"

/* A finding of one tree. */
struct finding_text {
	const char *tree, *node, *property, *message, *kernel;
	const char *source;	/* NULL: no line is known */
	const char *because;	/* of an unknown one, or NULL */
	const char *object;	/* the line of JSON, of a part */
	const char *board;	/* of a part, or NULL: an older version wrote it */
	const char *const *others;	/* of a part: related nodes */
	uint32_t n_others;
	uint64_t identity;
	unsigned int line, column;
	uint32_t order;		/* in which they came */
	uint32_t trees;		/* of the first of equal ones: how many there are */
	uint8_t rule, severity;
};

struct parts {
	struct vec findings;	/* struct finding_text */
	struct yaml_store store;	/* all their text */
	bool ranged;		/* a range of kernels was given */
	bool nameless;		/* a finding has no board or identity */
};

/* parts_read - add the findings of @file; EXIT_OK, EXIT_USAGE or EXIT_IO, said */
int parts_read(struct parts *p, const char *file, struct out *diag);

/* parts_sort - by the names of the trees; those of one stay in their order */
void parts_sort(struct parts *p);

/* parts_trees - how many trees have findings; after parts_sort() */
uint32_t parts_trees(const struct parts *p);
void parts_close(struct parts *p);

#endif
