// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "remedy/share_room.h"
#include "model/lookup.h"

static bool chain_maps(struct iop_share_room *r, const struct iop_plan *p, struct iop_arena *a)
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

/* The IOMMU that the next entry names; IOP_NONE: there is none, or an error. */
static uint32_t next_named(const struct iop_plan *p, struct iop_cells *list)
{
	uint32_t handle, node, iommu, cells;

	if (!iop_cell_next(list, &handle))
		return IOP_NONE;
	node = iop_by_phandle(p->tree, handle);
	iommu = node == IOP_NO_NODE ? IOP_NONE : iop_iommu_at(p, node);
	if (iommu == IOP_NONE)
		return IOP_NONE;
	cells = iop_prop_u32(p->tree, node, IOP_P_IOMMU_CELLS, IOP_NONE);
	return cells != IOP_NONE && iop_cells_skip(list, cells) ? iommu : IOP_NONE;
}

/* Each node once for each IOMMU; @last: by IOMMU, the node that named it last. */
static void visit_names(struct iop_share_room *r, const struct iop_plan *p, uint32_t *last,
			bool count)
{
	const struct iop_tree *t = p->tree;

	for (uint32_t i = 0; i < p->n_iommus; i++)
		last[i] = IOP_NONE;
	for (uint32_t n = 0; n < t->count; n++) {
		struct iop_cells list = iop_prop(t, n, IOP_P_IOMMUS);
		uint32_t i;

		while ((i = next_named(p, &list)) != IOP_NONE) {
			if (last[i] == n)
				continue;
			last[i] = n;
			if (!count)
				r->naming[r->named_from[i]] = n;
			r->named_from[i]++;
		}
	}
}

static bool index_names(struct iop_share_room *r, const struct iop_plan *p,
			struct iop_arena *a)
{
	uint32_t *last = iop_alloc_raw(a, p->n_iommus, sizeof(*last)), sum = 0;

	r->named_from = iop_alloc(a, (size_t)p->n_iommus + 1, sizeof(*r->named_from));
	if (!last || !r->named_from)
		return false;
	visit_names(r, p, last, true);
	for (uint32_t i = 0; i <= p->n_iommus; i++) {
		uint32_t count = r->named_from[i];

		r->named_from[i] = sum;
		sum += count;
	}
	r->naming = iop_alloc_raw(a, sum, sizeof(*r->naming));
	if (!r->naming)
		return false;
	visit_names(r, p, last, false);
	/* each start has become the next one's */
	for (uint32_t i = p->n_iommus; i; i--)
		r->named_from[i] = r->named_from[i - 1];
	r->named_from[0] = 0;
	return true;
}

bool iop_share_room_make(struct iop_share_room *r, const struct iop_plan *p,
			 struct iop_arena *a)
{
	size_t bytes = 2 * p->n_devices + p->tree->count + 3 * sizeof(struct iop_idset) +
		       sizeof(uint32_t) * (1u << IOP_FOLD_BITS) + 16 * sizeof(uint64_t);

	*r = (struct iop_share_room){ 0 };
	if (!chain_maps(r, p, a) || !list(r, p->tree, a) ||
	    !index_names(r, p, a) || !iop_map_index_make(&r->maps, p->tree, a))
		return false;
	iop_arena_split(a, bytes, &r->scratch);
	return true;
}
