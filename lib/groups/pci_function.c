// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* PCI functions that a dump names: where a driver asks the bus for a group. */
#include "groups/groups.h"
#include "devices/pci_functions.h"
#include "model/lookup.h"

static uint32_t group_of(const struct iop_plan *p, uint32_t function)
{
	uint32_t device = p->pci->devices[function];

	return device == IOP_NONE ? IOP_NONE : p->devices[device].group;
}

static bool has_group(const void *links, uint32_t function)
{
	return group_of(links, function) != IOP_NONE;
}

/* The core attaches a device that joins a group to the existing domain. */
static enum iop_reason take_domain(const struct iop_plan *p, struct iop_device *d,
				   uint32_t peer)
{
	const struct iop_iommu *mine = iop_iommu_of(p, d->iommu);
	uint32_t theirs = p->devices[peer].iommu;

	if (theirs == d->iommu)
		return IOP_R_NONE;
	if (p->iommus[theirs].driver != mine->driver) {
		switch (iop_fact_of(p, mine, IOP_K_FOREIGN_DOMAIN, IOP_W_ACCEPT)) {
		case IOP_W_CRASH:
			d->peer = peer;
			return IOP_R_FOREIGN_CRASH;
		case IOP_W_REJECT:
			d->peer = peer;
			return IOP_R_FOREIGN;
		}
	}
	/* whether an IOMMU accepts the domain of another depends on its type as well */
	if (d->confidence < IOP_UNSURE)
		d->confidence = IOP_UNSURE;
	return IOP_R_NONE;
}

enum iop_reason iop_group_by_bus(struct iop_grouping *g, uint32_t n)
{
	static const enum iop_join joins[] = {
		[IOP_PCI_BY_ALIAS] = IOP_JOIN_PCI_ALIAS,
		[IOP_PCI_BY_PATH] = IOP_JOIN_PCI_PATH,
		[IOP_PCI_BY_FUNCTION] = IOP_JOIN_PCI_FUNCTION,
	};
	struct iop_plan *p = g->plan;
	struct iop_device *d = &p->devices[n];
	struct iop_pci_groups groups = { has_group, p };
	enum iop_pci_how how = IOP_PCI_ALONE;
	enum iop_reason why;
	uint32_t peer;

	if (d->function != IOP_NONE)
		how = iop_pci_group(&p->pci->kernel, d->function, &groups, &peer);
	if (how == IOP_PCI_ALONE) {
		iop_group_new(g, n);
		return IOP_R_NONE;
	}
	why = take_domain(p, d, p->pci->devices[peer]);
	if (why)
		return why;
	d->group = group_of(p, peer);
	d->peer = p->pci->devices[peer];
	d->join = (uint8_t)joins[how];
	return IOP_R_NONE;
}
