// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * What is behind a host's iommu-map: requester IDs in ranges, one device entry
 * for each IOMMU (or reason for having none) they reach, and the functions or
 * contexts that the tree names one by one.
 */
#include "devices/pci_functions.h"
#include "devices/populate.h"
#include "devices/requesters.h"
#include "devices/masters.h"
#include "base/assert.h"

#define MAX_CONTEXTS 256u	/* host1x: eight in hardware */

/* The entry of this host, from @first on, for ranges that end like @r. */
static struct iop_device *entry_for(struct iop_plan *p, uint32_t first,
				    const struct iop_range *r)
{
	for (uint32_t n = first; n < p->n_devices; n++) {
		struct iop_device *d = &p->devices[n];

		if (d->requesters && d->iommu == r->iommu && d->why == r->why)
			return d;
	}
	return NULL;
}

/* virtio-iommu is a function of the bus it serves: no row takes it, and it needs
 * none. Not a master, then, where nothing else is in that gap. */
static bool is_own(const struct iop_plan *p, const struct iop_host *h,
		   const struct iop_range *r)
{
	const struct iop_tree *t = p->tree;
	uint32_t bus = iop_prop_u32(t, h->node, IOP_P_BUS_RANGE, 0) & 0xff;

	if (r->why != IOP_R_MAP_UNMATCHED || r->first != r->last || h->map.mask != UINT32_MAX)
		return false;
	for (uint32_t c = h->node + 1; c < t->nodes[h->node].end; c = t->nodes[c].end)
		if (iop_has(t, c, IOP_P_IOMMU_CELLS) && iop_iommu_at(p, c) != IOP_NONE &&
		    (bus << 8 | (iop_prop_u32(t, c, IOP_P_REG, 0) >> 8 & 0xff)) == r->first)
			return true;
	return false;
}

static void describe(const struct iop_plan *p, struct iop_device *d,
		     const struct iop_host *h, enum iop_reason why, uint32_t iommu)
{
	d->bus = (uint8_t)h->bus;
	d->exist = IOP_EXIST_BY_DRIVER;
	d->why = (uint8_t)why;
	d->iommu = iommu;
	if (why == IOP_R_MAP_PLACEHOLDER || (!why && iop_map_is_placeholder(p, &h->map)))
		d->confidence = IOP_IF_BOOTLOADER;
}

/* IDs without a row beside others that have one: a gap, not a master. */
static void note_uncovered(struct iop_plan *p, uint32_t first)
{
	bool covered = false;

	for (uint32_t n = first; n < p->n_devices; n++)
		covered |= !p->devices[n].why;
	for (uint32_t n = first; n < p->n_devices; n++)
		if (p->devices[n].why == IOP_R_MAP_UNMATCHED ||
		    p->devices[n].why == IOP_R_MAP_PLACEHOLDER)
			p->devices[n].partial = covered;
}

static bool add_ranges(struct iop_plan *p, struct iop_arena *a,
		       const struct iop_host *h)
{
	uint32_t first = p->n_devices;
	struct iop_device *d;
	struct iop_range r;

	iop_range_at(p, h, h->first, &r);
	do {
		if (is_own(p, h, &r))
			continue;
		d = entry_for(p, first, &r);
		if (!d) {
			d = iop_master_add(p, a, h->node);
			if (!d)
				return false;
			describe(p, d, h, r.why, r.iommu);
			d->requesters = true;
		}
		d->n_streams++;
	} while (iop_range_following(p, h, &r));
	note_uncovered(p, first);
	return true;
}

/* A function or context that the tree names: its one ID looked up. */
static bool add_single(struct iop_plan *p, struct iop_arena *a,
		       const struct iop_host *h, uint32_t node, uint32_t id)
{
	struct iop_device *d = iop_master_add(p, a, node);
	struct iop_range r;

	if (!d)
		return false;
	iop_range_at(p, h, id & h->map.mask, &r);
	describe(p, d, h, r.why, r.iommu);
	d->child = id;
	d->n_streams = r.why ? 0 : 1;
	return true;
}

static bool is_own_function(const struct iop_plan *p, const struct iop_host *h, uint32_t id)
{
	struct iop_range r;

	iop_range_at(p, h, id & h->map.mask, &r);
	return is_own(p, h, &r);
}

/* Functions on the root bus: the bus numbers of deeper ones are not known. */
static bool add_functions(struct iop_plan *p, struct iop_arena *a,
			  const struct iop_host *h)
{
	const struct iop_tree *t = p->tree;
	uint32_t bus = iop_prop_u32(t, h->node, IOP_P_BUS_RANGE, 0) & 0xff;

	for (uint32_t c = h->node + 1; c < t->nodes[h->node].end; c = t->nodes[c].end) {
		uint32_t reg = iop_prop_u32(t, c, IOP_P_REG, IOP_NONE);

		if (!t->nodes[c].enabled || reg == IOP_NONE || !iop_has(t, c, IOP_P_REG) ||
		    is_own_function(p, h, bus << 8 | (reg >> 8 & 0xff)))
			continue;
		if (!add_single(p, a, h, c, bus << 8 | (reg >> 8 & 0xff)))
			return false;
	}
	return true;
}

/* host1x always counts contexts in rows of four cells. */
static bool add_contexts(struct iop_plan *p, struct iop_arena *a,
			 const struct iop_host *h)
{
	struct iop_cells rows = iop_prop(p->tree, h->node, IOP_P_IOMMU_MAP);
	uint32_t length, id = 0;

	while (iop_cells_skip(&rows, 3) && iop_cell_next(&rows, &length))
		for (uint32_t n = 0; n < length && id < MAX_CONTEXTS; n++)
			if (!add_single(p, a, h, h->node, id++))
				return false;
	return true;
}

/* A device for each ID of a row, by whoever counts them in its own binding. */
static bool add_rows(struct iop_plan *p, struct iop_arena *a, const struct iop_host *h)
{
	struct iop_map map = h->map;
	struct iop_map_row row;
	enum iop_reason stop;
	uint32_t count = 0;

	while (iop_map_next(p->tree, &map, &row, &stop))
		for (uint32_t n = 0; n < row.length && count < MAX_CONTEXTS; n++, count++)
			if (!add_single(p, a, h, h->node, row.base + n))
				return false;
	return true;
}

/* No driver reads the map: a device without an IOMMU, if there is a device. */
bool iop_host_refuse(struct iop_plan *p, struct iop_arena *a, uint32_t node,
		     enum iop_reason why)
{
	struct iop_existence e = iop_existence(p, node);
	struct iop_device *d = iop_master_add(p, a, node);

	if (!d)
		return false;
	d->bus = (uint8_t)e.bus;
	d->exist = (uint8_t)e.exist;
	d->early = e.exist == IOP_EXIST_ALWAYS;
	d->why = (uint8_t)why;
	return true;
}

bool iop_host_add(struct iop_plan *p, struct iop_map_index *x, struct iop_arena *a,
		  uint32_t node)
{
	struct iop_host h = iop_host_open(p, x, node);

	if (h.exist == IOP_EXIST_NEVER)
		return iop_host_refuse(p, a, node, IOP_R_NOT_DEVICE);
	if (h.bus == IOP_BUS_NONE)
		return iop_has(p->tree, node, IOP_P_IOMMUS) ||
		       iop_host_refuse(p, a, node, IOP_R_MAP_NO_BUS);
	if (iop_functions_known(p, node))
		return iop_functions_add(p, x, a, node);
	if (h.bus == IOP_BUS_HOST1X)
		return add_contexts(p, a, &h);
	if (h.bus == IOP_BUS_ROWS)
		return add_rows(p, a, &h);
	return add_ranges(p, a, &h) &&
	       (h.bus != IOP_BUS_PCI || add_functions(p, a, &h));
}

static void fill_single(struct iop_plan *p, struct iop_map_index *x,
			const struct iop_device *d)
{
	uint32_t node = d->bus == IOP_BUS_PCI ? p->tree->nodes[d->node].parent : d->node;
	struct iop_host h = iop_host_open(p, x, node);
	struct iop_range r;

	if (!d->n_streams)
		return;
	iop_range_at(p, &h, d->child & h.map.mask, &r);
	p->streams[d->streams] = (struct iop_stream){ r.iommu, r.id, r.mask };
}

uint32_t iop_host_fill(struct iop_plan *p, struct iop_map_index *x, uint32_t first)
{
	uint32_t after = first;
	struct iop_device *d;
	struct iop_host h;
	struct iop_range r;

	if (!p->devices[first].requesters) {
		fill_single(p, x, &p->devices[first]);
		return first;
	}
	/* A host that an SMMU's mmu-masters names as well has an entry for that, at the end. */
	for (; after < p->n_devices && p->devices[after].requesters &&
	       !p->devices[after].legacy &&
	       p->devices[after].node == p->devices[first].node; after++)
		p->devices[after].n_streams = 0;	/* counted up again below */
	h = iop_host_open(p, x, p->devices[first].node);
	iop_range_at(p, &h, h.first, &r);
	do {
		if (is_own(p, &h, &r))
			continue;
		d = entry_for(p, first, &r);
		iop_assert(d);	/* counted by the same rule, when it was added */
		p->ranges[d->streams + d->n_streams++] = r;
	} while (iop_range_following(p, &h, &r));
	return after - 1;
}
