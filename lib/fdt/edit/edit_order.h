/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Internal to this directory: a list in the order in which a blob is written. */
#ifndef IOP_EDIT_ORDER_H
#define IOP_EDIT_ORDER_H

#include "fdt/edit/edit.h"
#include "fdt/write/base_blob.h"

struct iop_edit_work {
	const struct iop_edits *edits;
	uint32_t *order;	/* edits sorted by node, then by age */
	uint32_t *numbers;	/* by edit: index of its name in @names */
	uint32_t *nodes;	/* by edit: the node that it adds, or IOP_NO_NODE */
	const char **names;	/* each property name once */
	uint32_t *at;		/* and its offset in the strings block */
	uint32_t n_names, extra;
};

/*
 * iop_edit_sort - false if the arena is full
 * @extra: an additional name, or NULL; w->extra is its index
 */
bool iop_edit_sort(struct iop_edit_work *w, const struct iop_edits *e,
		   const char *extra, struct iop_arena *a);

/* iop_edit_run - the number of edits of one node, from *at on. */
uint32_t iop_edit_run(const struct iop_edit_work *w, uint32_t at);

/* iop_edit_first - the index in @order of the first edit of @node; edits->n: none. */
uint32_t iop_edit_first(const struct iop_edit_work *w, uint32_t node);

/* iop_edit_put - write a property with the value of the edit. */
void iop_edit_put(struct iop_put *p, const struct iop_edit *edit, uint32_t number);

/*
 * iop_edit_put_nodes - write the nodes added below one node, with their contents
 * @from, @to: the edits of that node in @order
 */
void iop_edit_put_nodes(struct iop_put *p, const struct iop_edit_work *w,
			uint32_t from, uint32_t to, bool overlay);

/* iop_edit_put_props - write the properties that a list sets on a node without any;
 * @overlay: also what an overlay has instead of a deletion. */
void iop_edit_put_props(struct iop_put *p, const struct iop_edit_work *w,
			uint32_t from, uint32_t to, bool overlay);

#endif
