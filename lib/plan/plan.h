/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The library's front door: a tree and a kernel in, a plan out.
 *
 *	iop_tree_index()  blob   -> tree
 *	iop_view_build()  facts  -> what this kernel does
 *	iop_plan_make()   both   -> IOMMUs, masters, groups, default domains
 */
#ifndef IOP_PLAN_H
#define IOP_PLAN_H

#include "bindings/dma_ranges.h"
#include "model/model.h"

struct iop_functions;

/* The kernel's global choice, and what made it. */
struct iop_defaults {
	uint8_t type;		/* enum iop_word: IOP_W_DMA, IOP_W_IDENTITY */
	uint8_t flush;		/* IOP_W_STRICT, IOP_W_LAZY */
	bool type_set;		/* by iommu.passthrough= on the command line */
	bool flush_set;		/* by iommu.strict= */
	uint8_t arch;		/* IOP_ARCH_ARM or IOP_ARCH_ARM64 */
	bool arch_guessed;	/* from the tree's cpus, not told */
	const char *bootargs;	/* what was read, or "" */
};

struct iop_plan {
	const struct iop_tree *tree;
	const struct iop_view *view;
	struct iop_defaults defaults;
	struct iop_iommu *iommus;	/* in the order of the tree */
	uint32_t n_iommus;
	struct iop_device *devices;	/* in the order of the tree */
	uint32_t n_devices;
	struct iop_stream *streams;
	uint32_t n_streams;
	struct iop_range *ranges;
	uint32_t n_ranges;
	struct iop_group *groups;	/* in the order of their first device */
	uint32_t n_groups;
	const struct iop_functions *pci;	/* what a dump told, or NULL */
};

/* iop_plan_make - IOP_E_OK, or IOP_E_NO_ROOM with nothing usable in @p. */
enum iop_error iop_plan_make(struct iop_plan *p, const struct iop_tree *t,
			     const struct iop_view *v, struct iop_arena *a);

/* iop_is_translated - does DMA of the group's masters go through translation by
 * default? (On 32-bit ARM that is more than the domain type tells.) */
bool iop_is_translated(const struct iop_group *g);

#endif
