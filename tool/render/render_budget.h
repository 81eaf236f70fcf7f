/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What would make room in an IOMMU that is over budget. */
#ifndef RENDER_BUDGET_H
#define RENDER_BUDGET_H

#include "remedy/budget.h"
#include "render/common.h"

/* budget_policy - the whole policy file that makes a proposal, on one line. */
void budget_policy(struct line *l, const struct iop_budgets *all,
		   const struct iop_budget *b, const struct iop_proposal *p);

/* Below the warnings, and as a key of the object; nothing where nothing is
 * over budget. */
void text_budgets(struct render *r);
void json_budgets(struct render *r);

#endif
