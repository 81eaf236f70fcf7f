/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What can be wrong with one master's iommus property: see lint/rules.h. */
#ifndef IOP_LINT_SPECIFIERS_H
#define IOP_LINT_SPECIFIERS_H

#define IOP_RULES_SPECIFIERS(R) \
	R(IOMMUS_BAD_PHANDLE, "iommus-bad-phandle", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus entry points to no node", \
	  "entry {0} has the phandle {1}, which no node has; {2}") \
	R(IOMMUS_SHORT, "iommus-short-specifier", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus entry has too few cells", \
	  "entry {0} has {1} cells where {2} expects {3}") \
	R(IOMMUS_EMPTY, "iommus-no-entry", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus list is empty, or ends in a phandle of 0", \
	  "entry {0} is missing or has a phandle of 0; {1}") \
	R(IOMMUS_ODD, "iommus-odd-length", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus property is not a whole number of cells", \
	  "{0} bytes are not a whole number of cells") \
	R(IOMMUS_NOT_IOMMU, "iommus-not-an-iommu", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus entry refers to a node without #iommu-cells", \
	  "entry {0} refers to {1}, which has no #iommu-cells; {2}") \
	R(IOMMUS_REFUSED, "iommus-refused", ERROR, LINUX, iop_lint_iommus, \
	  "the IOMMU's driver rejects an iommus entry", \
	  "entry {0}: {1}; the master has no IOMMU") \
	R(IOMMUS_BELOW_PCI, "iommus-below-pci", WARNING, LINUX, iop_lint_iommus, \
	  "iommus below a PCI host is never read", \
	  "iommus below the PCI host {0} is never read: its iommu-map decides") \
	R(IOMMUS_NEVER_READ, "iommus-never-read", WARNING, LINUX, iop_lint_iommus, \
	  "Linux creates no device for a node with iommus", \
	  "Linux creates no device for this node, so its iommus are never read") \
	R(IOMMUS_ON_HOST, "iommus-on-pci-host", WARNING, LINUX, iop_lint_iommus, \
	  "iommus on a PCI host does not apply to the devices behind it", \
	  "iommus of a PCI host applies to the host alone: without iommu-map, devices behind it have no IOMMU") \
	R(IOMMUS_ID_CUT, "iommus-id-too-wide", ERROR, LINUX, iop_lint_ids, \
	  "a stream ID or mask has more bits than the IOMMU", \
	  "entry {0}: {1} {2} has more than the {3} bits that the IOMMU uses; it becomes {4}") \
	R(IOMMUS_ID_UNLIKELY, "iommus-id-unlikely", WARNING, LINUX, iop_lint_ids, \
	  "a stream ID or mask needs an SMMU with 16-bit stream IDs", \
	  "entry {0}: {1} {2} has bit 15 set, which only an SMMUv2 with extended stream IDs supports; others reject the master") \
	R(IOMMUS_OTHER_INSTANCE, "iommus-other-instance", WARNING, LINUX, iop_lint_ids, \
	  "an iommus entry names a second IOMMU, which will not serve the master", \
	  "entry {0} names {1}, but the driver looks all IDs up at {2}") \
	R(IOMMUS_REPEATED, "iommus-repeated-entry", WARNING, LINUX, iop_lint_streams, \
	  "an iommus list names the same stream twice", \
	  "entry {0} is the same as entry {1}")

#endif
