/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Rules about iommu-map; see lint/rules.h. */
#ifndef IOP_LINT_MAPS_H
#define IOP_LINT_MAPS_H

#define IOP_RULES_MAPS(R) \
	R(MAP_LENGTH, "iommu-map-length", ERROR, LINUX, iop_lint_maps, \
	  "the length of iommu-map is not a whole number of entries", \
	  "the length is {0} bytes, which is not a whole number of entries for this kernel{1}: no ID is mapped from entry {2} on") \
	R(MAP_WIDTH, "iommu-map-cell-width", ERROR, LINUX, iop_lint_maps, \
	  "iommu-map is written for other kernel versions", \
	  "entries have {0} cells, but this kernel reads entries of {1} cells: it takes the wrong cells for phandles and IDs") \
	R(MAP_BAD_PHANDLE, "iommu-map-bad-phandle", ERROR, LINUX, iop_lint_maps, \
	  "an iommu-map entry refers to a node that does not exist", \
	  "entry {0} has phandle {1}, which does not exist{2}") \
	R(MAP_NOT_IOMMU, "iommu-map-not-an-iommu", ERROR, LINUX, iop_lint_maps, \
	  "an iommu-map entry refers to a node that is not an IOMMU", \
	  "entry {0} refers to {1}, which is not an IOMMU") \
	R(MAP_BASE, "iommu-map-mask-ignores-base", ERROR, LINUX, iop_lint_maps, \
	  "iommu-map-mask clears bits of an entry's base", \
	  "the base of entry {0} is {1}, which iommu-map-mask {2} reduces to {3}: every lookup that reaches this entry fails") \
	R(MAP_WIDE, "iommu-map-wide-range", ERROR, LINUX, iop_lint_maps, \
	  "an iommu-map entry for several IDs has a specifier of several cells", \
	  "entry {0} maps {1} IDs to a specifier of {2} cells, which this kernel rejects") \
	R(MAP_EMPTY, "iommu-map-empty", ERROR, LINUX, iop_lint_maps, \
	  "iommu-map is empty", \
	  "the property is empty: no device behind this host has an IOMMU") \
	R(MAP_EMPTY_ROW, "iommu-map-empty-row", WARNING, LINUX, iop_lint_maps, \
	  "an iommu-map entry has a length of 0", \
	  "entry {0} has a length of 0, so no ID matches it") \
	R(MAP_PLACEHOLDER, "iommu-map-placeholder", NOTE, LINUX, iop_lint_maps, \
	  "iommu-map has to be filled in by the boot loader", \
	  "this is a placeholder: unless a boot loader replaces it, {0} behind this host has an IOMMU") \
	R(MAP_SHADOWED, "iommu-map-shadowed-row", WARNING, LINUX, iop_lint_maps, \
	  "earlier entries of iommu-map match all IDs of an entry", \
	  "entry {0} ({1} to {2}) never matches: entry {3} matches these IDs first") \
	R(MAP_OVERLAP, "iommu-map-overlap", WARNING, LINUX, iop_lint_maps, \
	  "entries of iommu-map overlap", \
	  "entry {0} ({1} to {2}) overlaps entry {3}, which is used for the IDs that both match") \
	R(MAP_BUSES, "iommu-map-outside-bus-range", WARNING, LINUX, iop_lint_maps, \
	  "an iommu-map entry is for buses that the host does not have", \
	  "entry {0} ({1} to {2}) is outside bus-range, buses {3} to {4}") \
	R(MAP_BEYOND, "iommu-map-beyond-ids", WARNING, LINUX, iop_lint_maps, \
	  "an iommu-map entry extends beyond the last requester ID", \
	  "entry {0} begins at {1} and has {2} IDs, but requester IDs end at {3}") \
	R(MAP_OUTPUT, "iommu-map-output-too-wide", ERROR, LINUX, iop_lint_maps, \
	  "an iommu-map entry yields stream IDs that are too wide for the IOMMU", \
	  "entry {0} yields stream IDs up to {1}, of which the IOMMU uses only {2} bits") \
	R(MAP_ALIKE, "iommu-map-shared-output", WARNING, LINUX, iop_lint_maps, \
	  "two entries of iommu-map yield the same stream IDs", \
	  "entry {0} yields stream IDs {1} to {2}, and so does entry {3}") \
	R(MAP_NOTHING, "iommu-map-covers-nothing", WARNING, LINUX, iop_lint_maps, \
	  "no entry of iommu-map matches any device of the host", \
	  "no entry matches any requester ID on this host's buses") \
	R(MAP_UNUSED, "iommu-map-never-read", WARNING, LINUX, iop_lint_maps, \
	  "Linux does not read the iommu-map of this node", \
	  "Linux does not use the iommu-map of this node, neither for the node's own device nor for others") \
	R(MAP_MASK_ALONE, "iommu-map-mask-alone", NOTE, LINUX, iop_lint_maps, \
	  "iommu-map-mask without iommu-map", \
	  "iommu-map-mask has no effect without iommu-map") \
	R(MAP_SHIFTED, "iommu-map-bus-shift", WARNING, LINUX, iop_lint_maps, \
	  "a disabled PCI port shifts the bus numbers, and iommu-map does not account for it", \
	  "the entries assume one bus for each port, but {0} is disabled: devices behind {1} are on bus {2}, whose entry refers to {3}{4}") \
	R(MAP_TABLE, "iommu-map-host-table", WARNING, LINUX, iop_lint_maps, \
	  "the driver of a PCI host assumes that iommu-map entries have four cells", \
	  "the host driver fills its table of stream IDs from entries of four cells, with the first requester ID of each: requester ID {0} is missing from the table, or has another stream ID there") \
	R(PCI_DOMAIN, "pci-domain-taken", ERROR, LINUX, iop_lint_host_domains, \
	  "two PCI hosts have the same linux,pci-domain", \
	  "{0} has the same linux,pci-domain, and this kernel registers only one host for each number: the second to probe fails") \
	R(MAP_TAKEN, "iommu-map-takes-masters-stream", ERROR, LINUX, iop_lint_map_streams, \
	  "iommu-map yields the stream ID of another master", \
	  "requester IDs from {0} on are mapped to stream ID {1}, which {2} uses as well")

#endif
