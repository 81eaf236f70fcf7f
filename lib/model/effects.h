/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What happens to a master's DMA once boot is complete, and the reason. The slugs
 * are printed in JSON and TSV, where scripts match on them.
 */
#ifndef IOP_EFFECTS_H
#define IOP_EFFECTS_H

#include "model/reasons.h"

/* E(identifier, slug, in a table or list, as a clause) */
#define IOP_EFFECTS(E) \
	E(NONE, "none", "no device", "there is no device") \
	E(TRANSLATED, "translated", "translated", "its DMA is translated") \
	E(IDENTITY, "identity", "identity-mapped", "its DMA is identity-mapped") \
	E(BLOCKED, "blocked", "blocked", "its DMA is blocked") \
	E(FOREIGN, "foreign", "in another master's domain", \
	  "its DMA goes through the domain of another master") \
	E(OPEN, "open", "not translated", "its DMA is not translated") \
	E(FIRMWARE, "firmware", "as the boot loader configured the IOMMU", \
	  "what happens to its DMA depends on how the boot loader configured the IOMMU") \
	E(UNKNOWN, "unknown", "unknown", "what happens to its DMA is not known")

/* W(identifier, sentence, the fact that decides it: as in model/reasons.h) */
#define IOP_EFFECT_WHYS(W) \
	W(NOTHING, "", TREE) \
	W(DOMAIN, "it goes through the domain of its group", TREE) \
	W(PASSES, "the domain of its group is an identity domain", TREE) \
	W(EMPTY_TABLE, "this driver's identity domain is an empty page table", \
	  DRIVER(IDENTITY_EMPTY)) \
	W(NOT_WRITTEN, "attaching an identity domain does not write to this IOMMU at first, so it stays as the boot loader configured it", \
	  DRIVER(UNCLAIMED)) \
	W(NO_DOMAIN, "no domain is attached, and this is how the IOMMU handles such DMA", \
	  DRIVER(UNCLAIMED)) \
	W(NO_WINDOW, "its dma-ranges are outside of what the IOMMU translates: Linux keeps the domain, but maps nothing in it (iommu_dma_init_domain)", \
	  TREE) \
	W(OTHER_BASE, "the dma-ranges of the masters in its group begin at different addresses: only the first one that binds can use the domain", \
	  LINUX(DOMAIN_BASE)) \
	W(TABLES, "the driver allocates page tables anywhere, also in RAM that the IOMMU cannot address: DMA is translated only while no table is in such RAM", \
	  DRIVER(TABLES_ANYWHERE)) \
	W(TABLES_AND_RAM, "the driver allocates page tables anywhere, and the tree does not show whether the IOMMU can address all RAM; if it can, the DMA is translated", \
	  DRIVER(TABLES_ANYWHERE)) \
	W(MAYBE_NO_IDENTITY, "the driver attaches an identity domain only where a register of the IOMMU shows that it is supported, and the tree does not show that", \
	  DRIVER(IDENTITY_OPTIONAL)) \
	W(HOST_ONE_STREAM, "its PCI host may use one stream ID for all requesters: the driver leaves the host's table of stream IDs switched off", TREE) \
	W(HOST_TABLE, "the table of stream IDs that its host's driver fills from iommu-map lacks some of its requester IDs, or has wrong stream IDs for some", TREE) \
	W(SUPPLIER, "it is not known whether the suppliers of its IOMMU become available", TREE) \
	W(IOMMU_DISABLED, "no driver writes to a disabled IOMMU", TREE) \
	W(NO_DRIVER, "no driver writes to the IOMMU", TREE) \
	W(FAILS_EARLY, "the driver fails before it writes to the IOMMU", TREE) \
	W(FAILS_LATE, "this is how the driver leaves an IOMMU whose registration fails", \
	  DRIVER(FAILED_LATE)) \
	W(UNCLAIMED, "Linux does not claim its stream, and this is how the driver leaves unclaimed streams", \
	  DRIVER(UNCLAIMED)) \
	W(OTHERS_STREAM, "an entry of another master matches streams of this one, which use that master's domain; its other streams are unclaimed", TREE) \
	W(MAY_TAKE, "the driver has lost track of the streams in use, and this master may get a group when its own driver binds", \
	  DRIVER(DUPLICATE_UNDO)) \
	W(MAY_BE_TAKEN, "the driver has lost track of the streams in use, and another master may get its stream", \
	  DRIVER(DUPLICATE_UNDO)) \
	W(NO_IOMMU, "it is not behind an IOMMU", TREE) \
	W(WHICH_IOMMU, "the tree does not show which IOMMU it is behind", TREE) \
	W(PLACEHOLDER, "a boot loader has to fill in its iommu-map first", TREE) \
	W(UNREAD, "it differs between the last kernel version read before this one and the first one read after it", TREE) \
	W(SEVERAL, "the IOMMUs that it refers to handle it differently", TREE) \
	W(UNMANAGED, "its group's domain is left to the device's own driver", DRIVER(TYPE_BY_PROPERTY)) \
	W(TROUBLE, "the kernel hangs or crashes before that", TREE)

enum iop_effect {
#define IOP_EFFECT_ENUM(id, slug, words, text) IOP_EFFECT_##id,
	IOP_EFFECTS(IOP_EFFECT_ENUM)
#undef IOP_EFFECT_ENUM
	IOP_EFFECT_COUNT
};

enum iop_effect_why {
#define IOP_EFFECT_WHY_ENUM(id, text, by) IOP_EFFECT_BY_##id,
	IOP_EFFECT_WHYS(IOP_EFFECT_WHY_ENUM)
#undef IOP_EFFECT_WHY_ENUM
	IOP_EFFECT_WHY_COUNT
};

/* Never NULL. */
const char *iop_effect_slug(enum iop_effect e);
const char *iop_effect_words(enum iop_effect e);
const char *iop_effect_text(enum iop_effect e);
const char *iop_effect_why_text(enum iop_effect_why why);

/* iop_effect_by - the fact that decides it; DRIVER: that of the driver of the IOMMU. */
struct iop_decided_by iop_effect_by(enum iop_effect_why why);

#endif
