// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * bus_set_iommu(): the first driver to claim a bus serves it alone.
 *
 * While devices are grouped an IOMMU can only fail, so what was passed over in
 * the search for a driver and a bus stays passed over.
 */
#include <string.h>

#include "devices/devices.h"
#include "groups/groups.h"
#include "model/lookup.h"

static size_t takers_count(const struct iop_plan *p)
{
	return (size_t)p->view->facts->count * (IOP_BUS_NONE + 1);
}

bool iop_takers_init(struct iop_grouping *g, struct iop_arena *a)
{
	g->takers = iop_alloc_raw(a, takers_count(g->plan), sizeof(*g->takers));
	return g->takers;
}

void iop_takers_clear(struct iop_grouping *g)
{
	memset(g->takers, 0, takers_count(g->plan) * sizeof(*g->takers));
}

static bool takes(const struct iop_plan *p, uint32_t iommu,
		  const struct iop_driver *mine, uint8_t bus)
{
	const struct iop_iommu *i = &p->iommus[iommu];

	return i->state == IOP_STATE_ACTIVE && i->driver != mine &&
	       !iop_bus_refused(p, iommu, bus) && iop_driver_precedes(p, i->driver, mine);
}

bool iop_bus_is_taken(struct iop_grouping *g, const struct iop_device *d)
{
	const struct iop_plan *p = g->plan;
	const struct iop_driver *mine = iop_iommu_of(p, d->iommu)->driver;
	uint32_t *at;

	if (iop_linux(p->view, IOP_K_DRIVER_SCOPE, IOP_W_MANY) != IOP_W_BUS)
		return false;
	at = &g->takers[(size_t)(mine - p->view->facts->drivers) * (IOP_BUS_NONE + 1) + d->bus];
	while (*at < p->n_iommus && !takes(p, *at, mine, d->bus))
		++*at;
	return *at < p->n_iommus;
}
