/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* From a selector of a policy to the nodes of a tree. */
#ifndef IOP_SELECT_H
#define IOP_SELECT_H

#include "policy/policy.h"
#include "fdt/tree.h"

/*
 * iop_glob - does @text fit @pattern? '?' is one character, '*' any run
 * @path: neither takes a '/', and "**" is what does
 */
bool iop_glob(const char *pattern, const char *text, bool path);

/*
 * iop_select - the nodes a selector means
 * @hits: a byte for each node, set to 1 for those and 0 for the others
 * @scratch: room for one path, given back
 *
 * returns: false when the arena is full.
 */
bool iop_select(const struct iop_tree *t, const struct iop_selector *s,
		uint8_t *hits, struct iop_arena *scratch);

#endif
