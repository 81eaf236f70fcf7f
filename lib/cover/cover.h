/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Stream-match entries as few as can be: (ID, mask) pairs that together match
 * every wanted stream ID and no foreign one.
 *
 * No two entries overlap, because the kernel refuses an entry that overlaps
 * another without being part of it. IDs that are neither wanted nor foreign
 * may be matched; of equally few entries each matches no more than the wanted
 * IDs in it need.
 */
#ifndef IOP_COVER_H
#define IOP_COVER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

#define IOP_FOLD_BITS 16u	/* of a stream ID: all an SMMUv2 can match */

/* The IDs that equal @id in the bits where @mask is 0. */
struct iop_fold_entry {
	uint32_t id, mask;	/* id & mask is 0 in results, ignored in questions */
};

/* A set of IDs, one bit each. */
struct iop_idset {
	uint64_t word[1u << (IOP_FOLD_BITS - 6)];
};

/* iop_idset_add - the IDs of an entry. */
void iop_idset_add(struct iop_idset *s, uint32_t id, uint32_t mask);

/* iop_idset_add_range - @first to @last, inclusive; what is wider is cut. */
void iop_idset_add_range(struct iop_idset *s, uint32_t first, uint32_t last);

/* iop_idset_has - is any ID of the entry in it? */
bool iop_idset_has(const struct iop_idset *s, uint32_t id, uint32_t mask);

/* iop_idset_next - *id becomes the first from it on that is in the set; false:
 * there is none */
bool iop_idset_next(const struct iop_idset *s, uint32_t *id);

uint32_t iop_idset_count(const struct iop_idset *s);

/* What iop_fold() returns where an ID is both wanted and foreign: out->conflict. */
#define IOP_FOLD_CLASH 1

struct iop_fold_ask {
	const struct iop_idset *wanted;
	const struct iop_idset *foreign;
	uint32_t mask_bits;	/* bits the hardware can ignore */
};

struct iop_fold {
	struct iop_fold_entry *entries;	/* by rising ID */
	uint32_t n;
	bool exact;		/* fewer are impossible */
	uint32_t conflict;
	uint32_t strays;	/* IDs that match and are not wanted */
};

/*
 * iop_fold - find them
 *
 * returns: 0, IOP_FOLD_CLASH, or -IOP_ERR_NOSPACE.
 *
 * Up to 64 wanted IDs a branch-and-bound search proves that no fewer will do;
 * it ends after a fixed number of steps, some milliseconds, and then, as for
 * more IDs, the result of a greedy division with mergers stands: correct,
 * perhaps not the fewest, unless a lower bound happens to prove it. The result
 * depends on nothing but the question.
 */
int iop_fold(const struct iop_fold_ask *ask, struct iop_fold *out, struct iop_arena *a);

#endif
