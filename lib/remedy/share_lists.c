// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* iommus, rewritten: members name all entries, others get their second cell. */
#include "remedy/share_ask.h"

/* A property to be, in cells. */
struct words {
	uint32_t *cell;
	uint32_t n;
};

struct spec {
	uint32_t handle, iommu, cells;
	struct iop_cells at;
};

/* Read the list as edited so far: widths may have changed already. */
static bool next_spec(const struct iop_share_work *w, struct iop_cells *list,
		      struct spec *s)
{
	struct iop_cells rest = *list;
	uint32_t node;

	if (!iop_cell_next(&rest, &s->handle))
		return false;
	node = iop_by_phandle(w->plan->tree, s->handle);
	s->iommu = node == IOP_NO_NODE ? IOP_NONE : iop_iommu_at(w->plan, node);
	if (s->iommu == IOP_NONE)
		return false;
	s->cells = iop_edits_u32(w->edits, node, IOP_P_IOMMU_CELLS, IOP_NONE);
	s->at = rest;
	if (s->cells == IOP_NONE || !iop_cells_skip(&rest, s->cells))
		return false;
	*list = rest;
	return true;
}

static uint32_t property_mask(const struct iop_share_work *w)
{
	if (!iop_fact_of(w->plan, w->iommu, IOP_K_MASK_PROPERTY, 0))
		return 0;
	return iop_edits_u32(w->edits, w->iommu->node, IOP_P_STREAM_MATCH_MASK, 0);
}

/* The same ID, and the mask that has held for it, in two cells. */
static void put_wide(const struct iop_share_work *w, const struct spec *s,
		     struct words *out)
{
	struct iop_cells cells = s->at;
	uint32_t id = 0;

	iop_cell_next(&cells, &id);
	out->cell[out->n++] = s->handle;
	out->cell[out->n++] = id;
	out->cell[out->n++] = property_mask(w);
}

static void put_as_is(struct iop_cells cells, struct words *out, uint32_t count)
{
	while (count-- && iop_cell_next(&cells, &out->cell[out->n]))
		out->n++;
}

/* Entries after an error are never read, and not changed. */
static bool widen_list(struct iop_share_work *w, uint32_t node)
{
	struct iop_cells list = iop_edits_prop(w->edits, node, IOP_P_IOMMUS, NULL);
	struct words out = { iop_alloc_raw(w->arena, (size_t)list.left / 4 * 3, 4), 0 };
	bool any = false;
	struct spec s;

	if (!out.cell)
		return false;
	while (next_spec(w, &list, &s)) {
		if (s.iommu == w->ask->iommu) {
			put_wide(w, &s, &out);
			any = true;
		} else {
			out.cell[out.n++] = s.handle;
			put_as_is(s.at, &out, s.cells);
		}
	}
	put_as_is(list, &out, list.left / 4);
	return !any || iop_edits_set_cells(w->edits, w->arena, node, "iommus", out.cell,
					   out.n, IOP_EDIT_WIDEN, w->iommu->node);
}

static bool widen(struct iop_share_work *w)
{
	const uint32_t *from = &w->room->named_from[w->ask->iommu];
	uint32_t two = 2;

	for (uint32_t n = from[0]; n < from[1]; n++)
		if (!widen_list(w, w->room->naming[n]))
			return false;
	w->cells = 2;
	return iop_edits_set_cells(w->edits, w->arena, w->iommu->node, "#iommu-cells",
				   &two, 1, IOP_EDIT_WIDEN, w->iommu->node);
}

/* The list every member gets: made once. */
static bool all_entries(const struct iop_share_work *w, struct words *out)
{
	const struct iop_fold *fold = &w->out->fold;

	out->n = 0;
	if (w->cells > 16)
		return false;
	out->cell = iop_alloc_raw(w->arena, (size_t)fold->n * (1 + w->cells), 4);
	for (uint32_t n = 0; out->cell && n < fold->n; n++) {
		out->cell[out->n++] = w->plan->tree->nodes[w->iommu->node].phandle;
		for (uint32_t c = 0; c < w->cells; c++)
			out->cell[out->n++] = c == 0 ? fold->entries[n].id :
					      c == 1 ? fold->entries[n].mask : 0;
	}
	return out->cell;
}

bool iop_share_lists(struct iop_share_work *w, bool wide)
{
	struct words list;

	if ((wide && !widen(w)) || !all_entries(w, &list))
		return false;
	for (uint32_t n = iop_share_first(w); n != IOP_NONE; n = w->room->next[n]) {
		const struct iop_device *d = &w->plan->devices[n];

		if (w->member[n] && iop_share_host(w, d) == IOP_NONE &&
		    !iop_edits_set_cells(w->edits, w->arena, d->node, "iommus", list.cell,
					 list.n, IOP_EDIT_SHARE, w->iommu->node))
			return false;
	}
	return true;
}
