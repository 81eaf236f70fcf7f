/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * One default domain for several masters of an IOMMU: the edits that put them into
 * one group, regardless of probe order, without a change to any other group.
 *
 * Only SMMUv1 and v2 support this. A master whose stream IDs match entries of a group
 * joins that group, so all of them are made to use the same entries. The edits, in
 * order of preference:
 *
 *  - stream-match-mask on the SMMU, if one entry is enough and the mask, which
 *    applies to every master of the instance, adds no other master to the group;
 *  - specifiers of two cells, ID and mask: each master lists all entries. Other
 *    masters of the instance get a mask of 0, which changes nothing for them;
 *  - specifiers of one cell: each master lists the IDs of all. This needs as many
 *    entries as before, but no mask.
 *
 * Devices behind a PCI host can share only if one entry matches all of them.
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
	R(DRIVER, "driver-cannot-share", "this driver does not form groups by the stream IDs in the tree") \
	R(INACTIVE, "iommu-inactive", "the IOMMU is not active on this kernel") \
	R(LEGACY, "legacy-binding", "mmu-masters has to be converted to iommus first") \
	R(STREAMLESS, "no-stream", "a master has no usable stream ID at this IOMMU") \
	R(ISOLATED, "must-be-isolated", "a master has to be the only member of its group") \
	R(FORCED, "forced-type", "the driver requires a domain type for one of the masters, which the whole group would get") \
	R(SAME_STREAM, "stream-of-another", "a master that must not share has one of the stream IDs") \
	R(RESERVED, "reserved-stream", "one of the stream IDs is reserved") \
	R(INSTANCES, "several-instances", "a master refers to a second IOMMU, for which its IDs would change") \
	R(PCI, "pci-host", "devices behind a PCI host can share only if one entry matches them all, and none does") \
	R(ENTRIES, "too-many-entries", "more stream-match entries would be needed than there can be") \
	R(WINDOW, "dma-windows-differ", "this kernel accepts only one lowest DMA address in a domain, and those of the masters differ")

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
	IOP_SHARE_BY_NOTHING,	/* they already share: no edits */
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
	const bool *isolated;		/* by device index: must not share; NULL: none */
	const struct iop_id_range *reserved;	/* IDs that no entry may match */
	uint32_t n_reserved;
	uint32_t mask_bits;		/* number of ID bits that entries can ignore */
	uint32_t entries_max;		/* number of entries of the hardware; 0: not known */
	struct iop_share_room *room;	/* for the plan; NULL: it is made, and left in the arena */
};

/* The tree does not describe the number of mask bits; most hardware has 15. */
#define IOP_SHARE_MASK_BITS 0x7fffu

struct iop_share {
	uint8_t why;			/* enum iop_share_why: refused unless OK */
	uint8_t by;			/* enum iop_share_by */
	uint32_t subject;		/* device that is the obstacle, or IOP_NONE */
	uint32_t *members;		/* indices of the devices that share, and lose
					 * isolation from each other */
	uint32_t n_members;
	struct iop_fold fold;		/* the entries */
};

/*
 * iop_share_edits - add the edits to @e
 *
 * The plan must be that of e->tree. Edits already in @e are kept: the function can be
 * called for several sets of one instance, and for several instances, if no master is
 * in two sets.
 *
 * returns: false if the arena is full. Nothing is added to @e if it is not possible
 * (out->why).
 */
bool iop_share_edits(const struct iop_share_ask *ask, struct iop_share *out,
		     struct iop_edits *e, struct iop_arena *a);

#endif
