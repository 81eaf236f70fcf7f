/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A glob over paths, matched in steps: bit N of a state is set if the first N tokens
 * of the glob (characters and stars) can match the text so far.
 */
#ifndef IOP_PATH_GLOB_H
#define IOP_PATH_GLOB_H

#include <stdbool.h>
#include <stdint.h>

#define IOP_PATH_GLOB_TOKENS 63u

struct iop_path_glob {
	uint64_t first;		/* before the first character */
	uint64_t stars;		/* tokens that may match nothing */
	uint64_t within, across;	/* stars that do not match '/', stars that do */
	uint64_t takes[256];	/* tokens that match the character */
	unsigned int tokens;
};

/* iop_path_glob_read - parse a glob; false: it has too many tokens */
bool iop_path_glob_read(struct iop_path_glob *g, const char *pattern);

/* iop_path_glob_step - the state after @text; 0: no continuation matches */
uint64_t iop_path_glob_step(const struct iop_path_glob *g, uint64_t state, const char *text);

/* iop_path_glob_may_end - does the last token match the last character? */
bool iop_path_glob_may_end(const struct iop_path_glob *g, const char *text);

static inline bool iop_path_glob_ends(const struct iop_path_glob *g, uint64_t state)
{
	return state >> g->tokens & 1;
}

#endif
