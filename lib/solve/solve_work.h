/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Between the files of this room: one search for a solution. */
#ifndef IOP_SOLVE_WORK_H
#define IOP_SOLVE_WORK_H

#include "solve/solve.h"

/* Some masters of one IOMMU that one requirement wants in one group. */
struct iop_set {
	struct iop_set *next;
	struct iop_set *before;	/* of the same IOMMU */
	uint32_t iommu;
	uint32_t req;		/* IOP_NONE: a later strategy has ended it */
};

/* Streams of an IOMMU that one requirement keeps for firmware; they add up. */
struct iop_keeping {
	struct iop_keeping *next;
	uint32_t iommu, req;
};

/* Which requirement decides what of a plan's masters and IOMMUs; IOP_NONE: none.
 * This holds whether the requirement is part of an attempt or not: what it overrides
 * stays overridden. */
struct iop_bound {
	uint32_t *type, *translated, *isolated;	/* by device */
	uint32_t *strategy, *contexts;		/* by IOMMU */
	struct iop_keeping *keepings;		/* in no order */
	struct iop_set *sets;			/* the last first */
	struct iop_set **sets_of;		/* by IOMMU: the same */
	uint8_t *hits;				/* by node: scratch */
	uint32_t *first, *next;			/* by node its first device, by device
						 * the next of the same node; IOP_NONE */
};

struct iop_selection {
	const struct iop_selector *selector;
	uint32_t *nodes;		/* rising */
	uint32_t n;
};

struct iop_selections {
	const struct iop_tree *t;
	struct iop_selection *slot;	/* a hash by selector; 1 << bits of them */
	unsigned int bits;
	uint32_t kept;			/* nodes in all */
};

struct iop_work {
	const struct iop_solve_in *in;
	struct iop_selections selections;	/* in in->tree */
	const struct iop_view *view;	/* the kernel being tried */
	struct iop_plan before;		/* what it does, left alone */
	struct iop_bound bound;		/* of that */
	uint8_t allow;			/* mechanisms being tried */
	const struct iop_req *reqs;
	uint32_t n_reqs;
	const bool *active;		/* by requirement: is it part of the attempt? */
	struct iop_solve_error *error;
	struct iop_arena *arena;
};

/* How far an attempt got; less is better, from the first number on. */
struct iop_cost {
	uint32_t reqs;	/* not met */
	uint32_t devices;	/* for which one is not met */
	uint32_t writes;
	uint32_t params;	/* is the command line changed? */
};

/* One attempt: a command line and the edits, and what comes of them. */
struct iop_attempt {
	struct iop_tree tree;
	struct iop_view view;		/* the kernel with its command line */
	struct iop_plan plan;
	struct iop_edits edits;
	struct iop_sharing *sharings;
	uint32_t n_sharings;
	struct iop_bound bound;		/* of that plan */
	struct iop_outcome *outcomes;
	struct iop_write *writes;
	uint32_t n_writes;
	struct iop_req *reqs;	/* with verdicts */
	uint8_t base;			/* enum iop_type */
	struct iop_cost cost;
};

/* iop_reqs_make - what the policy's rules ask for; NULL: no room. */
struct iop_req *iop_reqs_make(const struct iop_policy *p, uint32_t *count,
				 struct iop_arena *a);

/* iop_selections_make - false when the arena is full; all three outlive it. */
bool iop_selections_make(struct iop_selections *all, const struct iop_policy *p,
			 const struct iop_tree *t, struct iop_arena *a);

/* iop_selections_none - is it known that @s means no node of @t? */
bool iop_selections_none(const struct iop_selections *all, const struct iop_tree *t,
			 const struct iop_selector *s);

/* iop_selections_kept - the nodes that @s means in @t; NULL: not kept. */
const struct iop_selection *iop_selections_kept(const struct iop_selections *all,
						const struct iop_tree *t,
						const struct iop_selector *s);

/* iop_selections_get - iop_select() in @t, a tree that edits have made of it. */
bool iop_selections_get(const struct iop_selections *all, const struct iop_tree *t,
			const struct iop_selector *s, uint8_t *hits, struct iop_arena *a);

/* iop_bind - who is meant, in a plan. */
int iop_bind(const struct iop_work *k, struct iop_bound *b,
			       const struct iop_plan *p);

/* iop_can_group - does this kernel group the master, or has it lost its group
 * only to others or to what the hardware has? */
bool iop_can_group(const struct iop_plan *p, const struct iop_device *d);

/* iop_start - on with another kernel: what it does, and who is meant there. */
int iop_start(struct iop_work *k, const struct iop_view *view);

/* iop_attempt_best - try all bases and keep the best, with its cost. */
int iop_attempt_best(const struct iop_work *k,
				       struct iop_attempt *at);

/* What is known of the bases, a bit each, while the kernel and the active
 * requirements stay the same. [may the tree change][may the system be written to] */
struct iop_tries {
	uint8_t known[2];
	uint8_t met[2][2];
};

/* iop_attempt_any - does any base meet the active requirements? What is known is
 * not tried again. @k->arena is given back. */
int iop_attempt_any(const struct iop_work *k, struct iop_tries *t, bool *met);

/* iop_edits_for - the edits the requirements need, in at->edits. */
int iop_edits_for(const struct iop_work *k, struct iop_attempt *at);

/* iop_check - compare at->plan with the requirements. */
int iop_check(const struct iop_work *k, struct iop_attempt *at);

/* iop_check_iommus - strategies and reserves, after the masters. */
void iop_check_iommus(const struct iop_work *k, struct iop_attempt *at);

/* iop_fail - a requirement is not met (or cannot be told) for @subject. */
void iop_fail(struct iop_attempt *at, uint32_t req, enum iop_verdict verdict,
	      enum iop_obstacle obstacle, uint32_t subject);

/* iop_write_obstacle - what keeps a write from making a group @type, which it
 * is not; @word: set to what would be written. */
enum iop_obstacle iop_write_obstacle(const struct iop_work *k, const struct iop_plan *p,
				   uint32_t group, uint8_t type, uint8_t *word);

/* iop_lazy_at_all - does the group's driver invalidate in batches at all? */
bool iop_lazy_at_all(const struct iop_plan *p, const struct iop_group *g);

/* iop_find_conflict - the smallest set of requirements that cannot be met, and what would
 * help, into @out. */
int iop_find_conflict(struct iop_work *k, struct iop_solution *out);

/* iop_in_use - or would be, but for one master's error, which may well be that
 * there are too few banks. */
static inline bool iop_in_use(const struct iop_iommu *i)
{
	return i->state == IOP_STATE_ACTIVE ||
	       (i->state == IOP_STATE_FAILS && i->why == IOP_R_MASTER_BREAKS);
}

static inline bool iop_asks(const struct iop_work *k, uint32_t req)
{
	return req != IOP_NONE && k->active[req];
}

/* iop_amend_first - the tree with the edits the policy asks for by name */
int iop_amend_first(const struct iop_solve_in *in, struct iop_tree *t,
				      struct iop_edits *edits,
				      struct iop_solve_error *error, struct iop_arena *a);

/* iop_amend_join - edits of the tree that the first ones leave, among these. */
bool iop_amend_join(struct iop_edits *all, const struct iop_edits *later,
		    struct iop_arena *a);

#endif
