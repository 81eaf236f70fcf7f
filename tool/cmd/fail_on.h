/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * --fail-on of a command that otherwise judges nothing: how bad is what this
 * plan predicts?
 *
 *	error	an IOMMU fails to probe, or a master loses its IOMMU because
 *		of what its own iommus or iommu-map says
 *	warning	any master is left unprotected
 *	note	any of the prediction is not certain
 */
#ifndef CMD_FAIL_ON_H
#define CMD_FAIL_ON_H

#include "cli/options.h"
#include "plan/plan.h"

/* plan_fails_on - is anything in @p at or above @threshold? */
bool plan_fails_on(const struct iop_plan *p, enum fail_on threshold);

#endif
