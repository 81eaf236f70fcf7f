/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * iommu-addresses of reserved-memory regions, from both ends: what a region
 * says, and what of_iommu_get_resv_regions() makes of it for a master.
 */
#include "lint/lint.h"

#include "bindings/dma_ranges.h"
#include "devices/traits.h"
#include "fdt/address.h"
#include "model/lookup.h"

#define PER_MASTER 32u	/* reservations of one master that are compared */

static bool names_region(const struct iop_tree *t, uint32_t node, uint32_t region)
{
	struct iop_cells list = iop_prop(t, node, IOP_P_MEMORY_REGION);
	uint32_t handle;

	while (iop_cell_next(&list, &handle))
		if (handle && handle == t->nodes[region].phandle)
			return true;
	return false;
}

static void dangling(struct iop_lint *s, uint32_t region, uint32_t at, uint32_t handle)
{
	struct iop_finding *f = iop_report(s, IOP_RULE_IOVA_DANGLING, region,
					   "iommu-addresses");

	f->offset = at;
	iop_say_hex(f, handle);
}

static void too_short(struct iop_lint *s, uint32_t region, uint32_t node,
		      uint32_t have, uint32_t want)
{
	struct iop_finding *f = iop_report(s, IOP_RULE_IOVA_SHORT, region,
					   "iommu-addresses");

	f->related = node;
	iop_say_node(f, node);
	iop_say_dec(f, have);
	iop_say_dec(f, want);
}

static void orphaned(struct iop_lint *s, uint32_t region, uint32_t node)
{
	struct iop_finding *f = iop_report(s, IOP_RULE_IOVA_ORPHAN, region,
					   "iommu-addresses");

	f->related = node;
	iop_say_node(f, node);
}

/* Each entry is a phandle, and address and size in the cells of the bus of its
 * node. */
static void check_region(struct iop_lint *s, uint32_t region)
{
	const struct iop_tree *t = s->plan->tree;
	struct iop_cells list = iop_prop(t, region, IOP_P_IOMMU_ADDRESSES);
	uint32_t whole = list.left, handle, node;

	while (!s->full && iop_cell_next(&list, &handle)) {
		struct iop_bus_cells c;

		node = handle ? iop_by_phandle(t, handle) : IOP_NO_NODE;
		if (node == IOP_NO_NODE || !node)
			return dangling(s, region, whole - list.left - 4, handle);
		c = iop_bus_cells(t, t->nodes[node].parent);
		if (!iop_cells_skip(&list, c.child + c.size))
			return too_short(s, region, node, list.left / 4,
					 c.child + c.size);
		if (!names_region(t, node, region))
			orphaned(s, region, node);
	}
}

void iop_lint_regions(struct iop_lint *s)
{
	const struct iop_tree *t = s->plan->tree;

	for (uint32_t n = 0; n < t->count && !s->full; n++)
		if (iop_has(t, n, IOP_P_IOMMU_ADDRESSES) && t->nodes[n].available)
			check_region(s, n);
}

static void check_dma_ranges(struct iop_lint *s, uint32_t bus)
{
	struct iop_dma_walk w = iop_dma_walk(s->plan->tree, bus);
	struct iop_dma_range r;
	struct iop_finding *f;
	uint32_t before = 0;

	while (iop_dma_range_next(&w, &r)) {
		if (r.cpu == IOP_BAD_ADDRESS)
			continue;
		if (r.size) {
			before++;
			continue;
		}
		f = iop_report(s, IOP_RULE_DMA_ROW_EMPTY, bus, "dma-ranges");
		f->entry = r.row;
		iop_say_dec(f, r.row);
		iop_say(f, before ? "" : ", so no address is usable");
		return;
	}
}

void iop_lint_dma_ranges(struct iop_lint *s)
{
	const struct iop_tree *t = s->plan->tree;

	if (!iop_linux(s->plan->view, IOP_K_DMA_RANGE_LIST, 0))
		return;
	for (uint32_t n = 0; n < t->count && !s->full; n++)
		if (iop_has(t, n, IOP_P_DMA_RANGES) && t->nodes[n].available)
			check_dma_ranges(s, n);
}

static struct iop_finding *about(struct iop_lint *s, enum iop_rule_id rule,
				 uint32_t node, const struct iop_resv *r)
{
	struct iop_finding *f = iop_report(s, rule, r->region, "iommu-addresses");

	f->related = node;
	iop_say_node(f, r->region);
	iop_say_hex(f, r->base);
	iop_say_hex(f, r->base + (r->size - 1));
	return f;
}

static bool overlap(uint64_t base, uint64_t size, uint64_t base2, uint64_t size2)
{
	return size && size2 && base <= base2 + (size2 - 1) && base2 <= base + (size - 1);
}

static void check_window(struct iop_lint *s, const struct iop_device *d,
			 const struct iop_resv *r)
{
	const struct iop_plan *p = s->plan;
	const struct iop_iommu *i = iop_iommu_of(p, d->iommu);
	uint64_t msi = iop_fact_of(s->plan, i, IOP_K_MSI_BASE, 0);
	uint64_t msi_size = iop_fact_of(s->plan, i, IOP_K_MSI_SIZE, 0);
	struct iop_window w;
	struct iop_dma dma;

	iop_dma_of(p->tree, p->view, d, &dma);
	if (iop_window_read(p, i, &dma, &w) &&
	    r->base + (r->size - 1) > w.last)
		iop_say_hex(about(s, IOP_RULE_IOVA_OUTSIDE, d->node, r), w.last);
	if (msi_size && overlap(r->base, r->size, msi, msi_size))
		iop_say_hex(about(s, IOP_RULE_IOVA_MSI, d->node, r), msi);
}

/* iommu_create_device_direct_mappings() skips what is mapped already, and IOVAs that
 * are only kept free may be so twice. */
static bool harmless(const struct iop_tree *t, const struct iop_resv *a,
		     const struct iop_resv *b)
{
	return (a->direct && b->direct) || (!iop_has(t, a->region, IOP_P_REG) &&
					    !iop_has(t, b->region, IOP_P_REG));
}

/* Either of the two may be the one to fix. */
static void overlapping(struct iop_lint *s, uint32_t node, const struct iop_resv *a,
			const struct iop_resv *b)
{
	struct iop_finding *f = about(s, IOP_RULE_IOVA_OVERLAP, node, a);
	bool note = harmless(s->plan->tree, a, b);

	iop_say_node(f, b->region);
	f->severity = note ? IOP_NOTE : f->severity;
	if (a->region == b->region)
		return;
	f = about(s, IOP_RULE_IOVA_OVERLAP, node, b);
	iop_say_node(f, a->region);
	f->severity = note ? IOP_NOTE : f->severity;
}

/* Returns how many reservations the kernel honours for this master. */
static uint32_t check_rows(struct iop_lint *s, const struct iop_device *d)
{
	const struct iop_iommu *iommu = iop_iommu_of(s->plan, d->iommu);
	bool read = iop_fact_of(s->plan, iommu, IOP_K_RESV_DT, 0);
	struct iop_resv row, seen[PER_MASTER];
	uint32_t cursor = 0, n = 0;

	if (!read && iop_resv_next(s->plan->tree, d->node, &cursor, &row)) {
		iop_say(about(s, IOP_RULE_IOVA_IGNORED, d->node, &row),
			iommu->driver->name);
		return 0;
	}
	while (!s->full && iop_resv_next(s->plan->tree, d->node, &cursor, &row)) {
		for (uint32_t i = 0; i < n; i++)
			if (overlap(row.base, row.size, seen[i].base, seen[i].size))
				overlapping(s, d->node, &row, &seen[i]);
		check_window(s, d, &row);
		if (n == PER_MASTER)
			break;
		seen[n++] = row;
	}
	return n;
}

/* The region of an enabled simple-framebuffer that is this master's as well. */
static uint32_t shown_by(const struct iop_tree *t, uint32_t chosen, uint32_t master)
{
	uint32_t handle, region;

	for (uint32_t n = chosen + 1; n < t->nodes[chosen].end; n++) {
		struct iop_cells list = iop_prop(t, n, IOP_P_MEMORY_REGION);

		if (!t->nodes[n].available || !iop_compatible(t, n, "simple-framebuffer"))
			continue;
		while (iop_cell_next(&list, &handle)) {
			region = handle ? iop_by_phandle(t, handle) : IOP_NO_NODE;
			if (region != IOP_NO_NODE && names_region(t, master, region))
				return region;
		}
	}
	return IOP_NO_NODE;
}

static void check_scanout(struct iop_lint *s, uint32_t chosen, const struct iop_device *d)
{
	const struct iop_plan *p = s->plan;
	uint8_t domain = iop_group_of(p, d->group)->domain;
	uint32_t region;

	if (chosen == IOP_NO_NODE || (domain != IOP_W_DMA && domain != IOP_W_DMA_FQ))
		return;
	region = shown_by(p->tree, chosen, d->node);
	if (region != IOP_NO_NODE)
		iop_say_node(iop_report(s, IOP_RULE_SCANOUT, d->node, "memory-region"),
			     region);
}

void iop_lint_reserved(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;
	uint32_t chosen = iop_by_path(p->tree, "/chosen");

	for (uint32_t n = 0; n < p->n_devices && !s->full; n++) {
		const struct iop_device *d = &p->devices[n];

		if (d->group == IOP_NONE || d->iommu == IOP_NONE || d->requesters ||
		    !iop_has(p->tree, d->node, IOP_P_MEMORY_REGION))
			continue;
		if (!check_rows(s, d))
			check_scanout(s, chosen, d);
	}
}
