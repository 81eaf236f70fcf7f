// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/claim_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/sort.h"
#include "bindings/iommu_map.h"
#include "explain/id_patterns.h"
#include "explain/id_runs.h"

struct claim_index {
	struct claims_sorted by[CLAIMS_BYS];
	bool *driver;		/* by its number: the tree has an IOMMU of it */
	bool placeholder;
};

uint32_t claim_driver_number(const struct claims *c, const struct iop_driver *d)
{
	return (uint32_t)(d - c->plan->view->facts->drivers);
}

/* IOP_NONE: not to be found this way. */
static uint32_t scope_of(const struct claims *c, const struct claim *k, enum claims_by by)
{
	const struct iop_driver *d = iop_iommu_of(c->plan, k->iommu)->driver;

	if (by == CLAIMS_BY_IOMMU)
		return k->iommu;
	if (k->no_id)
		return IOP_NONE;
	return by == CLAIMS_BY_NONE ? 0 : d ? claim_driver_number(c, d) : IOP_NONE;
}

static uint32_t end_of(uint32_t first, uint32_t more)
{
	return more > UINT32_MAX - first ? UINT32_MAX : first + more;
}

/* Bits that some number from @first to @last has. */
static uint32_t bits_between(uint32_t first, uint32_t last)
{
	uint32_t free = first ^ last;

	for (unsigned int n = 1; n < 32; n *= 2)
		free |= free >> n;
	return last | free;
}

/*
 * claim_has() takes the distance from the first ID without the mask's bits: where
 * that is short enough, all of it is @more at most. IDs may go on at 0.
 */
static bool add_run(struct claims_sorted *s, const struct claim *k, uint32_t scope, uint32_t n)
{
	uint32_t more = end_of(k->length - 1, k->mask), last = k->id + more;
	const struct id_run r = {
		.node = k->node, .claim = n,
		.all = !k->mask && !(bits_between(k->base, end_of(k->base, k->length - 1)) &
				     ~k->rid_mask),
	};

	if (last >= k->id)
		return id_run_add(&s->runs, scope, k->id, last, &r);
	return id_run_add(&s->runs, scope, k->id, UINT32_MAX, &r) &&
	       id_run_add(&s->runs, scope, 0, last, &r);
}

static bool add_node(struct claims_sorted *s, uint32_t scope, uint32_t node)
{
	uint64_t *n = s->nodes.data, at = (uint64_t)scope << 32 | node;

	if (s->nodes.count && n[s->nodes.count - 1] == at)
		return true;
	n = vec_push(&s->nodes, sizeof(*n));
	if (n)
		*n = at;
	return n;
}

static bool add(struct claims_sorted *s, const struct claim *k, uint32_t scope, uint32_t n)
{
	const struct id_run near = { .node = k->node, .claim = n };
	uint32_t apart = claims_scope(scope, k->off);

	if (!k->no_id && !id_run_add(&s->all, scope, k->id, end_of(k->id, k->length - 1), &near))
		return false;
	if (k->map && !k->no_id)
		return add_run(s, k, apart, n);
	return id_pattern_add(&s->patterns, apart, k->id, k->no_id ? UINT32_MAX : k->mask, k->node);
}

static void sort_nodes(struct vec *nodes)
{
	uint64_t *n = nodes->data;
	size_t kept = 0;

	if (!nodes->count)
		return;
	iop_sort(n, (uint32_t)nodes->count);
	for (size_t i = 1; i < nodes->count; i++)
		if (n[i] != n[kept])
			n[++kept] = n[i];
	nodes->count = kept + 1;
}

static bool sort(struct claims_sorted *s, const struct claims *c, enum claims_by by)
{
	for (size_t n = 0; n < c->list.count; n++) {
		const struct claim *k = claim_at(c, n);
		uint32_t scope = scope_of(c, k, by);

		if (scope == IOP_NONE)
			continue;
		if (!add(s, k, scope, (uint32_t)n))
			return false;
		if (by == CLAIMS_BY_IOMMU && !add_node(s, claims_scope(scope, k->off), k->node))
			return false;
	}
	id_patterns_sort(&s->patterns);
	id_runs_join(&s->runs);
	id_runs_sort(&s->runs);
	id_runs_sort(&s->all);
	sort_nodes(&s->nodes);
	return true;
}

/* Of hosts that are disabled as well: the boot loader may enable them, too. */
static bool has_placeholder(const struct iop_plan *p)
{
	for (uint32_t n = 0; n < p->tree->count; n++) {
		struct iop_map m;

		if (!iop_has(p->tree, n, IOP_P_IOMMU_MAP))
			continue;
		m = iop_map_open(p, n);
		if (iop_map_is_placeholder(p, &m))
			return true;
	}
	return false;
}

static bool look_at_plan(struct claim_index *x, const struct iop_plan *p)
{
	x->driver = calloc(p->view->facts->count, sizeof(*x->driver));
	if (!x->driver)
		return false;
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->iommus[n].driver)
			x->driver[p->iommus[n].driver - p->view->facts->drivers] = true;
	x->placeholder = has_placeholder(p);
	return true;
}

static struct claim_index *index_of(struct claims *c)
{
	if (!c->index) {
		c->index = calloc(1, sizeof(*c->index));
		if (c->index && !look_at_plan(c->index, c->plan)) {
			claim_index_free(c->index);
			c->index = NULL;
		}
	}
	return c->index;
}

static void sorted_free(struct claims_sorted *s)
{
	free(s->patterns.data);
	free(s->runs.data);
	free(s->all.data);
	free(s->nodes.data);
	memset(s, 0, sizeof(*s));
}

const struct claims_sorted *claims_sorted(struct claims *c, enum claims_by by)
{
	struct claim_index *x = index_of(c);

	if (!x)
		return NULL;
	if (!x->by[by].made && !sort(&x->by[by], c, by)) {
		sorted_free(&x->by[by]);
		return NULL;
	}
	x->by[by].made = true;
	return &x->by[by];
}

bool claims_driver(struct claims *c, const struct iop_driver *driver)
{
	const struct claim_index *x = index_of(c);

	return x && x->driver[claim_driver_number(c, driver)];
}

bool claims_placeholder(struct claims *c)
{
	const struct claim_index *x = index_of(c);

	return x && x->placeholder;
}

void claim_index_free(struct claim_index *x)
{
	if (!x)
		return;
	for (unsigned int n = 0; n < CLAIMS_BYS; n++)
		sorted_free(&x->by[n]);
	free(x->driver);
	free(x);
}
