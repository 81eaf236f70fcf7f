// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "fdt/edit/edit_order.h"
#include "fdt/fdt.h"

/* The first edit an overlay cannot do; edits->n: it can do all. */
static uint32_t impossible(const struct iop_edits *e)
{
	for (uint32_t n = 0; n < e->n; n++) {
		const struct iop_edit *edit = &e->list[n];

		if (edit->kind == IOP_EDIT_DELETE_PROP &&
		    edit->instead == IOP_INSTEAD_NOTHING)
			return n;
		if (edit->kind == IOP_EDIT_SET_PROP &&
		    (!strcmp(edit->name, "phandle") || !strcmp(edit->name, "linux,phandle")))
			return n;
	}
	return e->n;
}

static void put_number(char *name, uint32_t n)
{
	char digits[10];
	unsigned int k = 0;

	do
		digits[k++] = "0123456789abcdef"[n & 15];
	while (n >>= 4);
	while (k)
		*name++ = digits[--k];
	*name = 0;
}

static bool says_anything(const struct iop_edit_work *w, uint32_t from, uint32_t to)
{
	for (; from < to; from++) {
		const struct iop_edit *edit = &w->edits->list[w->order[from]];

		if (edit->kind != IOP_EDIT_DELETE_PROP ||
		    edit->instead == IOP_INSTEAD_VALUE)
			return true;
	}
	return false;
}

static void put_fragment(struct iop_put *p, const struct iop_edit_work *w,
			 uint32_t number, uint32_t from, uint32_t to)
{
	uint32_t node = w->edits->list[w->order[from]].node;
	char name[24] = "fragment@";
	size_t at;

	put_number(name + 9, number);
	iop_put_begin(p, name);
	at = iop_put_open(p, w->extra);
	iop_put_path(p, w->edits->tree, node);
	iop_put_close(p, at);
	iop_put_begin(p, "__overlay__");
	iop_edit_put_props(p, w, from, to, true);
	iop_edit_put_nodes(p, w, from, to, true);
	iop_put_end(p);
	iop_put_end(p);
}

static uint32_t count_children(const struct iop_tree *t)
{
	uint32_t count = 0;

	for (uint32_t c = 1; c < t->count; c = t->nodes[c].end)
		count++;
	return count;
}

static void put_fragments(struct iop_put *p, const struct iop_edit_work *w,
			  uint32_t number)
{
	uint32_t run;

	for (uint32_t n = 0; n < w->edits->n; n += run) {
		run = iop_edit_run(w, n);
		if (w->edits->list[w->order[n]].node >= w->edits->tree->count)
			return;
		if (says_anything(w, n, n + run))
			put_fragment(p, w, number++, n, n + run);
	}
}

static void write_new(struct iop_put *p, const struct iop_edit_work *w,
		      struct iop_put_strings *strings)
{
	size_t structure, block;

	iop_put_strings_plan(strings);
	iop_put_head(p);
	structure = p->used;
	iop_put_begin(p, "");
	put_fragments(p, w, 0);
	iop_put_end(p);
	iop_put_cell(p, FDT_END);
	block = p->used;
	iop_put_strings(p, strings);
	iop_put_offsets(p, structure, block, strings->size);
}

static void write_around(struct iop_put *p, const struct iop_edit_work *w,
			 struct iop_put_strings *strings, const struct iop_source *s)
{
	uint32_t at = iop_source_after_props(s->tree, s->tree->nodes[0].props);
	size_t structure, block;

	strings->old = s->tree->blob + s->tree->strings;
	strings->old_size = s->tree->strings_size;
	iop_put_strings_plan(strings);
	iop_source_head(p, s);
	structure = p->used;
	iop_source_copy(p, s, s->structure, at);
	put_fragments(p, w, count_children(s->tree));
	iop_source_copy(p, s, at, s->structure_end);
	block = p->used;
	iop_put_strings(p, strings);
	iop_put_zeros(p, s->padding);
	iop_put_offsets(p, structure, block, strings->size);
}

int iop_edits_overlay(const struct iop_edits *e, const struct iop_tree *base,
		      struct iop_arena *scratch, void *buf, size_t size,
		      size_t *needed, uint32_t *culprit)
{
	struct iop_put p = { .buf = buf, .size = size };
	size_t used = iop_arena_mark(scratch);
	struct iop_edit_work w;
	struct iop_source s;

	*needed = 0;
	*culprit = impossible(e);
	if (*culprit < e->n)
		return -IOP_ERR_OVERLAY;
	if (base && !iop_source_read(&s, base))
		return -IOP_ERR_BADHEADER;
	if (!iop_edit_sort(&w, e, "target-path", scratch))
		return -IOP_ERR_NOSPACE;
	iop_arena_release(scratch, used);	/* not reused before the return */
	p.names = w.at;
	if (base)
		write_around(&p, &w, &(struct iop_put_strings){ .names = w.names,
			     .count = w.n_names, .at = w.at }, &s);
	else
		write_new(&p, &w, &(struct iop_put_strings){ .names = w.names,
			  .count = w.n_names, .at = w.at });
	return iop_put_done(&p, needed);
}
