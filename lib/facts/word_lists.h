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
	  "compatible of a device on the amba bus, below which no devices are made") \
	L(CHOSEN_DEVICES, "chosen-devices", \
	  "compatible of a child of /chosen that becomes a device, the first of several") \
	L(RESERVED_MEMORY, "reserved-memory-devices", \
	  "compatible of a /reserved-memory child that becomes a device") \
	L(FSL_MC_BUSES, "fsl-mc-buses", "compatible of an fsl-mc bus") \
	L(CDX_BUSES, "cdx-buses", "compatible of a cdx bus") \
	L(HOST1X, "host1x", \
	  "compatible of a host1x that makes context devices from iommu-map") \
	L(MAP_DEVICES, "iommu-map-devices", \
	  "compatible of a platform device whose driver makes a device of each entry of its iommu-map") \
	L(EARLY_HOSTS, "early-hosts", \
	  "compatible of a PCI host whose driver waits for nothing: what is on its bus is there when IOMMUs register") \
	L(HIDDEN_PORTS, "pci-hidden-ports", \
	  "compatible of a PCI host whose driver leaves disabled ports alone, so that they are no bridges") \
	L(ARM32_CPUS, "arm32-cpus", "compatible of a CPU without AArch64") \
	L(PAGE_16K_SOCS, "page-16k-socs", "root compatible of SoCs whose kernels have pages of 16 KiB") \
	L(TRACE_DEVICES, "trace-devices", \
	  "compatible of a trace component: some write to memory, the rest keep the trace within and have no IOMMU") \
	L(ISOLATED_MSI, "isolated-msi", \
	  "compatible of an MSI controller that takes no interrupt from a device that is another's") \
	L(LAST_RELEASES, "last-releases", \
	  "version that was the last with its first number") \
	L(MAINLINE_RELEASES, "mainline-releases", \
	  "part of what uname -r prints with a distribution's kernel, which is mainline's for us") \
	L(ISOLATION_PARAMS, "isolation-params", \
	  "parameter that weakens isolation: a boolean, or NAME=OPTION of which the value lists the option") \
	L(GROUPLESS_PARAMS, "groupless-params", \
	  "of isolation-params those about devices that have no IOMMU group") \
	L(FOLKLORE_PARAMS, "folklore-params", \
	  "command-line parameter that is passed on, but no kernel of kernel.org reads") \
	L(OTHER_ARCH_PARAMS, "other-arch-params", \
	  "command-line parameter that only other architectures read") \
	/* --- drivers --- */ \
	L(IMPL, "impl", \
	  "compatible of an instance that asks for identity-clients") \
	L(GPU_SMMUS, "gpu-instances", \
	  "compatible of an instance that serves a GPU") \
	L(IMPL_ADRENO, "impl-needs-adreno", \
	  "member of impl only where the node is also on gpu-instances") \
	L(IDENTITY_CLIENTS, "identity-clients", \
	  "compatible of a master that gets forced-type-client") \
	L(IDENTITY_PCI, "identity-pci", \
	  "PCI vendor:device of a function that gets identity") \
	L(OPT_IN_SOCS, "opt-in-socs", \
	  "root compatible of an SoC whose masters need to be on allow-devices") \
	L(DENY_SOCS, "deny-socs", \
	  "root compatible of such an SoC where no master is allowed") \
	L(DENY_REVISIONS, "deny-soc-revisions", \
	  "the same for some silicon revisions, which no device tree describes") \
	L(ALLOW_DEVICES, "allow-devices", "device name of an allowed master") \
	L(LINKED, "linked-properties", \
	  "linux: property whose targets fw_devlink has a device wait for, of those that suppliers are looked for in") \
	L(CONTEXT_CHILDREN, "context-children", \
	  "compatible of a child node that is a context: an ID needs its child") \
	L(REQUIRED, "required-properties", \
	  "property without which an instance fails to probe") \
	L(NEEDS_CLOCKS, "needs-clocks", "name of a clock without which an instance fails to probe") \
	L(TAKES_CLOCKS, "takes-clocks", "name of a clock that an instance uses if its node has it") \
	L(GROUP_PROPERTY, "group-property", \
	  "property of a master for group-by-property, the first that it has") \
	L(GROUP_DEVICES, "group-devices", \
	  "compatible that the target of such a property needs; without a list any target will do") \
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
	  "property of a master: regions outside of which all is reserved") \
	/* --- vendor's files --- */ \
	L(VENDOR_RELEASES, "vendor-releases", \
	  "part of what uname -r prints with a kernel of this vendor's") \
	L(VENDOR_IOMMUS, "vendor-iommus", \
	  "compatible of an IOMMU that kernels of this vendor's alone bind")

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
	  "PCI vendor, first and last device, PCIe types it is for (bit 4: root ports; 0: any), ACS bits it has whatever its registers show; the first row that fits decides") \
	T(PCI_ACS_CONTROL, "pci-acs-control", 5, 5, \
	  "PCI vendor, first and last device, PCIe types, offset of the control register in their ACS capability") \
	T(PCI_ACS_BROKEN, "pci-acs-broken", 4, 4, \
	  "PCI vendor, first and last device, ACS bits taken as lacking") \
	T(PCI_ALIAS, "pci-dma-alias", 6, 8, \
	  "PCI vendor, first and last device, bits kept of its device and function number, bits set, bits that take every value: the numbers it uses as well; subsystem vendor and device, where they matter") \
	T(PCI_HIDDEN, "pci-dma-alias-hidden", 3, 64, \
	  "PCI vendor, class, devices: which other numbers they use is in registers that no dump shows") \
	T(PCI_BRIDGE, "pci-bridge", 4, 4, \
	  "PCI vendor, first and last device, 1: what is below uses the secondary bus's ID; 2: the IOMMU is at this bridge; 3: IDs pass unchanged") \
	T(SUPPLIER, "supplier", 1, 1, \
	  "1: init code takes the node, 2: the driver's module has an alias of it; name: Kconfig symbol of the driver, - where it is always built") \
	T(CONTEXT_FIXUP, "context-fixup", 2, 2, \
	  "context banks the hardware reports, banks the driver uses; name: a compatible the node has to list as well")

#endif
