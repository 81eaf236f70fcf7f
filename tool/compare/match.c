/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "compare/match.h"

#include <stdlib.h>
#include <string.h>

#include "compare/node_pairs.h"

struct matching {
	const struct compare_pair *q;
	uint32_t *number;	/* by node of the new tree */
	bool *moved;
	bool *seen[2];		/* by node: matched by path */
};

struct places {
	struct compare_place *list;
	uint32_t count;
};

/* What has no partner, by where it stands. */
static bool collect(struct matching *m, struct places *l, int side,
		    struct iop_arena *a)
{
	const struct iop_tree *t = m->q->plan[side]->tree;

	l->list = iop_alloc_raw(a, t->count, sizeof(*l->list));
	for (uint32_t n = 1; l->list && n < t->count; n++)
		if (!m->seen[side][n] &&
		    compare_place_of(t, n, &l->list[l->count]))
			l->count++;
	if (l->list && l->count)
		qsort(l->list, l->count, sizeof(*l->list), compare_place_order);
	return l->list;
}

/* The end of the run of places that equal the one at @i. */
static uint32_t run_end(const struct places *l, uint32_t i)
{
	uint32_t end = i + 1;

	while (end < l->count &&
	       !compare_place_order(&l->list[i], &l->list[end]))
		end++;
	return end;
}

/* A match must be unique. */
static void join(struct matching *m, const struct places *old,
		 const struct places *new)
{
	uint32_t i = 0, j = 0;

	while (i < old->count && j < new->count) {
		int order = compare_place_order(&old->list[i], &new->list[j]);
		uint32_t i_end = run_end(old, i), j_end = run_end(new, j);

		if (!order && i_end == i + 1 && j_end == j + 1)
			m->number[new->list[j].node] = old->list[i].node;
		i = order <= 0 ? i_end : i;
		j = order >= 0 ? j_end : j;
	}
}

/* What was matched since the last time: by path, or else at another. */
static void mark_seen(struct matching *m, bool moved)
{
	uint32_t count = m->q->plan[0]->tree->count;

	for (uint32_t n = 0; n < m->q->plan[1]->tree->count; n++)
		if (m->number[n] < count && !m->seen[1][n]) {
			m->seen[0][m->number[n]] = true;
			m->seen[1][n] = true;
			m->moved[n] = moved;
		}
}

/*
 * A bus has no registers to be known by: it is the one that all of its children
 * come from which kept their names. Children stand behind their parents.
 */
static bool join_buses(struct matching *m, struct iop_arena *a)
{
	const struct iop_tree *old = m->q->plan[0]->tree, *new = m->q->plan[1]->tree;
	uint32_t *from = iop_alloc_raw(a, new->count, sizeof(*from));

	for (uint32_t n = 0; from && n < new->count; n++)
		from[n] = IOP_NO_NODE;
	for (uint32_t n = new->count; from && n-- > 1;) {
		uint32_t up = new->nodes[n].parent, was;

		if (!m->seen[1][n] && from[n] < old->count && !m->seen[0][from[n]]) {
			m->number[n] = from[n];
			m->seen[0][from[n]] = m->seen[1][n] = m->moved[n] = true;
		}
		if (!m->moved[n] || m->seen[1][up])
			continue;
		was = old->nodes[m->number[n]].parent;
		if (strcmp(iop_node_name(old, m->number[n]), iop_node_name(new, n)))
			continue;
		from[up] = from[up] == IOP_NO_NODE || from[up] == was ? was : old->count;
	}
	return from;
}

/* The other way round. */
static uint32_t *invert(const struct matching *m, struct iop_arena *a)
{
	uint32_t count = m->q->plan[0]->tree->count;
	uint32_t *of = iop_alloc_raw(a, count, sizeof(*of));

	for (uint32_t n = 0; of && n < count; n++)
		of[n] = IOP_NO_NODE;
	for (uint32_t n = 0; of && n < m->q->plan[1]->tree->count; n++)
		if (m->number[n] < count)
			of[m->number[n]] = n;
	return of;
}

bool compare_match(struct compare_pair *q, struct iop_arena *a)
{
	const struct iop_tree *old = q->plan[0]->tree, *new = q->plan[1]->tree;
	struct matching m = { .q = q };
	struct places places[2] = {0};

	m.number = iop_alloc(a, new->count, sizeof(*m.number));
	m.moved = iop_alloc(a, new->count, sizeof(*m.moved));
	m.seen[0] = iop_alloc(a, old->count, sizeof(*m.seen[0]));
	m.seen[1] = iop_alloc(a, new->count, sizeof(*m.seen[1]));
	if (!m.number || !m.moved || !m.seen[0] || !m.seen[1])
		return false;
	for (uint32_t n = 0; n < new->count; n++)
		m.number[n] = old->count + n;
	if (!compare_paths(m.number, old, new, m.seen[0], a))
		return false;
	mark_seen(&m, false);
	if (!collect(&m, &places[0], 0, a) || !collect(&m, &places[1], 1, a))
		return false;
	join(&m, &places[0], &places[1]);
	mark_seen(&m, true);
	if (!join_buses(&m, a) || !compare_paths(m.number, old, new, m.seen[0], a))
		return false;
	mark_seen(&m, true);
	q->nodes.number = m.number;
	if (!compare_masters(m.number, q, m.seen, a))
		return false;
	mark_seen(&m, true);
	q->nodes = (struct compare_nodes){ m.number, m.moved, invert(&m, a) };
	return q->nodes.new_of;
}
