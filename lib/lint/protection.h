/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Rules about masters without an IOMMU, or with a shared group; see lint/rules.h. */
#ifndef IOP_LINT_PROTECTION_H
#define IOP_LINT_PROTECTION_H

#define IOP_RULES_PROTECTION(R) \
	R(MASTER_UNPROTECTED, "master-unprotected", WARNING, LINUX, iop_lint_unprotected, \
	  "a master refers to an IOMMU but does not get one", \
	  "this master has no IOMMU: {0}; {1}") \
	R(MAP_GAP, "iommu-map-gap", NOTE, LINUX, iop_lint_unprotected, \
	  "iommu-map does not cover all requester IDs", \
	  "no entry covers requester IDs {0} to {1}: devices there have no IOMMU") \
	R(TWIN_UNPROTECTED, "twin-without-iommus", WARNING, LINUX, iop_lint_twins, \
	  "a device has no iommus, but a similar one does", \
	  "no iommus here, but {0}, a similar device, has iommus: Linux attaches this device to no IOMMU{1}") \
	R(HOST_UNPROTECTED, "pci-host-without-iommu-map", NOTE, LINUX, iop_lint_twins, \
	  "a PCI host has no iommu-map, though the board has an IOMMU", \
	  "no iommu-map: devices behind this host have no IOMMU, though the board has {0}") \
	R(HOST_TWIN, "pci-twin-without-iommu-map", WARNING, LINUX, iop_lint_twins, \
	  "a PCI host has no iommu-map, but a similar one does", \
	  "no iommu-map here, but that of {0}, a similar PCI host, refers to {1}: Linux attaches the devices behind this host to no IOMMU{2}") \
	R(NO_MAPS, "dma-ranges-outside-iommu", ERROR, LINUX, iop_lint_no_maps, \
	  "a master's dma-ranges are outside the input range of its IOMMU", \
	  "dma-ranges allow only addresses that {0} does not translate: it has a group, and its DMA is blocked") \
	R(IDENTITY_HANGS, "identity-domain-hangs", ERROR, LINUX, iop_lint_hangs, \
	  "this kernel hangs when it gives a master an identity domain", \
	  "this kernel hangs at boot: the default domain of this master is identity, and the driver of {0} takes a lock that its identity domain does not have") \
	R(GROUP_SHARED, "group-not-isolated", NOTE, LINUX, iop_lint_groups, \
	  "masters share a group because their IOMMU cannot distinguish them", \
	  "shares its group with {0} other {0|master, |masters, such as }{1}: they are not isolated from each other") \
	R(NEIGHBOURS, "iommu-neighbours", NOTE, LINUX, iop_lint_neighbours, \
	  "devices have no iommus, but on other boards with this SoC such devices do", \
	  "{0}{1} {1|has|have} no iommus, but on other boards with this SoC such devices refer to this IOMMU: if {1|it is|they are} wired to it, {1|its|their} DMA {2}") \
	R(NEIGHBOURS_KIND, "iommu-neighbours-unknown", NOTE, LINUX, iop_lint_neighbours, \
	  "devices on an IOMMU's bus do DMA but have no iommus", \
	  "{0}{1} {1|does|do} DMA but {1|has|have} no iommus: if {1|it is|they are} wired to this IOMMU, {1|its|their} DMA {2}")

#endif
