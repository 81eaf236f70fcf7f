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
	  "entry {0} has {1} cells where {2} takes {3}") \
	R(IOMMUS_EMPTY, "iommus-no-entry", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus list is empty, or ends in a phandle of 0", \
	  "entry {0} is missing or has a phandle of 0; {1}") \
	R(IOMMUS_ODD, "iommus-odd-length", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus property is no whole number of cells", \
	  "{0} bytes are no whole number of cells") \
	R(IOMMUS_NOT_IOMMU, "iommus-not-an-iommu", ERROR, LINUX, iop_lint_iommus, \
	  "an iommus entry leads to a node without #iommu-cells", \
	  "entry {0} leads to {1}, which has no #iommu-cells; {2}")

#endif
