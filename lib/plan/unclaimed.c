// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * What an IOMMU does with DMA that no group's domain takes: the facts of its
 * driver, its state, and a parameter that some drivers have.
 */
#include <string.h>

#include "cmdline/bootargs.h"
#include "devices/iommu_names.h"
#include "model/lookup.h"
#include "plan/defaults.h"

static uint8_t effect_of(uint64_t word)
{
	switch (word) {
	case IOP_W_BLOCKED:
		return IOP_EFFECT_BLOCKED;
	case IOP_W_OPEN:
		return IOP_EFFECT_OPEN;
	case IOP_W_FIRMWARE:
		return IOP_EFFECT_FIRMWARE;
	default:
		return IOP_EFFECT_UNKNOWN;
	}
}

static bool ends_in(const char *name, const char *tail)
{
	size_t n = strlen(name), m = strlen(tail);

	return n > m && !strcmp(name + n - m, tail);
}

/* A default that the configuration decides is on in all that leave it alone. */
static bool is_off_by_default(const struct iop_plan *p, const char *fallback)
{
	return !strcmp(fallback, "N") ||
	       (fallback[0] == 'C' && p->view->target.bypass_disabled == IOP_CONFIG_NO);
}

/* Does the driver have the parameter disable_bypass here, and is it off? */
static bool lets_bypass(const struct iop_plan *p, const struct iop_driver *d)
{
	for (uint16_t n = 0; n < d->n_params; n++) {
		const struct iop_param *param = &d->params[n];
		int value;

		if (!iop_now(p->view, param->when) ||
		    !ends_in(param->name, ".disable_bypass"))
			continue;
		value = iop_bootargs_param(p->view, p->defaults.bootargs, param);
		return value < 0 ? is_off_by_default(p, param->fallback) : !value;
	}
	return false;
}

static bool said(const struct iop_plan *p, const struct iop_iommu *i, enum iop_key key)
{
	return iop_fact_of(p, i, key, IOP_W_NONE) != IOP_W_NONE;
}

/* The fact that decides while its driver runs it. */
static enum iop_key key_of(const struct iop_plan *p, const struct iop_iommu *i)
{
	if (said(p, i, IOP_K_UNCLAIMED_BYPASS) && lets_bypass(p, i->driver))
		return IOP_K_UNCLAIMED_BYPASS;
	if (said(p, i, IOP_K_UNCLAIMED_IMPL) && iop_is_impl(p, i) && !iop_serves_gpu(p, i))
		return IOP_K_UNCLAIMED_IMPL;
	if (i->maps && said(p, i, IOP_K_UNCLAIMED_DMA))
		return IOP_K_UNCLAIMED_DMA;
	return IOP_K_UNCLAIMED;
}

static void runs(const struct iop_plan *p, struct iop_iommu *i)
{
	i->bare_key = (uint16_t)key_of(p, i);
	i->bare = effect_of(iop_fact_of(p, i, (enum iop_key)i->bare_key, IOP_W_UNKNOWN));
	i->bare_why = IOP_EFFECT_BY_UNCLAIMED;
}

/* Errors after the driver has written to the hardware. */
static bool fails_late(uint8_t why)
{
	return why == IOP_R_MASTER_BREAKS || why == IOP_R_IS_MASTER || why == IOP_R_OTHER_DRIVER;
}

static void fails(const struct iop_plan *p, struct iop_iommu *i)
{
	uint64_t left = iop_fact_of(p, i, IOP_K_FAILED_LATE, IOP_W_UNKNOWN);

	i->bare = IOP_EFFECT_FIRMWARE;
	i->bare_why = IOP_EFFECT_BY_FAILS_EARLY;
	i->bare_key = IOP_K_FAILED_LATE;
	if (i->why == IOP_R_OTHER_DRIVER_CRASH) {
		i->bare = IOP_EFFECT_UNKNOWN;
		i->bare_why = IOP_EFFECT_BY_TROUBLE;
	} else if (fails_late(i->why)) {
		if (left == IOP_W_BLOCKED)
			runs(p, i);
		else
			i->bare = effect_of(left);
		i->bare_key = IOP_K_FAILED_LATE;
		i->bare_why = IOP_EFFECT_BY_FAILS_LATE;
	}
}

static void decide(const struct iop_plan *p, struct iop_iommu *i)
{
	i->unclaimed = IOP_EFFECT_NONE;
	switch (i->state) {
	case IOP_STATE_ACTIVE:
		runs(p, i);
		if (iop_fact_of(p, i, IOP_K_ID_BITS, 32))
			i->unclaimed = i->bare;
		break;
	case IOP_STATE_FAILS:
		fails(p, i);
		break;
	default:
		i->bare = IOP_EFFECT_FIRMWARE;
		i->bare_why = i->state == IOP_STATE_DISABLED ?
			      IOP_EFFECT_BY_IOMMU_DISABLED : IOP_EFFECT_BY_NO_DRIVER;
	}
}

void iop_unclaimed_set(struct iop_plan *p)
{
	for (uint32_t n = 0; n < p->n_iommus; n++)
		p->iommus[n].maps = false;
	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		if (d->group != IOP_NONE && d->iommu != IOP_NONE &&
		    iop_is_translated(&p->groups[d->group]))
			p->iommus[d->iommu].maps = true;
	}
	for (uint32_t n = 0; n < p->n_iommus; n++)
		decide(p, &p->iommus[n]);
}
