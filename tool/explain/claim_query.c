// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/claim_query.h"

#include <stdlib.h>

#include "explain/claim_index.h"
#include "explain/id_patterns.h"
#include "explain/id_runs.h"

/* False: nothing is in it. */
static bool scope_of(const struct claims *c, const struct claim_query *q, enum claims_by *by,
		     uint32_t *scope)
{
	if (q->iommu != IOP_NONE) {
		*by = CLAIMS_BY_IOMMU;
		*scope = q->iommu;
		return !q->driver || iop_iommu_of(c->plan, q->iommu)->driver == q->driver;
	}
	*by = q->driver ? CLAIMS_BY_DRIVER : CLAIMS_BY_NONE;
	*scope = q->driver ? claim_driver_number(c, q->driver) : 0;
	return true;
}

static int compare(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void each_once(struct vec *nodes)
{
	uint32_t *n = nodes->data;
	size_t kept = 0;

	if (!nodes->count)
		return;
	qsort(n, nodes->count, sizeof(*n), compare);
	for (size_t i = 1; i < nodes->count; i++)
		if (n[i] != n[kept])
			n[++kept] = n[i];
	nodes->count = kept + 1;
}

static bool push(struct claim_nodes *nodes, uint32_t node)
{
	uint32_t *n = nodes->list.count < CLAIM_NODES_MOST ?
		      vec_push(&nodes->list, sizeof(*n)) : NULL;

	if (n)
		*n = node;
	return n;
}

/* Whether all are found: if not, there are more than fit, or memory has failed. */
static bool finish(struct claim_nodes *nodes, bool all)
{
	nodes->more = !all && nodes->list.count == CLAIM_NODES_MOST;
	each_once(&nodes->list);
	return all || nodes->more;
}

struct hit {
	const struct claims *c;
	uint32_t id;
	struct claim_nodes *nodes;
};

static bool run_at(void *ctx, const struct id_run *run)
{
	const struct hit *h = ctx;
	uint32_t rid;

	return (!run->all && !claim_has(claim_at(h->c, run->claim), h->id, &rid)) ||
	       push(h->nodes, run->node);
}

bool claims_at(struct claims *c, const struct claim_query *q, struct claim_nodes *nodes)
{
	struct hit h = { c, q->id, nodes };
	const struct claims_sorted *s;
	enum claims_by by;
	uint32_t scope;

	*nodes = (struct claim_nodes){ .more = false };
	if (!scope_of(c, q, &by, &scope))
		return true;
	s = claims_sorted(c, by);
	scope = claims_scope(scope, q->off);
	return s && finish(nodes, id_patterns_find(&s->patterns, scope, q->id, &nodes->list,
						   CLAIM_NODES_MOST) &&
				  id_runs_at(&s->runs, id_in(scope, q->id), run_at, &h));
}

static size_t from_node(const struct vec *list, uint64_t from)
{
	const uint64_t *n = list->data;
	size_t lo = 0, hi = list->count;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (n[middle] < from)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

bool claims_of(struct claims *c, const struct claim_query *q, struct claim_nodes *nodes)
{
	const struct claims_sorted *s;
	enum claims_by by;
	uint32_t scope;
	bool all = true;

	*nodes = (struct claim_nodes){ .more = false };
	if (!scope_of(c, q, &by, &scope))
		return true;
	s = claims_sorted(c, by);
	if (!s)
		return false;
	scope = claims_scope(scope, q->off);
	for (size_t n = from_node(&s->nodes, id_in(scope, 0));
	     all && n < s->nodes.count && ((uint64_t *)s->nodes.data)[n] >> 32 == scope; n++)
		all = push(nodes, (uint32_t)((uint64_t *)s->nodes.data)[n]);
	return finish(nodes, all);
}

static bool first_claim(void *ctx, const struct id_run *run)
{
	uint32_t *first = ctx;

	if (run->claim < *first)
		*first = run->claim;
	return true;
}

/* The one behind @at that begins first, or the one before it that ends last. */
static uint32_t beside(const struct vec *list, uint64_t at)
{
	const struct id_run *r = list->data, *before, *after;
	size_t next = id_runs_after(list, at);

	before = next ? &r[r[next - 1].widest] : NULL;
	after = next < list->count ? &r[next] : NULL;
	if (before && before->to >> 32 != at >> 32)
		before = NULL;
	if (after && after->from >> 32 != at >> 32)
		after = NULL;
	if (!before || !after)
		return before ? before->claim : after ? after->claim : IOP_NONE;
	if (at - before->to != after->from - at)
		return (at - before->to < after->from - at ? before : after)->claim;
	return before->claim < after->claim ? before->claim : after->claim;
}

const struct claim *claims_nearest(struct claims *c, const struct claim_query *q)
{
	const struct claims_sorted *s;
	uint32_t scope, best = IOP_NONE;
	enum claims_by by;

	if (!scope_of(c, q, &by, &scope))
		return NULL;
	s = claims_sorted(c, by);
	if (!s)
		return NULL;
	id_runs_at(&s->all, id_in(scope, q->id), first_claim, &best);
	if (best == IOP_NONE)
		best = beside(&s->all, id_in(scope, q->id));
	return best == IOP_NONE ? NULL : claim_at(c, best);
}
