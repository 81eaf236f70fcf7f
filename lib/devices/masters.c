// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The masters of a tree: those with iommus, those behind a host's iommu-map,
 * and those an old SMMU names itself. */
#include "devices/masters.h"

#include "bindings/entries.h"
#include "devices/populate.h"
#include "bindings/iommu_map.h"
#include "devices/pci_functions.h"

struct iop_device *iop_master_add(struct iop_links *l, struct iop_arena *a,
				  uint32_t node)
{
	struct iop_device *d = iop_grow(a, l->devices, l->n_devices, sizeof(*d));

	if (!d)
		return NULL;
	l->n_devices++;
	d->node = node;
	d->group = d->next = d->peer = d->iommu = d->child = IOP_NONE;
	d->host = d->function = IOP_NONE;
	return d;
}

/* What of_iommu_configure_dev() meets before any driver looks at the IDs. */
static void walk_entries(struct iop_links *l, struct iop_device *d)
{
	struct iop_cells list = iop_prop(l->tree, d->node, IOP_P_IOMMUS);
	enum iop_reason end = IOP_R_NONE, why;
	struct iop_stream s;
	struct iop_entry e;

	while (iop_entry_next(l, &list, &e, &end)) {
		d->entry = (uint8_t)(d->n_streams < 255 ? d->n_streams : 255);
		why = iop_entry_refused(l, d, &e);
		if (!why)
			why = iop_specifier(l, e.iommu, e.cells, e.count, &s);
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

static bool add_platform(struct iop_links *l, struct iop_arena *a, uint32_t node)
{
	struct iop_existence e = iop_existence(l->tree, l->view, node);
	struct iop_device *d = iop_master_add(l, a, node);

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
		walk_entries(l, d);
	return true;
}

static bool add_node(struct iop_links *l, struct iop_arena *a, uint32_t node)
{
	const struct iop_node *n = &l->tree->nodes[node];

	if (!n->available)
		return true;
	if (iop_has(l->tree, node, IOP_P_IOMMUS) && !add_platform(l, a, node))
		return false;
	if (iop_has(l->tree, node, IOP_P_IOMMU_MAP))
		return iop_host_add(l, a, node);
	return true;
}

static void fill_platform(struct iop_links *l, struct iop_device *d)
{
	struct iop_cells list = iop_prop(l->tree, d->node, IOP_P_IOMMUS);
	struct iop_stream *out = l->streams + d->streams;
	enum iop_reason end;
	struct iop_entry e;

	for (uint32_t n = 0; n < d->n_streams; n++)
		if (iop_entry_next(l, &list, &e, &end))
			iop_specifier(l, e.iommu, e.cells, e.count, &out[n]);
}

/* Every device knows its number of streams or ranges now: place them. */
static bool place(struct iop_links *l, struct iop_arena *a)
{
	for (uint32_t n = 0; n < l->n_devices; n++) {
		struct iop_device *d = &l->devices[n];
		uint32_t *total = d->requesters ? &l->n_ranges : &l->n_streams;

		d->streams = *total;
		*total += d->n_streams;
	}
	l->streams = iop_alloc(a, l->n_streams, sizeof(*l->streams));
	l->ranges = iop_alloc(a, l->n_ranges, sizeof(*l->ranges));
	return l->streams && l->ranges;
}

static void fill(struct iop_links *l)
{
	for (uint32_t n = 0; n < l->n_devices; n++) {
		struct iop_device *d = &l->devices[n];

		if (d->legacy)
			iop_legacy_fill(l, d);
		else if (d->function != IOP_NONE)
			iop_function_fill(l, d);
		else if (d->requesters || d->child != IOP_NONE)
			n = iop_host_fill(l, n);
		else if (d->n_streams)
			fill_platform(l, d);
	}
}

bool iop_masters_collect(struct iop_links *l, struct iop_arena *a)
{
	if (!iop_sweep_make(l, a))
		return false;
	l->devices = iop_alloc(a, 0, sizeof(*l->devices));
	if (!l->devices)
		return false;
	for (uint32_t n = 0; n < l->tree->count; n++)
		if (l->tree->nodes[n].has & (1ull << IOP_P_IOMMUS | 1ull << IOP_P_IOMMU_MAP) &&
		    !add_node(l, a, n))
			return false;
	if (!iop_legacy_add(l, a) || !place(l, a))
		return false;
	fill(l);
	return true;
}

bool iop_links_read(struct iop_links *l, struct iop_arena *a)
{
	return iop_iommus_collect(l, a) && iop_functions_open(l, a) &&
	       iop_masters_collect(l, a);
}
