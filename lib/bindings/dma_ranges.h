/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The addresses that a master can use on its bus, read as of_dma_get_range()
 * does, and reserved IOVAs. None of these affects the group.
 */
#ifndef IOP_DMA_RANGES_H
#define IOP_DMA_RANGES_H

#include "facts/view.h"
#include "fdt/address.h"
#include "fdt/tree.h"

struct iop_dma {
	bool limited;		/* a usable dma-ranges was found: base, size, offset hold */
	bool nothing;		/* limited to no address: its first range has size 0 */
	bool broken;		/* there are dma-ranges, but none can be translated */
	uint64_t base;		/* lowest DMA address */
	uint64_t size;		/* bytes from base to the end of the highest range */
	uint64_t offset;	/* CPU address - DMA address of the first range */
	uint32_t ranges;	/* number of ranges */
	bool coherent;
	uint32_t pool;		/* restricted-dma-pool it uses if it has no IOMMU, or IOP_NO_NODE */
};

#define IOP_BAD_ADDRESS UINT64_MAX	/* OF_BAD_ADDR */

/* Adjacent entries of dma-ranges are merged into one range. */
struct iop_dma_range {
	uint64_t dma, cpu, size;	/* cpu: IOP_BAD_ADDRESS if no bus above maps it */
	uint32_t row;			/* number of its first entry */
};

struct iop_dma_walk {
	const struct iop_tree *tree;
	uint32_t bus, row, flags;
	struct iop_bus_cells cells;
	struct iop_cells rows;
	struct iop_dma_range next;
	bool pending;
};

/* iop_dma_walk, iop_dma_range_next - walk the ranges of one bus, as
 * of_pci_range_parser_one() does. */
struct iop_dma_walk iop_dma_walk(const struct iop_tree *t, uint32_t bus);
bool iop_dma_range_next(struct iop_dma_walk *w, struct iop_dma_range *out);

/* iop_dma_read - read those of a platform device at @node, or (@behind) of the
 * devices behind a host at @node. */
void iop_dma_read(const struct iop_tree *t, const struct iop_view *v,
		  uint32_t node, bool behind, struct iop_dma *out);

/* One iommu-addresses entry of a region, for a given master. */
struct iop_resv {
	uint32_t region;	/* reserved-memory node */
	uint64_t base, size;	/* IOVA */
	bool direct;		/* equal to reg: mapped 1:1 */
};

/* iop_resv_next - walk them: *cursor starts at 0; false at the end. */
bool iop_resv_next(const struct iop_tree *t, uint32_t node, uint32_t *cursor,
		   struct iop_resv *out);

#endif
