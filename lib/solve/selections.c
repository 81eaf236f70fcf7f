// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The nodes that each rule means, found once: attempts differ in command lines
 * and edits, and no edit changes a name, an alias, a label or a compatible.
 */
#include <string.h>

#include "policy/select.h"
#include "solve/solve_work.h"

/* Hits to keep; rules after that are looked up each time. */
#define MOST (1u << 20)
#define FEW 16u

static struct iop_selection *slot_of(const struct iop_selections *all,
				     const struct iop_selector *s)
{
	uint32_t at = (uint32_t)((uintptr_t)s >> 3) * 2654435769u >> (32 - all->bits);

	while (all->slot[at].selector && all->slot[at].selector != s)
		at = (at + 1) & ((1u << all->bits) - 1);
	return &all->slot[at];
}

/* The next node from @n on that is hit; the tree's count: none. */
static uint32_t next_hit(const uint8_t *hits, uint32_t n, uint32_t count)
{
	const uint8_t *hit = memchr(hits + n, 1, count - n);

	return hit ? (uint32_t)(hit - hits) : count;
}

static bool keep(struct iop_selections *all, const struct iop_names *names,
		 const struct iop_selector *s, uint8_t *hits, struct iop_arena *a)
{
	uint32_t nodes = all->t->count, count = 0;
	struct iop_selection *own;

	if (!iop_select(all->t, names, s, hits, a))
		return false;
	for (uint32_t n = next_hit(hits, 0, nodes); n < nodes; n = next_hit(hits, n + 1, nodes))
		count++;
	if (count > MOST - all->kept)
		return true;
	own = slot_of(all, s);
	*own = (struct iop_selection){ s, iop_alloc_raw(a, count, sizeof(*own->nodes)), 0 };
	if (!own->nodes)
		return false;
	for (uint32_t n = next_hit(hits, 0, nodes); n < nodes; n = next_hit(hits, n + 1, nodes))
		own->nodes[own->n++] = n;
	all->kept += count;
	return true;
}

/* Every selector of a policy, by turns. */
struct each {
	const struct iop_policy *p;
	uint16_t rule, shared;	/* of iommus, then of devices; 1 + which of its masters */
	bool devices;
};

static const struct iop_selector *next_of_iommus(struct each *e)
{
	const struct iop_iommu_rule *rule = &e->p->iommus[e->rule];

	if (!e->shared++)
		return &rule->match;
	return &rule->share[e->shared - 2];
}

static const struct iop_selector *next_selector(struct each *e)
{
	while (!e->devices && e->rule < e->p->n_iommus) {
		if (e->shared <= e->p->iommus[e->rule].n_share)
			return next_of_iommus(e);
		e->rule++;
		e->shared = 0;
	}
	if (!e->devices)
		e->rule = 0;
	e->devices = true;
	return e->rule < e->p->n_devices ? &e->p->devices[e->rule++].match : NULL;
}

static uint32_t count_selectors(const struct iop_policy *p, unsigned int *wanted)
{
	const struct iop_selector *s;
	struct each e = { .p = p };
	uint32_t count = 0;

	*wanted = 0;
	while ((s = next_selector(&e))) {
		count++;
		*wanted |= iop_select_wants(s);
	}
	return count;
}

/* With few rules what they need is found sooner than put in order. */
static bool index_names(const struct iop_names **names, struct iop_names *own, uint32_t count,
			unsigned int wanted, const struct iop_tree *t, struct iop_arena *a)
{
	*names = count < FEW ? NULL : own;
	return count < FEW || iop_names_index(own, t, wanted, a);
}

bool iop_selections_make(struct iop_selections *all, const struct iop_policy *p,
			 const struct iop_tree *t, struct iop_arena *a)
{
	unsigned int wanted;
	uint32_t count = count_selectors(p, &wanted);
	uint8_t *hits = iop_alloc_raw(a, t->count, 1);
	const struct iop_names *names = NULL;
	const struct iop_selector *s;
	struct iop_names own;
	struct each e = { .p = p };
	bool kept = hits && index_names(&names, &own, count, wanted, t, a);

	*all = (struct iop_selections){ .t = t, .bits = 4 };
	while (1u << all->bits < 2 * count)
		all->bits++;
	all->slot = iop_alloc(a, 1u << all->bits, sizeof(*all->slot));
	kept = kept && all->slot;
	while (kept && (s = next_selector(&e)))
		kept = keep(all, names, s, hits, a);
	return kept;
}

/* A node that an edit has added counts the others anew. */
const struct iop_selection *iop_selections_kept(const struct iop_selections *all,
						const struct iop_tree *t,
						const struct iop_selector *s)
{
	const struct iop_selection *own = slot_of(all, s);

	return own->selector && t->count == all->t->count ? own : NULL;
}

bool iop_selections_none(const struct iop_selections *all, const struct iop_tree *t,
			 const struct iop_selector *s)
{
	const struct iop_selection *own = iop_selections_kept(all, t, s);

	return own && !own->n;
}

bool iop_selections_get(const struct iop_selections *all, const struct iop_tree *t,
			const struct iop_selector *s, uint8_t *hits, struct iop_arena *a)
{
	const struct iop_selection *own = iop_selections_kept(all, t, s);

	if (!own)
		return iop_select(t, NULL, s, hits, a);
	memset(hits, 0, t->count);
	for (uint32_t n = 0; n < own->n; n++)
		hits[own->nodes[n]] = 1;
	return true;
}
