// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * MediaTek M4U: groups sit in a table whose slot is the master's bank or IOVA
 * region (mtk_iommu_device_group()); the scope of the table depends on the
 * version and the SoC.
 */
#include <string.h>

#include "groups/groups.h"
#include "groups/larb.h"
#include "model/lookup.h"

#define TABLE_SCOPE 0x40000000u	/* apart from every IOMMU's own keys */

static const char *list_name(const struct iop_plan *p, const struct iop_iommu *i)
{
	const struct iop_row *row;
	uint16_t at = 0;

	row = iop_row_next(p, i, "hw-list", &at);
	return row && row->name ? row->name : "";
}

/* The first instance on the same hw-list holds the table for all of them. */
static uint32_t list_holder(const struct iop_plan *p, uint32_t iommu)
{
	const char *mine = list_name(p, &p->iommus[iommu]);

	for (uint32_t n = 0; *mine && n < iommu; n++)
		if (p->iommus[n].driver == p->iommus[iommu].driver &&
		    p->iommus[n].state == IOP_STATE_ACTIVE &&
		    !strcmp(list_name(p, &p->iommus[n]), mine))
			return n;
	return iommu;
}

static uint32_t bank_of(const struct iop_plan *p, const struct iop_device *d)
{
	uint32_t ports = iop_larb_ports(p, d);
	const struct iop_row *row;
	uint16_t at = 0;

	while ((row = iop_row_next(p, iop_iommu_of(p, d->iommu), "bank-ports", &at)))
		if (row->count >= 2 && row->numbers[1] & ports)
			return (uint32_t)row->numbers[0];
	return 0;
}

static enum iop_reason slot_of(const struct iop_plan *p, const struct iop_device *d,
			       uint64_t scope, uint32_t *slot)
{
	*slot = scope == IOP_W_HW_LIST ? bank_of(p, d) : 0;
	if (*slot || scope == IOP_W_SYSTEM)
		return IOP_R_NONE;
	return iop_larb_region(p, d, slot);
}

enum iop_reason iop_rule_larb_region(struct iop_grouping *g, uint32_t n)
{
	struct iop_plan *p = g->plan;
	const struct iop_device *d = &p->devices[n];
	uint64_t scope = iop_fact_of(p, iop_iommu_of(p, d->iommu), IOP_K_TABLE_SCOPE,
				     IOP_W_HW_LIST);
	uint32_t table = TABLE_SCOPE, slot;
	enum iop_reason why = iop_larb_check(p, d);

	if (!why)
		why = slot_of(p, d, scope, &slot);
	if (why)
		return why;
	if (scope == IOP_W_HW_LIST)
		table |= list_holder(p, d->iommu) + 1;
	return iop_group_share(g, n, table, slot, IOP_JOIN_TABLE);
}
