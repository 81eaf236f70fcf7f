// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Which of the three ways it is. */
#include "remedy/share_ask.h"
#include "bindings/entries.h"
#include "model/lookup.h"

/* Every member names the same entries, in the same order, already. */
static bool same_lists(const struct iop_share_work *w)
{
	const struct iop_plan *p = w->plan;
	const struct iop_device *first = iop_device_of(p, w->out->members[0]);

	for (uint32_t n = 0; n < w->out->n_members; n++) {
		const struct iop_device *d = iop_device_of(p, w->out->members[n]);

		if (d->requesters || d->host != IOP_NONE || d->group == IOP_NONE ||
		    d->group != first->group ||
		    d->n_streams != first->n_streams)
			return false;
		for (uint32_t s = 0; s < d->n_streams; s++) {
			struct iop_stream a = *iop_stream_of(p, first, s);
			struct iop_stream b = *iop_stream_of(p, d, s);

			if (a.mask != b.mask || (a.id ^ b.id) & ~a.mask)
				return false;
		}
	}
	return true;
}

/* Do the IDs of all hosts, like those of all masters, match the one entry? */
static bool all_one_entry(const struct iop_share_work *w)
{
	const struct iop_plan *p = w->plan;
	uint32_t mask = w->out->fold.entries[0].mask;

	for (uint32_t n = 0; n < w->out->n_members; n++) {
		const struct iop_device *d = iop_device_of(p, w->out->members[n]);

		for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++)
			if ((d->requesters ? p->ranges[s].mask : p->streams[s].mask) != mask)
				return false;
	}
	return w->out->fold.n == 1;
}

/* A master that refers to a second instance has the IDs of both in the first one. */
static bool names_another(const struct iop_share_work *w, uint32_t node)
{
	struct iop_cells list = iop_prop(w->plan->tree, node, IOP_P_IOMMUS);
	enum iop_reason end;
	struct iop_entry e;

	while (iop_entry_next(w->plan, &list, &e, &end))
		if (e.iommu != w->ask->iommu)
			return true;
	return false;
}

static bool mask_holds_for_all(const struct iop_share_work *w)
{
	const uint32_t *from = &w->room->named_from[w->ask->iommu];

	if (w->cells > 1 || w->mask_before || !iop_fact_of(w->plan, w->iommu, IOP_K_MASK_PROPERTY, 0))
		return false;
	for (uint32_t n = from[0]; n < from[1]; n++)
		if (names_another(w, w->room->naming[n]))
			return false;
	return true;
}

static bool by_property(const struct iop_share_work *w)
{
	return w->out->fold.n == 1 && mask_holds_for_all(w) && !w->placeholder &&
	       iop_share_harmless(w, w->out->fold.entries[0].mask);
}

static bool by_masks(struct iop_share_work *w)
{
	return iop_fact_of(w->plan, w->iommu, IOP_K_MASK_CELL, 0) &&
	       (!w->placeholder || !w->out->fold.strays) && iop_share_maps_fit(w);
}

static uint32_t entries_max(const struct iop_share_work *w)
{
	return w->ask->entries_max ? w->ask->entries_max :
	       (uint32_t)iop_fact_of(w->plan, w->iommu, IOP_K_STREAMS_MAX, IOP_NONE);
}

/* One of each class of IDs that the SMMU's own mask makes equal. */
static bool list_ids(struct iop_share_work *w)
{
	uint32_t mask = iop_fact_of(w->plan, w->iommu, IOP_K_MASK_PROPERTY, 0) ?
			iop_prop_u32(w->plan->tree, w->iommu->node,
				     IOP_P_STREAM_MATCH_MASK, 0) : 0;
	struct iop_fold *fold = &w->out->fold;
	uint32_t count = iop_idset_count(w->wanted);

	*fold = (struct iop_fold){ .entries = iop_alloc_raw(w->arena, count,
							    sizeof(*fold->entries)) };
	for (uint32_t id = 0; fold->entries && iop_idset_next(w->wanted, &id); id++)
		if (!(id & mask))
			fold->entries[fold->n++] = (struct iop_fold_entry){ id, mask };
	fold->exact = true;
	return fold->entries;
}

static bool settle(struct iop_share_work *w, enum iop_share_why why)
{
	w->out->why = (uint8_t)why;
	if (!why && w->out->fold.n > entries_max(w))
		w->out->why = IOP_SHARE_ENTRIES;
	return true;
}

static bool write_property(struct iop_share_work *w)
{
	w->out->by = IOP_SHARE_BY_PROPERTY;
	return iop_edits_set_cells(w->edits, w->arena, w->iommu->node, "stream-match-mask",
				   &w->out->fold.entries[0].mask, 1, IOP_EDIT_SHARE,
				   w->iommu->node);
}

static bool write_masks(struct iop_share_work *w)
{
	bool wide = w->cells < 2;

	settle(w, IOP_SHARE_OK);
	if (w->out->why)
		return true;
	w->out->by = IOP_SHARE_BY_MASKS;
	return iop_share_maps(w) && iop_share_lists(w, wide);
}

static bool write_ids(struct iop_share_work *w)
{
	if (w->pci || w->cells != 1)
		return settle(w, IOP_SHARE_PCI);
	if (!list_ids(w))
		return false;
	settle(w, IOP_SHARE_OK);
	if (w->out->why)
		return true;
	w->out->by = IOP_SHARE_BY_IDS;
	return iop_share_lists(w, false);
}

/* Masks are worth a second cell only where they save entries. */
static bool saves(const struct iop_share_work *w)
{
	return w->pci || w->cells > 1 || w->out->fold.n < iop_idset_count(w->wanted);
}

bool iop_share_choose(struct iop_share_work *w)
{
	if (same_lists(w) || all_one_entry(w)) {
		w->out->by = IOP_SHARE_BY_NOTHING;
		return true;
	}
	if (by_property(w))
		return write_property(w);
	if (saves(w) && by_masks(w))
		return write_masks(w);
	return write_ids(w);
}
