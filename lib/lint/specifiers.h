/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Rules about the iommus property of one master; see lint/rules.h. */
#ifndef IOP_LINT_SPECIFIERS_H
#define IOP_LINT_SPECIFIERS_H

#define IOP_RULES_SPECIFIERS(R) \
	R(IOMMUS_BAD_PHANDLE, "iommus-bad-phandle", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus entry refers to a node that does not exist", \
	  "entry {0} has phandle {1}, which does not exist; {2}") \
	R(IOMMUS_SHORT, "iommus-short-specifier", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus entry has too few cells", \
	  "entry {0} has {1} {1|cell|cells}, but {2} expects {3}") \
	R(IOMMUS_EMPTY, "iommus-no-entry", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus property is empty or contains a phandle of 0", \
	  "entry {0} is missing or its phandle is 0; {1}") \
	R(IOMMUS_ODD, "iommus-odd-length", ERROR, LINUX, iop_lint_iommus, \
	  "the length of iommus is not a multiple of 4 bytes", \
	  "the length is {0} bytes, which is not a whole number of cells") \
	R(IOMMUS_NOT_IOMMU, "iommus-not-an-iommu", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus entry refers to a node without #iommu-cells", \
	  "entry {0} refers to {1}, which has no #iommu-cells; {2}") \
	R(IOMMUS_REFUSED, "iommus-refused", ERROR, LINUX, iop_lint_iommus, \
	  "the IOMMU's driver rejects an iommus entry", \
	  "entry {0}: {1}; the master has no IOMMU") \
	R(IOMMUS_BELOW_PCI, "iommus-below-pci", WARNING, LINUX, iop_lint_iommus, \
	  "iommus below a PCI host is never read", \
	  "iommus below the PCI host {0} is never read; Linux uses the host's iommu-map") \
	R(IOMMUS_NEVER_READ, "iommus-never-read", WARNING, LINUX, iop_lint_iommus, \
	  "Linux creates no device for a node with iommus", \
	  "Linux creates no device for this node, so its iommus property is never read") \
	R(IOMMUS_ON_HOST, "iommus-on-pci-host", WARNING, LINUX, iop_lint_iommus, \
	  "iommus on a PCI host does not apply to the devices behind it", \
	  "iommus of a PCI host applies only to the host itself: without iommu-map, devices behind it have no IOMMU") \
	R(IOMMUS_ID_CUT, "iommus-id-too-wide", ERROR, LINUX, iop_lint_ids, \
	  "a stream ID or mask is wider than the IOMMU's stream IDs", \
	  "entry {0}: {1} {2} has more than the {3} bits that the IOMMU uses, and is truncated to {4}") \
	R(IOMMUS_ID_UNLIKELY, "iommus-id-unlikely", WARNING, LINUX, iop_lint_ids, \
	  "a stream ID or mask is valid only for an SMMU with 16-bit stream IDs", \
	  "entry {0}: {1} {2} has bit 15 set, which only an SMMUv2 with extended stream IDs supports; others reject the master") \
	R(IOMMUS_OTHER_INSTANCE, "iommus-other-instance", WARNING, LINUX, iop_lint_ids, \
	  "an iommus entry refers to a second IOMMU, which the driver does not use", \
	  "entry {0} refers to {1}, but the driver uses all IDs with {2}") \
	R(IOMMUS_REPEATED, "iommus-repeated-entry", WARNING, LINUX, iop_lint_streams, \
	  "an iommus property contains the same stream twice", \
	  "entry {0} is the same as entry {1}")

#endif
