// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * How sure a group is. "certain" speaks of membership and type of devices that
 * do DMA under this kernel; a device no driver ever binds does none.
 */
#include "plan/defaults.h"
#include "model/lookup.h"

static uint8_t less_certain(uint8_t a, uint8_t b)
{
	return a > b ? a : b;
}

/* Every instance that is named has to be there, not only the one that serves. */
static bool waits_for_driver(const struct iop_plan *p, const struct iop_device *d)
{
	for (uint32_t n = 0; !d->requesters && n < d->n_streams; n++) {
		const struct iop_iommu *i = iop_iommu_of(p, iop_stream_of(p, d, n)->iommu);

		if (iop_is_late(i))
			return true;
	}
	return false;
}

/* Other rules put PCI devices together whatever their ports do. */
static bool split_by_acs(const struct iop_device *d)
{
	return d->function == IOP_NONE &&
	       (d->join == IOP_JOIN_OWN || d->join == IOP_JOIN_HOST);
}

static uint8_t of_device(const struct iop_plan *p, const struct iop_device *d)
{
	const struct iop_iommu *i = iop_iommu_of(p, d->iommu);
	uint8_t sure = d->confidence;

	if (!d->requesters && d->child == IOP_NONE && d->exist == IOP_EXIST_BY_DRIVER)
		sure = less_certain(sure, IOP_IF_DRIVER_BINDS);
	if (d->child != IOP_NONE && d->bus != IOP_BUS_PCI)
		sure = less_certain(sure, IOP_IF_DRIVER_BINDS);
	else if (d->child != IOP_NONE && split_by_acs(d))
		sure = less_certain(sure, IOP_IF_ACS);
	/* Some silicon of this SoC is refused, and no tree says which it is. */
	if (iop_fact_of(p, i, IOP_K_ALLOW_LIST, 0) &&
	    iop_any_listed(p->view, i->driver, IOP_L_DENY_REVISIONS,
			   iop_prop(p->tree, 0, IOP_P_COMPATIBLE)))
		sure = less_certain(sure, IOP_UNSURE);
	if (iop_group_of(p, d->group)->domain_why == IOP_DOMAIN_HANGS ||
	    iop_may_refuse(p, iop_group_of(p, d->group)))
		sure = less_certain(sure, IOP_UNSURE);
	if (iop_is_late(i) || waits_for_driver(p, d))
		sure = less_certain(sure, IOP_IF_DRIVER_BINDS);
	if (i->built_unknown || i->unsure)
		sure = less_certain(sure, IOP_UNSURE);
	return sure;
}

static bool binding_groups(const struct iop_plan *p)
{
	return iop_linux(p->view, IOP_K_GROUPED_AT, IOP_W_ADD) == IOP_W_BIND;
}

/*
 * Once a driver has lost track of the IDs in use, any master that tries again may get
 * the ID of another: the one that was rejected, the owner, and all that are still to
 * be added to that IOMMU. The peer of the owner is the master that may take its stream.
 */
static void doubt_forgotten(const struct iop_plan *p)
{
	struct iop_device *owner;

	for (uint32_t n = 0; n < p->n_iommus; n++)
		p->iommus[n].forgets = false;
	for (uint32_t n = 0; n < p->n_devices; n++) {
		struct iop_device *d = &p->devices[n];

		if (d->why != IOP_R_DUPLICATE_LOST)
			continue;
		d->confidence = IOP_UNSURE;
		iop_iommu_of(p, d->iommu)->forgets = true;
		if (d->peer == IOP_NONE)
			continue;
		owner = iop_device_of(p, d->peer);
		owner->confidence = IOP_UNSURE;
		if (owner->join == IOP_JOIN_OWN && !owner->requesters)
			owner->peer = n;
	}
	for (uint32_t n = 0; n < p->n_devices; n++) {
		struct iop_device *d = &p->devices[n];

		if (d->why == IOP_R_DUPLICATE && d->iommu != IOP_NONE &&
		    iop_iommu_of(p, d->iommu)->forgets)
			d->confidence = IOP_UNSURE;
	}
}

/* A stream ID only one master can have goes to the one that binds first. */
static void doubt_winners(const struct iop_plan *p)
{
	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];
		struct iop_device *peer;

		if (d->why != IOP_R_DUPLICATE || d->peer == IOP_NONE)
			continue;
		peer = iop_device_of(p, d->peer);
		peer->confidence = less_certain(peer->confidence, IOP_IF_DRIVER_BINDS);
	}
}

static bool short_of_banks(const struct iop_iommu *i)
{
	return i->contexts_have != IOP_NONE && i->contexts_need > i->contexts_have;
}

/* If groups are made when drivers bind, the first to bind gets one of several shared
 * IDs, and the last context bank. */
static bool order_matters(const struct iop_plan *p, const struct iop_device *d)
{
	return binding_groups(p) && ((d->join == IOP_JOIN_STREAM && d->n_streams > 1) ||
				     short_of_banks(iop_iommu_of(p, d->iommu)));
}

/*
 * If groups are made at registration, too few banks make the whole instance fail if the
 * PCI bus exists by then, and only the last masters if it does not.
 */
static bool bus_may_be_early(const struct iop_plan *p, const struct iop_device *d)
{
	if (iop_linux(p->view, IOP_K_NO_BANK_EFFECT, IOP_W_DEVICE) != IOP_W_INSTANCE ||
	    !short_of_banks(iop_iommu_of(p, d->iommu)))
		return false;
	return iop_iommu_of(p, d->iommu)->bus_follows;
}

static void mark_buses(const struct iop_plan *p)
{
	for (uint32_t n = 0; n < p->n_iommus; n++)
		p->iommus[n].bus_follows = false;
	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		if (d->iommu != IOP_NONE && d->function != IOP_NONE && !d->early)
			iop_iommu_of(p, d->iommu)->bus_follows = true;
	}
}

/*
 * An IOMMU that fails because of the error of one master releases its masters; the group
 * of a master that also refers to other IOMMUs may be left without a domain.
 */
static bool half_made(const struct iop_plan *p, const struct iop_device *d)
{
	if (d->iommu == IOP_NONE || d->requesters ||
	    iop_iommu_of(p, d->iommu)->state != IOP_STATE_ACTIVE)
		return false;
	for (uint32_t n = 0; n < d->n_streams; n++) {
		const struct iop_iommu *i = iop_iommu_of(p, iop_stream_of(p, d, n)->iommu);

		if (i->state == IOP_STATE_FAILS && i->why == IOP_R_MASTER_BREAKS)
			return true;
	}
	return false;
}

void iop_confidence_set(struct iop_plan *p)
{
	mark_buses(p);
	doubt_forgotten(p);
	if (binding_groups(p))
		doubt_winners(p);
	for (uint32_t n = 0; n < p->n_devices; n++) {
		struct iop_device *d = &p->devices[n];
		struct iop_group *g;

		if (half_made(p, d))
			d->confidence = IOP_UNSURE;
		if (d->group == IOP_NONE)
			continue;
		d->confidence = of_device(p, d);
		if (order_matters(p, d))
			d->confidence = less_certain(d->confidence, IOP_IF_DRIVER_BINDS);
		if (bus_may_be_early(p, d))
			d->confidence = IOP_UNSURE;
		g = iop_group_of(p, d->group);
		g->confidence = less_certain(g->confidence, d->confidence);
	}
}
