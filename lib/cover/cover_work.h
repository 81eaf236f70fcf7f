/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Between the files of this room: one folding under way. */
#ifndef IOP_COVER_WORK_H
#define IOP_COVER_WORK_H

#include "cover/cover.h"

#define IOP_FOLD_EXACT 64u	/* wanted IDs up to which a search is tried */

struct iop_fold_work {
	const struct iop_fold_ask *ask;
	uint16_t *on, *off;	/* wanted and foreign IDs, in any order */
	uint32_t n_on, n_off;
	struct iop_fold_entry *entries;	/* room for n_on */
	uint32_t n;
	uint32_t steps;		/* left to spend on making it fewer */
	struct iop_arena *arena;
};

/* The smallest entry with both of them in it. */
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

/* Is @a wholly in @b? */
static inline bool iop_fold_inside(struct iop_fold_entry a, struct iop_fold_entry b)
{
	return !((a.id ^ b.id) & ~b.mask) && !(a.mask & ~b.mask);
}

/* iop_fold_allowed - a mask the hardware has, and no foreign ID. */
bool iop_fold_allowed(const struct iop_fold_ask *ask, struct iop_fold_entry e);

/* iop_fold_divide - entries by halving the wanted IDs until each part is
 * allowed, then joining what can be joined. */
void iop_fold_divide(struct iop_fold_work *w);

/*
 * iop_fold_search - fewer entries than w->n, if that is possible
 * returns: true where w->n is now known to be the fewest.
 */
bool iop_fold_search(struct iop_fold_work *w);

#endif
