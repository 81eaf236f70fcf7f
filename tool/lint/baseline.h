/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Findings that existed when the baseline was written: they do not count, but
 * no new one joins them. By rule, board, node and property, never by line.
 */
#ifndef LINT_BASELINE_H
#define LINT_BASELINE_H

#include "lint/collect.h"
#include "yaml/store.h"

struct baseline_entry {
	const char *rule, *board, *node;
	const char *property;	/* NULL: the node itself */
	uint32_t count;		/* how many of them there were */
	uint32_t used;		/* and are, in the trees read so far */
	bool seen;		/* its board was among these */
};

struct baseline {
	const char *file;	/* NULL: none is given */
	bool update;
	bool fresh;		/* there is no file yet: all findings go into it */
	struct vec entries;
	struct yaml_store store;
};

/*
 * baseline_open - read the file of --baseline
 *
 * With --update-baseline it may not be there: then it is to be made.
 *
 * returns: an exit status; any error has been reported.
 */
int baseline_open(struct baseline *b, const struct options *o, struct out *diag);
void baseline_close(struct baseline *b);

/* baseline_begin - note that this board is looked at */
void baseline_begin(struct baseline *b, const char *board);

/* baseline_has - is the finding one of them? false: no, or (error set) no memory */
bool baseline_has(struct baseline *b, const struct iop_tree *t, const char *board,
		  const struct iop_finding *f, bool *error);

/*
 * baseline_end - report what is gone; with --update-baseline, write what is left
 * @whole: every tree could be read
 *
 * returns: an exit status; any error has been reported.
 */
int baseline_end(struct baseline *b, bool whole, bool quiet, struct out *diag);

/* --- internal to this directory --- */

/* baseline_read - the entries in @text; READ_ of yaml/read.h */
struct read_error;
int baseline_read(struct baseline *b, const char *text, size_t size,
		  struct read_error *err);

#endif
