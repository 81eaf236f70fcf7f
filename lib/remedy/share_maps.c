// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * iommu-map where specifiers have two cells. Kernels that take four cells a
 * row whatever the target says (up to 6.19) never see the second; the others
 * take a row of more than one ID for an error then.
 */
#include "remedy/share_ask.h"
#include "devices/populate.h"
#include "devices/requesters.h"

#define ROWS_MAX 1024u	/* into which longer ones are broken up */

struct rows {
	uint32_t *cell;		/* NULL: only count */
	uint32_t n;		/* cells */
};

static void put(struct rows *out, uint32_t value)
{
	if (out->cell)
		out->cell[out->n] = value;
	out->n++;
}

static bool reads_target(const struct iop_share_work *w)
{
	return iop_linux(w->plan->view, IOP_K_MAP_CELLS, IOP_W_FOUR) == IOP_W_TARGET;
}

/* Does the kernel take the map for one of the old kind, and so as it is? */
static bool old_kind(const struct iop_share_work *w, struct iop_map m)
{
	struct iop_map_row row;
	enum iop_reason stop;
	bool any = false;

	while (iop_map_row(w->plan, &m, &row, &stop)) {
		if (row.iommu != w->ask->iommu || row.length != 1 || row.count != 1)
			return false;
		any = true;
	}
	return any && !stop;
}

static void put_row(const struct iop_share_work *w, const struct iop_map_row *row,
		    struct rows *out)
{
	struct iop_cells cells = row->out;
	uint32_t id = 0, mask = 0, ours = row->iommu == w->ask->iommu;
	uint32_t count = ours ? row->length : 1;

	if (ours && iop_fact_of(w->plan, w->iommu, IOP_K_MASK_PROPERTY, 0))
		mask = iop_prop_u32(w->plan->tree, w->iommu->node,
				    IOP_P_STREAM_MATCH_MASK, 0);
	for (uint32_t k = 0; k < count && k < ROWS_MAX; k++) {
		cells = row->out;
		put(out, row->base + k);
		put(out, w->plan->tree->nodes[row->target].phandle);
		for (uint32_t c = 0; c < row->count; c++) {
			iop_cell_next(&cells, &id);
			put(out, id + k);
		}
		for (uint32_t c = row->count; ours && c < 2; c++)
			put(out, c ? mask : 0);
		put(out, ours ? 1 : row->length);
	}
}

/* The host's rows with a second cell; false: they cannot be written so. */
static bool widen_map(struct iop_share_work *w, uint32_t node, struct rows *out)
{
	struct iop_map m = iop_map_open(w->plan, node);
	struct iop_map_row row;
	enum iop_reason stop;
	uint64_t rows = 0;
	enum iop_bus bus;
	bool any = false;

	while (iop_map_row(w->plan, &m, &row, &stop)) {
		if (row.target == IOP_NO_NODE)
			return false;
		any |= row.iommu == w->ask->iommu;
		rows += row.iommu == w->ask->iommu ? row.length : 1;
		if (rows > ROWS_MAX)
			return false;
		put_row(w, &row, out);
	}
	if (!any)
		out->n = 0;
	bus = iop_host_bus(w->plan->tree, w->plan->view, node);
	return !any || (!stop && bus != IOP_BUS_HOST1X && bus != IOP_BUS_ROWS);
}

/* One entry for all requester IDs, which are masked completely. */
static void put_only_row(const struct iop_share_work *w, struct rows *out)
{
	const struct iop_fold_entry *e = w->out->fold.entries;

	put(out, 0);
	put(out, w->plan->tree->nodes[w->iommu->node].phandle);
	put(out, e->id);
	put(out, e->mask);
	put(out, 1);
}

/* Is all that can be behind the host a member? */
static bool whole_host(const struct iop_share_work *w, uint32_t node)
{
	uint32_t entries = 0, members = 0;

	for (uint32_t n = 0; n < w->plan->n_devices; n++) {
		const struct iop_device *d = &w->plan->devices[n];

		if (iop_share_host(w, d) != node)
			continue;
		entries++;
		members += w->member[n] && d->function == IOP_NONE &&
			   !iop_is_context(d);
	}
	return members && entries == members && reads_target(w) && w->out->fold.n == 1;
}

/* What becomes of one host's map; false: it cannot be written. */
static bool rewrite(struct iop_share_work *w, uint32_t node, struct rows *out,
		    bool *member)
{
	*member = w->hosts[node] & IOP_HOST_MEMBER;
	if (*member) {
		put_only_row(w, out);
		return whole_host(w, node);
	}
	if (!reads_target(w) || w->cells >= 2 || old_kind(w, iop_map_open(w->plan, node)))
		return true;
	return widen_map(w, node, out);
}

bool iop_share_maps_fit(struct iop_share_work *w)
{
	const struct iop_tree *t = w->plan->tree;
	struct rows out = { 0 };
	bool member;

	for (uint32_t n = 0; n < w->room->n_others; n++)
		if (iop_has(t, w->room->others[n], IOP_P_IOMMU_MAP) &&
		    !rewrite(w, w->room->others[n], &out, &member))
			return false;
	return true;
}

static bool set(struct iop_share_work *w, uint32_t node)
{
	struct rows out = { 0 };
	uint32_t none = 0;
	bool member;

	rewrite(w, node, &out, &member);
	if (!out.n)
		return true;
	out.cell = iop_alloc_raw(w->arena, out.n, 4);
	if (!out.cell)
		return false;
	out.n = 0;
	rewrite(w, node, &out, &member);
	return iop_edits_set_cells(w->edits, w->arena, node, "iommu-map", out.cell, out.n,
				   member ? IOP_EDIT_SHARE : IOP_EDIT_WIDEN,
				   w->iommu->node) &&
	       (!member || iop_edits_set_cells(w->edits, w->arena, node, "iommu-map-mask",
					       &none, 1, IOP_EDIT_SHARE, w->iommu->node));
}

bool iop_share_maps(struct iop_share_work *w)
{
	const struct iop_tree *t = w->plan->tree;

	for (uint32_t n = 0; n < w->room->n_others; n++)
		if (iop_has(t, w->room->others[n], IOP_P_IOMMU_MAP) &&
		    !set(w, w->room->others[n]))
			return false;
	return true;
}
