/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A plan written into the tree it was made of, as node /chosen/iommuplan, or
 * as an overlay that adds that node. schemas/iommuplan-v1.md says what stands
 * in it.
 *
 * The tree is copied in one pass around the node: nothing else in it moves,
 * neither __symbols__, nor memory reservations with their spare entries, nor
 * the boot CPU, and as many bytes stay free behind the last block as were. An
 * annotation that is there already is replaced. Hence annotating twice is the
 * same as once, and annotating for another kernel the same as annotating the
 * original for it.
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
	const struct iop_solution *solution;	/* whose plan it is, or NULL */
};

/*
 * iop_annotate - write the plan's tree with its annotation
 * @scratch: 4 bytes for each IOMMU are taken from it and given back
 * @buf: @size bytes, any alignment, apart from the plan's own blob
 * @needed: set to the bytes the whole result takes
 *
 * returns: 0; -IOP_ERR_NOSPACE where *@needed is more than @size, and @buf
 * then holds nothing usable, or, with *@needed 0, where @scratch is full or
 * the result is too large for the format; -IOP_ERR_BADHEADER where the memory
 * reservations have no end.
 */
int iop_annotate(const struct iop_annotation *n,
			    struct iop_arena *scratch, void *buf, size_t size,
			    size_t *needed);

/*
 * iop_annotate_overlay - the same node as a device tree overlay
 *
 * It targets /chosen by path, or the root for a tree without /chosen. It has
 * neither phandles nor symbols, so it applies to trees built without -@. An
 * overlay cannot delete: over an older annotation it leaves that one's nodes.
 */
int iop_annotate_overlay(const struct iop_annotation *n,
				    struct iop_arena *scratch, void *buf,
				    size_t size, size_t *needed);

#endif
