/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Between the files of this room. */
#ifndef IOP_BUDGET_PROPOSE_H
#define IOP_BUDGET_PROPOSE_H

#include "remedy/budget.h"

/* What all instances' proposals have in common, made once: a tree may have
 * thousands that are over budget. */
struct iop_proposing {
	const struct iop_budget_ask *ask;
	const struct iop_plan *p;	/* as if there were banks for all */
	struct iop_budget *b;		/* of the instance in question */
	struct iop_arena *a;
	uint32_t *ordered;	/* translated groups, by IOMMU, small ones first */
	uint32_t *from;		/* by IOMMU: its first in there; and the end */
	const uint32_t *groups;	/* those of the instance */
	uint32_t n;
	bool *members;		/* by device: chosen */
	bool *refused;		/* by group, while those of an instance are tried */
	uint64_t *chosen;	/* in order */
	uint32_t n_chosen;
	struct iop_share_room room;
	bool full;		/* an attempt to share did not fit into the arena */
};

/* iop_proposing_make - false where the arena is full. */
bool iop_proposing_make(struct iop_proposing *q, const struct iop_budget_ask *ask,
			const struct iop_plan *p, struct iop_arena *a);

/* iop_propose - fill in b->proposals; false where the arena is full. */
bool iop_propose(struct iop_proposing *q, struct iop_budget *b);

#endif
