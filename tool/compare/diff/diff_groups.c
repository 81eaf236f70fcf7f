/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Groups as sets of masters. A group of one plan meets those of the other that
 * its masters are in; more than one is a merger or a split.
 */
#include "compare/diff/diff_internal.h"

#define SEVERAL (UINT32_MAX - 1)

/* The group of the other side that the masters of each group are in. */
static uint32_t *counterparts(struct diffing *g, int side)
{
	const struct iop_plan *p = g->plan[side], *other = g->plan[!side];
	uint32_t *met = iop_alloc_raw(g->scratch, p->n_groups, sizeof(*met));

	for (uint32_t i = 0; met && i < p->n_groups; i++)
		met[i] = IOP_NONE;
	for (uint32_t i = 0; met && i < p->n_devices; i++) {
		uint32_t n = g->d->partner[side][i], mine, its;

		mine = p->devices[i].group;
		its = n == IOP_NONE ? IOP_NONE : other->devices[n].group;
		if (mine != IOP_NONE && its != IOP_NONE)
			met[mine] = met[mine] == IOP_NONE || met[mine] == its ?
				    its : SEVERAL;
	}
	return met;
}

/* Does a group have a master that was not there at all? One that was and had no
 * IOMMU reached all of memory before. */
static bool has_newcomer(const struct diffing *g, uint32_t group)
{
	const struct iop_plan *p = g->plan[1];
	uint32_t i = p->groups[group].first;

	for (; i != IOP_NONE; i = p->devices[i].next)
		if (g->d->partner[1][i] == IOP_NONE &&
		    !diff_was_bare(g, 1, &p->devices[i]))
			return true;
	return false;
}

bool diff_groups(struct diffing *g)
{
	const uint32_t *met[2] = { counterparts(g, 0), counterparts(g, 1) };
	bool good = met[0] && met[1];

	for (uint32_t i = 0; good && i < g->plan[1]->n_groups; i++) {
		if (met[1][i] == SEVERAL)
			good = diff_add(g, DIFF_MERGED, DIFF_OF_GROUP,
					IOP_NONE, i);
		else if (met[1][i] != IOP_NONE && has_newcomer(g, i))
			good = diff_add(g, DIFF_JOINED, DIFF_OF_GROUP,
					met[1][i], i);
	}
	for (uint32_t i = 0; good && i < g->plan[0]->n_groups; i++)
		if (met[0][i] == SEVERAL)
			good = diff_add(g, DIFF_SPLIT, DIFF_OF_GROUP, i,
					IOP_NONE);
	return good;
}
