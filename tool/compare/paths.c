/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Nodes of two trees that have the same full path. */
#include <string.h>

#include "compare/node_pairs.h"

/* Old nodes by parent and name; what has found its partner leaves the chain,
 * so that a thousand nodes of one name cost no more than others. */
struct table {
	const struct iop_tree *old;
	const bool *taken;
	uint32_t *heads, *next;	/* node, IOP_NO_NODE at the end */
	uint32_t mask;
};

static uint32_t hash(uint32_t parent, const char *name)
{
	uint32_t h = 2166136261u ^ parent * 0x9e3779b1u;

	for (; *name; name++)
		h = (h ^ (uint8_t)*name) * 16777619u;
	return h ^ h >> 15;
}

/* From the last to the first: chains are then in the order of the tree. */
static bool fill(struct table *t, struct iop_arena *a)
{
	uint32_t size = 1;

	while (size < t->old->count)
		size *= 2;
	t->mask = size - 1;
	t->heads = iop_alloc_raw(a, size, sizeof(*t->heads));
	t->next = iop_alloc_raw(a, t->old->count, sizeof(*t->next));
	if (!t->heads || !t->next)
		return false;
	memset(t->heads, 0xff, size * sizeof(*t->heads));
	for (uint32_t n = t->old->count; n-- > 1;) {
		uint32_t *head;

		if (t->taken[n])
			continue;
		head = &t->heads[t->mask &
				 hash(t->old->nodes[n].parent, iop_node_name(t->old, n))];

		t->next[n] = *head;
		*head = n;
	}
	return true;
}

static uint32_t take(struct table *t, uint32_t parent, const char *name)
{
	uint32_t *at = &t->heads[t->mask & hash(parent, name)], found;

	while (*at != IOP_NO_NODE &&
	       (t->old->nodes[*at].parent != parent ||
		strcmp(iop_node_name(t->old, *at), name)))
		at = &t->next[*at];
	found = *at;
	if (found != IOP_NO_NODE)
		*at = t->next[found];
	return found;
}

bool compare_paths(uint32_t *number, const struct iop_tree *old,
		   const struct iop_tree *new, const bool *taken,
		   struct iop_arena *a)
{
	struct table t = { .old = old, .taken = taken };

	if (!fill(&t, a))
		return false;
	number[0] = 0;
	for (uint32_t n = 1; n < new->count; n++) {
		uint32_t parent = number[new->nodes[n].parent], found;

		if (number[n] < old->count)
			continue;
		found = parent < old->count ?
			take(&t, parent, iop_node_name(new, n)) : IOP_NO_NODE;
		number[n] = found != IOP_NO_NODE ? found : old->count + n;
	}
	return true;
}
