// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "remedy/share_room.h"

static bool chain(struct iop_share_room *r, const struct iop_plan *p, struct iop_arena *a)
{
	r->first = iop_alloc_raw(a, p->n_iommus, sizeof(*r->first));
	r->next = iop_alloc_raw(a, p->n_devices, sizeof(*r->next));
	if (!r->first || !r->next)
		return false;
	for (uint32_t i = 0; i < p->n_iommus; i++)
		r->first[i] = IOP_NONE;
	for (uint32_t n = p->n_devices; n--;) {
		uint32_t iommu = p->devices[n].iommu;

		if (iommu == IOP_NONE)
			continue;
		r->next[n] = r->first[iommu];
		r->first[iommu] = n;
	}
	return true;
}

/* Nodes whose IDs are no device's: disabled masters, and every map. */
static bool is_other(const struct iop_tree *t, uint32_t n)
{
	return iop_has(t, n, IOP_P_IOMMU_MAP) ||
	       (iop_has(t, n, IOP_P_IOMMUS) && !t->nodes[n].available);
}

static bool list(struct iop_share_room *r, const struct iop_tree *t, struct iop_arena *a)
{
	uint32_t count = 0;

	for (uint32_t n = 0; n < t->count; n++)
		count += is_other(t, n);
	r->others = iop_alloc_raw(a, count, sizeof(*r->others));
	for (uint32_t n = 0; r->others && n < t->count; n++)
		if (is_other(t, n))
			r->others[r->n_others++] = n;
	return r->others != NULL;
}

bool iop_share_room_make(struct iop_share_room *r, const struct iop_plan *p,
			 struct iop_arena *a)
{
	size_t bytes = 2 * p->n_devices + p->tree->count + 3 * sizeof(struct iop_idset) +
		       sizeof(uint32_t) * (1u << IOP_FOLD_BITS) + 16 * sizeof(uint64_t);

	*r = (struct iop_share_room){ 0 };
	if (!chain(r, p, a) || !list(r, p->tree, a) ||
	    !iop_map_index_make(&r->maps, p->tree, a))
		return false;
	iop_arena_split(a, bytes, &r->scratch);
	return true;
}
