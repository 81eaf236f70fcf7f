/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The original source files, as far as they can be read: the text at a place,
 * and the comments that silence rules.
 */
#ifndef PLACE_ORIGIN_H
#define PLACE_ORIGIN_H

#include "srcpos/line_map.h"
#include "text/out.h"

/* "iommuplan: ignore[rule,rule] reason": all parts of the file's text. */
struct place_comment {
	uint32_t line;		/* of the code it is about */
	uint32_t own_line;
	const char *rules;	/* NULL: nothing that is understood */
	size_t rules_len;
	const char *reason;
	size_t reason_len;
};

/* The text at a place. */
struct place_name {
	const char *text;
	bool node;		/* which may stand there as &label or &{/path} */
};

struct origin {
	struct origin *next;
	char *asked;		/* as named by places */
	char *name;		/* the same, or where it was found */
	char *text;		/* NULL: cannot be read */
	size_t size;
	struct place_comment *comments;
	size_t n_comments;
	bool scanned;
	bool reported;		/* its bad comments are reported */
};

struct origins {
	struct origin *first;
	char *beside;		/* directory that other names are relative to */
};

/*
 * origin_of - the file of @spot, read once
 * @what: what has to stand there if it is looked for elsewhere
 *
 * returns: NULL for a name that is no file's, or without memory.
 */
struct origin *origin_of(struct origins *all, const struct place_spot *spot,
			 const struct place_name *what);
void origins_free(struct origins *all);

/* origin_line - the text of a line without its end; NULL: it has none. */
const char *origin_line(const struct origin *o, uint32_t line, size_t *len);

/*
 * origin_column - the column of @what at @spot: what cpp leaves of blanks and
 * macros is not what was typed
 *
 * returns: 0 if neither the name nor a macro's use stands there: that text is
 * not what was compiled. The spot's own column where it cannot be read.
 */
uint32_t origin_column(const struct origin *o, const struct place_spot *spot,
		       const struct place_name *what);

/* origin_read_comments - fill in the comments; false: no memory. */
bool origin_read_comments(struct origin *o);

#endif
