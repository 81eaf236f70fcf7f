/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The sections of a fact file that consist of rows. */
#ifndef FACTS_SECTION_H
#define FACTS_SECTION_H

#include "facts/facts.h"
#include "facts/row.h"
#include "yaml/cursor.h"
#include "yaml/store.h"

/* The rows of one file while they are read. */
struct draft {
	struct vec compats, facts, items, rows, params, behaviours;
	unsigned int group;	/* key, list or table that is being read */
	uint64_t seen[4];	/* which of them have been, in this section */
};

struct facts_section {
	const char *name;
	unsigned int may, must;	/* fields of its rows */
	/* what its rows are filed under; NULL: nothing, just rows */
	int (*group)(struct cursor *, const struct scalar *, unsigned int *);
	int (*add)(struct cursor *, struct draft *, const struct facts_row *);
};

extern const struct facts_section facts_sections[];	/* ends with name NULL */

/* section_read - read the section whose key the cursor stands on */
int section_read(struct cursor *c, struct draft *d, const struct facts_section *s);

#endif
