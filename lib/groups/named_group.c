// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Groups that a property of the master names, as vendors' drivers have them:
 * masters with the same target, or the same number, share one, whatever their
 * bus and IOMMU. The first of them makes it.
 */
#include "devices/by_property.h"
#include "groups/groups.h"
#include "model/lookup.h"

#define PHANDLE_SCOPE 0xfffffffeu	/* apart from every IOMMU's own keys */
#define NUMBER_SCOPE 0xfffffffdu

/* Of a group that is a device itself: is it one, with its driver bound? */
static bool is_group_device(const struct iop_plan *p, const struct iop_driver *driver,
			    uint32_t node)
{
	const struct iop_item *end;

	if (iop_items(driver, "group-devices", &end) == end)
		return true;
	return p->tree->nodes[node].available &&
	       iop_any_listed(p->view, driver, IOP_L_GROUP_DEVICES,
			      iop_prop(p->tree, node, IOP_P_COMPATIBLE));
}

static enum iop_reason by_phandle(struct iop_grouping *g, uint32_t n, uint32_t target)
{
	const struct iop_plan *p = g->plan;
	const struct iop_driver *driver = iop_iommu_of(p, p->devices[n].iommu)->driver;

	if (target == IOP_NO_NODE)
		return IOP_R_GROUP_UNNAMED;
	if (!is_group_device(p, driver, target))
		return IOP_R_GROUP_NO_DEVICE;
	return iop_group_share(g, n, PHANDLE_SCOPE, target, IOP_JOIN_NAMED);
}

bool iop_named_group(struct iop_grouping *g, uint32_t n, enum iop_reason *why)
{
	const struct iop_plan *p = g->plan;
	const struct iop_device *d = &p->devices[n];
	const struct iop_iommu *i = iop_iommu_of(p, d->iommu);
	struct iop_naming name = iop_naming_of(p, d);
	bool must = iop_fact_of(p, i, IOP_K_GROUP_MISSING, IOP_W_IGNORE) == IOP_W_REJECT;

	*why = IOP_R_NONE;
	if (name.by == IOP_W_NUMBER) {
		*why = iop_group_share(g, n, NUMBER_SCOPE, name.key, IOP_JOIN_NAMED);
		return true;
	}
	if (name.by == IOP_W_PHANDLE && (must || name.key != IOP_NO_NODE)) {
		*why = by_phandle(g, n, name.key);
		return true;
	}
	*why = must ? IOP_R_GROUP_UNNAMED : IOP_R_NONE;
	return must;
}
