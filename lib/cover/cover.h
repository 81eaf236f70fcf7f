/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The minimal set of stream-match entries: (ID, mask) pairs that together match
 * every wanted stream ID and no foreign one.
 *
 * No two entries overlap, because the kernel rejects an entry that overlaps
 * a second one without being part of it. IDs that are neither wanted nor foreign
 * may be matched; each entry matches no more of them than its wanted IDs require.
 */
#ifndef IOP_COVER_H
#define IOP_COVER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

#define IOP_FOLD_BITS 16u	/* of a stream ID: the most that an SMMUv2 can match */

/* The IDs that equal @id in the bits that are 0 in @mask. */
struct iop_fold_entry {
	uint32_t id, mask;	/* id & mask is 0 in results, ignored in arguments */
};

/* A set of IDs, one bit each. */
struct iop_idset {
	uint64_t word[1u << (IOP_FOLD_BITS - 6)];
};

/* iop_idset_add - add the IDs of an entry. */
void iop_idset_add(struct iop_idset *s, uint32_t id, uint32_t mask);

/* iop_idset_add_range - add @first to @last, inclusive; wider IDs are left out. */
void iop_idset_add_range(struct iop_idset *s, uint32_t first, uint32_t last);

/* iop_idset_has - is any ID of the entry in the set? */
bool iop_idset_has(const struct iop_idset *s, uint32_t id, uint32_t mask);

/* iop_idset_next - advance *id to the first ID in the set that is not less; false:
 * there is none */
bool iop_idset_next(const struct iop_idset *s, uint32_t *id);

uint32_t iop_idset_count(const struct iop_idset *s);

/* Returned by iop_fold() if an ID is both wanted and foreign: out->conflict. */
#define IOP_FOLD_CLASH 1

struct iop_fold_ask {
	const struct iop_idset *wanted;
	const struct iop_idset *foreign;
	uint32_t mask_bits;	/* number of bits that the hardware can ignore */
};

struct iop_fold {
	struct iop_fold_entry *entries;	/* in ascending order of IDs */
	uint32_t n;
	bool exact;		/* no smaller set exists */
	uint32_t conflict;
	uint32_t strays;	/* number of IDs that match and are not wanted */
};

/*
 * iop_fold - find the entries
 *
 * returns: 0, IOP_FOLD_CLASH, or -IOP_ERR_NOSPACE.
 *
 * For up to 64 wanted IDs, a branch-and-bound search finds the minimum. It ends
 * after a fixed number of steps, some milliseconds; then, and for more IDs, the
 * result is that of a greedy division with mergers: correct, but possibly not
 * minimal, unless a lower bound proves it. The result depends only on the
 * arguments.
 */
int iop_fold(const struct iop_fold_ask *ask, struct iop_fold *out, struct iop_arena *a);

#endif
