/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Why a master has no IOMMU, or an IOMMU no masters. The slugs are printed in JSON and
 * TSV, where scripts match on them.
 */
#ifndef IOP_REASONS_H
#define IOP_REASONS_H

#include <stdbool.h>

#include "facts/words.h"

/*
 * R(identifier, slug, text for people, properties, the fact that decides it)
 *
 * To add a reason, add one row. Its properties are any of:
 *
 * PROVIDER	about the IOMMU or its driver; a finding about that reports it
 * LIST		an iommus property that cannot be read further
 * REFUSED	of_xlate(), or a check before it, rejects the whole master
 * MAP		about iommu-map, which has rules of its own
 * OWN_RULE	reported by a rule about streams or scarce resources
 * DEFECT	an error on this kernel, not merely no IOMMU
 * FATAL	on kernels that group at registration, the whole instance fails:
 *		iommu_device_register() does not ignore the error
 * INHERITED	masters of an IOMMU that fails like this get the same reason
 * FIXABLE	edits of the tree can get the master a group
 * NO_DEVICE	Linux has no device that could be a master
 *
 * The fact is TREE (only the tree decides), LINUX(key) or DRIVER(key).
 */
#define IOP_REASONS(R) \
	R(NONE, "none", "", \
	  NOTHING, TREE) \
	/* the IOMMU node */ \
	R(IOMMU_DISABLED, "iommu-disabled", "the IOMMU is disabled", \
	  NOTHING, TREE) \
	R(IOMMU_NOT_CREATED, "iommu-not-created", "Linux creates no device for the IOMMU's node", \
	  PROVIDER | INHERITED, TREE) \
	R(NO_LINUX_DRIVER, "no-linux-driver", "no Linux driver supports this IOMMU", \
	  PROVIDER, TREE) \
	R(NO_DRIVER_HERE, "driver-not-in-this-kernel", "this kernel version has no driver for this IOMMU", \
	  PROVIDER, TREE) \
	R(NOT_BUILT, "driver-not-built", "this kernel configuration does not build the IOMMU driver", \
	  PROVIDER, TREE) \
	R(INITCALL_SKIPPED, "initcall-blacklisted", "initcall_blacklist= names the function that registers the IOMMU driver, so there is no driver", \
	  PROVIDER, TREE) \
	R(OTHER_DRIVER, "other-driver-first", "another IOMMU driver registers first, and this kernel accepts only one", \
	  PROVIDER | INHERITED, LINUX(DRIVER_SCOPE)) \
	R(OTHER_DRIVER_CRASH, "other-driver-crashes", "another IOMMU driver has claimed a bus first; the probe of this IOMMU fails and leaves a freed struct iommu_device registered, whose later use can crash this kernel", \
	  PROVIDER | INHERITED, TREE) \
	R(OTHER_VARIANT, "other-variant-first", "this kernel's driver supports only one variant of its IOMMU at a time", \
	  PROVIDER | INHERITED, DRIVER(ONE_VARIANT)) \
	R(DRIVER_BROKEN, "driver-broken", "this kernel's driver fails to probe this IOMMU", \
	  NOTHING, TREE) \
	R(NO_GLOBAL_IRQS, "no-global-interrupts", "#global-interrupts is missing", \
	  NOTHING, DRIVER(NEEDS_GLOBAL_IRQS)) \
	R(NO_CONTEXT_IRQ, "no-context-interrupt", "no context interrupt remains after #global-interrupts", \
	  NOTHING, DRIVER(NEEDS_GLOBAL_IRQS)) \
	R(IOMMU_CELLS, "wrong-iommu-cells", "the driver rejects this #iommu-cells", \
	  NOTHING, DRIVER(CELLS)) \
	R(NO_LARB, "larb-missing", "an entry of mediatek,larbs is invalid, or all of its larbs (local arbiters) are disabled", \
	  NOTHING, DRIVER(NEEDS_LARBS)) \
	R(MISSING_PROPERTY, "missing-property", "a property that the driver requires is missing", \
	  NOTHING, TREE) \
	R(BINDING_MIXED, "mixed-bindings", "mmu-masters and iommus are mixed; the first IOMMU to probe decides which of them is used", \
	  NOTHING, DRIVER(LEGACY)) \
	R(SUPPLIER_NEVER, "supplier-never-comes", "a supplier never becomes available, so the IOMMU is never probed", \
	  NOTHING, TREE) \
	R(SUPPLIER_FAILS, "supplier-missing", "a resource that the IOMMU's driver requires never becomes available, so its probe fails", \
	  NOTHING, TREE) \
	R(SUPPLIER_LATE, "supplier-late", "a supplier becomes available only when a module is loaded, but the IOMMU's driver probes only when it registers", \
	  NOTHING, DRIVER(NO_DEFERRAL)) \
	R(LEGACY_OFF, "legacy-binding-off", "mmu-masters requires a Kconfig option that is off by default and not known to be set", \
	  PROVIDER, DRIVER(LEGACY)) \
	R(MASTER_BREAKS, "master-breaks-iommu", "an error of one master makes the whole IOMMU fail to probe", \
	  NOTHING, LINUX(REGISTER_ERROR)) \
	R(IS_MASTER, "iommu-is-a-master", "it is itself a master of another IOMMU: the sysfs link to that IOMMU and its own sysfs directory would have the same name", \
	  DEFECT, TREE) \
	R(NO_ROOT, "ipmmu-root-missing", "there is no enabled main IPMMU (root)", \
	  NOTHING, TREE) \
	R(IS_ROOT, "ipmmu-root", "the main IPMMU (root) has no masters of its own", \
	  NOTHING, DRIVER(ROOTS)) \
	/* the master's iommus property */ \
	R(BAD_PHANDLE, "bad-phandle", "an entry refers to a node that does not exist", \
	  LIST | MAP | DEFECT, TREE) \
	R(EMPTY, "empty-iommus", "the property has no usable entry", \
	  LIST | DEFECT, TREE) \
	R(NOT_IOMMU, "not-an-iommu", "an entry refers to a node without #iommu-cells", \
	  LIST | MAP, TREE) \
	R(SHORT, "short-specifier", "an entry has too few cells", \
	  LIST | DEFECT, TREE) \
	R(IOMMU_FAILS, "iommu-fails-to-probe", "the IOMMU fails to probe", \
	  PROVIDER | DEFECT, TREE) \
	R(IOMMU_DEFERRED, "iommu-deferred", "the IOMMU's probe is deferred forever", \
	  PROVIDER | DEFECT, TREE) \
	R(MIXED_DRIVERS, "different-drivers", "entries refer to IOMMUs of different drivers", \
	  REFUSED | DEFECT, TREE) \
	R(SEVERAL, "several-instances", "this driver accepts entries of one instance only", \
	  REFUSED | DEFECT, DRIVER(SEVERAL)) \
	R(TOO_MANY, "too-many-instances", "more IOMMU instances than the driver accepts", \
	  REFUSED | DEFECT, DRIVER(INSTANCES_MAX)) \
	R(NO_XLATE, "driver-cannot-translate", "this kernel's driver does not implement of_xlate, so no iommus entry can refer to this IOMMU", \
	  PROVIDER, DRIVER(XLATE)) \
	R(ID_RANGE, "id-out-of-range", "an ID is out of range", \
	  REFUSED | DEFECT, DRIVER(ID_LIMIT)) \
	R(NOT_ALLOWED, "not-on-allow-list", "the driver accepts only masters on its allow list, and this one is not on it", \
	  PROVIDER, DRIVER(ALLOW_LIST)) \
	R(LARBS_DIFFER, "several-larbs", "the master's IDs belong to more than one larb", \
	  REFUSED | DEFECT | FATAL, DRIVER(ONE_LARB)) \
	R(LARB_UNKNOWN, "larb-not-listed", "the larb of an ID is disabled or not listed in mediatek,larbs", \
	  REFUSED | DEFECT | FATAL, DRIVER(NEEDS_LARBS)) \
	R(NO_REGION, "no-iova-region", "the driver has no IOVA region for the master", \
	  REFUSED | DEFECT | FATAL, DRIVER(REGION_BY)) \
	R(DUPLICATE, "duplicate-stream", "another master already has this stream ID", \
	  DEFECT | FIXABLE | OWN_RULE, DRIVER(DUPLICATE_ID)) \
	R(DUPLICATE_CRASH, "duplicate-stream-crashes", "another master already has this stream ID: this kernel hits a BUG() when the second one attaches", \
	  OWN_RULE, DRIVER(DUPLICATE_ID)) \
	R(REPEATED, "repeated-stream", "one of its stream IDs occurs twice, which this kernel's driver rejects", \
	  REFUSED | DEFECT, DRIVER(REPEATED_ID)) \
	R(DUPLICATE_LOST, "duplicate-stream-forgotten", "another master already has this stream ID, and this master also repeats one of its own IDs, so this kernel's driver loses track of the IDs in use: this master may get a group when its own driver binds", \
	  DEFECT | FIXABLE | OWN_RULE, DRIVER(DUPLICATE_UNDO)) \
	R(FOREIGN, "group-of-other-driver", "its bus puts it into a group whose domain belongs to another IOMMU driver, and its own IOMMU driver rejects that domain", \
	  NOTHING, DRIVER(FOREIGN_DOMAIN)) \
	R(FOREIGN_CRASH, "group-of-other-driver-crashes", "its bus puts it into a group whose domain belongs to another IOMMU driver: its own IOMMU driver rejects that domain, and the kernel crashes when it then releases the device", \
	  NOTHING, DRIVER(FOREIGN_DOMAIN)) \
	R(GROUP_UNNAMED, "group-not-named", "the driver derives a master's group from a property that this master lacks", \
	  REFUSED | DEFECT, DRIVER(GROUP_MISSING)) \
	R(GROUP_NO_DEVICE, "group-node-not-bound", "the device that its group property refers to is not bound to this driver, which defers the master's probe until it is", \
	  REFUSED | DEFECT, DRIVER(GROUP_BY_PROPERTY)) \
	R(STREAM_RANGE, "stream-out-of-range", "a stream ID or mask is wider than the IOMMU's stream IDs", \
	  DEFECT | FATAL, DRIVER(STREAM_BITS)) \
	R(MATCH_CONFLICT, "stream-match-conflict", "an ID and mask overlap another stream-match entry that does not contain them", \
	  DEFECT | FATAL | FIXABLE | OWN_RULE, DRIVER(GROUP_RULE)) \
	R(NO_MATCH_LEFT, "no-stream-match-left", "no stream-match entry is left", \
	  DEFECT | FATAL | FIXABLE | OWN_RULE, DRIVER(STREAMS_MAX)) \
	R(NO_CONTEXT, "no-context-left", "no context bank is left", \
	  DEFECT | FIXABLE | OWN_RULE, LINUX(NO_BANK_EFFECT)) \
	R(GROUP_CONFLICT, "group-conflict", "its IDs already belong to different groups", \
	  DEFECT | FATAL | FIXABLE, DRIVER(GROUP_RULE)) \
	/* whether a device exists, and on which bus */ \
	R(NOT_DEVICE, "not-a-device", "Linux creates no device for this node", \
	  NO_DEVICE, TREE) \
	R(PCI_CHILD, "pci-child", "iommus below a PCI host is never read; PCI uses the host's iommu-map", \
	  NO_DEVICE, TREE) \
	R(PCI_DOMAIN, "pci-domain-taken", "another PCI host has the same linux,pci-domain, and this kernel registers only one of them", \
	  NO_DEVICE, LINUX(DOMAIN_ONCE)) \
	R(BUS_UNSERVED, "bus-not-served", "the IOMMU driver does not serve this bus on this kernel", \
	  PROVIDER, TREE) \
	/* iommu-map */ \
	R(MAP_LENGTH, "bad-iommu-map-length", "iommu-map has an invalid length: not a whole number of entries", \
	  MAP | DEFECT, LINUX(MAP_CELLS)) \
	R(MAP_BASE, "iommu-map-mask-ignores-base", "an iommu-map entry that the lookup reaches has base bits outside iommu-map-mask", \
	  MAP, LINUX(MAP_CELLS)) \
	R(MAP_UNMATCHED, "iommu-map-no-row", "no entry of iommu-map covers these requester IDs", \
	  NOTHING, LINUX(MAP_CELLS)) \
	R(ALIAS_UNMATCHED, "iommu-map-no-row-for-alias", "no entry of iommu-map covers one of its DMA aliases", \
	  NOTHING, TREE) \
	R(MAP_PLACEHOLDER, "iommu-map-placeholder", "iommu-map has only a placeholder, which a boot loader has to replace", \
	  MAP, TREE) \
	R(MAP_WIDE, "iommu-map-range-of-wide-ids", "an entry for more than one ID has a specifier of more than one cell", \
	  MAP | DEFECT, LINUX(MAP_CELLS)) \
	R(MAP_NO_BUS, "iommu-map-unused", "this kernel does not read this node's iommu-map", \
	  MAP | OWN_RULE, TREE) \
	R(NO_DMA_RANGES, "no-dma-ranges", "on this bus the kernel sets up the IOMMU only if there are usable dma-ranges", \
	  NOTHING, TREE)

enum iop_reason {
#define IOP_REASON_ENUM(id, slug, text, means, by) IOP_R_##id,
	IOP_REASONS(IOP_REASON_ENUM)
#undef IOP_REASON_ENUM
	IOP_REASON_COUNT
};

/* Properties of a reason: bits. */
enum iop_meaning {
	IOP_MEANS_PROVIDER = 1 << 0,
	IOP_MEANS_LIST = 1 << 1,
	IOP_MEANS_REFUSED = 1 << 2,
	IOP_MEANS_MAP = 1 << 3,
	IOP_MEANS_OWN_RULE = 1 << 4,
	IOP_MEANS_DEFECT = 1 << 5,
	IOP_MEANS_FATAL = 1 << 6,
	IOP_MEANS_INHERITED = 1 << 7,
	IOP_MEANS_FIXABLE = 1 << 8,
	IOP_MEANS_NO_DEVICE = 1 << 9,
};

/* iop_reason_is - does it have any of these properties? */
bool iop_reason_is(enum iop_reason r, unsigned int meanings);

/* The fact that decides a reason. */
struct iop_decided_by {
	enum { IOP_BY_TREE, IOP_BY_LINUX, IOP_BY_DRIVER } whose;
	enum iop_key key;	/* if it is not the tree */
};

struct iop_decided_by iop_reason_by(enum iop_reason r);

/* Never NULL. */
const char *iop_reason_slug(enum iop_reason r);
const char *iop_reason_text(enum iop_reason r);

#endif
