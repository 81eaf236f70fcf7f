/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Write a plan into its tree, as the node /chosen/iommuplan, or as an overlay
 * that adds this node. schemas/iommuplan-v1.md describes the format.
 *
 * The tree is copied in one pass around the node. Nothing else changes: not
 * __symbols__, the memory reservations and their spare entries, the boot CPU,
 * or the number of free bytes after the last block. An existing annotation is
 * replaced. Hence annotating twice gives the same bytes as annotating once, also
 * if the first annotation was for a different kernel.
 */
#ifndef IOP_ANNOTATE_H
#define IOP_ANNOTATE_H

#include "base/arena.h"
#include "base/error.h"
#include "plan/plan.h"
#include "solve/solve.h"

#define IOP_ANNOTATION_NODE "iommuplan"

struct iop_annotation {
	const struct iop_plan *plan;
	const char *generator;	/* program and version, "iommuplan 0.1.0" */
	const struct iop_solution *solution;	/* the solution that the plan is of, or NULL */
};

/*
 * iop_annotate - write the plan's tree with its annotation
 * @scratch: 4 bytes for each IOMMU are allocated from it and released
 * @buf: @size bytes with any alignment; must not overlap the plan's blob
 * @needed: set to the size of the result in bytes
 *
 * returns: 0; -IOP_ERR_NOSPACE if *@needed is greater than @size (the contents
 * of @buf are then unusable), or, with *@needed 0, if @scratch is full or the
 * result is too large for the format; -IOP_ERR_BADHEADER if the memory
 * reservation block is not terminated.
 */
int iop_annotate(const struct iop_annotation *n,
		 struct iop_arena *scratch, void *buf, size_t size,
		 size_t *needed);

/*
 * iop_annotate_overlay - the same node as a device tree overlay
 *
 * It targets /chosen by path, or the root for a tree without /chosen. It has
 * neither phandles nor symbols, so it applies to trees built without -@. An
 * overlay cannot delete: nodes of an older annotation remain.
 */
int iop_annotate_overlay(const struct iop_annotation *n,
			 struct iop_arena *scratch, void *buf,
			 size_t size, size_t *needed);

#endif
