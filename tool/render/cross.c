// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <stdlib.h>

#include "render/cross.h"
#include "model/lookup.h"

/* Pairs seen so far: seen[i] is 1 + the last group that named IOMMU i. */
struct collect {
	struct cross *x;
	uint32_t *seen;
	uint32_t n;
};

static void name(struct collect *c, uint32_t group, uint32_t iommu)
{
	if (iommu == IOP_NONE || c->seen[iommu] == group + 1)
		return;
	c->seen[iommu] = group + 1;
	c->x->iommus[c->n++] = iommu;
}

static void name_all(struct collect *c, const struct iop_plan *p,
		     const struct iop_device *d)
{
	name(c, d->group, d->iommu);
	for (uint32_t s = 0; s < d->n_streams; s++)
		name(c, d->group, d->requesters ?
		     iop_range_of(p, d, s)->iommu :
		     iop_stream_of(p, d, s)->iommu);
}

static void fill_groups(struct collect *c, const struct iop_plan *p)
{
	struct cross *x = c->x;

	for (uint32_t g = 0; g < p->n_groups; g++) {
		x->of_group[g] = c->n;
		for (uint32_t d = p->groups[g].first; d != IOP_NONE;
		     d = p->devices[d].next)
			name_all(c, p, &p->devices[d]);
	}
	x->of_group[p->n_groups] = c->n;
}

/* The same pairs the other way round, by counting. */
static void turn(struct cross *x, const struct iop_plan *p)
{
	uint32_t n = x->of_group[p->n_groups];
	uint32_t *at = x->of_iommu;

	for (uint32_t i = 0; i < n; i++)
		at[x->iommus[i] + 1]++;
	for (uint32_t i = 0; i < p->n_iommus; i++)
		at[i + 1] += at[i];
	for (uint32_t g = 0; g < p->n_groups; g++)
		for (uint32_t i = x->of_group[g]; i < x->of_group[g + 1]; i++)
			x->groups[at[x->iommus[i]]++] = g;
	for (uint32_t i = p->n_iommus; i; i--)
		at[i] = at[i - 1];
	at[0] = 0;
}

static uint32_t *numbers(size_t n)
{
	return calloc(n + 1, sizeof(uint32_t));
}

bool cross_build(struct cross *x, const struct iop_plan *p)
{
	size_t most = (size_t)p->n_devices + p->n_streams + p->n_ranges;
	struct collect c = { .x = x, .seen = numbers(p->n_iommus) };

	x->iommus = numbers(most);
	x->groups = numbers(most);
	x->of_group = numbers((size_t)p->n_groups + 1);
	x->of_iommu = numbers((size_t)p->n_iommus + 1);
	if (!c.seen || !x->iommus || !x->groups || !x->of_group ||
	    !x->of_iommu) {
		free(c.seen);
		cross_free(x);
		return false;
	}
	fill_groups(&c, p);
	turn(x, p);
	free(c.seen);
	return true;
}

void cross_free(struct cross *x)
{
	free(x->iommus);
	free(x->of_group);
	free(x->groups);
	free(x->of_iommu);
	*x = (struct cross){0};
}
