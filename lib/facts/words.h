/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The vocabulary of the fact files: every key, the kind of its value, the allowed
 * words of a word-valued key, and every list and table. The YAML loader, the generator,
 * the schema check and the library all expand these macros, so that a word has the
 * same meaning in files and in the code.
 */
#ifndef IOP_WORDS_H
#define IOP_WORDS_H

#include <stdint.h>

#include "facts/word_lists.h"

/* W(identifier, spelling in the fact files) */
#define IOP_WORDS(W) \
	W(NONE, "none") \
	W(DEVICE, "device") \
	W(INSTANCE, "instance") \
	W(STREAM_MATCH, "stream-match") \
	W(SWGROUP, "swgroup") \
	W(LARB_REGION, "larb-region") \
	W(SID_TABLE, "sid-table") \
	W(IGNORE, "ignore") \
	W(MASTER, "master") \
	W(FIRST, "first") W(LAST, "last") \
	W(REJECT, "reject") \
	W(ALL, "all") \
	W(IDENTITY, "identity") \
	W(DMA, "DMA") W(DMA_FQ, "DMA-FQ") \
	W(BLOCKED, "blocked") \
	W(UNKNOWN, "unknown") \
	W(ACCEPT, "accept") \
	W(CONTEXT_INTERRUPTS, "context-interrupts") \
	W(COUNT, "count") \
	W(ROOT, "root") \
	W(SYSTEM, "system") \
	W(SYSTEM_TABLE, "system-table") \
	W(HW_LIST, "hw-list") \
	W(DMA_RANGES, "dma-ranges") \
	W(PORT_MASK, "port-mask") \
	W(BIND, "driver-bind") \
	W(ADD, "device-add") \
	W(BUS, "per-bus") \
	W(ONE, "one") W(MANY, "many") \
	W(FOUR, "four") W(TARGET, "target") \
	W(CORE, "core") \
	W(ARCH, "arch") \
	W(SUBSYS, "subsys") \
	W(DEVICE_INIT, "device-init") \
	W(SMMU_V1, "smmu-v1") W(SMMU_V2, "smmu-v2") \
	W(CRASH, "crash") \
	W(STRICT, "strict") W(LAZY, "lazy") \
	W(OPEN, "open") \
	W(FIRMWARE, "firmware") \
	W(SAME_OFFSET, "same-offset") \
	W(WHOLE, "whole") W(LOST, "lost") \
	W(NAMED, "named") \
	W(OPTIONAL, "optional") \
	W(FAIL, "fail") W(DEFER, "defer") \
	W(PHANDLE, "phandle") W(NUMBER, "number") \
	W(PARENT, "parent") W(U64, "u64") \
	W(UNMANAGED, "unmanaged") \
	W(ALWAYS, "always") W(WALK, "walk") W(WALK_OR_MASTER, "walk-or-master") \
	W(GROUP, "group")

/*
 * K(identifier, spelling, kind, allowed words or "", meaning)
 * kind: WORD one of the words; NUM an unsigned number; FLAG true or false
 */
#define IOP_KEYS(K) \
	/* --- linux.yaml: the kernel's IOMMU core and device-tree code --- */ \
	K(GROUPED_AT, "grouped-at", WORD, "driver-bind device-add", \
	  "when a device-tree device gets its group") \
	K(DRIVER_SCOPE, "driver-scope", WORD, "per-bus one many", \
	  "how many IOMMU drivers one system may have") \
	K(MAP_CELLS, "iommu-map-cells", WORD, "four target", \
	  "cells of an iommu-map entry: always 4, or 3 plus #iommu-cells of the target") \
	K(REGISTER_ERROR, "registration-error", WORD, "device instance", \
	  "what fails if a master cannot be added while an IOMMU registers") \
	K(LAZY_TYPE, "lazy-type", WORD, "DMA DMA-FQ", \
	  "the type shown for a default domain with deferred invalidation") \
	K(DEFAULT_TYPE, "default-type", WORD, "DMA identity", \
	  "default domain type without command line or .config") \
	K(DEFAULT_FLUSH, "default-flush", WORD, "strict lazy", \
	  "invalidation policy without command line or .config") \
	K(KCONFIG_DEFAULT, "kconfig-default", FLAG, "", \
	  "CONFIG_IOMMU_DEFAULT_PASSTHROUGH chooses identity") \
	K(KCONFIG_FLUSH, "kconfig-flush", FLAG, "", \
	  "CONFIG_IOMMU_DEFAULT_DMA_LAZY chooses lazy") \
	K(IDENTITY_FALLBACK, "unsupported-type", WORD, "DMA unknown", \
	  "the type if a driver does not support the default") \
	K(ARM32_TYPE, "arm32-type", WORD, "unknown identity", \
	  "type of a group on 32-bit ARM, whose DMA goes through dma_iommu_mapping") \
	K(OPINION_MEMBER, "opinion-of", WORD, "first all", \
	  "the members of a group whose forced type counts: the first, or all") \
	K(DMA_PARENT, "dma-parent", FLAG, "", \
	  "dma-ranges are searched from the dma-mem interconnect or the parent") \
	K(DMA_FROM_PARENT, "dma-ranges-from-parent", FLAG, "", \
	  "dma-ranges are searched from the parent up to a bus without them; a PCI host's own are not read") \
	K(STATUS_UNENDED, "status-unended", FLAG, "", \
	  "a status without a terminating NUL is read as if it had one") \
	K(DMA_ROWS, "dma-ranges-entries", WORD, "first same-offset all", \
	  "which entries of dma-ranges count") \
	K(PHANDLE_ARGS, "phandle-args", NUM, "", "maximum number of specifier cells passed to the driver") \
	K(DMA_RANGE_LIST, "dma-range-list", FLAG, "", \
	  "dma-ranges become a list that ends at a range of size 0") \
	K(NONCOHERENT, "dma-noncoherent", FLAG, "", \
	  "dma-noncoherent on the nearest DMA parent is honoured") \
	K(DOMAIN_BASE, "domain-base", FLAG, "", \
	  "the lowest address of a default domain is that of its first master's dma-ranges; masters with a different one are rejected") \
	K(CMDLINE_SIZE, "command-line-size", NUM, "", \
	  "size of the command line buffer in bytes, including the NUL") \
	K(CMDLINE_SIZE_ARM, "command-line-size-arm", NUM, "", \
	  "command-line-size on 32-bit ARM") \
	K(RESTRICTED_POOL, "restricted-dma-pool", FLAG, "", \
	  "restricted-dma-pool regions are attached to masters that are not translated") \
	K(EXTERNAL_UNTRUSTED, "external-facing-untrusts", FLAG, "", \
	  "external-facing on a port makes what is below it untrusted on arm64") \
	K(ALL_BUSES, "all-buses", FLAG, "", \
	  "every IOMMU driver supports every bus") \
	K(NO_BANK_EFFECT, "no-context-costs", WORD, "device instance", \
	  "what fails if no context bank is left for a master") \
	K(UNTRUSTED, "untrusted-forces", WORD, "none DMA", \
	  "default type of a PCI device below an untrusted port") \
	K(ACS_CONFIGURE, "acs-at-configure", FLAG, "", \
	  "ACS is also enabled when a PCI device is set up for DMA") \
	K(DOMAIN_ONCE, "pci-domain-once", FLAG, "", \
	  "of hosts with the same linux,pci-domain only the first to probe is registered") \
	K(PCI_ALIASES, "pci-aliases", FLAG, "", \
	  "iommu-map is read for every DMA alias of a PCI device, not for one") \
	K(TYPE_FILE, "type-file", FLAG, "", "a group's type can be read in sysfs") \
	K(TYPE_WRITE, "type-write", WORD, "none one many", \
	  "groups whose type can be written: none, of one device, of many") \
	K(TYPE_WRITE_LIVE, "type-write-live", FLAG, "", \
	  "DMA can be changed to DMA-FQ while drivers are bound") \
	K(RESV_FILE, "reserved-regions-file", FLAG, "", \
	  "a group's reserved regions can be read in sysfs") \
	K(VFIO_COHERENCE, "vfio-needs-coherency", FLAG, "", \
	  "VFIO rejects devices whose IOMMU does not keep caches coherent") \
	K(VFIO_MSI, "vfio-msi", WORD, "system group", \
	  "MSI controllers that must isolate interrupts: all of the system, or those of the group") \
	K(VFIO_DIRECT, "vfio-refuses-direct", FLAG, "", \
	  "VFIO rejects devices that need a 1:1 mapping") \
	K(BOOL_TRUE, "bool-true", FLAG, "", \
	  "boolean parameters also accept t... and f...") \
	K(BOOL_ENABLE, "bool-enable", FLAG, "", \
	  "boolean parameters also accept e... and d...") \
	K(CLOCK_OFF, "disabled-clock", WORD, "defer fail", \
	  "what happens when a clock of a disabled node is requested") \
	K(IOMMU_RANGES_READ, "iommu-ranges", FLAG, "", \
	  "only IOVAs in the iommu-ranges of a master are allocated for it") \
	K(LINKS_WAIT, "links-wait", FLAG, "", \
	  "fw_devlink does not let a device probe before the suppliers that its node refers to") \
	/* --- drivers: matching, specifiers --- */ \
	K(XLATE, "of-xlate", FLAG, "", \
	  "the driver can translate iommus entries (default true)") \
	K(CELLS, "cells", NUM, "", \
	  "#iommu-cells that the driver requires; absent: any") \
	K(CELLS_WRONG, "cells-wrong", WORD, "ignore master instance", \
	  "what fails if #iommu-cells is a different number") \
	K(ID_BITS, "id-bits", NUM, "", \
	  "bits of cell 0 that are used; 0: specifiers contain no ID") \
	K(ID_LIMIT, "id-limit", NUM, "", \
	  "IDs at or above this fail in of_xlate") \
	K(ID_LEAST, "id-least", NUM, "", \
	  "IDs below this fail in of_xlate") \
	K(STREAM_BITS, "stream-bits", NUM, "", \
	  "width of ID and mask in the registers; wider ones fail when the master is added") \
	K(MASK_CELL, "mask-cell", FLAG, "", \
	  "cell 1 is a stream-match mask (1 = bit ignored)") \
	K(MASK_PROPERTY, "stream-match-mask", FLAG, "", \
	  "the node's stream-match-mask is the mask of specifiers without one") \
	K(SEVERAL, "several-instances", WORD, "first last reject all", \
	  "which instance is used for a master that refers to more than one") \
	K(INSTANCES_MAX, "instances-max", NUM, "", \
	  "maximum number of instances that a master may refer to") \
	K(LEGACY, "mmu-masters", FLAG, "", \
	  "the driver reads the legacy mmu-masters binding") \
	/* --- drivers: groups --- */ \
	K(GROUP_RULE, "group-rule", WORD, \
	  "none device instance stream-match swgroup larb-region sid-table unknown", \
	  "how masters come to share a group") \
	K(GROUP_RULE_ARM, "group-rule-arm", WORD, \
	  "none device instance stream-match swgroup larb-region sid-table unknown", \
	  "group-rule on 32-bit ARM, where it differs") \
	K(GROUP_BY_PROPERTY, "group-by-property", WORD, "none phandle number", \
	  "how masters with a property of the list group-property share a group, before group-rule: the same target, the same number") \
	K(GROUP_MISSING, "group-property-missing", WORD, "ignore reject", \
	  "a master without such a property: group-rule decides, or it gets no group") \
	K(GROUP_CONFIG, "group-node-properties", FLAG, "", \
	  "the other properties about a master are read from that target") \
	K(DUPLICATE_ID, "duplicate-stream", WORD, "accept reject crash", \
	  "what happens with a stream ID that a different master already has") \
	K(REPEATED_ID, "repeated-stream", WORD, "accept reject", \
	  "what happens with a stream ID that occurs twice in the same master") \
	K(DUPLICATE_UNDO, "duplicate-undo", WORD, "whole lost", \
	  "what remains of the driver's list of stream IDs when a master that repeats one of its own is rejected because of that of a different master") \
	K(FOREIGN_DOMAIN, "foreign-domain", WORD, "accept reject crash", \
	  "what happens to a device in a group whose domain belongs to a different driver") \
	K(FSL_MC_GROUP, "fsl-mc-group", FLAG, "", \
	  "fsl-mc devices share their container's group") \
	K(TABLE_SCOPE, "table-scope", WORD, "system system-table hw-list", \
	  "scope of the table of groups: one group for all masters of all instances; one table for all instances; one per hw-list") \
	K(REGION_BY, "region-by", WORD, "none dma-ranges port-mask", \
	  "what determines a master's IOVA region") \
	K(REGIONS, "regions", NUM, "", \
	  "IOVA regions of this SoC (default 1)") \
	K(ONE_LARB, "one-larb", FLAG, "", \
	  "a master whose IDs span several larbs is rejected") \
	K(LARB_SHIFT, "larb-shift", NUM, "", \
	  "bits of an ID below its larb's number: its port") \
	K(LARB_BITS, "larb-bits", NUM, "", "bits of an ID that are its larb's number") \
	K(NEEDS_LARBS, "needs-larbs", FLAG, "", \
	  "the instance probes only when its enabled mediatek,larbs have probed") \
	K(LARBS_LATE, "larbs-bound-late", FLAG, "", \
	  "the instance registers with the IOMMU core before its larbs are bound") \
	K(NEEDS_ALL, "masters-need-all-instances", FLAG, "", \
	  "an instance fails to register if it finds a master of a different instance that has not registered") \
	K(EARLY_GROUPS, "groups-at-registration", FLAG, "", \
	  "masters are grouped at registration, bound or not") \
	/* --- drivers: domains --- */ \
	K(HAS_IDENTITY, "identity", FLAG, "", "identity can be a default domain") \
	K(IDENTITY_HANGS, "identity-hangs", FLAG, "", \
	  "the kernel hangs when it attaches a master to the identity domain") \
	K(IDENTITY_EMPTY, "identity-empty", FLAG, "", \
	  "its identity domain is an empty page table, which blocks all DMA") \
	K(HAS_DMA, "dma", FLAG, "", "DMA can be a default domain") \
	K(HAS_FQ, "deferred-flush", FLAG, "", "DMA-FQ can be a default domain") \
	K(TYPE_BY_PROPERTY, "type-by-property", FLAG, "", \
	  "the driver requires the type that a master's property, on the list type-property, gives; without one, forced-type applies") \
	K(FORCED_ALWAYS, "forced-type", WORD, "identity DMA", \
	  "default type that the driver requires for every master") \
	K(FORCED_LEGACY, "forced-type-legacy", WORD, "identity unknown", \
	  "the same for masters of the legacy binding") \
	K(FORCED_CLIENT, "forced-type-client", WORD, "identity", \
	  "the same for masters on the list identity-clients behind an instance on the list impl") \
	K(FORCED_BIG_PAGE, "forced-type-big-page", WORD, "identity", \
	  "the same if the IOMMU page is larger than the kernel's") \
	/* --- drivers: effects on DMA --- */ \
	K(UNCLAIMED, "unclaimed", WORD, "blocked open firmware unknown", \
	  "what an active instance does with DMA that belongs to no group's domain") \
	K(UNCLAIMED_IMPL, "unclaimed-impl", WORD, "blocked open firmware unknown", \
	  "the same for an instance on the list impl, except for those of GPUs") \
	K(UNCLAIMED_BYPASS, "unclaimed-bypass", WORD, "blocked open firmware unknown", \
	  "the same if the driver's parameter disable_bypass is off") \
	K(UNCLAIMED_DMA, "unclaimed-with-dma", WORD, "blocked open firmware unknown", \
	  "the same once a master of the instance has a domain that translates") \
	K(FAILED_LATE, "failed-registration", WORD, "blocked open firmware unknown", \
	  "the state of an instance that fails when it registers; blocked: as for unclaimed") \
	K(IDENTITY_WRITES, "identity-writes", FLAG, "", \
	  "attaching an identity domain as the first one writes to the hardware") \
	K(IDENTITY_OPTIONAL, "identity-by-register", FLAG, "", \
	  "only a register shows whether an instance supports identity; the driver refuses to attach such a domain to one that does not") \
	K(COHERENCE, "cache-coherency", WORD, "none always walk walk-or-master", \
	  "when an instance keeps caches coherent: if its node is dma-coherent, or if that of the master is as well") \
	/* --- drivers: budgets and sizes --- */ \
	K(CONTEXTS_FROM, "contexts-from", WORD, "none context-interrupts count", \
	  "where the maximum number of context banks of an instance is read") \
	K(CONTEXTS, "contexts", NUM, "", "context banks for contexts-from: count") \
	K(CONTEXTS_SCOPE, "contexts-scope", WORD, "instance root", \
	  "which instances share the context banks: none, or those with the same root") \
	K(STREAMS_MAX, "streams-max", NUM, "", \
	  "maximum number of stream-match entries or stream IDs of an instance") \
	K(IAS, "input-bits", NUM, "", "width of an IOVA in bits, at most") \
	K(IAS_64K, "input-bits-64k-pages", NUM, "", \
	  "the same in a kernel with pages of 64 KiB") \
	K(OAS, "output-bits", NUM, "", "width of a physical address in bits, at most") \
	K(TABLES_ANYWHERE, "page-tables-anywhere", FLAG, "", \
	  "page tables are allocated anywhere in memory, also above output-bits") \
	K(APERTURE, "aperture", NUM, "", "size of the IOVA space in bytes, if less than that of input-bits") \
	K(APERTURE_BASE, "aperture-base", NUM, "", "first address of that space") \
	K(APERTURE_ALIGN, "aperture-align", NUM, "", \
	  "alignment, in bytes, to which that address is rounded down if it is from the node") \
	K(APERTURE_BY_PROPERTY, "aperture-by-property", FLAG, "", \
	  "the instance's node sets that space, by properties on the lists aperture-...-property") \
	K(PAGE_MIN, "page-min", NUM, "", "smallest page in bytes") \
	K(PAGE_KERNEL, "page-of-kernel", FLAG, "", \
	  "it uses the kernel's page size if the hardware supports it") \
	K(MSI_BASE, "msi-base", NUM, "", "software MSI window, first address") \
	K(MSI_REPORTED, "msi-reported", FLAG, "", \
	  "the device may report MSI regions of its own, which then replace msi-base") \
	K(MSI_SIZE, "msi-size", NUM, "", "software MSI window, size in bytes") \
	K(RESV_DT, "iommu-addresses", FLAG, "", "iommu-addresses are reserved") \
	K(REGIONS_BY_PROPERTY, "regions-by-property", WORD, "none parent u64", \
	  "how properties on the lists reserved-, direct- and usable-property are read: in the cells of the node's parent, or as pairs of 64 bits") \
	K(RESV_OTHER_REGIONS, "other-regions-reserved", FLAG, "", \
	  "other IOVA regions inside that of a master are reserved for it") \
	K(SVA_OPTION, "sva-option", FLAG, "", \
	  "dma-can-stall and pasid-num-bits have an effect only with CONFIG_ARM_SMMU_V3_SVA") \
	K(GPU_BANK, "gpu-bank", FLAG, "", \
	  "context bank 0 is reserved for stream 0; other masters use banks from 1") \
	/* --- drivers: probing --- */ \
	K(MODEL, "model", WORD, "none smmu-v1 smmu-v2", "hardware generation") \
	K(NEEDS_GLOBAL_IRQS, "needs-global-interrupts", FLAG, "", \
	  "without #global-interrupts and a context interrupt the probe fails") \
	K(NEEDS_CELLS, "matches-with-cells", FLAG, "", \
	  "a node with the compatible is an IOMMU only if it has #iommu-cells") \
	K(ROOTS, "roots", FLAG, "", \
	  "a node without renesas,ipmmu-main is a root, which has no masters of its own") \
	K(ALLOW_LIST, "allow-list", FLAG, "", \
	  "masters on SoCs on the list opt-in-socs must be on allow-devices") \
	K(ALLOW_PCI, "allow-pci", FLAG, "", "PCI devices are on that list as well") \
	K(NOT_ONLY_IOMMU, "not-only-an-iommu", FLAG, "", \
	  "the instance's node is also that of a different device") \
	K(ONE_VARIANT, "one-variant", FLAG, "", \
	  "all instances must match the same compatible; others fail to probe") \
	K(NO_DEFERRAL, "no-deferral", FLAG, "", \
	  "an instance whose suppliers are late never binds") \
	K(CLOCKS, "clocks", WORD, "none all named first optional", \
	  "clocks that an instance requests: all, those on needs-clocks, the first, the first if there is one") \
	K(CLOCKS_FORGIVEN, "clocks-forgiven", FLAG, "", \
	  "an instance probes without a clock that its node does not have") \
	K(RESET, "needs-reset", FLAG, "", "an instance requests its first reset") \
	K(IRQS, "interrupts", WORD, "none optional defer fail", \
	  "what happens if the controller of an interrupt is missing; none: it has no interrupt") \
	K(MEMORY_CONTROLLER, "needs-memory-controller", FLAG, "", \
	  "the instance probes only after the target of nvidia,memory-controller") \
	K(PROBE_FAILS, "probe-fails", FLAG, "", \
	  "the probe of an instance never completes") \
	K(INITCALL, "initcall", WORD, "core arch subsys device-init", \
	  "when the driver registers") \
	K(LINK_ORDER, "link-order", NUM, "", \
	  "position in the link order among drivers of one initcall level") \
	K(BUS_TAKEN, "bus-taken", WORD, "ignore instance crash", \
	  "what happens to an instance if a bus is already claimed by a different driver") \
	K(ON_PLATFORM, "bus-platform", FLAG, "", "supports the platform bus") \
	K(ON_AMBA, "bus-amba", FLAG, "", "supports the amba bus") \
	K(ON_PCI, "bus-pci", FLAG, "", "supports PCI") \
	K(ON_FSL_MC, "bus-fsl-mc", FLAG, "", "supports fsl-mc")

enum iop_word {
#define IOP_WORD_ENUM(id, text) IOP_W_##id,
	IOP_WORDS(IOP_WORD_ENUM)
#undef IOP_WORD_ENUM
	IOP_WORD_COUNT
};

enum iop_key {
#define IOP_KEY_ENUM(id, text, kind, words, doc) IOP_K_##id,
	IOP_KEYS(IOP_KEY_ENUM)
#undef IOP_KEY_ENUM
	IOP_KEY_COUNT
};

/* Keys of what a host is asked before it gives devices away: no plan has them,
 * and no boot loader. */
#define IOP_KEY_IS_FOR_HOSTS(key) \
	((key) == IOP_K_COHERENCE || (key) == IOP_K_VFIO_COHERENCE || \
	 (key) == IOP_K_VFIO_MSI || (key) == IOP_K_VFIO_DIRECT)

enum iop_list {
#define IOP_LIST_ENUM(id, text, doc) IOP_L_##id,
	IOP_LISTS(IOP_LIST_ENUM)
#undef IOP_LIST_ENUM
	IOP_LIST_COUNT
};

enum iop_table {
#define IOP_TABLE_ENUM(id, text, least, most, doc) IOP_T_##id,
	IOP_TABLES(IOP_TABLE_ENUM)
#undef IOP_TABLE_ENUM
	IOP_TABLE_COUNT
};

enum iop_kind { IOP_KIND_WORD, IOP_KIND_NUM, IOP_KIND_FLAG };

struct iop_key_info {
	const char *name;
	const char *words;	/* allowed words, separated by spaces; "" otherwise */
	uint8_t kind;		/* enum iop_kind */
};

struct iop_list_info {
	const char *name;
};

struct iop_table_info {
	const char *name;
	uint8_t least, most;	/* number of numbers in a row */
};

extern const struct iop_key_info iop_key_infos[IOP_KEY_COUNT];
extern const struct iop_list_info iop_list_infos[IOP_LIST_COUNT];
extern const struct iop_table_info iop_table_infos[IOP_TABLE_COUNT];
extern const char *const iop_words[IOP_WORD_COUNT];

#endif
