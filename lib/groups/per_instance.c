// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* generic_single_device_group(): one group for all masters of an instance. */
#include "groups/groups.h"

enum iop_reason iop_rule_instance(struct iop_grouping *g, uint32_t n)
{
	uint32_t iommu = g->plan->devices[n].iommu;

	return iop_group_share(g, n, iommu, 0, IOP_JOIN_INSTANCE);
}
