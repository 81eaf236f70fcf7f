/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Context banks and stream-match entries of an IOMMU against what its masters
 * need, and what can be done where that is too much.
 */
#ifndef IOP_BUDGET_H
#define IOP_BUDGET_H

#include "remedy/share.h"

/*
 * P(identifier, slug): from the cheapest kind on. Who shares a domain can
 * reach what the others of it have mapped; who has identity can reach all.
 */
#define IOP_PROPOSALS(P) \
	P(SHARE, "share")	/* these masters share one default domain */ \
	P(IDENTITY, "identity")	/* these masters are not translated, and need no bank */ \
	P(OFF, "off")		/* the IOMMU is not used */

enum iop_proposal_kind {
#define IOP_PROPOSAL_ENUM(id, slug) IOP_PROPOSE_##id,
	IOP_PROPOSALS(IOP_PROPOSAL_ENUM)
#undef IOP_PROPOSAL_ENUM
	IOP_PROPOSE_COUNT
};

/* Never NULL. */
const char *iop_proposal_slug(enum iop_proposal_kind kind);

struct iop_proposal {
	uint8_t kind;			/* enum iop_proposal_kind */
	bool all;			/* SHARE: all masters of the instance */
	const uint32_t *devices;	/* indices of the plan; OFF: all that lose */
	uint32_t n_devices;
	uint32_t saves;			/* context banks */
	uint32_t joined;		/* pairs of masters that lose isolation */
	uint32_t untranslated;		/* masters that lose translation */
};

#define IOP_PROPOSALS_MAX 8u

struct iop_budget {
	uint32_t iommu;			/* index, the same in every plan of the tree */
	uint32_t have;			/* context banks, at most */
	uint32_t need;			/* groups that are translated */
	uint32_t reserve;		/* to be kept free */
	uint32_t missing;		/* need + reserve - have */
	struct iop_proposal proposals[IOP_PROPOSALS_MAX];	/* by rising cost */
	uint32_t n;
};

struct iop_budgets {
	struct iop_plan plan;		/* as if there were banks for all: the
					 * proposals' device indices are of it */
	struct iop_budget *list;	/* of the IOMMUs that are over budget */
	uint32_t n;
};

struct iop_budget_ask {
	const struct iop_plan *plan;
	const uint32_t *reserve;	/* by IOMMU: banks to be kept; NULL: none */
	const bool *isolated;		/* by device of the plan: shares with nobody */
	uint32_t mask_bits;		/* IOP_SHARE_MASK_BITS, where nothing else is known */
};

/*
 * iop_budgets_find - the IOMMUs that are over budget, with proposals
 *
 * A proposal to share is one that iop_share_edits() can carry out. Proposals
 * of identity name groups whose driver and kernel can do it once their type
 * can be set: whether a command line or a run-time mechanism gets there is for
 * the policy to find. Proposals for several missing banks are whole: each
 * saves enough alone, or as much as its kind can.
 *
 * returns: false where the arena is full.
 */
bool iop_budgets_find(const struct iop_budget_ask *ask, struct iop_budgets *out,
		      struct iop_arena *a);

#endif
