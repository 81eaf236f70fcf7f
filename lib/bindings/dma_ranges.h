/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What a master's bus allows it to address, read as of_dma_get_range() does,
 * and the other properties of a master that never change its group.
 */
#ifndef IOP_DMA_RANGES_H
#define IOP_DMA_RANGES_H

#include "facts/view.h"
#include "fdt/address.h"
#include "fdt/tree.h"

struct iop_dma {
	bool limited;		/* a usable dma-ranges was found: base, size, offset hold */
	bool nothing;		/* limited to no address: its first range has size 0 */
	bool broken;		/* dma-ranges are there, but none translates */
	uint64_t base;		/* lowest DMA address */
	uint64_t size;		/* bytes from base to the end of the highest range */
	uint64_t offset;	/* CPU address - DMA address of the first range */
	uint32_t ranges;	/* how many */
	bool coherent;
	uint32_t pool;		/* restricted-dma-pool it uses if it has no IOMMU, or IOP_NO_NODE */
};

#define IOP_BAD_ADDRESS UINT64_MAX	/* OF_BAD_ADDR */

/* Rows of dma-ranges that go on where the one before ends are one range. */
struct iop_dma_range {
	uint64_t dma, cpu, size;	/* cpu: IOP_BAD_ADDRESS if no bus above has it */
	uint32_t row;			/* its first */
};

struct iop_dma_walk {
	const struct iop_tree *tree;
	uint32_t bus, row, flags;
	struct iop_bus_cells cells;
	struct iop_cells rows;
	struct iop_dma_range next;
	bool pending;
};

/* iop_dma_walk, iop_dma_range_next - those of one bus, as
 * of_pci_range_parser_one() takes them. */
struct iop_dma_walk iop_dma_walk(const struct iop_tree *t, uint32_t bus);
bool iop_dma_range_next(struct iop_dma_walk *w, struct iop_dma_range *out);

/* iop_dma_read - of a platform device at @node, or of the devices behind a
 * host at @node (@behind). */
void iop_dma_read(const struct iop_tree *t, const struct iop_view *v,
		  uint32_t node, bool behind, struct iop_dma *out);

/* One iommu-addresses row of a region that concerns a master. */
struct iop_resv {
	uint32_t region;	/* reserved-memory node */
	uint64_t base, size;	/* IOVA */
	bool direct;		/* reg is the same span: mapped 1:1 */
};

/* iop_resv_next - walk them: *cursor starts at 0; false at the end. */
bool iop_resv_next(const struct iop_tree *t, uint32_t node, uint32_t *cursor,
		   struct iop_resv *out);

#endif
