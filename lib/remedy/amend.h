/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Edits of a tree that a policy can ask for besides sharing. None of them is
 * ever made unasked.
 *
 * Each function adds to a list of edits for plan->tree, or adds nothing and
 * says why not. All return false only where the arena is full.
 */
#ifndef IOP_AMEND_H
#define IOP_AMEND_H

#include "fdt/edit/edit.h"
#include "plan/plan.h"

/* R(identifier, slug, text for people) */
#define IOP_AMEND_WHYS(R) \
	R(OK, "ok", "") \
	R(NOTHING, "nothing-to-do", "the tree has nothing to which this applies") \
	R(KERNEL, "kernel-cannot", "this kernel does not read what the edit would write") \
	R(DANGLING, "dangling-master", "mmu-masters refers to a node that does not exist, or that has no #stream-id-cells") \
	R(CELLS, "iommu-cells", "#iommu-cells exists already, and has too few cells for the stream IDs") \
	R(MAP_THERE, "iommu-map-there", "the PCI host has an iommu-map already") \
	R(NO_DISPLAY, "no-display", "the framebuffer does not refer to a display that is a master") \
	R(NO_MEMORY, "no-framebuffer-memory", "the framebuffer's memory is not within one region") \
	R(WINDOW, "outside-dma-ranges", "the display's bus does not reach the framebuffer") \
	R(NOT_ONLY_IOMMU, "not-only-an-iommu", "the node is not only an IOMMU, and all of it would be disabled") \
	R(DIFFERS, "not-the-same", "the master would have other streams, or other members in its group") \
	R(TOO_LONG, "too-long", "the command line would be too long for this kernel")

enum iop_amend_why {
#define IOP_AMEND_ENUM(id, slug, text) IOP_AMEND_##id,
	IOP_AMEND_WHYS(IOP_AMEND_ENUM)
#undef IOP_AMEND_ENUM
	IOP_AMEND_WHY_COUNT
};

/* Never NULL. */
const char *iop_amend_slug(enum iop_amend_why why);
const char *iop_amend_text(enum iop_amend_why why);

struct iop_amend {
	uint8_t why;		/* enum iop_amend_why: refused unless OK */
	uint32_t node;		/* which stands in the way, or IOP_NO_NODE */
};

/*
 * iop_amend_migrate - mmu-masters of every SMMU becomes iommus of the masters,
 * or iommu-map of a PCI host, whose stream IDs were its requester IDs
 *
 * Kernels read the new binding without a Kconfig symbol, and give its masters
 * DMA domains. An overlay cannot do it: mmu-masters has to go.
 */
bool iop_amend_migrate(const struct iop_plan *p, struct iop_amend *out,
		       struct iop_edits *e, struct iop_arena *a);

/*
 * iop_amend_same - the proof: does every master that mmu-masters named before
 * have the same stream IDs after, at the same IOMMU, and the same group-mates?
 * @before: made with target.legacy_built IOP_CONFIG_YES, or it has no groups
 * @after: of the edited tree
 * @device: set to the first in @before that differs
 *
 * returns: false where one does, or the arena is full (*@device IOP_NONE).
 */
bool iop_amend_same(const struct iop_plan *before, const struct iop_plan *after,
		    uint32_t *device, struct iop_arena *scratch);

/*
 * iop_amend_scanout - what a boot loader's framebuffer shows stays mapped 1:1
 * for the display that reads it, until its driver takes over
 * @framebuffer: an enabled simple-framebuffer
 * @display: node of the master, or IOP_NO_NODE: as the framebuffer says
 *
 * The memory's region gets iommu-addresses, and the display a memory-region
 * that leads there. A driver that takes memory-region for a pool of its own
 * refuses a region that is none: who asks for the edit has to know it.
 */
bool iop_amend_scanout(const struct iop_plan *p, uint32_t framebuffer,
		       uint32_t display, struct iop_amend *out,
		       struct iop_edits *e, struct iop_arena *a);

/* iop_framebuffer_next - the next such node after *@node, which starts at 0;
 * false at the end. */
bool iop_framebuffer_next(const struct iop_tree *t, uint32_t *node);

/*
 * iop_amend_off - the IOMMU is disabled
 *
 * Its masters are not translated then; whether their DMA passes is up to what
 * the boot loader made of the hardware, which Linux no longer touches.
 */
bool iop_amend_off(const struct iop_plan *p, uint32_t iommu, struct iop_amend *out,
		   struct iop_edits *e, struct iop_arena *a);

/* iop_amend_bootargs - /chosen/bootargs becomes @text, which lives in the arena
 * or is constant. A boot loader that sets it overwrites that. */
bool iop_amend_bootargs(const struct iop_plan *p, const char *text,
			struct iop_amend *out, struct iop_edits *e,
			struct iop_arena *a);

#endif
