/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Every word that the commands print, and what it means. */
#ifndef EXPLAIN_GLOSSARY_H
#define EXPLAIN_GLOSSARY_H

#include <stdbool.h>

struct meaning {
	const char *kind;	/* "reason" */
	const char *word;	/* "iommu-disabled" */
	const char *text;
};

/*
 * glossary_next - one meaning after the other; a word may have several
 * @cursor: 0 to begin with
 *
 * returns: false at the end.
 */
bool glossary_next(unsigned int *cursor, struct meaning *m);

#endif
