// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* When an entry that parses is refused all the same. */
#include "devices/masters.h"
#include "fdt/address.h"
#include "model/lookup.h"

enum iop_reason iop_bus_refused(const struct iop_plan *p, uint32_t iommu,
				enum iop_bus bus)
{
	static const enum iop_key serves[] = {
		[IOP_BUS_PLATFORM] = IOP_K_ON_PLATFORM, [IOP_BUS_AMBA] = IOP_K_ON_AMBA,
		[IOP_BUS_PCI] = IOP_K_ON_PCI, [IOP_BUS_FSL_MC] = IOP_K_ON_FSL_MC,
	};
	const struct iop_iommu *i = &p->iommus[iommu];

	if (iop_linux(p->view, IOP_K_ALL_BUSES, 0) || bus > IOP_BUS_FSL_MC)
		return IOP_R_NONE;
	return iop_fact_of(p, i, serves[bus], 0) ? IOP_R_NONE : IOP_R_BUS_UNSERVED;
}

/* ipmmu_device_is_allowed(): some SoCs opt in master by master. */
bool iop_master_refused(const struct iop_plan *p, uint32_t iommu,
			uint32_t node, enum iop_bus bus)
{
	const struct iop_iommu *i = &p->iommus[iommu];
	struct iop_cells soc = iop_prop(p->tree, 0, IOP_P_COMPATIBLE);
	char name[32];

	if (!iop_fact_of(p, i, IOP_K_ALLOW_LIST, 0) ||
	    !iop_any_listed(p->view, i->driver, IOP_L_OPT_IN_SOCS, soc))
		return false;
	if (iop_any_listed(p->view, i->driver, IOP_L_DENY_SOCS, soc))
		return true;
	if (bus == IOP_BUS_PCI)
		return !iop_fact_of(p, i, IOP_K_ALLOW_PCI, 0);
	return !iop_device_name(p->tree, node, name, sizeof(name)) ||
	       !iop_listed(p->view, i->driver, IOP_L_ALLOW_DEVICES, name);
}

static enum iop_reason refuse_instance(const struct iop_plan *p,
				       struct iop_device *d,
				       const struct iop_entry *e)
{
	const struct iop_iommu *now = iop_iommu_of(p, e->iommu);
	const struct iop_iommu *before = iop_iommu_of(p, d->iommu);

	if (before->driver != now->driver)
		return IOP_R_MIXED_DRIVERS;
	switch (iop_fact_of(p, now, IOP_K_SEVERAL, IOP_W_FIRST)) {
	case IOP_W_REJECT:
		return d->iommu == e->iommu ? IOP_R_NONE : IOP_R_SEVERAL;
	case IOP_W_LAST:
		d->iommu = e->iommu;
		return IOP_R_NONE;
	default:
		return IOP_R_NONE;
	}
}

#define LOOK_BACK 64u	/* entries; the drivers with such a limit have 16 streams */

/* Instances named so far are few: the entries before are read once more. */
static bool too_many_instances(const struct iop_plan *p,
			       const struct iop_device *d,
			       const struct iop_entry *e)
{
	uint64_t most = iop_fact_of(p, iop_iommu_of(p, e->iommu), IOP_K_INSTANCES_MAX, 0);
	struct iop_cells list = iop_prop(p->tree, d->node, IOP_P_IOMMUS);
	uint32_t seen[8] = { e->iommu }, count = 1, n;
	struct iop_entry old;
	enum iop_reason end;

	if (!most || most >= sizeof(seen) / sizeof(seen[0]))
		return false;
	for (uint32_t k = 0; k < d->n_streams && k < LOOK_BACK &&
			     iop_entry_next(p, &list, &old, &end); k++) {
		for (n = 0; n < count && seen[n] != old.iommu; n++)
			;
		if (n == count)
			seen[count++] = old.iommu;
		if (count > most)
			return true;
	}
	return false;
}

enum iop_reason iop_entry_refused(const struct iop_plan *p,
				  struct iop_device *d,
				  const struct iop_entry *e)
{
	enum iop_reason why = iop_reach(p, e->iommu);

	if (d->iommu == IOP_NONE)
		d->iommu = e->iommu;
	else if (!why)
		why = refuse_instance(p, d, e);
	if (!why && too_many_instances(p, d, e))
		why = IOP_R_TOO_MANY;
	if (!why && iop_master_refused(p, e->iommu, d->node, d->bus))
		why = IOP_R_NOT_ALLOWED;
	if (!why)
		why = iop_bus_refused(p, e->iommu, d->bus);
	if (why)
		d->iommu = e->iommu;
	return why;
}
