// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "groups/matches.h"

bool iop_matches_init(struct iop_grouping *g, struct iop_arena *a)
{
	struct iop_matches *m = iop_alloc(a, 1, sizeof(*m));
	const struct iop_plan *p = g->plan;

	if (!m)
		return false;
	/* a host's devices take one entry where they are one stream */
	m->entries = iop_alloc_raw(a, (size_t)p->n_streams + p->n_devices,
				   sizeof(*m->entries));
	m->used = iop_alloc_raw(a, p->n_streams, sizeof(*m->used));
	m->first = iop_alloc(a, p->n_iommus, sizeof(*m->first));
	m->last = iop_alloc(a, p->n_iommus, sizeof(*m->last));
	m->masked = iop_alloc(a, p->n_iommus, sizeof(*m->masked));
	g->matches = m;
	return m->entries && m->used && m->first && m->last && m->masked;
}

void iop_matches_clear(struct iop_grouping *g)
{
	struct iop_matches *m = g->matches;

	m->count = 0;
	for (uint32_t n = 0; n < g->plan->n_iommus; n++)
		m->first[n] = m->last[n] = m->masked[n] = IOP_NONE;
}

bool iop_match_inside(const struct iop_match_entry *e, uint32_t id, uint32_t mask)
{
	return (mask & e->mask) == mask && !((id ^ e->id) & ~e->mask);
}

static bool overlaps(const struct iop_match_entry *e, uint32_t id, uint32_t mask)
{
	return !((id ^ e->id) & ~(e->mask | mask));
}

/* A plain ID meets plain entries through the hash only. */
uint32_t iop_match_decisive(const struct iop_grouping *g, uint32_t iommu,
			    uint32_t id, uint32_t mask)
{
	const struct iop_matches *m = g->matches;
	struct iop_slot *plain = mask ? NULL : iop_slot_find(&g->slots, iommu, id);
	uint32_t best = plain ? plain->group : IOP_NONE;
	uint32_t e = mask ? m->first[iommu] : m->masked[iommu];

	while (e != IOP_NONE) {
		const struct iop_match_entry *entry = &m->entries[e];

		if (e < best && overlaps(entry, id, mask)) {
			best = e;
			if (mask)	/* in index order: no later one counts */
				break;
		}
		e = mask ? entry->next : entry->next_masked;
	}
	return best;
}

/* Masks mean stream matching, whose entries an 8-bit register counts. */
bool iop_match_full(const struct iop_grouping *g, uint32_t iommu, uint32_t mask)
{
	const struct iop_iommu *i = &g->plan->iommus[iommu];

	return (mask || g->matches->masked[iommu] != IOP_NONE) &&
	       i->streams_need >= iop_fact_of(g->plan, i, IOP_K_STREAMS_MAX, IOP_NONE);
}

uint32_t iop_match_take(struct iop_grouping *g, uint32_t iommu, uint32_t device,
			uint32_t id, uint32_t mask)
{
	struct iop_matches *m = g->matches;
	uint32_t e = m->count++;

	m->entries[e] = (struct iop_match_entry){ id, mask, IOP_NONE, device,
						  IOP_NONE, IOP_NONE, m->last[iommu] };
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
	g->plan->iommus[iommu].streams_need++;
	return e;
}

void iop_match_undo(struct iop_grouping *g, uint32_t iommu, uint32_t entries,
		    uint32_t slots)
{
	struct iop_matches *m = g->matches;
	uint32_t last = m->last[iommu];

	iop_slots_undo(&g->slots, slots);
	while (m->masked[iommu] != IOP_NONE && m->masked[iommu] >= entries)
		m->masked[iommu] = m->entries[m->masked[iommu]].next_masked;
	g->plan->iommus[iommu].streams_need -= m->count - entries;
	while (last != IOP_NONE && last >= entries)
		last = m->entries[last].before;
	m->last[iommu] = last;
	if (last == IOP_NONE)
		m->first[iommu] = IOP_NONE;
	else
		m->entries[last].next = IOP_NONE;
	m->count = entries;
}
