/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Internal to this directory: the state of one search. */
#ifndef IOP_SOLVE_WORK_H
#define IOP_SOLVE_WORK_H

#include "solve/solve.h"

/* Some masters of one IOMMU for which a requirement is one group. */
struct iop_set {
	struct iop_set *next;
	struct iop_set *before;	/* of the same IOMMU */
	uint32_t iommu;
	uint32_t req;		/* IOP_NONE: overridden by a later strategy */
};

/* Streams of an IOMMU that a requirement reserves for firmware; they accumulate. */
struct iop_keeping {
	struct iop_keeping *next;
	uint32_t iommu, req;
};

/* The requirements that apply to the masters and IOMMUs of a plan; IOP_NONE: none. They
 * apply whether they are part of an attempt or not: what they override stays
 * overridden. */
struct iop_bound {
	uint32_t *type, *translated, *isolated;	/* by device */
	uint32_t *strategy, *contexts;		/* by IOMMU */
	struct iop_keeping *keepings;		/* not sorted */
	struct iop_set *sets;			/* the last first */
	struct iop_set **sets_of;		/* by IOMMU: the same */
	uint8_t *hits;				/* by node: scratch */
	uint32_t *first, *next;			/* by node its first device, by device
						 * the next of the same node; IOP_NONE */
};

struct iop_selection {
	const struct iop_selector *selector;
	uint32_t *nodes;		/* ascending */
	uint32_t n;
};

struct iop_selections {
	const struct iop_tree *t;
	struct iop_selection *slot;	/* a hash by selector; 1 << bits of them */
	unsigned int bits;
	uint32_t kept;			/* total number of nodes */
};

struct iop_work {
	const struct iop_solve_in *in;
	struct iop_selections selections;	/* in in->tree */
	const struct iop_view *view;	/* the kernel being tried */
	struct iop_plan before;		/* its plan without changes */
	struct iop_bound bound;		/* of that */
	uint8_t allow;			/* mechanisms being tried */
	const struct iop_req *reqs;
	uint32_t n_reqs;
	const bool *active;		/* by requirement: is it part of the attempt? */
	struct iop_solve_error *error;
	struct iop_arena *arena;
};

/* The cost of an attempt; less is better, the first field counts most. */
struct iop_cost {
	uint32_t reqs;	/* number that is not met */
	uint32_t devices;	/* number for which one is not met */
	uint32_t writes;
	uint32_t params;	/* is the command line changed? */
};

/* One attempt: a command line and edits, and their result. */
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

/* iop_reqs_make - the requirements of the policy's rules; NULL: no space. */
struct iop_req *iop_reqs_make(const struct iop_policy *p, uint32_t *count,
			      struct iop_arena *a);

/* iop_selections_make - false if the arena is full; all three must outlive it. */
bool iop_selections_make(struct iop_selections *all, const struct iop_policy *p,
			 const struct iop_tree *t, struct iop_arena *a);

/* iop_selections_none - is it known that @s selects no node of @t? */
bool iop_selections_none(const struct iop_selections *all, const struct iop_tree *t,
			 const struct iop_selector *s);

/* iop_selections_kept - the nodes that @s selects in @t; NULL: not cached. */
const struct iop_selection *iop_selections_kept(const struct iop_selections *all,
						const struct iop_tree *t,
						const struct iop_selector *s);

/* iop_selections_get - iop_select() in @t, which may be an edited tree. */
bool iop_selections_get(const struct iop_selections *all, const struct iop_tree *t,
			const struct iop_selector *s, uint8_t *hits, struct iop_arena *a);

/* iop_bind - apply the requirements to the masters and IOMMUs of a plan. */
int iop_bind(const struct iop_work *k, struct iop_bound *b,
	     const struct iop_plan *p);

/* iop_can_group - does this kernel group the master, or has it no group only because of
 * other masters or scarce hardware resources? */
bool iop_can_group(const struct iop_plan *p, const struct iop_device *d);

/* iop_start - set the kernel: make its plan, and apply the requirements. */
int iop_start(struct iop_work *k, const struct iop_view *view);

/* iop_attempt_best - try all default types and keep the best attempt, with its cost. */
int iop_attempt_best(const struct iop_work *k,
		     struct iop_attempt *at);

/* What is known about the default types, a bit each, for the present kernel and active
 * requirements. [are edits allowed][are run-time writes allowed] */
struct iop_tries {
	uint8_t known[2];
	uint8_t met[2][2];
};

/* iop_attempt_any - does any default type meet the active requirements? Known results are
 * not computed again. @k->arena is released. */
int iop_attempt_any(const struct iop_work *k, struct iop_tries *t, bool *met);

/* iop_edits_for - make the edits that the requirements need, in at->edits. */
int iop_edits_for(const struct iop_work *k, struct iop_attempt *at);

/* iop_check - compare at->plan with the requirements. */
int iop_check(const struct iop_work *k, struct iop_attempt *at);

/* iop_check_iommus - check strategies and reserves, after the masters. */
void iop_check_iommus(const struct iop_work *k, struct iop_attempt *at);

/* iop_fail - record that a requirement is not met, or not determined, for @subject. */
void iop_fail(struct iop_attempt *at, uint32_t req, enum iop_verdict verdict,
	      enum iop_obstacle obstacle, uint32_t subject);

/* iop_write_obstacle - why a write cannot change the type of a group to @type; @word: set
 * to the text that would be written. */
enum iop_obstacle iop_write_obstacle(const struct iop_work *k, const struct iop_plan *p,
				     uint32_t group, uint8_t type, uint8_t *word);

/* iop_lazy_at_all - does the group's driver support deferred invalidation? */
bool iop_lazy_at_all(const struct iop_plan *p, const struct iop_group *g);

/* iop_find_conflict - find the smallest set of requirements that cannot be met together,
 * and alternatives. */
int iop_find_conflict(struct iop_work *k, struct iop_solution *out);

/* iop_in_use - is the IOMMU active, or would it be without the error of one master, which
 * may be that there are too few context banks? */
static inline bool iop_in_use(const struct iop_iommu *i)
{
	return i->state == IOP_STATE_ACTIVE ||
	       (i->state == IOP_STATE_FAILS && i->why == IOP_R_MASTER_BREAKS);
}

static inline bool iop_asks(const struct iop_work *k, uint32_t req)
{
	return req != IOP_NONE && k->active[req];
}

/* iop_amend_first - make the tree with the edits that the policy requests by name. */
int iop_amend_first(const struct iop_solve_in *in, struct iop_tree *t,
		    struct iop_edits *edits,
		    struct iop_solve_error *error, struct iop_arena *a);

/* iop_amend_join - add edits of the tree that is the result of the first ones. */
bool iop_amend_join(struct iop_edits *all, const struct iop_edits *later,
		    struct iop_arena *a);

#endif
