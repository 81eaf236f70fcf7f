// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A list by where runs begin, which is a binary tree of its middles: what ends
 * before an ID need not be gone through. */
#include "explain/id_runs.h"

#include <stdlib.h>

bool id_run_add(struct vec *list, uint32_t scope, uint32_t first, uint32_t last,
		const struct id_run *of)
{
	struct id_run *r = vec_push(list, sizeof(*r));

	if (!r)
		return false;
	*r = *of;
	r->from = id_in(scope, first);
	r->to = id_in(scope, last);
	return true;
}

static int by_begin(const void *a, const void *b)
{
	const struct id_run *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->claim > y->claim) - (x->claim < y->claim);
}

static int by_node(const void *a, const void *b)
{
	const struct id_run *x = a, *y = b;

	if (x->node != y->node)
		return x->node < y->node ? -1 : 1;
	if (x->all != y->all)
		return x->all ? -1 : 1;
	return by_begin(a, b);
}

void id_runs_join(struct vec *list)
{
	struct id_run *r = list->data;
	size_t kept = 0;

	if (!list->count)
		return;
	qsort(r, list->count, sizeof(*r), by_node);
	for (size_t n = 1; n < list->count; n++) {
		struct id_run *last = &r[kept];

		if (!last->all || !r[n].all || last->node != r[n].node || r[n].from > last->to)
			r[++kept] = r[n];
		else if (r[n].to > last->to)
			last->to = r[n].to;
	}
	list->count = kept + 1;
}

static uint64_t measure(struct id_run *r, size_t lo, size_t hi)
{
	size_t middle = lo + (hi - lo) / 2;
	uint64_t side;

	if (lo == hi)
		return 0;
	r[middle].most = r[middle].to;
	side = measure(r, lo, middle);
	r[middle].most = side > r[middle].most ? side : r[middle].most;
	side = measure(r, middle + 1, hi);
	r[middle].most = side > r[middle].most ? side : r[middle].most;
	return r[middle].most;
}

void id_runs_sort(struct vec *list)
{
	struct id_run *r = list->data;
	uint32_t widest = 0;

	if (!list->count)
		return;
	qsort(r, list->count, sizeof(*r), by_begin);
	measure(r, 0, list->count);
	for (uint32_t n = 0; n < list->count; n++) {
		if (r[n].to > r[widest].to ||
		    (r[n].to == r[widest].to && r[n].claim < r[widest].claim))
			widest = n;
		r[n].widest = widest;
	}
}

struct look {
	const struct id_run *list;
	uint64_t at;
	id_run_fn each;
	void *ctx;
};

static bool look(const struct look *l, size_t lo, size_t hi)
{
	size_t middle = lo + (hi - lo) / 2;
	const struct id_run *r;

	if (lo == hi)
		return true;
	r = &l->list[middle];
	if (r->most < l->at)
		return true;
	if (!look(l, lo, middle))
		return false;
	if (r->from > l->at)
		return true;
	if (r->to >= l->at && !l->each(l->ctx, r))
		return false;
	return look(l, middle + 1, hi);
}

bool id_runs_at(const struct vec *list, uint64_t at, id_run_fn each, void *ctx)
{
	const struct look l = { list->data, at, each, ctx };

	return look(&l, 0, list->count);
}

size_t id_runs_after(const struct vec *list, uint64_t at)
{
	const struct id_run *r = list->data;
	size_t lo = 0, hi = list->count;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (r[middle].from <= at)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}
