/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The only memory the library knows: one block, handed over by the caller.
 *
 * Nothing is ever freed one by one; a caller resets or drops the whole block.
 * Memory is not zeroed by the caller: iop_alloc() does it for what it returns.
 */
#ifndef IOP_ARENA_H
#define IOP_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct iop_arena {
	uint8_t *base;	/* the caller's block; outlives all that was allocated */
	size_t size;	/* bytes in it */
	size_t used;	/* bytes given out, alignment included */
};

/* iop_arena_init - take over @size bytes at @mem (any alignment). */
void iop_arena_init(struct iop_arena *a, void *mem, size_t size);

/*
 * iop_alloc - an array of @count elements of @elem bytes, zeroed, 8-aligned
 *
 * returns: the array (also for @count 0), or NULL when the arena is full or
 * the product overflows; a failed call takes nothing.
 */
void *iop_alloc(struct iop_arena *a, size_t count, size_t elem);

/*
 * iop_alloc_raw - the same, but not zeroed: for tables whose every element is
 * written before it is read, so that what is never used is never touched.
 */
void *iop_alloc_raw(struct iop_arena *a, size_t count, size_t elem);

/*
 * iop_grow - let the newest array grow by one element, zeroed
 * @array: what iop_alloc() or iop_grow() returned last from this arena
 * @count: elements it has now
 *
 * An array of unknown length stays contiguous because nothing else may be
 * allocated between two calls.
 *
 * returns: the new element, or NULL when the arena is full.
 */
void *iop_grow(struct iop_arena *a, void *array, size_t count, size_t elem);

/*
 * iop_arena_split - make an arena of its own of part of what is left in @a
 * @bytes: how much to take; what is not there is not given: @out is smaller,
 * or empty, and what is allocated from it fails as from any full arena
 */
void iop_arena_split(struct iop_arena *a, size_t bytes, struct iop_arena *out);

/* iop_arena_left - bytes not given out, less what alignment may cost. */
size_t iop_arena_left(const struct iop_arena *a);

/*
 * iop_arena_mark, iop_arena_release - give back all that was allocated after
 * the mark; a mark is good until an earlier one was released
 */
size_t iop_arena_mark(const struct iop_arena *a);
void iop_arena_release(struct iop_arena *a, size_t mark);

#endif
