/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What can be wrong with a host's iommu-map: see lint/rules.h. */
#ifndef IOP_LINT_MAPS_H
#define IOP_LINT_MAPS_H

#define IOP_RULES_MAPS(R) \
	R(MAP_LENGTH, "iommu-map-length", ERROR, LINUX, iop_lint_maps, \
	  "iommu-map is not a whole number of entries", \
	  "{0} bytes are not a whole number of entries as this kernel reads them{1}: from entry {2} on, no ID is mapped") \
	R(MAP_WIDTH, "iommu-map-cell-width", ERROR, LINUX, iop_lint_maps, \
	  "iommu-map entries have the format of other kernel versions", \
	  "entries of {0} cells, but this kernel reads entries of {1}: it takes the wrong cells for phandles and IDs") \
	R(MAP_BAD_PHANDLE, "iommu-map-bad-phandle", ERROR, LINUX, iop_lint_maps, \
	  "an iommu-map entry points to no node", \
	  "entry {0} has the phandle {1}, which no node has{2}") \
	R(MAP_NOT_IOMMU, "iommu-map-not-an-iommu", ERROR, LINUX, iop_lint_maps, \
	  "an iommu-map entry refers to a node that is not an IOMMU", \
	  "entry {0} refers to {1}, which is not an IOMMU") \
	R(MAP_BASE, "iommu-map-mask-ignores-base", ERROR, LINUX, iop_lint_maps, \
	  "iommu-map-mask clears bits of an entry's base", \
	  "entry {0} begins at {1}, of which iommu-map-mask {2} leaves {3}: every lookup that reaches this entry fails") \
	R(MAP_WIDE, "iommu-map-wide-range", ERROR, LINUX, iop_lint_maps, \
	  "an entry for several IDs has a specifier of several cells", \
	  "entry {0} has {1} IDs for a specifier of {2} cells, which this kernel rejects") \
	R(MAP_EMPTY, "iommu-map-empty", ERROR, LINUX, iop_lint_maps, \
	  "iommu-map has no entry", \
	  "the property is empty: nothing behind this host is translated") \
	R(MAP_EMPTY_ROW, "iommu-map-empty-row", WARNING, LINUX, iop_lint_maps, \
	  "an iommu-map entry has a length of 0", \
	  "entry {0} has a length of 0, so no ID matches it") \
	R(MAP_PLACEHOLDER, "iommu-map-placeholder", NOTE, LINUX, iop_lint_maps, \
	  "iommu-map waits for a boot loader to fill it in", \
	  "a placeholder: unless a boot loader replaces it, {0} behind this host is translated") \
	R(MAP_SHADOWED, "iommu-map-shadowed-row", WARNING, LINUX, iop_lint_maps, \
	  "earlier entries of iommu-map match all IDs of an entry", \
	  "entry {0} ({1} to {2}) never matches: entry {3} matches these IDs first") \
	R(MAP_OVERLAP, "iommu-map-overlap", WARNING, LINUX, iop_lint_maps, \
	  "entries of iommu-map overlap", \
	  "entry {0} ({1} to {2}) overlaps entry {3}, which matches the IDs that both have") \
	R(MAP_BUSES, "iommu-map-outside-bus-range", WARNING, LINUX, iop_lint_maps, \
	  "an iommu-map entry is for buses the host does not have", \
	  "entry {0} ({1} to {2}) is outside bus-range, buses {3} to {4}") \
	R(MAP_BEYOND, "iommu-map-beyond-ids", WARNING, LINUX, iop_lint_maps, \
	  "an iommu-map entry goes beyond the last requester ID", \
	  "entry {0} begins at {1} and has {2} IDs, but requester IDs end at {3}") \
	R(MAP_OUTPUT, "iommu-map-output-too-wide", ERROR, LINUX, iop_lint_maps, \
	  "an iommu-map entry gives stream IDs that the IOMMU does not have", \
	  "entry {0} gives stream IDs up to {1}, of which the IOMMU uses {2} bits") \
	R(MAP_ALIKE, "iommu-map-shared-output", WARNING, LINUX, iop_lint_maps, \
	  "two entries of iommu-map give the same stream IDs", \
	  "entry {0} gives stream IDs {1} to {2}, and so does entry {3}") \
	R(MAP_NOTHING, "iommu-map-covers-nothing", WARNING, LINUX, iop_lint_maps, \
	  "no entry of iommu-map covers any device of the host", \
	  "no entry covers a requester ID that this host can have") \
	R(MAP_UNUSED, "iommu-map-never-read", WARNING, LINUX, iop_lint_maps, \
	  "nothing in Linux reads this node's iommu-map", \
	  "Linux looks up no device in this node's iommu-map, and its own device gets no IOMMU from it") \
	R(MAP_MASK_ALONE, "iommu-map-mask-alone", NOTE, LINUX, iop_lint_maps, \
	  "iommu-map-mask without iommu-map", \
	  "iommu-map-mask has no effect without iommu-map") \
	R(MAP_SHIFTED, "iommu-map-bus-shift", WARNING, LINUX, iop_lint_maps, \
	  "bus numbers move past a disabled PCI port, and iommu-map does not", \
	  "entries expect a bus for each port, and {0} is disabled: devices behind {1} are on bus {2}, whose entry refers to {3}{4}") \
	R(PCI_DOMAIN, "pci-domain-taken", ERROR, LINUX, iop_lint_host_domains, \
	  "two PCI hosts have one linux,pci-domain", \
	  "{0} has this number as well, and this kernel registers one host for each: the one that probes second fails") \
	R(MAP_TAKEN, "iommu-map-takes-masters-stream", ERROR, LINUX, iop_lint_map_streams, \
	  "iommu-map gives the stream ID of another master", \
	  "requesters {0} and on become stream ID {1}, which is also that of {2}")

#endif
