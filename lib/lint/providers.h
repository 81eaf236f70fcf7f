/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What can be wrong with an IOMMU's own node: see lint/rules.h. */
#ifndef IOP_LINT_PROVIDERS_H
#define IOP_LINT_PROVIDERS_H

#define IOP_RULES_PROVIDERS(R) \
	R(IOMMU_DISABLED, "iommu-disabled", WARNING, LINUX, iop_lint_iommu_state, \
	  "an IOMMU that masters name is disabled", \
	  "{0} is disabled here, so {1} master(s) have no IOMMU; the first is {2}") \
	R(IOMMU_NO_DRIVER, "iommu-no-driver", WARNING, LINUX, iop_lint_iommu_state, \
	  "no driver serves an IOMMU that masters name", \
	  "{0}{1}; {2} master(s) name {3}, the first is {4}{5}{6}") \
	R(IOMMU_NO_DEVICE, "iommu-no-device", ERROR, LINUX, iop_lint_iommu_state, \
	  "Linux creates no device for an IOMMU's node", \
	  "Linux creates no device for this node; {0} master(s) name it, the first is {1}") \
	R(IOMMU_DRIVERS_CLASH, "iommu-drivers-clash", ERROR, LINUX, iop_lint_iommu_state, \
	  "IOMMUs exclude each other", \
	  "{0}; {1} master(s) lose it, the first is {2}") \
	R(IOMMU_DRIVER_BROKEN, "iommu-driver-broken", WARNING, LINUX, iop_lint_iommu_state, \
	  "this kernel's driver fails to probe the IOMMU", \
	  "{0}; {1} master(s) name it, the first is {2}") \
	R(IOMMU_BREAKS, "iommu-broken-by-master", ERROR, LINUX, iop_lint_iommu_state, \
	  "one master's mistake makes an IOMMU fail to probe", \
	  "{0} makes it fail to probe ({1}), which costs {2} master(s) their IOMMU") \
	R(IOMMU_GLOBAL_IRQS, "iommu-global-interrupts", ERROR, LINUX, iop_lint_iommu_state, \
	  "an SMMU lacks #global-interrupts", \
	  "#global-interrupts is missing: the driver fails to probe") \
	R(IOMMU_CONTEXT_IRQS, "iommu-context-interrupts", ERROR, LINUX, iop_lint_iommu_state, \
	  "an SMMU has no interrupt for its context banks", \
	  "{0} interrupts, of which #global-interrupts takes {1}, leave none for context banks: the driver fails to probe") \
	R(IOMMU_LARBS, "iommu-larbs", ERROR, LINUX, iop_lint_iommu_state, \
	  "an M4U's mediatek,larbs points to no larb", \
	  "entry {0} of {1} points to no node, or all larbs are disabled: the driver fails to probe") \
	R(IOMMU_PROPERTY, "iommu-property-missing", ERROR, LINUX, iop_lint_iommu_state, \
	  "an IOMMU lacks a property that its driver requires", \
	  "{0} is missing: the driver fails to probe") \
	R(IOMMU_BEHIND, "iommu-behind-iommu", ERROR, LINUX, iop_lint_iommu_state, \
	  "an IOMMU is behind another one", \
	  "iommus puts this IOMMU behind another: its driver fails to probe, which costs {0} master(s) their IOMMU") \
	R(IOMMU_ROOT, "iommu-root-missing", ERROR, LINUX, iop_lint_iommu_state, \
	  "an IPMMU has no root to attach to", \
	  "the tree has no enabled IPMMU root, so this one is deferred forever") \
	R(IOMMU_ROOT_OFF, "iommu-root-disabled", ERROR, LINUX, iop_lint_iommu_state, \
	  "the root of other IPMMUs is disabled", \
	  "this IPMMU is disabled, but others attach to it, such as {0}: none of them probes") \
	R(IOMMU_BINDINGS, "iommu-bindings-mixed", ERROR, LINUX, iop_lint_iommu_state, \
	  "mmu-masters and iommus are mixed", \
	  "mmu-masters here and iommus elsewhere, such as in {0}: the driver accepts only one of the two") \
	R(IOMMU_LEGACY, "iommu-legacy-binding", WARNING, LINUX, iop_lint_iommu_state, \
	  "mmu-masters needs a kernel option that is off", \
	  "mmu-masters is read only with {0}: {1} master(s) have no IOMMU, the first is {2}") \
	R(IOMMU_CELLS, "iommu-cells", ERROR, LINUX, iop_lint_iommu_cells, \
	  "#iommu-cells is not what the driver expects", \
	  "#iommu-cells is {0}, but {1} expects {2}{3}") \
	R(IOMMU_CELLS_MISSING, "iommu-cells-missing", ERROR, LINUX, iop_lint_iommu_cells, \
	  "an IOMMU has no #iommu-cells", \
	  "#iommu-cells is missing: no iommus entry can name this IOMMU, and {0} does") \
	R(IOMMU_CELLS_MISFIT, "iommu-cells-misfit", ERROR, LINUX, iop_lint_iommu_cells, \
	  "the masters of an IOMMU are written for another #iommu-cells", \
	  "#iommu-cells is {0}, but the {1} properties that name this IOMMU only make sense with {2}; the first is of {3}") \
	R(IOMMU_SUPPLIER, "iommu-supplier-missing", ERROR, LINUX, iop_lint_iommu_suppliers, \
	  "an IOMMU's clocks, power domains or root point to no node", \
	  "entry {0} has the phandle {1}, which no node has: {2}") \
	R(IOMMU_UNLIKE, "iommu-unlike-its-peers", NOTE, LINUX, iop_lint_iommu_suppliers, \
	  "an IOMMU lacks a property that all similar ones have", \
	  "{0} is missing here, but each of the {1} other IOMMUs with this compatible has it, such as {2}") \
	R(TABLES_HIGH, "page-tables-out-of-reach", WARNING, LINUX, iop_lint_page_tables, \
	  "an IOMMU's driver can allocate page tables where the IOMMU cannot read them", \
	  "the IOMMU reads page tables up to {0}, and this kernel's driver allocates them anywhere: {1}, it reads tables that are not there, and DMA faults or reaches wrong addresses")

#endif
