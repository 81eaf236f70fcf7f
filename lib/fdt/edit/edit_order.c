// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "fdt/edit/edit_order.h"

#include <string.h>

#include "base/sort.h"

static uint32_t name_number(struct iop_edit_work *w, const char *name)
{
	for (uint32_t n = 0; n < w->n_names; n++)
		if (!strcmp(w->names[n], name))
			return n;
	w->names[w->n_names] = name;
	return w->n_names++;
}

bool iop_edit_sort(struct iop_edit_work *w, const struct iop_edits *e,
		   const char *extra, struct iop_arena *a)
{
	uint64_t *keys = iop_alloc_raw(a, e->n, sizeof(*keys));
	uint32_t added = e->tree->count;

	w->edits = e;
	w->n_names = 0;
	w->order = iop_alloc_raw(a, e->n, sizeof(*w->order));
	w->numbers = iop_alloc_raw(a, e->n, sizeof(*w->numbers));
	w->nodes = iop_alloc_raw(a, e->n, sizeof(*w->nodes));
	w->names = iop_alloc_raw(a, (size_t)e->n + 1, sizeof(*w->names));
	w->at = iop_alloc_raw(a, (size_t)e->n + 1, sizeof(*w->at));
	if (!keys || !w->order || !w->numbers || !w->nodes || !w->names || !w->at)
		return false;
	for (uint32_t n = 0; n < e->n; n++) {
		bool node = e->list[n].kind == IOP_EDIT_ADD_NODE;

		keys[n] = (uint64_t)e->list[n].node << 32 | n;
		w->nodes[n] = node ? added++ : IOP_NO_NODE;
		w->numbers[n] = node ? 0 : name_number(w, e->list[n].name);
	}
	if (extra)
		w->extra = name_number(w, extra);
	iop_sort(keys, e->n);
	for (uint32_t n = 0; n < e->n; n++)
		w->order[n] = (uint32_t)keys[n];
	return true;
}

uint32_t iop_edit_run(const struct iop_edit_work *w, uint32_t at)
{
	const struct iop_edit *list = w->edits->list;
	uint32_t n = at;

	while (n < w->edits->n && list[w->order[n]].node == list[w->order[at]].node)
		n++;
	return n - at;
}

uint32_t iop_edit_first(const struct iop_edit_work *w, uint32_t node)
{
	uint32_t low = 0, high = w->edits->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (w->edits->list[w->order[middle]].node < node)
			low = middle + 1;
		else
			high = middle;
	}
	return low < w->edits->n && w->edits->list[w->order[low]].node == node ?
	       low : w->edits->n;
}

void iop_edit_put(struct iop_put *p, const struct iop_edit *edit, uint32_t number)
{
	size_t at = iop_put_open(p, number);

	iop_put_mem(p, edit->value, edit->size);
	iop_put_close(p, at);
}

void iop_edit_put_props(struct iop_put *p, const struct iop_edit_work *w,
			uint32_t from, uint32_t to, bool overlay)
{
	for (; from < to; from++) {
		const struct iop_edit *edit = &w->edits->list[w->order[from]];

		if (edit->kind == IOP_EDIT_SET_PROP ||
		    (overlay && edit->kind == IOP_EDIT_DELETE_PROP &&
		     edit->instead == IOP_INSTEAD_VALUE))
			iop_edit_put(p, edit, w->numbers[w->order[from]]);
	}
}

/* An added node can only be below one with a smaller index: this ends. */
void iop_edit_put_nodes(struct iop_put *p, const struct iop_edit_work *w,
			uint32_t from, uint32_t to, bool overlay)
{
	for (; from < to; from++) {
		uint32_t n = w->order[from], its = w->edits->n, end = its;

		if (w->edits->list[n].kind != IOP_EDIT_ADD_NODE)
			continue;
		iop_put_begin(p, w->edits->list[n].name);
		if (w->nodes[n] > w->edits->list[n].node)
			its = iop_edit_first(w, w->nodes[n]);
		if (its < w->edits->n)
			end = its + iop_edit_run(w, its);
		iop_edit_put_props(p, w, its, end, overlay);
		iop_edit_put_nodes(p, w, its, end, overlay);
		iop_put_end(p);
	}
}
