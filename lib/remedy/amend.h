/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Edits of a tree, other than sharing, that a policy can request. None of them is
 * made without a request.
 *
 * Each function adds edits to a list for plan->tree, or adds none and sets the
 * reason. All return false only if the arena is full.
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
	R(WINDOW, "outside-dma-ranges", "the display's bus cannot address the framebuffer") \
	R(NOT_ONLY_IOMMU, "not-only-an-iommu", "the node is more than an IOMMU, and all of it would be disabled") \
	R(DIFFERS, "not-the-same", "the stream IDs of the master or the members of its group would change") \
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
	uint32_t node;		/* the node that is the obstacle, or IOP_NO_NODE */
};

/*
 * iop_amend_migrate - replace mmu-masters of every SMMU by iommus of the masters, or
 * by iommu-map of a PCI host, whose stream IDs were its requester IDs
 *
 * Kernels read the new binding without a Kconfig symbol, and give its masters
 * DMA domains. An overlay cannot do this, as mmu-masters has to be deleted.
 */
bool iop_amend_migrate(const struct iop_plan *p, struct iop_amend *out,
		       struct iop_edits *e, struct iop_arena *a);

/*
 * iop_amend_same - check a migration: does every master in mmu-masters keep its
 * stream IDs, its IOMMU and the other members of its group?
 * @before: must be made with target.legacy_built IOP_CONFIG_YES, to have groups
 * @after: the plan of the edited tree
 * @device: set to the first device in @before that differs
 *
 * returns: false if one differs, or if the arena is full (*@device is IOP_NONE).
 */
bool iop_amend_same(const struct iop_plan *before, const struct iop_plan *after,
		    uint32_t *device, struct iop_arena *scratch);

/*
 * iop_amend_scanout - keep the memory of a boot loader's framebuffer mapped 1:1 for
 * the display that reads it, until the driver of the display takes over
 * @framebuffer: an enabled simple-framebuffer
 * @display: node of the master; IOP_NO_NODE: from the framebuffer's property
 *
 * The memory's region gets iommu-addresses, and the display a memory-region that
 * refers to it. A driver that uses memory-region for a pool of its own fails with a
 * region that is not one: the author of the policy has to know this.
 */
bool iop_amend_scanout(const struct iop_plan *p, uint32_t framebuffer,
		       uint32_t display, struct iop_amend *out,
		       struct iop_edits *e, struct iop_arena *a);

/* iop_framebuffer_next - the next simple-framebuffer after *@node, which starts at 0;
 * false at the end. */
bool iop_framebuffer_next(const struct iop_tree *t, uint32_t *node);

/*
 * iop_amend_off - disable the IOMMU
 *
 * Its masters are then not translated; whether their DMA passes depends on how the
 * boot loader configured the hardware, to which Linux no longer writes.
 */
bool iop_amend_off(const struct iop_plan *p, uint32_t iommu, struct iop_amend *out,
		   struct iop_edits *e, struct iop_arena *a);

/* iop_amend_bootargs - set /chosen/bootargs to @text, which is in the arena or
 * constant. A boot loader that sets the property overwrites it. */
bool iop_amend_bootargs(const struct iop_plan *p, const char *text,
			struct iop_amend *out, struct iop_edits *e,
			struct iop_arena *a);

#endif
