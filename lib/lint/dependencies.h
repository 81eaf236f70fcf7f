/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Rules about the suppliers of an IOMMU; see lint/rules.h. */
#ifndef IOP_LINT_DEPENDENCIES_H
#define IOP_LINT_DEPENDENCIES_H

#define IOP_RULES_DEPENDENCIES(R) \
	R(WAITS_OFF, "iommu-supplier-disabled", WARNING, LINUX, iop_lint_dependencies, \
	  "a clock, power domain or other supplier of an IOMMU is disabled", \
	  "entry {0} refers to {1}, {2}: {3}") \
	R(WAITS_DRIVER, "iommu-supplier-no-driver", WARNING, LINUX, iop_lint_dependencies, \
	  "a clock, power domain or other supplier of an IOMMU has no driver", \
	  "entry {0} refers to {1}, {2} ({3}): {4}") \
	R(WAITS_MODULE, "iommu-supplier-module", WARNING, LINUX, iop_lint_dependencies, \
	  "a clock, power domain or other supplier of an IOMMU has its driver in a module", \
	  "entry {0} refers to {1}, {2} ({3}): {4}") \
	R(WAITS_ITSELF, "iommu-waits-for-master", WARNING, LINUX, iop_lint_dependencies, \
	  "a supplier of an IOMMU is a master of the same IOMMU", \
	  "entry {0} refers to {1}, whose DMA goes through {2}: each waits for the other until the kernel stops waiting")

#endif
