/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Between the files of this room. */
#ifndef IOP_BUDGET_PROPOSE_H
#define IOP_BUDGET_PROPOSE_H

#include "remedy/budget.h"

/* iop_propose - fill in b->proposals; false where the arena is full. */
bool iop_propose(const struct iop_budget_ask *ask, const struct iop_budgets *all,
		 struct iop_budget *b, struct iop_arena *a);

#endif
