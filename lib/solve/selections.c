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

static struct iop_selection *slot(const struct iop_selections *all,
				  const struct iop_selector *s)
{
	uint32_t at = (uint32_t)((uintptr_t)s >> 3) * 2654435769u >> (32 - all->bits);

	while (all->slot[at].selector && all->slot[at].selector != s)
		at = (at + 1) & ((1u << all->bits) - 1);
	return &all->slot[at];
}

static bool keep(struct iop_selections *all, const struct iop_selector *s, uint8_t *hits,
		 struct iop_arena *a)
{
	uint32_t count = 0;
	struct iop_selection *own;

	if (!iop_select(all->t, s, hits, a))
		return false;
	for (uint32_t n = 0; n < all->t->count; n++)
		count += hits[n];
	if (count > MOST - all->kept)
		return true;
	own = slot(all, s);
	*own = (struct iop_selection){ s, iop_alloc_raw(a, count, sizeof(*own->nodes)), 0 };
	if (!own->nodes)
		return false;
	for (uint32_t n = 0; n < all->t->count; n++)
		if (hits[n])
			own->nodes[own->n++] = n;
	all->kept += count;
	return true;
}

static uint32_t count_selectors(const struct iop_policy *p)
{
	uint32_t count = p->n_iommus + p->n_devices;

	for (uint16_t r = 0; r < p->n_iommus; r++)
		count += p->iommus[r].n_share;
	return count;
}

bool iop_selections_make(struct iop_selections *all, const struct iop_policy *p,
			 const struct iop_tree *t, struct iop_arena *a)
{
	uint32_t count = count_selectors(p);
	uint8_t *hits = iop_alloc_raw(a, t->count, 1);
	bool kept = hits != NULL;

	*all = (struct iop_selections){ .t = t, .bits = 4 };
	while (1u << all->bits < 2 * count)
		all->bits++;
	all->slot = iop_alloc(a, 1u << all->bits, sizeof(*all->slot));
	kept = kept && all->slot;
	for (uint16_t r = 0; r < p->n_iommus && kept; r++) {
		kept = keep(all, &p->iommus[r].match, hits, a);
		for (uint16_t s = 0; s < p->iommus[r].n_share && kept; s++)
			kept = keep(all, &p->iommus[r].share[s], hits, a);
	}
	for (uint16_t r = 0; r < p->n_devices && kept; r++)
		kept = keep(all, &p->devices[r].match, hits, a);
	return kept;
}

/* A node that an edit has added counts the others anew. */
const struct iop_selection *iop_selections_kept(const struct iop_selections *all,
						const struct iop_tree *t,
						const struct iop_selector *s)
{
	const struct iop_selection *own = slot(all, s);

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
		return iop_select(t, s, hits, a);
	memset(hits, 0, t->count);
	for (uint32_t n = 0; n < own->n; n++)
		hits[own->nodes[n]] = 1;
	return true;
}
