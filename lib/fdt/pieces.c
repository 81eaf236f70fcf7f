// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Entries of ranges may overlap, and the first that contains an address counts. They are
 * visited in the order of their addresses; those that have begun are in a heap, sorted
 * by their place in the list.
 */
#include "fdt/long.h"

struct cutting {
	struct iop_long *l;
	uint32_t *order;	/* rows as they begin */
	uint32_t *heap;
	uint32_t count, next, standing;
};

static uint64_t last_of(const struct iop_span_row *r)
{
	return r->size - 1 > UINT64_MAX - r->child ? UINT64_MAX : r->child + (r->size - 1);
}

static bool after(const struct cutting *c, uint32_t a, uint32_t b)
{
	uint64_t x = c->l->rows[a].child, y = c->l->rows[b].child;

	return x > y || (x == y && a > b);
}

static void sink_down(struct cutting *c, uint32_t count, uint32_t n)
{
	uint32_t row = c->order[n];

	while (n < count / 2) {
		uint32_t child = 2 * n + 1;

		if (child + 1 < count && after(c, c->order[child + 1], c->order[child]))
			child++;
		if (!after(c, c->order[child], row))
			break;
		c->order[n] = c->order[child];
		n = child;
	}
	c->order[n] = row;
}

static void sort(struct cutting *c)
{
	uint32_t count = c->count;

	for (uint32_t n = 0; n < count; n++)
		c->order[n] = n;
	for (uint32_t n = count / 2; n--;)
		sink_down(c, count, n);
	while (count > 1) {
		uint32_t last = c->order[--count];

		c->order[count] = c->order[0];
		c->order[0] = last;
		sink_down(c, count, 0);
	}
}

static void stand(struct cutting *c, uint32_t row)
{
	uint32_t n = c->standing++;

	for (; n && c->heap[(n - 1) / 2] > row; n = (n - 1) / 2)
		c->heap[n] = c->heap[(n - 1) / 2];
	c->heap[n] = row;
}

static void leave(struct cutting *c)
{
	uint32_t row = c->heap[--c->standing], n = 0, child;

	while ((child = 2 * n + 1) < c->standing) {
		if (child + 1 < c->standing && c->heap[child + 1] < c->heap[child])
			child++;
		if (c->heap[child] >= row)
			break;
		c->heap[n] = c->heap[child];
		n = child;
	}
	c->heap[n] = row;
}

/* The row that counts at @address, and its last address; IOP_NO_NODE: none. */
static uint32_t standing_at(struct cutting *c, uint64_t address, uint64_t *last)
{
	const struct iop_span_row *rows = c->l->rows;

	while (c->next < c->count && rows[c->order[c->next]].child <= address)
		stand(c, c->order[c->next++]);
	while (c->standing && last_of(&rows[c->heap[0]]) < address)
		leave(c);
	*last = c->standing ? last_of(&rows[c->heap[0]]) : UINT64_MAX;
	return c->standing ? c->heap[0] : IOP_NO_NODE;
}

static void cut(struct cutting *c)
{
	struct iop_long *l = c->l;
	uint64_t address = 0, last, begin;

	do {
		uint32_t row = standing_at(c, address, &last);

		if (!l->n_pieces || l->pieces[l->n_pieces - 1].row != row)
			l->pieces[l->n_pieces++] = (struct iop_long_piece){ address, row };
		begin = c->next < c->count ? l->rows[c->order[c->next]].child : 0;
		if (begin && begin - 1 < last)
			last = begin - 1;
		address = last + 1;
	} while (last != UINT64_MAX);
}

static bool make_room(struct cutting *c, struct iop_arena *a)
{
	c->l->pieces = iop_alloc_raw(a, 2 * (size_t)c->count + 2, sizeof(*c->l->pieces));
	return c->l->pieces;
}

bool iop_long_cut(struct iop_long *l, const struct iop_tree *t, struct iop_cells rows,
		  struct iop_arena *a)
{
	struct iop_bus_cells cells = iop_bus_cells(t, l->node);
	struct cutting c = { .l = l };
	struct iop_span_row row;
	size_t used;

	l->rows = iop_alloc_raw(a, 0, sizeof(*l->rows));
	while (l->rows && iop_span_row_next(&rows, cells, &row)) {
		struct iop_span_row *kept = row.size ?
			iop_grow(a, l->rows, c.count, sizeof(*kept)) : &row;

		if (!kept)
			return false;
		*kept = row;
		c.count += row.size != 0;
	}
	if (!l->rows || !make_room(&c, a))
		return false;
	used = a->used;
	c.order = iop_alloc_raw(a, c.count, sizeof(*c.order));
	c.heap = iop_alloc_raw(a, c.count, sizeof(*c.heap));
	if (!c.order || !c.heap)
		return false;
	sort(&c);
	cut(&c);
	a->used = used;
	return true;
}
