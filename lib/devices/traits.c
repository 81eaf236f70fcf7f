// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/traits.h"

#include "devices/by_property.h"
#include "fdt/address.h"
#include "model/lookup.h"

#define BIT(id) (UINT64_C(1) << IOP_P_##id)

static const uint64_t of_node = BIT(MSI_PARENT) | BIT(MSI_MAP) | BIT(IOMMU_RANGES) |
	BIT(MEMORY_REGION) | BIT(PASID_BITS) | BIT(CAN_STALL);
static const uint64_t of_host = BIT(ATS) | BIT(PCI_DOMAIN);

/* The node of the PCI host, or IOP_NO_NODE for a device on a different bus. */
static uint32_t host_of(const struct iop_tree *t, const struct iop_device *d)
{
	if (d->bus != IOP_BUS_PCI)
		return IOP_NO_NODE;
	if (d->host != IOP_NONE)
		return d->host;
	return d->requesters ? d->node : t->nodes[d->node].parent;
}

void iop_dma_of(const struct iop_tree *t, const struct iop_view *v,
		const struct iop_device *d, struct iop_dma *out)
{
	uint32_t host = host_of(t, d);

	if (host == IOP_NO_NODE)
		iop_dma_read(t, v, d->node, d->requesters, out);
	else
		iop_dma_read(t, v, host, true, out);
}

bool iop_traits_any(const struct iop_tree *t, const struct iop_device *d)
{
	uint32_t host = host_of(t, d), cursor = 0;

	if (t->nodes[d->node].has & of_node)
		return true;
	return host != IOP_NO_NODE &&
	       (t->nodes[host].has & of_host ||
		iop_external_next(t, d, &cursor) != IOP_NO_NODE);
}

struct iop_traits iop_traits_read(const struct iop_tree *t,
				  const struct iop_device *d)
{
	struct iop_traits out = { .pci_domain = IOP_NONE };
	uint32_t host = host_of(t, d);

	out.pasid_bits = iop_prop_u32(t, d->node, IOP_P_PASID_BITS, 0);
	out.can_stall = iop_has(t, d->node, IOP_P_CAN_STALL);
	if (host == IOP_NO_NODE)
		return out;
	out.pci_domain = iop_prop_u32(t, host, IOP_P_PCI_DOMAIN, IOP_NONE);
	out.ats = iop_has(t, host, IOP_P_ATS);
	return out;
}

bool iop_iommu_range_next(const struct iop_tree *t, uint32_t node,
			  uint32_t *rows, struct iop_iova *out)
{
	struct iop_cells list = iop_prop(t, node, IOP_P_IOMMU_RANGES);
	struct iop_bus_cells c = iop_bus_cells(t, t->nodes[node].parent);

	if (c.size > list.left / 4 || c.child > list.left / 4 - c.size ||
	    !(c.child + c.size) || *rows >= list.left / 4 / (c.child + c.size))
		return false;
	iop_cells_skip(&list, *rows * (c.child + c.size));
	++*rows;
	return iop_number_next(&list, c.child, &out->base) &&
	       iop_number_next(&list, c.size, &out->size);
}

uint32_t iop_external_next(const struct iop_tree *t, const struct iop_device *d,
			   uint32_t *cursor)
{
	uint32_t first = iop_is_behind(d) ? d->node + 1 : d->node;

	if (d->bus != IOP_BUS_PCI)
		return IOP_NO_NODE;
	if (*cursor > first)
		first = *cursor;
	for (uint32_t n = first; n < t->nodes[d->node].end; n++) {
		if (!iop_has(t, n, IOP_P_EXTERNAL_FACING) || !t->nodes[n].available)
			continue;
		*cursor = n + 1;
		return n;
	}
	*cursor = t->nodes[d->node].end;
	return IOP_NO_NODE;
}

/* The last address of a span; one that wraps ends with the address space. */
static uint64_t last_of(uint64_t base, uint64_t size)
{
	return base > UINT64_MAX - (size - 1) ? UINT64_MAX : base + (size - 1);
}

static void lower(struct iop_window *w, uint64_t last, enum iop_limit limit)
{
	if (last >= w->last)
		return;
	w->last = last;
	w->limit = limit;
}

uint32_t iop_page_size(const struct iop_plan *p)
{
	struct iop_cells soc = iop_prop(p->tree, 0, IOP_P_COMPATIBLE);

	if (p->view->target.page_size)
		return p->view->target.page_size;
	return iop_any_listed(p->view, p->view->facts->drivers, IOP_L_PAGE_16K_SOCS, soc) ?
	       16384 : 4096;
}

bool iop_window_top(const struct iop_plan *p, const struct iop_iommu *i,
		    struct iop_window *out)
{
	uint64_t bits, base, size, page;

	if (!i->driver)
		return false;
	page = iop_fact_of(p, i, IOP_K_PAGE_MIN, 4096);
	bits = iop_fact_of(p, i, IOP_K_IAS, 0);
	if (iop_page_size(p) == 65536)
		bits = iop_fact_of(p, i, IOP_K_IAS_64K, bits);
	if (!iop_aperture_read(p, i, &base, &size) && !bits)
		return false;
	if (iop_fact_of(p, i, IOP_K_PAGE_KERNEL, 0) && iop_page_size(p) > page)
		page = iop_page_size(p);
	/* The IOVA allocator never hands out page 0. */
	*out = (struct iop_window){
		.first = page,
		.last = bits && bits < 64 ? (UINT64_C(1) << bits) - 1 : UINT64_MAX,
	};
	if (size && base > out->first)
		out->first = base;
	if (size)
		lower(out, last_of(base, size), IOP_LIMIT_APERTURE);
	return true;
}

bool iop_window_read(const struct iop_plan *p, const struct iop_iommu *i,
		     const struct iop_dma *dma, struct iop_window *out)
{
	if (dma->nothing || !iop_window_top(p, i, out))
		return false;
	if (dma->limited && dma->size)
		lower(out, last_of(dma->base, dma->size), IOP_LIMIT_DMA_RANGES);
	return out->first <= out->last;
}

bool iop_window_cut(struct iop_window *w, const struct iop_iova *row)
{
	uint64_t last = last_of(row->base, row->size);

	if (!row->size || row->base > w->last || last < w->first)
		return false;
	if (row->base > w->first)
		w->first = row->base;
	if (last < w->last)
		w->last = last;
	return true;
}
