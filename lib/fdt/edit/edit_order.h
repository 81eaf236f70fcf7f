/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Between the files of this room: a list in the order a blob is written in. */
#ifndef IOP_EDIT_ORDER_H
#define IOP_EDIT_ORDER_H

#include "fdt/edit/edit.h"
#include "fdt/write/base_blob.h"

struct iop_edit_work {
	const struct iop_edits *edits;
	uint32_t *order;	/* edits by node, each node's as they were made */
	uint32_t *numbers;	/* by edit: number of its name in @names */
	uint32_t *nodes;	/* by edit: node it adds, or IOP_NO_NODE */
	const char **names;	/* each property name once */
	uint32_t *at;		/* and its place in the strings block */
	uint32_t n_names, extra;
};

/*
 * iop_edit_sort - false where the arena is full
 * @extra: a name that is wanted besides, or NULL; w->extra is its number
 */
bool iop_edit_sort(struct iop_edit_work *w, const struct iop_edits *e,
		   const char *extra, struct iop_arena *a);

/* iop_edit_run - the edits of one node, from *at on: how many. */
uint32_t iop_edit_run(const struct iop_edit_work *w, uint32_t at);

/* iop_edit_first - where in @order those of @node start; edits->n: it has none. */
uint32_t iop_edit_first(const struct iop_edit_work *w, uint32_t node);

/* iop_edit_put - a property with the edit's value. */
void iop_edit_put(struct iop_put *p, const struct iop_edit *edit, uint32_t number);

/*
 * iop_edit_put_nodes - the nodes added below one node, with all that is in them
 * @from, @to: that node's edits in @order
 */
void iop_edit_put_nodes(struct iop_put *p, const struct iop_edit_work *w,
			uint32_t from, uint32_t to, bool overlay);

/* iop_edit_put_props - the properties a list sets on a node that has none yet;
 * @overlay: and what an overlay says instead of deleting. */
void iop_edit_put_props(struct iop_put *p, const struct iop_edit_work *w,
			uint32_t from, uint32_t to, bool overlay);

#endif
