// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * tegra_smmu_group_get(): the first ID names a swgroup; a SoC has sets of
 * swgroups whose masters share one group.
 */
#include "groups/groups.h"
#include "model/lookup.h"

static bool has_number(const struct iop_row *r, uint64_t number)
{
	for (uint16_t n = 0; n < r->count; n++)
		if (r->numbers[n] == number)
			return true;
	return false;
}

enum iop_reason iop_rule_swgroup(struct iop_grouping *g, uint32_t n)
{
	struct iop_plan *p = g->plan;
	const struct iop_device *d = &p->devices[n];
	uint32_t key = iop_id_at(p, d, 0);
	const struct iop_row *set;
	uint16_t at = 0;

	while ((set = iop_row_next(p, iop_iommu_of(p, d->iommu), "swgroup-set", &at)))
		if (has_number(set, key)) {
			key = (uint32_t)set->numbers[0];
			break;
		}
	return iop_group_share(g, n, d->iommu, key, IOP_JOIN_SWGROUP);
}
