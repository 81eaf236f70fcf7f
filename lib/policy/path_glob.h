/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A glob over paths, matched in steps: bit N of a state is set if the first N tokens
 * of the glob (characters and stars) can match the text so far.
 */
#ifndef IOP_PATH_GLOB_H
#define IOP_PATH_GLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IOP_PATH_GLOB_TOKENS 63u

struct iop_path_glob {
	uint64_t first;		/* before the first character */
	uint64_t stars;		/* tokens that may match nothing */
	uint64_t within, across;	/* stars that do not match '/', stars that do */
	uint64_t takes[256];	/* tokens that match the character */
	char literal[IOP_PATH_GLOB_TOKENS + 1];	/* each token's character; 0: it has several */
	unsigned int tokens;
};

/* iop_path_glob_read - parse a glob; false: it has too many tokens */
bool iop_path_glob_read(struct iop_path_glob *g, const char *pattern);

/* iop_path_glob_step - the state after @text; 0: no continuation matches */
uint64_t iop_path_glob_step(const struct iop_path_glob *g, uint64_t state, const char *text);

/* iop_path_glob_may_end - does the last token match @last, the text's last character? */
static inline bool iop_path_glob_may_end(const struct iop_path_glob *g, uint8_t last)
{
	return !last || !g->tokens ||
	       (g->stars | g->takes[last]) >> (g->tokens - 1) & 1;
}

/*
 * iop_path_glob_begins - what a name has to begin with to match on in @state
 *
 * returns: those characters, @len of them; none where it may begin with several.
 */
const char *iop_path_glob_begins(const struct iop_path_glob *g, uint64_t state, size_t *len);

static inline bool iop_path_glob_ends(const struct iop_path_glob *g, uint64_t state)
{
	return state >> g->tokens & 1;
}

#endif
