/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Rules about consumers other than Linux; see lint/rules.h. */
#ifndef IOP_LINT_CONSUMERS_H
#define IOP_LINT_CONSUMERS_H

#define IOP_RULES_CONSUMERS(R) \
	R(UBOOT_STRIDE, "u-boot-map-stride", WARNING, UBOOT, iop_lint_strides, \
	  "U-Boot misreads an iommu-map whose entries do not have four cells", \
	  "entries have {0} cells, but U-Boot's {2} reads four: it ends entry {1} in the wrong place and misreads all after it ({3}{4}{5})") \
	R(BAREBOX_STRIDE, "barebox-map-stride", WARNING, BAREBOX, iop_lint_strides, \
	  "barebox misreads an iommu-map whose entries do not have four cells", \
	  "entries have {0} cells, but barebox's {2} reads and writes four, and drops entry {1} ({3}{4}{5})") \
	R(XEN_STRIDE, "xen-map-stride", WARNING, XEN, iop_lint_strides, \
	  "Xen rejects or misreads an iommu-map whose entries do not have four cells", \
	  "entries have {0} cells, but Xen's {2} reads four and misreads entry {1} ({3}{4}{5})") \
	R(FREEBSD_STRIDE, "freebsd-map-stride", WARNING, FREEBSD, iop_lint_strides, \
	  "FreeBSD misreads an iommu-map whose entries do not have four cells", \
	  "entries have {0} cells, but FreeBSD's {2} reads four and misreads entry {1} ({3}{4}{5})") \
	R(EDK2_ROWS, "edk2-map-rows", WARNING, EDK2, iop_lint_strides, \
	  "edk2 rejects or misreads an iommu-map whose entries do not have four cells", \
	  "entries have {0} cells, but edk2's {2} expects four and misreads entry {1} ({3}{4}{5})") \
	R(UBOOT_ONE_ID, "u-boot-one-stream", WARNING, UBOOT, iop_lint_uboot_imx8, \
	  "U-Boot on i.MX8 assigns only one stream ID to a master", \
	  "the length is {0} bytes, but U-Boot's {1} expects 12 (a phandle and two cells), and does not assign this master's stream ID ({2}{3}{4})") \
	R(XEN_UNPROTECTED, "xen-passthrough-unprotected", WARNING, XEN, iop_lint_xen, \
	  "a device is assigned to a Xen guest but has no IOMMU", \
	  "xen,passthrough is set, but no IOMMU translates its DMA: a guest could access all memory ({0}{1}{2})") \
	R(XEN_SPLIT, "xen-passthrough-split", WARNING, XEN, iop_lint_xen, \
	  "a device assigned to a Xen guest shares its streams with one that is not", \
	  "xen,passthrough is set, but {0} shares its stream IDs and stays with Dom0 ({1}{2}{3})")

#endif
