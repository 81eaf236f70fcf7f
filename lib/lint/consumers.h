/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What others than Linux make of a tree: see lint/rules.h. */
#ifndef IOP_LINT_CONSUMERS_H
#define IOP_LINT_CONSUMERS_H

#define IOP_RULES_CONSUMERS(R) \
	R(UBOOT_STRIDE, "u-boot-map-stride", WARNING, UBOOT, iop_lint_strides, \
	  "U-Boot misreads an iommu-map whose rows are not four cells", \
	  "rows of {0} cells; U-Boot's iommu-uclass and PCI fix-ups read four and take row {1} for another") \
	R(BAREBOX_STRIDE, "barebox-map-stride", WARNING, BAREBOX, iop_lint_strides, \
	  "barebox misreads an iommu-map whose rows are not four cells", \
	  "rows of {0} cells; barebox reads four and takes row {1} for another") \
	R(XEN_STRIDE, "xen-map-stride", WARNING, XEN, iop_lint_strides, \
	  "Xen refuses or misreads an iommu-map whose rows are not four cells", \
	  "rows of {0} cells; Xen's dt_map_id reads four and takes row {1} for another") \
	R(FREEBSD_STRIDE, "freebsd-map-stride", WARNING, FREEBSD, iop_lint_strides, \
	  "FreeBSD misreads an iommu-map whose rows are not four cells", \
	  "rows of {0} cells; FreeBSD reads four and takes row {1} for another") \
	R(EDK2_ROWS, "edk2-map-rows", WARNING, EDK2, iop_lint_edk2, \
	  "edk2 takes an iommu-map of exactly one row", \
	  "{0} bytes; edk2's RootComplexParser asserts that there are 16, one row") \
	R(UBOOT_ONE_ID, "u-boot-one-stream", WARNING, UBOOT, iop_lint_uboot_imx8, \
	  "U-Boot on i.MX8 gives a master one stream ID only", \
	  "{0} bytes; U-Boot's config_smmu_fdt takes 12, one entry of two cells, and leaves this master's stream ID as it is") \
	R(XEN_UNPROTECTED, "xen-passthrough-unprotected", WARNING, XEN, iop_lint_xen, \
	  "a device is for a Xen guest, but behind no IOMMU", \
	  "xen,passthrough, but no IOMMU translates its DMA: a guest could reach all memory") \
	R(XEN_SPLIT, "xen-passthrough-split", WARNING, XEN, iop_lint_xen, \
	  "a device for a Xen guest shares its streams with one that stays", \
	  "xen,passthrough, but {0} shares its stream IDs and stays with the host")

#endif
