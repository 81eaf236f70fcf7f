/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The lists and tables of the fact files; part of facts/words.h. */
#ifndef IOP_WORD_LISTS_H
#define IOP_WORD_LISTS_H

/*
 * L(identifier, spelling, meaning of a name on the list)
 * A trailing '*' in a name matches any ending.
 */
#define IOP_LISTS(L) \
	/* --- linux.yaml --- */ \
	L(POPULATE_BUSES, "populate-buses", \
	  "compatible whose children become devices with their parent") \
	L(POPULATE_SKIP, "populate-skip", \
	  "compatible that never becomes a device") \
	L(AMBA_DEVICES, "amba-devices", \
	  "compatible of a device on the amba bus, below which no devices are created") \
	L(CHOSEN_DEVICES, "chosen-devices", \
	  "compatible of a child of /chosen that becomes a device, the first of several") \
	L(RESERVED_MEMORY, "reserved-memory-devices", \
	  "compatible of a /reserved-memory child that becomes a device") \
	L(FSL_MC_BUSES, "fsl-mc-buses", "compatible of an fsl-mc bus") \
	L(CDX_BUSES, "cdx-buses", "compatible of a cdx bus") \
	L(HOST1X, "host1x", \
	  "compatible of a host1x that creates context devices from iommu-map") \
	L(MAP_DEVICES, "iommu-map-devices", \
	  "compatible of a platform device whose driver creates a device for each entry of its iommu-map") \
	L(EARLY_HOSTS, "early-hosts", \
	  "compatible of a PCI host whose driver waits for no supplier: the devices on its bus exist when IOMMUs register") \
	L(HIDDEN_PORTS, "pci-hidden-ports", \
	  "compatible of a PCI host whose driver does not enable disabled ports, so that they are not bridges") \
	L(TABLE_HOSTS, "map-table-hosts", \
	  "compatible of a PCI host whose driver writes the host's own table of stream IDs from iommu-map, in entries of four cells, and of each entry the first requester ID alone") \
	L(ONE_STREAM_HOSTS, "one-stream-hosts", \
	  "compatible of a PCI host that has a table of map-table-hosts, but whose driver leaves it switched off: every requester may have one stream ID") \
	L(ARM32_CPUS, "arm32-cpus", "compatible of a CPU without AArch64") \
	L(PAGE_16K_SOCS, "page-16k-socs", "root compatible of an SoC whose kernels have pages of 16 KiB") \
	L(TRACE_DEVICES, "trace-devices", \
	  "compatible of a trace component: some write to memory, the others keep the trace in buffers of their own and have no IOMMU") \
	L(ISOLATED_MSI, "isolated-msi", \
	  "compatible of an MSI controller that accepts an interrupt only from the device it is assigned to") \
	L(LAST_RELEASES, "last-releases", \
	  "last version with its major number") \
	L(MAINLINE_RELEASES, "mainline-releases", \
	  "part of the release (uname -r) of a distribution's kernel, for which mainline's facts are used") \
	L(ISOLATION_PARAMS, "isolation-params", \
	  "parameter that weakens isolation: a boolean, or NAME=OPTION if its value lists the option") \
	L(GROUPLESS_PARAMS, "groupless-params", \
	  "member of isolation-params that is about devices without an IOMMU group") \
	L(FOLKLORE_PARAMS, "folklore-params", \
	  "command-line parameter that is in use, but that no kernel of kernel.org reads") \
	L(OTHER_ARCH_PARAMS, "other-arch-params", \
	  "command-line parameter that only other architectures read") \
	/* --- drivers --- */ \
	L(INITCALLS, "initcalls", \
	  "function that registers the driver, as initcall_blacklist= names it") \
	L(IMPL, "impl", \
	  "compatible of an instance for which identity-clients applies") \
	L(GPU_SMMUS, "gpu-instances", \
	  "compatible of an instance for a GPU") \
	L(IMPL_ADRENO, "impl-needs-adreno", \
	  "member of impl only if the node is also on gpu-instances") \
	L(IDENTITY_CLIENTS, "identity-clients", \
	  "compatible of a master that gets forced-type-client") \
	L(IDENTITY_PCI, "identity-pci", \
	  "PCI vendor:device of a function that gets identity") \
	L(OPT_IN_SOCS, "opt-in-socs", \
	  "root compatible of an SoC whose masters must be on allow-devices") \
	L(DENY_SOCS, "deny-socs", \
	  "root compatible of such an SoC on which no master is allowed") \
	L(DENY_REVISIONS, "deny-soc-revisions", \
	  "the same for some silicon revisions, which no device tree describes") \
	L(ALLOW_DEVICES, "allow-devices", "device name of an allowed master") \
	L(LINKED, "linked-properties", \
	  "linux: property, among those that list suppliers, for whose targets fw_devlink makes a device wait") \
	L(CONTEXT_CHILDREN, "context-children", \
	  "compatible of a child node that is a context: an ID needs its child") \
	L(REQUIRED, "required-properties", \
	  "property without which an instance fails to probe") \
	L(NEEDS_CLOCKS, "needs-clocks", "name of a clock without which an instance fails to probe") \
	L(TAKES_CLOCKS, "takes-clocks", "name of a clock that an instance uses if its node has it") \
	L(GROUP_PROPERTY, "group-property", \
	  "property of a master for group-by-property, the first that it has") \
	L(GROUP_DEVICES, "group-devices", \
	  "compatible that the target of such a property must have; without a list any target is accepted") \
	L(TYPE_PROPERTY, "type-property", "property of a master, a string, for type-by-property") \
	L(TYPE_IDENTITY, "type-identity", "its value for identity") \
	L(TYPE_UNMANAGED, "type-unmanaged", "its value for unmanaged") \
	L(TYPE_DMA, "type-dma", "its value for DMA") \
	L(APERTURE_BASES, "aperture-base-property", "property of an instance: aperture-base") \
	L(APERTURE_SIZES, "aperture-size-property", "property of an instance: aperture") \
	L(APERTURE_OFFSETS, "aperture-offset-property", \
	  "property of an instance that is added to both ends") \
	L(RESERVED_PROPERTY, "reserved-property", "property of a master: regions that are reserved") \
	L(DIRECT_PROPERTY, "direct-property", "property of a master: regions that are mapped 1:1") \
	L(USABLE_PROPERTY, "usable-property", \
	  "property of a master: regions outside of which everything is reserved") \
	/* --- vendor's files --- */ \
	L(VENDOR_RELEASES, "vendor-releases", \
	  "part of the release (uname -r) of this vendor's kernels") \
	L(VENDOR_IOMMUS, "vendor-iommus", \
	  "compatible of an IOMMU for which only this vendor's kernels have a driver")

/*
 * T(identifier, spelling, least numbers, most numbers, columns)
 */
#define IOP_TABLES(T) \
	T(SWGROUP_SET, "swgroup-set", 1, 64, \
	  "the swgroups that share a group; name: the group's") \
	T(IOVA_REGION, "iova-region", 2, 2, \
	  "base, size; rows in region order") \
	T(REGION_PORTS, "region-ports", 3, 3, "region, larb, port mask") \
	T(BANK_PORTS, "bank-ports", 2, 2, "bank, port mask") \
	T(HW_LIST, "hw-list", 0, 0, \
	  "name: instances with the same name share one list") \
	T(PCI_ACS, "pci-acs", 5, 5, \
	  "PCI vendor, first and last device, PCIe types it is for (bit 4: root ports; 0: any), ACS bits that it has regardless of its registers; the first row that matches decides") \
	T(PCI_ACS_CONTROL, "pci-acs-control", 5, 5, \
	  "PCI vendor, first and last device, PCIe types, offset of the control register in their ACS capability") \
	T(PCI_ACS_BROKEN, "pci-acs-broken", 4, 4, \
	  "PCI vendor, first and last device, ACS bits that count as missing") \
	T(PCI_ALIAS, "pci-dma-alias", 6, 8, \
	  "PCI vendor, first and last device, bits kept of its device and function number, bits set, bits that take every value: the numbers that it uses in addition; subsystem vendor and device, if they matter") \
	T(PCI_HIDDEN, "pci-dma-alias-hidden", 3, 64, \
	  "PCI vendor, class, devices: the additional numbers that they use are in registers that are not in a dump") \
	T(PCI_BRIDGE, "pci-bridge", 4, 4, \
	  "PCI vendor, first and last device, 1: devices below use the ID of the secondary bus; 2: the IOMMU is at this bridge; 3: IDs pass unchanged") \
	T(SUPPLIER, "supplier", 1, 1, \
	  "1: init code uses the node, 2: the driver's module has an alias for it; name: Kconfig symbol of the driver, or - if it is always built") \
	T(MC_CLIENTS, "mc-clients", 1, 1, \
	  "swgroup of clients of a memory controller, whatever the version; name: the clients, with blanks between") \
	T(CONTEXT_FIXUP, "context-fixup", 2, 2, \
	  "context banks that the hardware reports, and those that the driver uses; name: a compatible that the node must list as well")

#endif
