/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The IOMMUs of a group, and the groups of an IOMMU: a
 * master may have streams at several, so neither array of the plan has it.
 */
#ifndef RENDER_CROSS_H
#define RENDER_CROSS_H

#include <stdbool.h>

#include "plan/plan.h"

struct cross {
	uint32_t *iommus;	/* by group, in the order its devices name them */
	uint32_t *of_group;	/* [g] .. [g + 1]: its part of @iommus */
	uint32_t *groups;	/* by IOMMU, in the order of the plan */
	uint32_t *of_iommu;	/* [i] .. [i + 1]: its part of @groups */
};

/* cross_build - linear in the plan; false when memory runs out. */
bool cross_build(struct cross *x, const struct iop_plan *p);
void cross_free(struct cross *x);

#endif
