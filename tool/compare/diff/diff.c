/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "compare/diff/diff.h"

#include <string.h>

#include "compare/diff/diff_internal.h"
#include "devices/traits.h"
#include "cmdline/cmdline.h"

#define FRAGMENT_MAX 256	/* the pinned parameters fit many times over */

bool diff_add(struct diffing *g, enum diff_kind kind, enum diff_subject subject,
	      uint32_t old, uint32_t new)
{
	struct diff_item *i = iop_grow(g->items, g->d->items, g->d->n_items,
				       sizeof(*i));

	if (!i)
		return false;
	*i = (struct diff_item){ (uint8_t)kind, (uint8_t)subject, { old, new }, 1 };
	g->d->n_items++;
	g->d->counts[diff_severity(kind)]++;
	return true;
}

/* Where a side has no IOMMU, that is what is to be said. */
static bool cmdline(struct diffing *g)
{
	char text[2][FRAGMENT_MAX];

	if (!g->plan[0]->n_iommus || !g->plan[1]->n_iommus)
		return true;
	for (int side = 0; side < 2; side++)
		iop_cmdline_fragment(g->plan[side], text[side], FRAGMENT_MAX);
	return !strcmp(text[0], text[1]) ||
	       diff_add(g, DIFF_CMDLINE, DIFF_OF_TREE, 0, 0);
}

/* By kind, those of one kind as they were found. */
static bool sort(struct diffing *g)
{
	uint32_t at[DIFF_KINDS + 1] = {0}, n = g->d->n_items;
	struct diff_item *from = g->d->items;
	struct diff_item *to = iop_alloc_raw(g->items, n, sizeof(*to));

	if (!to)
		return false;
	for (uint32_t i = 0; i < n; i++)
		at[from[i].kind + 1]++;
	for (unsigned int k = 0; k < DIFF_KINDS; k++)
		at[k + 1] += at[k];
	for (uint32_t i = 0; i < n; i++)
		to[at[from[i].kind]++] = from[i];
	g->d->items = to;
	return true;
}

static bool moves(struct diff *d, struct iop_arena *a)
{
	uint32_t n = d->pair.plan[1]->tree->count;

	d->moves = iop_alloc_raw(a, n, sizeof(*d->moves));
	for (uint32_t i = 0; d->moves && i < n; i++)
		d->moves[i] = IOP_NONE;
	return d->moves;
}

static bool neighbours(struct diff *d, struct iop_arena *a)
{
	const struct iop_plan *p = d->pair.plan[1];

	d->near = iop_alloc(a, p->n_iommus, sizeof(*d->near));
	if (!d->near || !iop_neighbours_find(p, &d->neighbours, a))
		return false;
	for (uint32_t n = 0; n < d->neighbours.count; n++)
		d->near[d->neighbours.list[n].iommu]++;
	return true;
}

static bool partners(struct diffing *g, struct iop_arena *a)
{
	for (int side = 0; side < 2; side++) {
		uint32_t n = g->plan[side]->n_devices;
		uint32_t *list = iop_alloc_raw(a, n, sizeof(*list));

		if (!list)
			return false;
		for (uint32_t i = 0; i < n; i++)
			list[i] = IOP_NONE;
		g->d->partner[side] = list;
	}
	return true;
}

static bool list(struct diffing *g, struct iop_arena *a)
{
	for (int side = 0; side < 2; side++) {
		const struct iop_plan *p = g->plan[side];
		uint8_t *listed = iop_alloc(a, p->tree->count, 1);

		if (!listed)
			return false;
		for (uint32_t i = 0; i < p->n_devices; i++)
			listed[p->devices[i].node] |=
				iop_is_behind(&p->devices[i]) ? 2 : 1;
		g->listed[side] = listed;
	}
	return true;
}

bool diff_plans(struct diff *d, const struct iop_plan *old,
		const struct iop_plan *new, bool same_tree,
		struct iop_arena *a)
{
	struct diffing g = { .d = d, .plan = { old, new }, .items = a };
	struct iop_arena scratch;

	*d = (struct diff){ .pair = { .plan = { old, new } } };
	if (!partners(&g, a) || !list(&g, a) || !moves(d, a) || !neighbours(d, a) ||
	    (!same_tree && !compare_match(&d->pair, a)))
		return false;
	iop_arena_split(a, iop_arena_left(a) / 2, &scratch);
	g.scratch = &scratch;
	d->items = iop_alloc(a, 0, sizeof(*d->items));
	return d->items &&
	       compare_iommus(&d->pair, &scratch, diff_iommu, &g) &&
	       compare_devices(&d->pair, &scratch, diff_device, &g) &&
	       diff_groups(&g) && cmdline(&g) && sort(&g);
}
