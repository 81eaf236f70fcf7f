/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The context banks and stream-match entries that the masters of an IOMMU need,
 * compared with those it has, and proposals if there are too few.
 */
#ifndef IOP_BUDGET_H
#define IOP_BUDGET_H

#include "remedy/share.h"

/*
 * P(identifier, slug): the cheapest kind first. Masters that share a domain can access
 * each other's mappings; masters with an identity domain can access all memory.
 */
#define IOP_PROPOSALS(P) \
	P(SHARE, "share")	/* these masters share one default domain */ \
	P(IDENTITY, "identity")	/* these masters are not translated, and need no context bank */ \
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
	const uint32_t *devices;	/* indices in the plan; OFF: all masters */
	uint32_t n_devices;
	uint32_t saves;			/* context banks */
	uint32_t joined;		/* pairs of masters that lose isolation */
	uint32_t untranslated;		/* masters that lose translation */
};

#define IOP_PROPOSALS_MAX 8u

struct iop_budget {
	uint32_t iommu;			/* index, equal in all plans of the tree */
	uint32_t have;			/* context banks, at most */
	uint32_t need;			/* number of translated groups */
	uint32_t reserve;		/* context banks to be kept free */
	uint32_t missing;		/* need + reserve - have */
	struct iop_proposal proposals[IOP_PROPOSALS_MAX];	/* the cheapest first */
	uint32_t n;
};

struct iop_budgets {
	struct iop_plan plan;		/* as if context banks were unlimited; device
					 * indices of proposals refer to it */
	struct iop_budget *list;	/* of the IOMMUs with too few context banks */
	uint32_t n;
};

struct iop_budget_ask {
	const struct iop_plan *plan;
	const uint32_t *reserve;	/* by IOMMU: banks to be kept free; NULL: none */
	const bool *isolated;		/* by device of the plan: may not share */
	uint32_t mask_bits;		/* IOP_SHARE_MASK_BITS if not known */
};

/*
 * iop_budgets_find - find the IOMMUs with too few context banks, with proposals
 *
 * A proposal to share is one that iop_share_edits() can carry out. Proposals of
 * identity are for groups whose driver and kernel support it; whether the command
 * line or a run-time write can set the type is left to the policy. Proposals for
 * several missing banks are complete: each alone saves enough, or as much as its
 * kind can.
 *
 * returns: false if the arena is full.
 */
bool iop_budgets_find(const struct iop_budget_ask *ask, struct iop_budgets *out,
		      struct iop_arena *a);

#endif
