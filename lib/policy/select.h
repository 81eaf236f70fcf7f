/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The nodes of a tree that a selector of a policy selects. */
#ifndef IOP_SELECT_H
#define IOP_SELECT_H

#include "policy/name_order.h"
#include "policy/policy.h"

/*
 * iop_glob - does @text match @pattern? '?' is one character, '*' any number
 * @path: neither of them matches '/', but "**" does
 */
bool iop_glob(const char *pattern, const char *text, bool path);

/*
 * iop_select - find the nodes that a selector selects
 * @names: of @t, for many rules, with the lists that iop_select_wants() names; or NULL
 * @hits: a byte for each node, set to 1 for these and 0 for the others
 * @scratch: space for one path is allocated from it, and released
 *
 * returns: false if the arena is full.
 */
bool iop_select(const struct iop_tree *t, const struct iop_names *names,
		const struct iop_selector *s, uint8_t *hits, struct iop_arena *scratch);

/* iop_select_wants - bits of enum iop_texts_of */
unsigned int iop_select_wants(const struct iop_selector *s);

#endif
