/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Where the nodes and properties of a tree were written: file, line and column
 * of the .dts or .dtsi, for a tree that was compiled here or whose source is
 * known, overlays included.
 */
#ifndef SRCPOS_H
#define SRCPOS_H

#include "input/input.h"
#include "text/did_you_mean.h"

struct source_place {
	const char *file;	/* NULL: unknown; lives as long as the places */
	unsigned int line, column;	/* from 1 */
};

struct places;

/*
 * places_open - of @t, which @tree was indexed into
 *
 * The sources are those of --source, and every file of the command line that
 * is one; without any, what a kernel's build left beside the tree. *to is NULL
 * where none is known.
 *
 * returns: an exit status; any error has been reported.
 */
int places_open(struct places **to, const struct run_config *o,
		const struct input_tree *tree, const struct iop_tree *t,
		struct out *diag);

/* places_close - and report, once, a source that is not that of the tree. */
void places_close(struct places *p, struct out *diag);

/*
 * place_of - of a property, or of the node for a property it does not have
 * @p: may be NULL
 * @property: or NULL for the node
 */
struct source_place place_of(struct places *p, uint32_t node, const char *property);

/*
 * place_silenced - is there a comment that silences @rule here?
 *
 * It counts for the property or node that it stands behind or in front of; for
 * a property, also those of its node.
 *
 * returns: its reason, of *@len bytes, or NULL.
 */
const char *place_silenced(struct places *p, uint32_t node,
			   const char *property, const char *rule,
			   size_t *len);

/* rule_known - is there such a rule? where not, @hint says which may be meant */
typedef bool rule_known(const char *rule, size_t n, char hint[NEAREST_HINT]);

/* places_check - tell comments of the files read so far that have no rule */
void places_check(struct places *p, rule_known *known, struct out *diag);

#endif
