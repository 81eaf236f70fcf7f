/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Other properties of a master and its DMA. None of them affects a group; see
 * bindings/dma_ranges.h and bindings/msi.h for more.
 */
#ifndef IOP_TRAITS_H
#define IOP_TRAITS_H

#include "bindings/dma_ranges.h"
#include "model/model.h"

/*
 * iop_is_behind - does the device stand for those behind its node, a host? The
 * properties of the node are then about all of them, not about one device.
 */
static inline bool iop_is_behind(const struct iop_device *d)
{
	return d->requesters || d->host == d->node;
}

/* iop_dma_of - iop_dma_read() for a device; for a PCI function that of its host. */
void iop_dma_of(const struct iop_tree *t, const struct iop_view *v,
		const struct iop_device *d, struct iop_dma *out);

/* iop_traits_any - are there any traits? Reads no property. */
bool iop_traits_any(const struct iop_tree *t, const struct iop_device *d);

struct iop_traits {
	uint32_t pasid_bits;	/* pasid-num-bits, 0: none */
	uint32_t pci_domain;	/* linux,pci-domain of the host, or IOP_NONE */
	bool can_stall;		/* dma-can-stall */
	bool ats;		/* ats-supported on the host */
};

/* iop_traits_read - read those of the node; the last two only for devices behind a host. */
struct iop_traits iop_traits_read(const struct iop_tree *t,
				  const struct iop_device *d);

/* An entry of iommu-ranges: IOVAs that the device can use, for drivers that read it. */
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

/* What limits a window at its upper end. */
enum iop_limit {
	IOP_LIMIT_INPUT,	/* the IOMMU's input-bits */
	IOP_LIMIT_APERTURE,	/* less: its driver's aperture */
	IOP_LIMIT_DMA_RANGES,	/* less: dma-ranges of the master's bus */
	IOP_LIMIT_UNREAD,	/* it differs between the two kernels that were read */
};

/* iop_page_size - of the kernel, in bytes: as given, or the default for this SoC. */
uint32_t iop_page_size(const struct iop_plan *p);

/* The IOVAs that the kernel allocates from, at most. */
struct iop_window {
	uint64_t first, last;
	enum iop_limit limit;
};

/* iop_window_read - false if the facts of the driver of @i do not state it. */
bool iop_window_read(const struct iop_plan *p, const struct iop_iommu *i,
		     const struct iop_dma *dma, struct iop_window *out);

/* iop_window_top - the same for a master whose bus has no limit. */
bool iop_window_top(const struct iop_plan *p, const struct iop_iommu *i,
		    struct iop_window *out);

/* iop_window_cut - limit a window to one range; false if nothing is left. */
bool iop_window_cut(struct iop_window *w, const struct iop_iova *row);

#endif
