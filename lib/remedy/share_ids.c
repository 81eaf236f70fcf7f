// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The stream IDs of the members, and those that belong to other masters. */
#include <string.h>

#include "remedy/share_ask.h"
#include "bindings/entries.h"
#include "bindings/iommu_map.h"
#include "devices/requesters.h"
#include "model/lookup.h"
#include "model/ranges.h"

uint32_t iop_share_host(const struct iop_share_work *w, const struct iop_device *d)
{
	if (d->host != IOP_NONE)
		return d->host;
	if (d->requesters)
		return d->node;
	if (d->child == IOP_NONE)
		return IOP_NONE;
	return d->bus == IOP_BUS_PCI ? w->plan->tree->nodes[d->node].parent : d->node;
}

/* Every ID that equals one of the set but for @mask bits. */
static void smear(struct iop_idset *s, uint32_t mask)
{
	for (uint32_t bit = 1; bit < 1u << IOP_FOLD_BITS; bit <<= 1) {
		if (!(mask & bit))
			continue;
		for (uint32_t n = 0; n < 1u << (IOP_FOLD_BITS - 6); n++) {
			uint64_t *word = &s->word[n];
			uint64_t low = bit < 64 ? 0 : s->word[n ^ bit >> 6];

			for (uint32_t id = 0; bit < 64 && id < 64; id++)
				low |= (*word >> id & 1) << (id ^ bit);
			*word |= low;
		}
	}
}

static void add_range(struct iop_idset *set, const struct iop_range *r)
{
	uint32_t id = r->id;

	if (!(~r->step_mask & 0xffff))
		iop_idset_add_range(set, r->id, iop_range_last_id(r));
	else
		do
			iop_idset_add(set, id, 0);
		while (iop_range_next_id(r, &id));
}

static void add_ranges(const struct iop_share_work *w, const struct iop_device *d,
		       struct iop_idset *set)
{
	struct iop_idset some;
	uint32_t mask = 0;

	memset(&some, 0, sizeof(some));
	for (uint32_t n = d->streams; n < d->streams + d->n_streams; n++) {
		const struct iop_range *r = &w->plan->ranges[n];
		uint32_t last = iop_range_last_id(r);

		if (r->iommu != w->ask->iommu || r->why)
			continue;
		if (last == r->id)
			iop_idset_add(&some, r->id, r->mask);
		else
			add_range(&some, r);
		mask |= last == r->id ? 0 : r->mask;
	}
	smear(&some, mask);
	for (uint32_t n = 0; n < 1u << (IOP_FOLD_BITS - 6); n++)
		set->word[n] |= some.word[n];
}

void iop_share_ids_of(const struct iop_share_work *w, const struct iop_device *d,
		      struct iop_idset *set)
{
	if (d->requesters) {
		add_ranges(w, d, set);
		return;
	}
	for (uint32_t n = d->streams; n < d->streams + d->n_streams; n++)
		iop_idset_add(set, w->plan->streams[n].id, w->plan->streams[n].mask);
}

/* Masters that are disabled in this tree, but may be enabled in a different one. */
static void add_disabled_master(const struct iop_share_work *w, uint32_t node,
				struct iop_idset *set)
{
	struct iop_cells list = iop_prop(w->plan->tree, node, IOP_P_IOMMUS);
	enum iop_reason end;
	struct iop_stream s;
	struct iop_entry e;

	while (iop_entry_next(w->plan, &list, &e, &end))
		if (e.iommu == w->ask->iommu &&
		    !iop_specifier(w->plan, e.iommu, e.cells, e.count, &s))
			iop_idset_add(set, s.id, s.mask);
}

static void note_placeholder(struct iop_share_work *w, uint32_t node)
{
	struct iop_map map = iop_map_open(w->plan, node);
	struct iop_map_row row;
	enum iop_reason stop;

	while (iop_map_row(w->plan, &map, &row, &stop))
		w->placeholder |= row.iommu == w->ask->iommu && !row.length;
}

/* What requesters behind it would have: under a mask not all IDs of a row. */
static void add_host(const struct iop_share_work *w, struct iop_map_index *x,
		     uint32_t node, struct iop_idset *set)
{
	struct iop_host h = iop_host_open(w->plan, x, node);
	struct iop_range r;

	iop_range_at(w->plan, &h, h.first, &r);
	do {
		if (!r.why && r.iommu == w->ask->iommu)
			add_range(set, &r);
	} while (iop_range_following(w->plan, &h, &r));
}

static void add_disabled(struct iop_share_work *w, struct iop_idset *set)
{
	const struct iop_tree *t = w->plan->tree;

	for (uint32_t o = 0; o < w->room->n_others; o++) {
		uint32_t n = w->room->others[o];

		if (iop_has(t, n, IOP_P_IOMMUS) && !t->nodes[n].available)
			add_disabled_master(w, n, set);
		if (!iop_has(t, n, IOP_P_IOMMU_MAP))
			continue;
		note_placeholder(w, n);
		if (!t->nodes[n].available)
			add_host(w, &w->room->maps, n, set);
	}
}

/* Of the disabled ones, those with a member's very ID are its variants. */
static bool leave_disabled(struct iop_share_work *w)
{
	struct iop_idset *set = iop_alloc(&w->room->scratch, 1, sizeof(*set));

	if (!set)
		return false;
	add_disabled(w, set);
	for (uint32_t n = 0; w->ask->members && n < 1u << (IOP_FOLD_BITS - 6); n++)
		w->foreign->word[n] |= set->word[n] & ~w->wanted->word[n];
	return true;
}

/* What an earlier set of the instance has made of a master's list. */
static void add_edited(const struct iop_share_work *w, uint32_t node,
		       struct iop_idset *set)
{
	struct iop_cells list = iop_edits_prop(w->edits, node, IOP_P_IOMMUS, NULL);
	uint32_t handle, id, mask, own = w->plan->tree->nodes[w->iommu->node].phandle;

	if (w->cells < 2)
		return;
	while (iop_cell_next(&list, &handle) && handle == own &&
	       iop_cell_next(&list, &id) && iop_cell_next(&list, &mask) &&
	       iop_cells_skip(&list, w->cells - 2))
		iop_idset_add(set, id, mask & 0xffff);
}

static void add_foreign(const struct iop_share_work *w, const struct iop_device *d)
{
	iop_share_ids_of(w, d, w->foreign);
	if (iop_share_host(w, d) == IOP_NONE)
		add_edited(w, d->node, w->foreign);
}

static void note_other(struct iop_share_work *w, const struct iop_device *d)
{
	uint32_t host = iop_share_host(w, d);

	if (host != IOP_NONE)
		w->hosts[host] |= IOP_HOST_OTHER;
}

/*
 * A dump of the bus shows what is plugged in now: where all of that shares, so does what
 * the map has besides, or a function that is plugged in later has a context of its own.
 */
static void add_later_functions(struct iop_share_work *w)
{
	for (uint32_t n = 0; n < w->out->n_members; n++) {
		const struct iop_device *d = iop_device_of(w->plan, w->out->members[n]);
		uint32_t host = iop_share_host(w, d);

		if (host == IOP_NONE || d->requesters || d->bus != IOP_BUS_PCI ||
		    w->hosts[host] & (IOP_HOST_OTHER | IOP_HOST_WHOLE) ||
		    !iop_has(w->plan->tree, host, IOP_P_IOMMU_MAP))
			continue;
		add_host(w, &w->room->maps, host, w->wanted);
		w->hosts[host] |= IOP_HOST_WHOLE;
	}
}

int iop_share_ids(struct iop_share_work *w, enum iop_share_why *why)
{
	const struct iop_share_ask *ask = w->ask;

	for (uint32_t n = iop_share_first(w); n != IOP_NONE; n = w->room->next[n]) {
		if (!iop_share_of(w, &w->plan->devices[n]))
			continue;
		if (w->member[n]) {
			iop_share_ids_of(w, &w->plan->devices[n], w->wanted);
		} else {
			add_foreign(w, &w->plan->devices[n]);
			note_other(w, &w->plan->devices[n]);
		}
	}
	add_later_functions(w);
	smear(w->foreign, w->mask_before);
	*why = IOP_SHARE_OK;
	for (uint32_t n = 0; n < ask->n_reserved; n++) {
		uint32_t last = ask->reserved[n].last < 0xffff ? ask->reserved[n].last : 0xffff;

		for (uint32_t id = ask->reserved[n].first; id <= last; id++)
			if (iop_idset_has(w->wanted, id, 0))
				*why = IOP_SHARE_RESERVED;
		iop_idset_add_range(w->foreign, ask->reserved[n].first, last);
	}
	return leave_disabled(w) ? 0 : -IOP_ERR_NOSPACE;
}
