/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * One default domain for several masters of an IOMMU: the edits after which
 * they are one group, whatever the order in which they come, and everybody
 * else's group is as it was.
 *
 * SMMUv1 and v2 alone allow it. A master that finds its stream IDs in entries
 * of a group joins that group; so all of them are made to name the same
 * entries. What is edited, in this order of preference:
 *
 *  - stream-match-mask on the SMMU, if one entry does and the mask, which then
 *    holds for every master of the instance, joins nobody else;
 *  - specifiers of two cells, ID and mask: each master lists all entries. Other
 *    masters of the instance get a mask of 0 that changes nothing for them;
 *  - specifiers as they are: each master lists the IDs of all. That takes as
 *    many entries as before, but no mask.
 *
 * What is behind a PCI host can only share by one entry for all of it.
 */
#ifndef IOP_SHARE_H
#define IOP_SHARE_H

#include "fdt/edit/edit.h"
#include "cover/cover.h"
#include "plan/plan.h"
#include "remedy/share_room.h"

/* R(identifier, slug, text for people) */
#define IOP_SHARE_WHYS(R) \
	R(OK, "ok", "") \
	R(DRIVER, "driver-cannot-share", "groups of this driver do not follow from stream IDs in the tree") \
	R(INACTIVE, "iommu-inactive", "the IOMMU is not in use on this kernel") \
	R(LEGACY, "legacy-binding", "mmu-masters has to be converted to iommus first") \
	R(STREAMLESS, "no-stream", "a master has no usable stream ID at this IOMMU") \
	R(ISOLATED, "must-be-isolated", "a master has to stay alone in its group") \
	R(FORCED, "forced-type", "the driver requires a type for one of the masters, and the whole group would get it") \
	R(SAME_STREAM, "stream-of-another", "a master that must not share has one of the stream IDs") \
	R(RESERVED, "reserved-stream", "one of the stream IDs is reserved") \
	R(INSTANCES, "several-instances", "a master refers to a second IOMMU, for which its IDs would change") \
	R(PCI, "pci-host", "devices behind a PCI host can share only if one entry matches them all, and none does") \
	R(ENTRIES, "too-many-entries", "more stream-match entries would be needed than there can be") \
	R(WINDOW, "dma-windows-differ", "this kernel accepts one lowest DMA address for a domain, and theirs differ")

enum iop_share_why {
#define IOP_SHARE_ENUM(id, slug, text) IOP_SHARE_##id,
	IOP_SHARE_WHYS(IOP_SHARE_ENUM)
#undef IOP_SHARE_ENUM
	IOP_SHARE_WHY_COUNT
};

/* Never NULL. */
const char *iop_share_slug(enum iop_share_why why);
const char *iop_share_text(enum iop_share_why why);

enum iop_share_by {
	IOP_SHARE_BY_NOTHING,	/* they share already: no edits */
	IOP_SHARE_BY_PROPERTY,	/* stream-match-mask */
	IOP_SHARE_BY_MASKS,	/* two cells */
	IOP_SHARE_BY_IDS,	/* all IDs in every list */
};

struct iop_id_range {
	uint32_t first, last;	/* inclusive */
};

struct iop_share_ask {
	const struct iop_plan *plan;
	uint32_t iommu;			/* index */
	const bool *members;		/* by device index; NULL: all of the instance */
	const bool *isolated;		/* by device index: alone or refuse; NULL: none */
	const struct iop_id_range *reserved;	/* IDs no entry may match */
	uint32_t n_reserved;
	uint32_t mask_bits;		/* that entries can ignore; 0: none at all */
	uint32_t entries_max;		/* the hardware has; 0: not known */
	struct iop_share_room *room;	/* of the plan; NULL: made, and left in the arena */
};

/* What a tree cannot tell and most hardware has: 15 bits of mask. */
#define IOP_SHARE_MASK_BITS 0x7fffu

struct iop_share {
	uint8_t why;			/* enum iop_share_why: refused unless OK */
	uint8_t by;			/* enum iop_share_by */
	uint32_t subject;		/* device that stands in the way, or IOP_NONE */
	uint32_t *members;		/* device indices: who is in it, hence loses
					 * isolation from the others */
	uint32_t n_members;
	struct iop_fold fold;		/* the entries */
};

/*
 * iop_share_edits - add the edits to @e
 *
 * The plan is that of e->tree. Edits already in @e are kept: several sets of
 * one instance, and several instances, can be asked for one after the other,
 * as long as the sets have no master in common.
 *
 * returns: false where the arena is full. Nothing is added to @e where it is
 * refused (out->why).
 */
bool iop_share_edits(const struct iop_share_ask *ask, struct iop_share *out,
		     struct iop_edits *e, struct iop_arena *a);

#endif
