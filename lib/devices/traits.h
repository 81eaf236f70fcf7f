/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What else a tree says of a master and its DMA. None of it ever changes a
 * group; bindings/dma_ranges.h and bindings/msi.h have the rest.
 */
#ifndef IOP_TRAITS_H
#define IOP_TRAITS_H

#include "bindings/dma_ranges.h"
#include "model/model.h"

/*
 * iop_is_behind - is the entry about what is behind its node, a host? The node
 * has nothing to say of that device itself then, but of all of them.
 */
static inline bool iop_is_behind(const struct iop_device *d)
{
	return d->requesters || d->host == d->node;
}

/* iop_dma_of - iop_dma_read() of an entry: a PCI function's is its host's. */
void iop_dma_of(const struct iop_tree *t, const struct iop_view *v,
		const struct iop_device *d, struct iop_dma *out);

/* iop_traits_any - is there anything to tell? Without looking at a property. */
bool iop_traits_any(const struct iop_tree *t, const struct iop_device *d);

struct iop_traits {
	uint32_t pasid_bits;	/* pasid-num-bits, 0: none */
	uint32_t pci_domain;	/* linux,pci-domain of the host, or IOP_NONE */
	bool can_stall;		/* dma-can-stall */
	bool ats;		/* ats-supported on the host */
};

/* iop_traits_read - of the node; the last two only of what is behind a host. */
struct iop_traits iop_traits_read(const struct iop_tree *t,
				  const struct iop_device *d);

/* A row of iommu-ranges: IOVAs the device can use, for whoever reads them. */
struct iop_iova {
	uint64_t base, size;
};

/* iop_iommu_range_next - walk them: *rows starts at 0; false at the end. */
bool iop_iommu_range_next(const struct iop_tree *t, uint32_t node,
			  uint32_t *rows, struct iop_iova *out);

/*
 * iop_external_next - the next external-facing port behind a host, or the
 * function itself; *cursor starts at 0; IOP_NO_NODE at the end
 */
uint32_t iop_external_next(const struct iop_tree *t, const struct iop_device *d,
			   uint32_t *cursor);

/* What cuts a window at its upper end. */
enum iop_limit {
	IOP_LIMIT_INPUT,	/* the IOMMU's input-bits */
	IOP_LIMIT_APERTURE,	/* less: its driver's aperture */
	IOP_LIMIT_DMA_RANGES,	/* less: what the master's bus can address */
	IOP_LIMIT_UNREAD,	/* kernels around this one that were read differ in it */
};

/* iop_page_size - of the kernel: as told, or what is usual on this SoC. */
uint32_t iop_page_size(const struct iop_plan *p);

/* IOVAs the kernel hands out, at most. */
struct iop_window {
	uint64_t first, last;
	enum iop_limit limit;
};

/* iop_window_read - false where the facts of @i's driver do not tell. */
bool iop_window_read(const struct iop_plan *p, const struct iop_iommu *i,
		     const struct iop_dma *dma, struct iop_window *out);

/* iop_window_top - the same for a master whose bus limits nothing. */
bool iop_window_top(const struct iop_plan *p, const struct iop_iommu *i,
		    struct iop_window *out);

/* iop_window_cut - to one of the rows; false where nothing is left. */
bool iop_window_cut(struct iop_window *w, const struct iop_iova *row);

#endif
