/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Who is left outside, and who is not alone: see lint/rules.h. */
#ifndef IOP_LINT_PROTECTION_H
#define IOP_LINT_PROTECTION_H

#define IOP_RULES_PROTECTION(R) \
	R(MASTER_UNPROTECTED, "master-unprotected", WARNING, LINUX, iop_lint_unprotected, \
	  "a master names an IOMMU and gets none", \
	  "no IOMMU: {0}; {1}") \
	R(MAP_GAP, "iommu-map-gap", NOTE, LINUX, iop_lint_unprotected, \
	  "iommu-map does not cover all requester IDs", \
	  "no entry covers requester IDs {0} to {1}: devices there have no IOMMU") \
	R(TWIN_UNPROTECTED, "twin-without-iommus", WARNING, LINUX, iop_lint_twins, \
	  "a device has no iommus, but a similar one has", \
	  "no iommus here, but {0}, a similar device, has: Linux has no domain for this one's DMA{1}") \
	R(HOST_UNPROTECTED, "pci-host-without-iommu-map", NOTE, LINUX, iop_lint_twins, \
	  "a PCI host has no iommu-map, though the board has an IOMMU", \
	  "no iommu-map: devices behind this host have no IOMMU, though the board has {0}") \
	R(HOST_TWIN, "pci-twin-without-iommu-map", WARNING, LINUX, iop_lint_twins, \
	  "a PCI host has no iommu-map, but a similar one has", \
	  "no iommu-map, but {0}, a similar PCI host, has one, to {1}: Linux has no domain for DMA from behind this host{2}") \
	R(NO_MAPS, "dma-ranges-outside-iommu", ERROR, LINUX, iop_lint_no_maps, \
	  "a master's dma-ranges are outside of what its IOMMU translates", \
	  "dma-ranges allow only addresses that {0} does not translate: it has a group, and its DMA is blocked") \
	R(IDENTITY_HANGS, "identity-domain-hangs", ERROR, LINUX, iop_lint_hangs, \
	  "this kernel hangs when it gives a master an identity domain", \
	  "this kernel hangs at boot: the default domain of this master is identity, and the driver of {0} takes a lock that its identity domain does not have") \
	R(GROUP_SHARED, "group-not-isolated", NOTE, LINUX, iop_lint_groups, \
	  "masters share a group because their IOMMU cannot distinguish them", \
	  "{0} masters share this one's group, such as {1}: none of them is isolated from the others") \
	R(NEIGHBOURS, "iommu-neighbours", NOTE, LINUX, iop_lint_neighbours, \
	  "devices name no IOMMU, but similar ones name this one on other boards", \
	  "not named by {0}{1}, though on other boards with this SoC such devices name it: if they are wired to it, their DMA {2}") \
	R(NEIGHBOURS_KIND, "iommu-neighbours-unknown", NOTE, LINUX, iop_lint_neighbours, \
	  "devices that do DMA on an IOMMU's bus name no IOMMU", \
	  "if wired to it, {0}{1} need iommus: until then their DMA {2}")

#endif
