/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What type a group has, and what keeps a write from changing it. */
#include "solve/solve_work.h"
#include "model/lookup.h"

static uint64_t fact(const struct iop_plan *p, const struct iop_group *g,
		     enum iop_key key, uint64_t fallback)
{
	const struct iop_iommu *i = iop_iommu_of(p, g->iommu);

	return iop_fact_value(p->view, i->driver, key,
			      iop_prop(p->tree, i->node, IOP_P_COMPATIBLE), fallback);
}

bool iop_lazy_at_all(const struct iop_plan *p, const struct iop_group *g)
{
	return fact(p, g, IOP_K_HAS_FQ, 0);
}

uint8_t iop_type_of(const struct iop_plan *p, const struct iop_group *g)
{
	switch (g->domain) {
	case IOP_W_DMA:
		return iop_is_lazy(p, g) ? IOP_TYPE_LAZY : IOP_TYPE_STRICT;
	case IOP_W_DMA_FQ:
		return IOP_TYPE_LAZY;
	case IOP_W_IDENTITY:
		return IOP_TYPE_IDENTITY;
	default:
		return IOP_TYPE_UNSAID;
	}
}

bool iop_can_group(const struct iop_plan *p, const struct iop_device *d)
{
	if (d->why == IOP_R_IOMMU_FAILS)
		return d->iommu != IOP_NONE &&
		       iop_iommu_of(p, d->iommu)->why == IOP_R_MASTER_BREAKS;
	return d->group != IOP_NONE || iop_reason_is(d->why, IOP_MEANS_FIXABLE);
}

/* What the driver or the kernel says, whatever is asked for. */
static enum iop_obstacle fixed(const struct iop_group *g)
{
	switch (g->domain_why) {
	case IOP_DOMAIN_FORCED: case IOP_DOMAIN_CLIENT: case IOP_DOMAIN_PCI_CLIENT:
	case IOP_DOMAIN_PROPERTY: case IOP_DOMAIN_LEGACY: case IOP_DOMAIN_BIG_PAGE:
		return IOP_OBSTACLE_FORCED;
	case IOP_DOMAIN_UNTRUSTED:
		return IOP_OBSTACLE_UNTRUSTED;
	case IOP_DOMAIN_HANGS:
		return IOP_OBSTACLE_NO_IDENTITY;
	case IOP_DOMAIN_ARM32:
		return IOP_OBSTACLE_ARM32;
	default:
		return g->domain == IOP_W_UNKNOWN ? IOP_OBSTACLE_NO_DEFAULT :
						    IOP_OBSTACLE_NONE;
	}
}

/* Behind a host there may be any number of devices, in as many groups. */
static bool is_several(const struct iop_plan *p, const struct iop_group *g)
{
	return g->count > 1 || iop_device_of(p, g->first)->requesters;
}

static enum iop_obstacle can_write(const struct iop_plan *p, const struct iop_group *g)
{
	switch (iop_linux(p->view, IOP_K_TYPE_WRITE, IOP_W_NONE)) {
	case IOP_W_MANY:
		return IOP_OBSTACLE_NONE;
	case IOP_W_ONE:
		return is_several(p, g) ? IOP_OBSTACLE_SEVERAL : IOP_OBSTACLE_NONE;
	default:
		return IOP_OBSTACLE_KERNEL;
	}
}

/* The type that writing @word gives, one of the translated. */
static uint8_t translated_as(const struct iop_plan *p, const struct iop_group *g,
			     uint8_t word)
{
	struct iop_group written = *g;

	written.domain = word;
	written.domain_why = IOP_DOMAIN_GLOBAL;
	return iop_type_of(p, &written);
}

enum iop_obstacle iop_write_obstacle(const struct iop_work *k, const struct iop_plan *p,
				     uint32_t group, uint8_t type, uint8_t *word)
{
	const struct iop_group *g = &p->groups[group];
	enum iop_obstacle b = fixed(g);

	*word = type == IOP_TYPE_IDENTITY ? IOP_W_IDENTITY :
		type == IOP_TYPE_LAZY ? (uint8_t)iop_linux(p->view, IOP_K_LAZY_TYPE,
							   IOP_W_DMA) : IOP_W_DMA;
	if (b)
		return b;
	if (type == IOP_TYPE_IDENTITY && (!fact(p, g, IOP_K_HAS_IDENTITY, 0) ||
					  fact(p, g, IOP_K_IDENTITY_HANGS, 0)))
		return IOP_OBSTACLE_NO_IDENTITY;
	if (type != IOP_TYPE_IDENTITY && type != translated_as(p, g, *word))
		return IOP_OBSTACLE_ALL_OR_NONE;
	b = can_write(p, g);
	if (!b && !(k->allow & IOP_ALLOW(RUNTIME)))
		b = IOP_OBSTACLE_RUNTIME;
	return b;
}
