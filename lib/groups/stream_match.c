// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * SMMUv2 stream matching, as arm_smmu_find_sme() and arm_smmu_device_group()
 * do it: a device takes entries one ID after the other, an ID that is wholly
 * inside an entry shares it, any other overlap is refused, and the group of
 * the last ID's entry is the device's.
 */
#include "groups/groups.h"

struct iop_match_entry {
	uint32_t id, mask;
	uint32_t group;		/* IOP_NONE: none yet */
	uint32_t device;	/* who took it */
	uint32_t next;		/* next entry of the instance, or IOP_NONE */
	uint32_t next_masked;
};

struct iop_matches {
	struct iop_match_entry *entries;
	uint32_t *first, *last;		/* by IOMMU: its entries in index order */
	uint32_t *masked;		/* by IOMMU: those with a mask, newest first */
	uint32_t *used;			/* by device stream: entry of each ID */
	uint32_t count;
};

bool iop_matches_init(struct iop_grouping *g, struct iop_arena *a)
{
	struct iop_matches *m = iop_alloc(a, 1, sizeof(*m));
	const struct iop_links *l = g->links;

	if (!m)
		return false;
	m->entries = iop_alloc_raw(a, l->n_streams, sizeof(*m->entries));
	m->used = iop_alloc_raw(a, l->n_streams, sizeof(*m->used));
	m->first = iop_alloc(a, l->n_iommus, sizeof(*m->first));
	m->last = iop_alloc(a, l->n_iommus, sizeof(*m->last));
	m->masked = iop_alloc(a, l->n_iommus, sizeof(*m->masked));
	g->matches = m;
	return m->entries && m->used && m->first && m->last && m->masked;
}

void iop_matches_clear(struct iop_grouping *g)
{
	struct iop_matches *m = g->matches;

	m->count = 0;
	for (uint32_t n = 0; n < g->links->n_iommus; n++)
		m->first[n] = m->last[n] = m->masked[n] = IOP_NONE;
}

static bool inside(const struct iop_match_entry *e, uint32_t id, uint32_t mask)
{
	return (mask & e->mask) == mask && !((id ^ e->id) & ~e->mask);
}

static bool overlaps(const struct iop_match_entry *e, uint32_t id, uint32_t mask)
{
	return !((id ^ e->id) & ~(e->mask | mask));
}

/*
 * The entry that decides for (id, mask): the first in index order that takes
 * it in or overlaps it. A plain ID meets plain entries through the hash only.
 */
static uint32_t decisive(const struct iop_grouping *g, uint32_t iommu,
			 uint32_t id, uint32_t mask)
{
	const struct iop_matches *m = g->matches;
	struct iop_slot *plain = mask ? NULL : iop_slot_find(&g->slots, iommu, id);
	uint32_t best = plain ? plain->group : IOP_NONE;
	uint32_t e = mask ? m->first[iommu] : m->masked[iommu];

	while (e != IOP_NONE) {
		const struct iop_match_entry *entry = &m->entries[e];

		if (e < best && overlaps(entry, id, mask))
			best = e;
		e = mask ? entry->next : entry->next_masked;
	}
	return best;
}

/* Masks mean stream matching, whose entries an 8-bit register counts. */
static bool full(const struct iop_grouping *g, uint32_t iommu, uint32_t mask)
{
	const struct iop_iommu *i = &g->links->iommus[iommu];

	return (mask || g->matches->masked[iommu] != IOP_NONE) &&
	       i->streams_need >= iop_fact_of(g->links, i, IOP_K_STREAMS_MAX, IOP_NONE);
}

static uint32_t take(struct iop_grouping *g, uint32_t iommu, uint32_t device,
		     uint32_t id, uint32_t mask)
{
	struct iop_matches *m = g->matches;
	uint32_t e = m->count++;

	m->entries[e] = (struct iop_match_entry){ id, mask, IOP_NONE, device,
						  IOP_NONE, IOP_NONE };
	if (m->first[iommu] == IOP_NONE)
		m->first[iommu] = e;
	else
		m->entries[m->last[iommu]].next = e;
	m->last[iommu] = e;
	if (mask) {
		m->entries[e].next_masked = m->masked[iommu];
		m->masked[iommu] = e;
	} else {
		iop_slot_take(&g->slots, iommu, id, device)->group = e;
	}
	g->links->iommus[iommu].streams_need++;
	return e;
}

/* Give back what one device took: always the newest entries of its IOMMU. */
static void give_back(struct iop_grouping *g, uint32_t iommu, uint32_t entries,
		      uint32_t slots)
{
	struct iop_matches *m = g->matches;
	uint32_t last = IOP_NONE;

	iop_slots_undo(&g->slots, slots);
	while (m->masked[iommu] != IOP_NONE && m->masked[iommu] >= entries)
		m->masked[iommu] = m->entries[m->masked[iommu]].next_masked;
	g->links->iommus[iommu].streams_need -= m->count - entries;
	if (m->first[iommu] != IOP_NONE && m->first[iommu] >= entries)
		m->first[iommu] = IOP_NONE;
	for (uint32_t e = m->first[iommu]; e != IOP_NONE && e < entries; e = m->entries[e].next)
		last = e;
	m->last[iommu] = last;
	if (last != IOP_NONE)
		m->entries[last].next = IOP_NONE;
	m->count = entries;
}

static enum iop_reason take_all(struct iop_grouping *g, uint32_t n)
{
	struct iop_device *d = &g->links->devices[n];

	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++) {
		const struct iop_stream *in = &g->links->streams[s];
		uint32_t e = decisive(g, d->iommu, in->id, in->mask);

		if (e == IOP_NONE) {
			if (full(g, d->iommu, in->mask))
				return IOP_R_NO_MATCH_LEFT;
			e = take(g, d->iommu, n, in->id, in->mask);
		} else if (!inside(&g->matches->entries[e], in->id, in->mask)) {
			d->peer = g->matches->entries[e].device;
			return IOP_R_MATCH_CONFLICT;
		}
		g->matches->used[s] = e;
	}
	return IOP_R_NONE;
}

/* The last ID decides: an entry nobody has grouped yet forgets the others. */
static enum iop_reason choose(const struct iop_grouping *g, const struct iop_device *d,
			      uint32_t *entry)
{
	uint32_t group = IOP_NONE;

	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++) {
		uint32_t e = g->matches->used[s];
		uint32_t its = g->matches->entries[e].group;

		if (group != IOP_NONE && its != IOP_NONE && its != group)
			return IOP_R_GROUP_CONFLICT;
		group = its;
		*entry = e;
	}
	return IOP_R_NONE;
}

enum iop_reason iop_rule_stream_match(struct iop_grouping *g, uint32_t n)
{
	struct iop_device *d = &g->links->devices[n];
	uint32_t entries = g->matches->count, slots = g->slots.count, e = IOP_NONE;
	enum iop_reason why = take_all(g, n);

	if (!why)
		why = choose(g, d, &e);
	if (why) {
		give_back(g, d->iommu, entries, slots);
		return why;
	}
	if (e != IOP_NONE && g->matches->entries[e].group != IOP_NONE) {
		d->group = g->matches->entries[e].group;
		d->peer = g->matches->entries[e].device;
		d->join = IOP_JOIN_STREAM;
		return IOP_R_NONE;
	}
	iop_group_new(g, n);
	for (uint32_t s = d->streams; s < d->streams + d->n_streams; s++)
		g->matches->entries[g->matches->used[s]].group = d->group;
	return IOP_R_NONE;
}
