// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The masters of a tree: those with iommus, those behind a host's iommu-map,
 * and those an old SMMU names itself. */
#include "devices/masters.h"

#include "bindings/entries.h"
#include "devices/populate.h"
#include "bindings/iommu_map.h"
#include "devices/pci_functions.h"

struct iop_device *iop_master_add(struct iop_plan *p, struct iop_arena *a,
				  uint32_t node)
{
	struct iop_device *d = iop_grow(a, p->devices, p->n_devices, sizeof(*d));

	if (!d)
		return NULL;
	p->n_devices++;
	d->node = node;
	d->group = d->next = d->peer = d->iommu = d->child = IOP_NONE;
	d->host = d->function = IOP_NONE;
	return d;
}

/* What of_iommu_configure_dev() meets before any driver looks at the IDs. */
static void walk_entries(struct iop_plan *p, struct iop_device *d)
{
	struct iop_cells list = iop_prop(p->tree, d->node, IOP_P_IOMMUS);
	enum iop_reason end = IOP_R_NONE, why;
	struct iop_stream s;
	struct iop_entry e;

	while (iop_entry_next(p, &list, &e, &end)) {
		d->entry = (uint8_t)(d->n_streams < 255 ? d->n_streams : 255);
		why = iop_entry_refused(p, d, &e);
		if (!why)
			why = iop_specifier(p, e.iommu, e.cells, e.count, &s);
		if (why) {
			d->why = (uint8_t)why;
			d->n_streams = 0;
			return;
		}
		d->n_streams++;
	}
	if (d->n_streams) {
		d->partial = end != IOP_R_NONE;
		d->dropped_why = (uint8_t)end;
		d->entry = (uint8_t)(d->n_streams < 255 ? d->n_streams : 255);
	} else {
		d->why = (uint8_t)(end ? end : IOP_R_EMPTY);
	}
}

static bool add_platform(struct iop_plan *p, struct iop_arena *a, uint32_t node)
{
	struct iop_existence e = iop_existence(p, node);
	struct iop_device *d = iop_master_add(p, a, node);

	if (!d)
		return false;
	d->bus = (uint8_t)e.bus;
	d->exist = (uint8_t)e.exist;
	d->early = e.exist == IOP_EXIST_ALWAYS;
	if (e.bus == IOP_BUS_PCI)
		d->why = IOP_R_PCI_CHILD;
	else if (e.exist == IOP_EXIST_NEVER)
		d->why = IOP_R_NOT_DEVICE;
	else
		walk_entries(p, d);
	return true;
}

/* of_pci_bus_find_domain_nr() gives each number once. Hosts usually probe in the
 * order of the tree. @taken: bits. */
static bool has_domain(const struct iop_plan *p, uint32_t node, uint64_t *taken)
{
	uint32_t domain;
	bool before;

	if (!iop_pci_number(p->tree, p->view, node, &domain))
		return true;
	before = taken[domain / 64] >> domain % 64 & 1;
	taken[domain / 64] |= UINT64_C(1) << domain % 64;
	return !before || !iop_linux(p->view, IOP_K_DOMAIN_ONCE, 0);
}

static bool add_node(struct iop_plan *p, struct iop_map_index *x,
		     struct iop_arena *a, uint32_t node, uint64_t *taken)
{
	const struct iop_node *n = &p->tree->nodes[node];
	bool numbered;

	if (!n->available)
		return true;
	numbered = has_domain(p, node, taken);
	if (iop_has(p->tree, node, IOP_P_IOMMUS) && !add_platform(p, a, node))
		return false;
	if (!iop_has(p->tree, node, IOP_P_IOMMU_MAP))
		return true;
	if (!numbered)
		return iop_host_refuse(p, a, node, IOP_R_PCI_DOMAIN);
	return iop_host_add(p, x, a, node);
}

static void fill_platform(struct iop_plan *p, struct iop_device *d)
{
	struct iop_cells list = iop_prop(p->tree, d->node, IOP_P_IOMMUS);
	struct iop_stream *out = p->streams + d->streams;
	enum iop_reason end;
	struct iop_entry e;

	for (uint32_t n = 0; n < d->n_streams; n++)
		if (iop_entry_next(p, &list, &e, &end))
			iop_specifier(p, e.iommu, e.cells, e.count, &out[n]);
}

/* Every device knows its number of streams or ranges now: place them. */
static bool place_masters(struct iop_plan *p, struct iop_arena *a)
{
	for (uint32_t n = 0; n < p->n_devices; n++) {
		struct iop_device *d = &p->devices[n];
		uint32_t *total = d->requesters ? &p->n_ranges : &p->n_streams;

		d->streams = *total;
		*total += d->n_streams;
	}
	p->streams = iop_alloc(a, p->n_streams, sizeof(*p->streams));
	p->ranges = iop_alloc(a, p->n_ranges, sizeof(*p->ranges));
	if (!p->streams || !p->ranges)
		return false;
	for (uint32_t n = 0; n < p->n_streams; n++)
		p->streams[n] = IOP_STREAM_NONE;
	for (uint32_t n = 0; n < p->n_ranges; n++)
		p->ranges[n] = IOP_RANGE_NONE;
	return true;
}

static void fill(struct iop_plan *p, struct iop_map_index *x)
{
	for (uint32_t n = 0; n < p->n_devices; n++) {
		struct iop_device *d = &p->devices[n];

		if (d->legacy)
			iop_legacy_fill(p, d);
		else if (d->function != IOP_NONE)
			iop_function_fill(p, x, d);
		else if (d->requesters || d->child != IOP_NONE)
			n = iop_host_fill(p, x, n);
		else if (d->n_streams)
			fill_platform(p, d);
	}
}

bool iop_masters_collect(struct iop_plan *p, struct iop_arena *a)
{
	const uint64_t refers = 1ull << IOP_P_IOMMUS | 1ull << IOP_P_IOMMU_MAP;
	/* dtc's list of places in the tree that hold phandles; it has the tree's names. */
	uint32_t fixups = iop_child_named(p->tree, 0, "__local_fixups__");
	struct iop_map_index index, *x = &index;
	uint64_t *taken = iop_alloc(a, 0x10000 / 64, sizeof(*taken));

	if (!taken || !iop_map_index_make(x, p->tree, a) || !iop_legacy_open(p, a))
		return false;
	p->devices = iop_alloc(a, 0, sizeof(*p->devices));
	if (!p->devices)
		return false;
	for (uint32_t n = 0; n < p->tree->count; n++) {
		if (n == fixups)
			n = p->tree->nodes[n].end - 1;
		else if (p->tree->nodes[n].has & refers && !add_node(p, x, a, n, taken))
			return false;
	}
	if (!iop_legacy_add(p, a) || !place_masters(p, a))
		return false;
	fill(p, x);
	return true;
}

bool iop_devices_read(struct iop_plan *p, struct iop_arena *a)
{
	return iop_iommus_collect(p, a) && iop_functions_open(p, a) &&
	       iop_masters_collect(p, a);
}
