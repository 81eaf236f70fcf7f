/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "cmd/fail_on.h"

#include "render/common.h"

static enum fail_on device_severity(const struct iop_device *d)
{
	if (!iop_is_master(d))
		return FAIL_ON_UNSET;
	if (d->group == IOP_NONE)
		return iop_reason_is(d->why, IOP_MEANS_DEFECT) ? FAIL_ON_ERROR : FAIL_ON_WARNING;
	if (d->partial && iop_reason_is(d->dropped_why, IOP_MEANS_DEFECT))
		return FAIL_ON_ERROR;
	return d->confidence == IOP_CERTAIN ? FAIL_ON_UNSET : FAIL_ON_NOTE;
}

bool plan_fails_on(const struct iop_plan *p, enum fail_on threshold)
{
	uint32_t i;

	for (i = 0; i < p->n_iommus; i++)
		if (p->iommus[i].state >= IOP_STATE_FAILS)
			return true;
	for (i = 0; i < p->n_devices; i++) {
		enum fail_on s = device_severity(&p->devices[i]);

		if (s != FAIL_ON_UNSET && s <= threshold)
			return true;
	}
	return false;
}
