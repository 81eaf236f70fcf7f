// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * What is behind a host's iommu-map: requester IDs in ranges, one device entry
 * for each IOMMU (or reason for having none) they reach, and the functions or
 * contexts that the tree names one by one.
 */
#include "links/dma.h"
#include "links/exist.h"
#include "links/map.h"
#include "links/masters.h"

#define MAX_CONTEXTS 256u	/* host1x: eight in hardware */

struct host {
	uint32_t node;
	uint32_t first, last;	/* masked requester IDs that can occur */
	struct iop_map map;
	enum iop_bus bus;
	enum iop_exist exist;
};

static void window(const struct iop_links *l, struct host *h)
{
	struct iop_cells range = iop_prop(l->tree, h->node, IOP_P_BUS_RANGE);
	uint32_t start, end;

	h->first = 0;
	h->last = (h->bus == IOP_BUS_CDX ? 0xffffff : 0xffff) & h->map.mask;
	if (h->bus != IOP_BUS_PCI || (h->map.mask & 0xff00) != 0xff00 ||
	    !iop_cell_next(&range, &start) || !iop_cell_next(&range, &end) ||
	    start > end || end > 0xff)
		return;
	h->first = (start << 8) & h->map.mask;
	h->last = (end << 8 | 0xff) & h->map.mask;
}

static struct host host_of(const struct iop_links *l, uint32_t node)
{
	struct host h = { .node = node, .map = iop_map_open(l, node),
			  .bus = iop_host_bus(l->tree, l->view, node),
			  .exist = iop_existence(l->tree, l->view, node).exist };

	window(l, &h);
	return h;
}

/* fsl_mc and cdx stop at a missing dma-ranges, before they look at the map. */
static bool lacks_dma_ranges(const struct iop_links *l, const struct host *h)
{
	struct iop_dma dma;

	if (h->bus != IOP_BUS_FSL_MC && h->bus != IOP_BUS_CDX)
		return false;
	iop_dma_read(l->tree, l->view, h->node, true, &dma);
	return !dma.limited;
}

/* Firmware replaces rows of length 0: U-Boot's Layerscape fix-ups do. */
static bool placeholder(const struct iop_links *l, struct iop_map map)
{
	struct iop_map_row row;
	enum iop_reason stop;
	bool any = false;

	while (iop_map_row(l, &map, &row, &stop)) {
		if (row.length)
			return false;
		any = true;
	}
	return any && !stop;
}

static enum iop_reason resolve(const struct iop_links *l, const struct host *h,
			       const struct iop_map_piece *p, struct iop_stream *s)
{
	enum iop_reason why = p->why;

	s->iommu = p->row.iommu;
	if (why == IOP_R_MAP_UNMATCHED && placeholder(l, h->map))
		why = IOP_R_MAP_PLACEHOLDER;
	if (why == IOP_R_MAP_UNMATCHED || why == IOP_R_MAP_PLACEHOLDER ||
	    why == IOP_R_MAP_LENGTH || why == IOP_R_MAP_BASE)
		s->iommu = IOP_NONE;
	if (!why && lacks_dma_ranges(l, h))
		why = IOP_R_NO_DMA_RANGES;
	if (!why)
		why = iop_reach(l, s->iommu);
	if (!why && iop_master_refused(l, s->iommu, h->node, h->bus))
		why = IOP_R_NOT_ALLOWED;
	if (!why)
		why = iop_bus_refused(l, s->iommu, h->bus);
	return why ? why : iop_specifier(l, p->row.iommu, p->row.out, p->row.count, s);
}

/* One stretch of requester IDs, from @id up to what it returns in @r->last. */
static void range_at(const struct iop_links *l, const struct host *h, uint32_t id,
		     struct iop_range *r)
{
	struct iop_map_piece p = iop_map_at(l, &h->map, id);
	struct iop_stream s = { .iommu = IOP_NONE };

	r->why = (uint8_t)resolve(l, h, &p, &s);
	r->first = id;
	r->last = p.last < h->last ? p.last : h->last;
	r->iommu = s.iommu;
	/* Without an output cell there is nothing that follows the requester. */
	r->step_mask = r->why || p.row.count ? h->map.mask : 0;
	r->mask = r->why ? 0 : s.mask;
	r->id = r->why ? 0 : s.id + (p.row.count ? id - p.row.base : 0);
}

/* The entry of this host, from @first on, for ranges that end like @r. */
static struct iop_device *entry_for(struct iop_links *l, uint32_t first,
				    const struct iop_range *r)
{
	for (uint32_t n = first; n < l->n_devices; n++) {
		struct iop_device *d = &l->devices[n];

		if (d->requesters && d->iommu == r->iommu && d->why == r->why)
			return d;
	}
	return NULL;
}

static void describe(struct iop_device *d, const struct host *h, enum iop_reason why,
		     uint32_t iommu)
{
	d->bus = (uint8_t)h->bus;
	d->exist = IOP_EXIST_BY_DRIVER;
	d->why = (uint8_t)why;
	d->iommu = iommu;
}

/* IDs without a row beside others that have one: a gap, not a master. */
static void note_uncovered(struct iop_links *l, uint32_t first)
{
	bool covered = false;

	for (uint32_t n = first; n < l->n_devices; n++)
		covered |= !l->devices[n].why;
	for (uint32_t n = first; n < l->n_devices; n++)
		if (l->devices[n].why == IOP_R_MAP_UNMATCHED)
			l->devices[n].partial = covered;
}

static bool add_ranges(struct iop_links *l, struct iop_arena *a, const struct host *h)
{
	uint32_t first = l->n_devices, id = h->first;
	struct iop_device *d;
	struct iop_range r;

	do {
		range_at(l, h, id, &r);
		d = entry_for(l, first, &r);
		if (!d) {
			d = iop_master_add(l, a, h->node);
			if (!d)
				return false;
			describe(d, h, r.why, r.iommu);
			d->requesters = true;
		}
		d->n_streams++;
		id = r.last + 1;
	} while (r.last < h->last);
	note_uncovered(l, first);
	return true;
}

/* A function or context that the tree names: its one ID looked up. */
static bool add_single(struct iop_links *l, struct iop_arena *a,
		       const struct host *h, uint32_t node, uint32_t id)
{
	struct iop_device *d = iop_master_add(l, a, node);
	struct iop_range r;

	if (!d)
		return false;
	range_at(l, h, id & h->map.mask, &r);
	describe(d, h, r.why, r.iommu);
	d->child = id;
	d->n_streams = r.why ? 0 : 1;
	return true;
}

/* Functions of the root bus: deeper ones have bus numbers nobody knows yet. */
static bool add_functions(struct iop_links *l, struct iop_arena *a, const struct host *h)
{
	const struct iop_tree *t = l->tree;
	uint32_t bus = iop_prop_u32(t, h->node, IOP_P_BUS_RANGE, 0) & 0xff;

	for (uint32_t c = h->node + 1; c < t->nodes[h->node].end; c = t->nodes[c].end) {
		uint32_t reg = iop_prop_u32(t, c, IOP_P_REG, IOP_NONE);

		if (!t->nodes[c].enabled || reg == IOP_NONE || !iop_has(t, c, IOP_P_REG))
			continue;
		if (!add_single(l, a, h, c, bus << 8 | (reg >> 8 & 0xff)))
			return false;
	}
	return true;
}

/* host1x always counts contexts in rows of four cells. */
static bool add_contexts(struct iop_links *l, struct iop_arena *a, const struct host *h)
{
	struct iop_cells rows = iop_prop(l->tree, h->node, IOP_P_IOMMU_MAP);
	uint32_t length, id = 0;

	while (iop_cells_skip(&rows, 3) && iop_cell_next(&rows, &length))
		for (uint32_t n = 0; n < length && id < MAX_CONTEXTS; n++)
			if (!add_single(l, a, h, h->node, id++))
				return false;
	return true;
}

static bool add_unused(struct iop_links *l, struct iop_arena *a,
		       const struct host *h, enum iop_reason why)
{
	struct iop_device *d = iop_master_add(l, a, h->node);

	if (!d)
		return false;
	d->bus = IOP_BUS_NONE;
	d->exist = IOP_EXIST_NEVER;
	d->why = (uint8_t)why;
	return true;
}

bool iop_host_add(struct iop_links *l, struct iop_arena *a, uint32_t node)
{
	struct host h = host_of(l, node);

	if (h.exist == IOP_EXIST_NEVER)
		return add_unused(l, a, &h, IOP_R_NOT_DEVICE);
	if (h.bus == IOP_BUS_NONE)
		return iop_has(l->tree, node, IOP_P_IOMMUS) ||
		       add_unused(l, a, &h, IOP_R_MAP_NO_BUS);
	if (h.bus == IOP_BUS_HOST1X)
		return add_contexts(l, a, &h);
	return add_ranges(l, a, &h) &&
	       (h.bus != IOP_BUS_PCI || add_functions(l, a, &h));
}

static void fill_single(struct iop_links *l, const struct iop_device *d)
{
	uint32_t node = d->bus == IOP_BUS_PCI ? l->tree->nodes[d->node].parent : d->node;
	struct host h = host_of(l, node);
	struct iop_range r;

	if (!d->n_streams)
		return;
	range_at(l, &h, d->child & h.map.mask, &r);
	l->streams[d->streams] = (struct iop_stream){ r.iommu, r.id, r.mask };
}

uint32_t iop_host_fill(struct iop_links *l, uint32_t first)
{
	uint32_t after = first, id;
	struct iop_device *d;
	struct host h;
	struct iop_range r;

	if (!l->devices[first].requesters) {
		fill_single(l, &l->devices[first]);
		return first;
	}
	for (; after < l->n_devices && l->devices[after].requesters &&
	       l->devices[after].node == l->devices[first].node; after++)
		l->devices[after].n_streams = 0;	/* counted up again below */
	h = host_of(l, l->devices[first].node);
	id = h.first;
	do {
		range_at(l, &h, id, &r);
		d = entry_for(l, first, &r);
		l->ranges[d->streams + d->n_streams++] = r;
		id = r.last + 1;
	} while (r.last < h.last);
	return after - 1;
}
