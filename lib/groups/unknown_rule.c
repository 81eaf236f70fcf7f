// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A driver whose rule was not read: a master has a group, but its other members are not
 * known. */
#include "groups/groups.h"
#include "model/lookup.h"

enum iop_reason iop_rule_unknown(struct iop_grouping *g, uint32_t n)
{
	struct iop_device *d = iop_device_of(g->plan, n);

	d->confidence = IOP_UNSURE;
	iop_group_new(g, n);
	return IOP_R_NONE;
}
