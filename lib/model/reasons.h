/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Why a master ends without an IOMMU, or an IOMMU without its masters. The
 * slugs are what JSON and TSV print; scripts match on them.
 */
#ifndef IOP_REASONS_H
#define IOP_REASONS_H

/* R(identifier, slug, text for people) */
#define IOP_REASONS(R) \
	R(NONE, "none", "") \
	/* the IOMMU node */ \
	R(IOMMU_DISABLED, "iommu-disabled", "the IOMMU is disabled") \
	R(IOMMU_NOT_CREATED, "iommu-not-created", "no device is made for the IOMMU's node") \
	R(NO_LINUX_DRIVER, "no-linux-driver", "no Linux driver knows this IOMMU") \
	R(NO_DRIVER_HERE, "driver-not-in-this-kernel", "this kernel version has no driver for this IOMMU") \
	R(NOT_BUILT, "driver-not-built", "the kernel configuration leaves the IOMMU driver out") \
	R(OTHER_DRIVER, "other-driver-first", "another IOMMU driver registers first, and this kernel takes only one") \
	R(OTHER_DRIVER_CRASH, "other-driver-crashes", "another IOMMU driver has claimed a bus first; this one's probe fails and leaves a freed IOMMU behind, on which this kernel can crash") \
	R(OTHER_VARIANT, "other-variant-first", "this driver takes only one kind of its IOMMU on this kernel") \
	R(DRIVER_BROKEN, "driver-broken", "this kernel's driver cannot bring this IOMMU up") \
	R(NO_GLOBAL_IRQS, "no-global-interrupts", "#global-interrupts is missing") \
	R(NO_CONTEXT_IRQ, "no-context-interrupt", "no context interrupt is left after #global-interrupts") \
	R(IOMMU_CELLS, "wrong-iommu-cells", "the driver refuses this #iommu-cells") \
	R(NO_LARB, "larb-missing", "a mediatek,larbs entry leads nowhere") \
	R(MISSING_PROPERTY, "missing-property", "a property the driver needs is missing") \
	R(BINDING_MIXED, "mixed-bindings", "mmu-masters and iommus are mixed; the first IOMMU decides") \
	R(LEGACY_OFF, "legacy-binding-off", "mmu-masters needs a Kconfig symbol that is off by default, and nothing says it is on") \
	R(MASTER_BREAKS, "master-breaks-iommu", "one master's error makes the whole IOMMU fail to probe") \
	R(NO_ROOT, "ipmmu-root-missing", "no IPMMU root is there for this one to hang on") \
	R(IS_ROOT, "ipmmu-root", "an IPMMU root serves no masters itself") \
	/* the master's iommus property */ \
	R(BAD_PHANDLE, "bad-phandle", "an entry points to no node") \
	R(EMPTY, "empty-iommus", "the property holds no usable entry") \
	R(NOT_IOMMU, "not-an-iommu", "an entry's target has no #iommu-cells") \
	R(SHORT, "short-specifier", "an entry has too few cells") \
	R(IOMMU_FAILS, "iommu-fails-to-probe", "the IOMMU fails to probe") \
	R(MIXED_DRIVERS, "different-drivers", "entries lead to IOMMUs of different drivers") \
	R(SEVERAL, "several-instances", "this driver takes entries of one instance only") \
	R(TOO_MANY, "too-many-instances", "more IOMMU instances than the driver takes") \
	R(NO_XLATE, "driver-cannot-translate", "the driver of this kernel cannot read iommus entries") \
	R(ID_RANGE, "id-out-of-range", "an ID is out of range") \
	R(NOT_ALLOWED, "not-on-allow-list", "the driver serves only the masters on its own list") \
	R(LARBS_DIFFER, "several-larbs", "IDs of several larbs in one master") \
	R(LARB_UNKNOWN, "larb-not-listed", "the ID's larb is not among mediatek,larbs, or disabled") \
	R(NO_REGION, "no-iova-region", "no IOVA region covers the master") \
	R(DUPLICATE, "duplicate-stream", "another master has this stream ID already") \
	R(DUPLICATE_CRASH, "duplicate-stream-crashes", "another master has this stream ID already: this kernel stops with a BUG when the second attaches") \
	R(FOREIGN, "group-of-other-driver", "its bus puts it into a group whose domain is another IOMMU driver's, which this one refuses") \
	R(FOREIGN_CRASH, "group-of-other-driver-crashes", "its bus puts it into a group whose domain is another IOMMU driver's: this kernel refuses that, and crashes on that domain as it lets go of the device") \
	R(MATCH_CONFLICT, "stream-match-conflict", "an ID and mask overlap another entry without being part of it") \
	R(NO_MATCH_LEFT, "no-stream-match-left", "no stream-match entry is left") \
	R(NO_CONTEXT, "no-context-left", "no context bank is left") \
	R(GROUP_CONFLICT, "group-conflict", "its IDs belong to different groups already") \
	/* whether a device exists, and on which bus */ \
	R(NOT_DEVICE, "not-a-device", "Linux makes no device of this node") \
	R(PCI_CHILD, "pci-child", "iommus below a PCI host is never read; PCI uses the host's iommu-map") \
	R(BUS_UNSERVED, "bus-not-served", "the IOMMU driver does not serve this bus on this kernel") \
	/* iommu-map */ \
	R(MAP_LENGTH, "bad-iommu-map-length", "iommu-map has an odd length") \
	R(MAP_BASE, "iommu-map-mask-ignores-base", "a scanned row has base bits outside iommu-map-mask") \
	R(MAP_UNMATCHED, "iommu-map-no-row", "no row of iommu-map covers these requester IDs") \
	R(ALIAS_UNMATCHED, "iommu-map-no-row-for-alias", "no row of iommu-map covers another requester ID its requests carry") \
	R(MAP_PLACEHOLDER, "iommu-map-placeholder", "iommu-map holds only rows of length 0, which a boot loader has to replace") \
	R(MAP_WIDE, "iommu-map-range-of-wide-ids", "a row of more than one ID has a specifier of more than one cell") \
	R(MAP_NO_BUS, "iommu-map-unused", "no bus of this kernel reads this node's iommu-map") \
	R(NO_DMA_RANGES, "no-dma-ranges", "the bus reads the IOMMU only below a usable dma-ranges")

enum iop_reason {
#define IOP_REASON_ENUM(id, slug, text) IOP_R_##id,
	IOP_REASONS(IOP_REASON_ENUM)
#undef IOP_REASON_ENUM
	IOP_REASON_COUNT
};

/* Never NULL. */
const char *iop_reason_slug(enum iop_reason r);
const char *iop_reason_text(enum iop_reason r);

#endif
