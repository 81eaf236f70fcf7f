// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What all rules do with a group once they know whose it is. */
#include "groups/groups.h"
#include "model/lookup.h"

#include <string.h>

uint32_t iop_group_new(struct iop_grouping *g, uint32_t n)
{
	g->plan->devices[n].group = g->plan->n_groups;
	iop_iommu_of(g->plan, g->plan->devices[n].iommu)->groups++;
	return g->plan->n_groups++;
}

/*
 * Every group that gets no bank frees stream-match entries, with which as many groups
 * can be made that had no entry, and may then get no bank either. After some rounds,
 * groups are refused in order.
 */
bool iop_group_refused(struct iop_grouping *g, uint32_t n)
{
	struct iop_device *d = &g->plan->devices[n];
	struct iop_pool *pool;

	if (!g->translates || !g->translates[n] || d->join != IOP_JOIN_OWN)
		return false;
	pool = &g->pools[g->pools[d->iommu].first];
	if (pool->used++ < pool->banks)
		return false;
	g->plan->n_groups--;
	g->plan->iommus[d->iommu].groups--;
	d->group = IOP_NONE;
	return true;
}

void iop_group_join(struct iop_grouping *g, uint32_t n, struct iop_slot *slot,
		    enum iop_join how)
{
	struct iop_device *d = &g->plan->devices[n];

	d->join = (uint8_t)how;
	if (slot->group == IOP_NONE) {
		slot->group = iop_group_new(g, n);
		return;
	}
	d->group = slot->group;
	d->peer = slot->device;
}

enum iop_reason iop_group_share(struct iop_grouping *g, uint32_t n, uint32_t scope,
				uint32_t key, enum iop_join how)
{
	struct iop_slot *slot = iop_slot_find(&g->slots, scope, key);

	if (!slot)
		slot = iop_slot_take(&g->slots, scope, key, n);
	iop_group_join(g, n, slot, how);
	return IOP_R_NONE;
}

const struct iop_row *iop_row_next(const struct iop_plan *p,
				   const struct iop_iommu *i, const char *table,
				   uint16_t *at)
{
	struct iop_cells names = i->names;

	while (*at < i->driver->n_rows) {
		const struct iop_row *r = &i->driver->rows[(*at)++];

		if (!strcmp(r->table, table) &&
		    iop_now(p->view, r->when) &&
		    (!r->compatible || iop_list_has(names, r->compatible)))
			return r;
	}
	return NULL;
}
