/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The names of a tree in order, for policies of many rules: the nodes that a
 * glob's beginning leaves are looked at, not all nodes for each rule.
 */
#ifndef IOP_POLICY_NAME_ORDER_H
#define IOP_POLICY_NAME_ORDER_H

#include "fdt/path_index.h"

/* Lists of texts, each of which leads to a node. */
enum iop_texts_of { IOP_TEXTS_COMPATIBLE, IOP_TEXTS_ALIASES, IOP_TEXTS_LABELS, IOP_TEXTS_COUNT };

struct iop_text {
	const char *text;
	uint32_t node;
};

struct iop_texts {
	struct iop_text *all;
	uint32_t *order;	/* of all, sorted by text; NULL: not requested */
	uint32_t count;
};

struct iop_names {
	const struct iop_tree *t;
	struct iop_paths paths;
	uint32_t *first;	/* by node: where its children begin in: */
	uint32_t *children;	/* nodes by parent, sorted by name */
	uint8_t *last;		/* beside each: the last character of a leaf's name, or 0 */
	struct iop_texts texts[IOP_TEXTS_COUNT];
};

/*
 * iop_names_index - false when the arena is full; @t outlives it
 * @wanted: bits 1 << enum iop_texts_of of the lists that are asked for
 */
bool iop_names_index(struct iop_names *n, const struct iop_tree *t, unsigned int wanted,
		     struct iop_arena *a);

/* iop_children_from - the first child of @parent whose name is not less than @text of
 * @len characters; n->first[parent + 1]: none */
uint32_t iop_children_from(const struct iop_names *n, uint32_t parent, const char *text,
			   size_t len);

/* iop_texts_from - the same in a list, as an index into its order */
uint32_t iop_texts_from(const struct iop_texts *list, const char *text, size_t len);

struct iop_path_glob;

/* iop_hit_paths - set @bit in @hits of each node whose path the glob matches */
void iop_hit_paths(const struct iop_names *n, const struct iop_path_glob *g, uint8_t *hits,
		   uint8_t bit);

/* iop_hit_texts - the same for the nodes that a list's texts lead to */
void iop_hit_texts(const struct iop_names *n, enum iop_texts_of of, const char *glob,
		   uint8_t *hits, uint8_t bit);

#endif
