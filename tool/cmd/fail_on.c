/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "cmd/fail_on.h"

#include "render/common.h"

/* What is wrong with the property itself, on this kernel. */
static bool is_defect(uint8_t why)
{
	static const uint8_t defects[] = {
		IOP_R_BAD_PHANDLE, IOP_R_EMPTY, IOP_R_SHORT, IOP_R_IOMMU_FAILS,
		IOP_R_MIXED_DRIVERS, IOP_R_SEVERAL, IOP_R_TOO_MANY,
		IOP_R_ID_RANGE, IOP_R_LARBS_DIFFER, IOP_R_LARB_UNKNOWN,
		IOP_R_NO_REGION, IOP_R_DUPLICATE, IOP_R_MATCH_CONFLICT,
		IOP_R_NO_MATCH_LEFT, IOP_R_NO_CONTEXT, IOP_R_GROUP_CONFLICT,
		IOP_R_MAP_LENGTH, IOP_R_MAP_WIDE,
	};
	unsigned int i;

	for (i = 0; i < sizeof(defects); i++)
		if (defects[i] == why)
			return true;
	return false;
}

static enum fail_on device_severity(const struct iop_device *d)
{
	if (!iop_is_master(d))
		return FAIL_ON_UNSET;
	if (d->group == IOP_NONE)
		return is_defect(d->why) ? FAIL_ON_ERROR : FAIL_ON_WARNING;
	if (d->partial && is_defect(d->dropped_why))
		return FAIL_ON_ERROR;
	return d->confidence == IOP_CERTAIN ? FAIL_ON_UNSET : FAIL_ON_NOTE;
}

bool judge_plan(const struct iop_plan *p, enum fail_on threshold)
{
	uint32_t i;

	for (i = 0; i < p->n_iommus; i++)
		if (p->iommus[i].state == IOP_STATE_FAILS)
			return true;
	for (i = 0; i < p->n_devices; i++) {
		enum fail_on s = device_severity(&p->devices[i]);

		if (s != FAIL_ON_UNSET && s <= threshold)
			return true;
	}
	return false;
}
