/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Which of a list's entries have a text: found without reading the list. */
#ifndef VERIFY_TEXT_LOOKUP_H
#define VERIFY_TEXT_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>

/* Zeroed: nothing in it yet. */
struct lookup {
	struct lookup_entry {
		const char *text;
		size_t n;	/* index of the entry in its list */
	} *list;
	size_t count;
};

/* lookup_room - for @most entries; drops what was in it. false: out of memory */
bool lookup_room(struct lookup *l, size_t most);

/* lookup_add - entry @n has @text, which is kept by the caller; NULL: it has none */
void lookup_add(struct lookup *l, const char *text, size_t n);

/* lookup_sort - when all are in; entries of one text stay in their list's order */
void lookup_sort(struct lookup *l);

/* lookup_find - the first entry of @text, or NULL */
const struct lookup_entry *lookup_find(const struct lookup *l, const char *text);

/* lookup_next - the next of the same text, or NULL */
const struct lookup_entry *lookup_next(const struct lookup *l, const struct lookup_entry *at);
void lookup_free(struct lookup *l);

#endif
