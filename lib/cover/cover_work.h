/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Internal to this directory: the state of one search. */
#ifndef IOP_COVER_WORK_H
#define IOP_COVER_WORK_H

#include "cover/cover.h"

#define IOP_FOLD_EXACT 64u	/* number of wanted IDs up to which a search is tried */

struct iop_fold_work {
	const struct iop_fold_ask *ask;
	uint16_t *on, *off;	/* wanted and foreign IDs, in any order */
	uint32_t n_on, n_off;
	struct iop_fold_entry *entries;	/* space for n_on */
	uint32_t n;
	uint32_t steps;		/* number of steps left for the search */
	struct iop_arena *arena;
};

/* The smallest entry that contains both. */
static inline struct iop_fold_entry iop_fold_join(struct iop_fold_entry a,
						  struct iop_fold_entry b)
{
	uint32_t mask = a.mask | b.mask | (a.id ^ b.id);

	return (struct iop_fold_entry){ a.id & ~mask, mask };
}

static inline bool iop_fold_meet(struct iop_fold_entry a, struct iop_fold_entry b)
{
	return !((a.id ^ b.id) & ~(a.mask | b.mask));
}

/* Is @a contained in @b? */
static inline bool iop_fold_inside(struct iop_fold_entry a, struct iop_fold_entry b)
{
	return !((a.id ^ b.id) & ~b.mask) && !(a.mask & ~b.mask);
}

/* iop_fold_allowed - can the hardware have the mask, and is no ID foreign? */
bool iop_fold_allowed(const struct iop_fold_ask *ask, struct iop_fold_entry e);

/* iop_fold_divide - make entries by halving the wanted IDs until each part is
 * allowed, then merging those that can be merged. */
void iop_fold_divide(struct iop_fold_work *w);

/*
 * iop_fold_search - look for fewer entries than w->n
 * returns: true if w->n is now known to be the minimum.
 */
bool iop_fold_search(struct iop_fold_work *w);

#endif
