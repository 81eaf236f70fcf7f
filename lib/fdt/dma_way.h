/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The nodes that DMA goes through: parents, or where an interconnect called
 * "dma-mem" leads.
 */
#ifndef IOP_DMA_WAY_H
#define IOP_DMA_WAY_H

#include "fdt/tree.h"

/* Answers by node, of a tree with interconnects: these can lead anywhere, so
 * that a way is as long as the tree, and many nodes have it in common. */
struct iop_dma_ways {
	uint32_t *via;		/* the next node where it is not the parent, or IOP_NO_NODE */
	uint32_t *ranges;	/* see iop_dma_ranges_from() */
	uint8_t *coherent;	/* bit 1: dma-coherent is first; bit 2: dma-noncoherent counts */
};

/* iop_dma_ways_build - false when the arena is full. */
bool iop_dma_ways_build(struct iop_tree *t, struct iop_arena *a);

/* iop_dma_parent - the next node on the way; IOP_NO_NODE behind the root. */
uint32_t iop_dma_parent(const struct iop_tree *t, uint32_t node);

/*
 * iop_dma_ranges_from - the first non-empty dma-ranges from @node on; a node
 * without any ends the way
 * returns: the node that has it, or IOP_NO_NODE.
 */
uint32_t iop_dma_ranges_from(const struct iop_tree *t, uint32_t node);

/* iop_dma_coherent_from - is dma-coherent what comes first from @node on?
 * @noncoherent: dma-noncoherent is read too */
bool iop_dma_coherent_from(const struct iop_tree *t, uint32_t node, bool noncoherent);

#endif
