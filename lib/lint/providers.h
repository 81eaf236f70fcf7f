/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Rules about the node of an IOMMU; see lint/rules.h. */
#ifndef IOP_LINT_PROVIDERS_H
#define IOP_LINT_PROVIDERS_H

#define IOP_RULES_PROVIDERS(R) \
	R(IOMMU_DISABLED, "iommu-disabled", WARNING, LINUX, iop_lint_iommu_state, \
	  "an IOMMU that masters refer to is disabled", \
	  "{0} is disabled here, so {1} {1|master has|masters have} no IOMMU{1|: |, such as }{2}") \
	R(IOMMU_NO_DRIVER, "iommu-no-driver", WARNING, LINUX, iop_lint_iommu_state, \
	  "no driver matches an IOMMU that masters refer to", \
	  "{0}{1}; {2} {2|master refers|masters refer} to {3}{2|: |, such as }{4}{5}{6}") \
	R(IOMMU_NO_DEVICE, "iommu-no-device", ERROR, LINUX, iop_lint_iommu_state, \
	  "Linux creates no device for an IOMMU's node", \
	  "Linux creates no device for this node; {0} {0|master refers|masters refer} to it{0|: |, such as }{1}") \
	R(IOMMU_DRIVERS_CLASH, "iommu-drivers-clash", ERROR, LINUX, iop_lint_iommu_state, \
	  "this kernel cannot use all of the IOMMUs at once", \
	  "{0}; {1} {1|master has|masters have} no IOMMU{1|: |, such as }{2}") \
	R(IOMMU_DRIVER_BROKEN, "iommu-driver-broken", WARNING, LINUX, iop_lint_iommu_state, \
	  "this kernel's driver fails to probe the IOMMU", \
	  "{0}; {1} {1|master refers|masters refer} to it{1|: |, such as }{2}") \
	R(IOMMU_BREAKS, "iommu-broken-by-master", ERROR, LINUX, iop_lint_iommu_state, \
	  "an invalid master makes its IOMMU fail to probe", \
	  "{0} makes it fail to probe ({1}), so {2} {2|master has|masters have} no IOMMU") \
	R(IOMMU_GLOBAL_IRQS, "iommu-global-interrupts", ERROR, LINUX, iop_lint_iommu_state, \
	  "an SMMU lacks #global-interrupts", \
	  "#global-interrupts is missing: the driver fails to probe") \
	R(IOMMU_CONTEXT_IRQS, "iommu-context-interrupts", ERROR, LINUX, iop_lint_iommu_state, \
	  "an SMMU has no interrupt for its context banks", \
	  "of {0} {0|interrupt|interrupts}, #global-interrupts takes {1}, so none is left for context banks: the driver fails to probe") \
	R(IOMMU_LARBS, "iommu-larbs", ERROR, LINUX, iop_lint_iommu_state, \
	  "mediatek,larbs has an invalid entry, or all larbs are disabled", \
	  "entry {0} of {1} refers to a node that does not exist, or all larbs are disabled: the driver fails to probe") \
	R(IOMMU_PROPERTY, "iommu-property-missing", ERROR, LINUX, iop_lint_iommu_state, \
	  "an IOMMU lacks a property that its driver requires", \
	  "{0} is missing: the driver fails to probe") \
	R(IOMMU_BEHIND, "iommu-behind-iommu", ERROR, LINUX, iop_lint_iommu_state, \
	  "an IOMMU is itself a master of another IOMMU", \
	  "iommus makes this IOMMU a master of another one: its driver fails to probe, so {0} {0|master has|masters have} no IOMMU") \
	R(IOMMU_ROOT, "iommu-root-missing", ERROR, LINUX, iop_lint_iommu_state, \
	  "an IPMMU has no enabled main IPMMU (root)", \
	  "the tree has no enabled main IPMMU (root), so the probe of this one is deferred forever") \
	R(IOMMU_ROOT_OFF, "iommu-root-disabled", ERROR, LINUX, iop_lint_iommu_state, \
	  "the main IPMMU (root) of other IPMMUs is disabled", \
	  "this IPMMU is disabled, but it is the main IPMMU (root) of others, such as {0}: none of them probes") \
	R(IOMMU_BINDINGS, "iommu-bindings-mixed", ERROR, LINUX, iop_lint_iommu_state, \
	  "mmu-masters and iommus are mixed", \
	  "mmu-masters is used here and iommus elsewhere, such as in {0}: the driver accepts only one of the two") \
	R(IOMMU_LEGACY, "iommu-legacy-binding", WARNING, LINUX, iop_lint_iommu_state, \
	  "mmu-masters requires a Kconfig option that is not set", \
	  "mmu-masters is read only with {0}, so {1} {1|master has|masters have} no IOMMU{1|: |, such as }{2}") \
	R(IOMMU_CELLS, "iommu-cells", ERROR, LINUX, iop_lint_iommu_cells, \
	  "#iommu-cells is not what the driver expects", \
	  "#iommu-cells is {0}, but {1} expects {2}{3}") \
	R(IOMMU_CELLS_MISSING, "iommu-cells-missing", ERROR, LINUX, iop_lint_iommu_cells, \
	  "an IOMMU has no #iommu-cells", \
	  "#iommu-cells is missing, so the kernel cannot parse entries that refer to this IOMMU, such as that of {0}") \
	R(IOMMU_CELLS_MISFIT, "iommu-cells-misfit", ERROR, LINUX, iop_lint_iommu_cells, \
	  "the iommus entries that refer to an IOMMU are written for a different #iommu-cells", \
	  "#iommu-cells is {0}, but {1} iommus {1|property|properties} can only be parsed with {2}{1|: |, such as }that of {3}") \
	R(IOMMU_SUPPLIER, "iommu-supplier-missing", ERROR, LINUX, iop_lint_iommu_suppliers, \
	  "an IOMMU refers to a clock, power domain, reset or main IPMMU that does not exist", \
	  "entry {0} has phandle {1}, which does not exist: {2}") \
	R(IOMMU_UNLIKE, "iommu-unlike-its-peers", NOTE, LINUX, iop_lint_iommu_suppliers, \
	  "an IOMMU lacks a property that all similar ones have", \
	  "{0} is missing here, but each of the {1} other IOMMUs with this compatible has it, such as {2}") \
	R(TABLES_HIGH, "page-tables-out-of-reach", WARNING, LINUX, iop_lint_page_tables, \
	  "an IOMMU's driver can allocate page tables where the IOMMU cannot read them", \
	  "the IOMMU can read page tables only up to {0}, but this kernel's driver allocates them anywhere, and RAM {1} beyond that: if the IOMMU then reads wrong tables, DMA faults or goes to wrong addresses") \
	R(PAGES_SMALL, "iommu-page-size", WARNING, LINUX, iop_lint_page_sizes, \
	  "an IOMMU's pages are larger than the kernel's", \
	  "it needs a kernel with pages of {0} bytes, and this one's have {1}: the driver then requires an identity domain, which fails for {2} {2|master|masters} if this IOMMU does not support it, and translates nothing if it does")

#endif
