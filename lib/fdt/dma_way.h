/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The nodes that DMA passes: the parents, or the target of the interconnect named
 * "dma-mem".
 */
#ifndef IOP_DMA_WAY_H
#define IOP_DMA_WAY_H

#include "fdt/tree.h"

/* A cache by node, for a tree with interconnects: as these can refer to any node, a
 * path can be as long as the tree, and be shared by many nodes. */
struct iop_dma_ways {
	uint32_t *via;		/* the next node if it is not the parent, or IOP_NO_NODE */
	uint32_t *ranges;	/* see iop_dma_ranges_from() */
	uint8_t *coherent;	/* iop_dma_coherent_from(): bit 1, bit 2 for @noncoherent */
};

/* iop_dma_ways_build - make it; false if the arena is full. */
bool iop_dma_ways_build(struct iop_tree *t, struct iop_arena *a);

/* iop_dma_parent - the next node on the path; IOP_NO_NODE after the root. */
uint32_t iop_dma_parent(const struct iop_tree *t, uint32_t node);

/*
 * iop_dma_ranges_from - the first non-empty dma-ranges from @node on; a node
 * without the property ends the path
 * returns: the node that has it, or IOP_NO_NODE.
 */
uint32_t iop_dma_ranges_from(const struct iop_tree *t, uint32_t node);

/* iop_dma_coherent_from - does dma-coherent come first from @node on?
 * @noncoherent: dma-noncoherent is read as well */
bool iop_dma_coherent_from(const struct iop_tree *t, uint32_t node, bool noncoherent);

#endif
