/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Internal to this directory. */
#ifndef IOP_BUDGET_PROPOSE_H
#define IOP_BUDGET_PROPOSE_H

#include "remedy/budget.h"

/* What the proposals for all instances have in common, made once: a tree may have
 * thousands of instances with too few context banks. */
struct iop_proposing {
	const struct iop_budget_ask *ask;
	const struct iop_plan *p;	/* as if context banks were unlimited */
	struct iop_budget *b;		/* of the present instance */
	struct iop_arena *a;
	uint32_t *ordered;	/* translated groups, by IOMMU, the smallest first */
	uint32_t *from;		/* by IOMMU: index of its first in @ordered; and the end */
	const uint32_t *groups;	/* those of the instance */
	uint32_t n;
	bool *members;		/* by device: chosen */
	bool *refused;		/* by group, during one instance */
	uint64_t *chosen;	/* sorted */
	uint32_t n_chosen;
	struct iop_share_room room;
	bool full;		/* the arena was too small for an attempt to share */
};

/* iop_proposing_make - false if the arena is full. */
bool iop_proposing_make(struct iop_proposing *q, const struct iop_budget_ask *ask,
			const struct iop_plan *p, struct iop_arena *a);

/* iop_propose - set b->proposals; false if the arena is full. */
bool iop_propose(struct iop_proposing *q, struct iop_budget *b);

#endif
