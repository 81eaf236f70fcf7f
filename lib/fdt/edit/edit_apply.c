// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "fdt/edit/edit_order.h"
#include "fdt/fdt.h"

/* One node's edits, while its properties are gone through. */
struct site {
	const struct iop_edit_work *w;
	const struct iop_source *source;
	uint32_t from, to;	/* in w->order */
	bool *done;		/* by place in w->order: the property stood there */
};

static const char *name_at(const struct iop_source *s, uint32_t prop)
{
	return (const char *)s->tree->blob + s->tree->strings +
	       iop_source_cell(s->tree, prop + 8);
}

/* The edit of the property at byte @prop, as a place in the order. */
static uint32_t edit_of(const struct site *s, uint32_t prop)
{
	const char *name = name_at(s->source, prop);

	for (uint32_t n = s->from; n < s->to; n++) {
		const struct iop_edit *edit = &s->w->edits->list[s->w->order[n]];

		if (edit->kind != IOP_EDIT_ADD_NODE && !strcmp(edit->name, name))
			return n;
	}
	return s->to;
}

/* If it occurs twice, the first counts, so all occurrences are replaced. */
static void replace(struct iop_put *p, struct site *s, uint32_t n)
{
	const struct iop_edit *edit = &s->w->edits->list[s->w->order[n]];

	if (edit->kind == IOP_EDIT_SET_PROP && !s->done[n])
		iop_edit_put(p, edit, s->w->numbers[s->w->order[n]]);
	s->done[n] = true;
}

/* All of the node's properties; returns the byte behind them. */
static uint32_t put_props(struct iop_put *p, struct site *s, uint32_t at)
{
	const struct iop_tree *t = s->source->tree;
	uint32_t end = iop_source_after_props(t, at), next, n;

	for (; at < end; at = next) {
		bool prop = iop_source_cell(t, at) == FDT_PROP;

		next = prop ? at + 12 + ((iop_source_cell(t, at + 4) + 3) & ~3u) :
			      at + 4;
		n = prop ? edit_of(s, at) : s->to;
		if (n < s->to)
			replace(p, s, n);
		else
			iop_source_copy(p, s->source, at, next);
	}
	for (n = s->from; n < s->to; n++)
		if (!s->done[n])
			iop_edit_put_props(p, s->w, n, n + 1, false);
	return end;
}

static void put_structure(struct iop_put *p, const struct iop_source *source,
			  const struct iop_edit_work *w, bool *done)
{
	const struct iop_tree *t = source->tree;
	uint32_t at = source->structure;

	for (uint32_t n = 0; n < w->edits->n; n += iop_edit_run(w, n)) {
		uint32_t node = w->edits->list[w->order[n]].node;
		struct site s = { w, source, n, n + iop_edit_run(w, n), done };

		if (node >= t->count)
			break;		/* what is in added nodes goes with them */
		iop_source_copy(p, source, at, t->nodes[node].props);
		at = put_props(p, &s, t->nodes[node].props);
		iop_edit_put_nodes(p, w, s.from, s.to, false);
	}
	iop_source_copy(p, source, at, source->structure_end);
}

static void write_blob(struct iop_put *p, const struct iop_source *source,
		       const struct iop_edit_work *w, bool *done)
{
	struct iop_put_strings strings = {
		.old = source->tree->blob + source->tree->strings,
		.old_size = source->tree->strings_size,
		.names = w->names, .count = w->n_names, .at = w->at,
	};
	size_t structure, block;

	iop_put_strings_plan(&strings);
	p->names = w->at;
	iop_source_head(p, source);
	structure = p->used;
	put_structure(p, source, w, done);
	block = p->used;
	iop_put_strings(p, &strings);
	iop_put_zeros(p, source->padding);
	iop_put_offsets(p, structure, block, strings.size);
}

int iop_edits_apply(const struct iop_edits *e, struct iop_arena *scratch,
		    void *buf, size_t size, size_t *needed)
{
	struct iop_put p = { .buf = buf, .size = size };
	size_t used = iop_arena_mark(scratch);
	struct iop_edit_work w;
	struct iop_source s;
	bool *done;

	*needed = 0;
	if (!iop_source_read(&s, e->tree))
		return -IOP_ERR_BADHEADER;
	if (!iop_edit_sort(&w, e, NULL, scratch))
		return -IOP_ERR_NOSPACE;
	done = iop_alloc(scratch, e->n, sizeof(*done));
	if (done)
		write_blob(&p, &s, &w, done);
	iop_arena_release(scratch, used);
	return done ? iop_put_done(&p, needed) : -IOP_ERR_NOSPACE;
}
