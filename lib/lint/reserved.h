/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Rules about reserved IOVAs; see lint/rules.h. */
#ifndef IOP_LINT_RESERVED_H
#define IOP_LINT_RESERVED_H

#define IOP_RULES_RESERVED(R) \
	R(DMA_ROW_EMPTY, "dma-ranges-empty-row", WARNING, LINUX, iop_lint_dma_ranges, \
	  "a dma-ranges entry has size 0, at which Linux stops reading", \
	  "entry {0} has size 0: Linux ignores it and all entries after it{1}") \
	R(IOVA_DANGLING, "iova-bad-phandle", WARNING, LINUX, iop_lint_regions, \
	  "iommu-addresses refers to a node that does not exist", \
	  "phandle {0} does not exist: the entry has no effect") \
	R(IOVA_SHORT, "iova-short", WARNING, LINUX, iop_lint_regions, \
	  "an iommu-addresses entry has too few cells", \
	  "the entry for {0} has {1} {1|cell|cells}, but its bus needs {2}: the kernel reads the rest from beyond the end of the property") \
	R(IOVA_ORPHAN, "iova-orphaned", WARNING, LINUX, iop_lint_regions, \
	  "iommu-addresses is for a device that does not refer to the region", \
	  "{0} has no memory-region that refers to this node: its iommu-addresses is never read") \
	R(IOVA_OVERLAP, "iova-overlap", WARNING, LINUX, iop_lint_reserved, \
	  "two IOVA reservations of a master overlap", \
	  "{0} reserves {1} to {2}, and so does {3}") \
	R(IOVA_OUTSIDE, "iova-outside-window", WARNING, LINUX, iop_lint_reserved, \
	  "an IOVA reservation is outside of what the master can address", \
	  "{0} reserves {1} to {2}; this master can address up to {3}") \
	R(IOVA_MSI, "iova-msi-window", WARNING, LINUX, iop_lint_reserved, \
	  "an IOVA reservation overlaps the MSI window", \
	  "{0} reserves {1} to {2}, where VFIO maps MSI doorbells from {3} on") \
	R(IOVA_IGNORED, "iova-not-read", NOTE, LINUX, iop_lint_reserved, \
	  "this kernel does not read iommu-addresses for this master", \
	  "{0} reserves {1} to {2}, but {3} of this kernel does not read iommu-addresses") \
	R(SCANOUT, "framebuffer-unmapped", WARNING, LINUX, iop_lint_reserved, \
	  "a boot framebuffer is not mapped for the display controller that scans it out", \
	  "scans out {0}, which has no iommu-addresses for it: once translation is enabled, scan-out faults until a driver takes over") \
	R(SVA_OFF, "shared-addresses-not-built", WARNING, LINUX, iop_lint_sva, \
	  "a master supports shared virtual addressing, but this kernel is built without it", \
	  "{0} is for shared virtual addressing, but CONFIG_ARM_SMMU_V3_SVA is not set in this kernel") \
	R(RANGES_IGNORED, "iommu-ranges-not-read", WARNING, LINUX, iop_lint_iommu_ranges, \
	  "this kernel does not read iommu-ranges", \
	  "this kernel does not read iommu-ranges: it may allocate any IOVA that the IOMMU and dma-ranges allow")

#endif
