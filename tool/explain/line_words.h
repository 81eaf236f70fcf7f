/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What a line of a log says besides whom it is about. */
#ifndef EXPLAIN_LINE_WORDS_H
#define EXPLAIN_LINE_WORDS_H

#include "explain/device_names.h"

/*
 * line_supplier - the node that "supplier 1000.iommu not ready" or "wait for supplier
 * /soc/iommu@1000" is about, or IOP_NO_NODE
 */
uint32_t line_supplier(const struct device_names *names, const struct iop_tree *t,
		       const char *line, size_t len);

/* line_is_acpi - does an SMMU print it that has its name from the IORT, "arm-smmu.0.auto"? */
bool line_is_acpi(const char *line, size_t len);

#endif
