/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The library's only memory: one block, provided by the caller.
 *
 * Allocations are not freed individually; a caller resets or drops the block.
 * The block need not be zeroed: iop_alloc() zeroes what it returns.
 */
#ifndef IOP_ARENA_H
#define IOP_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct iop_arena {
	uint8_t *base;	/* the caller's block; must outlive all allocations */
	size_t size;	/* bytes in it */
	size_t used;	/* bytes allocated, including alignment */
};

/* iop_arena_init - use @size bytes at @mem (any alignment). */
void iop_arena_init(struct iop_arena *a, void *mem, size_t size);

/*
 * iop_alloc - an array of @count elements of @elem bytes, zeroed, 8-aligned
 *
 * returns: the array (also for @count 0), or NULL if the arena is full or
 * the product overflows; a failed call allocates nothing.
 */
void *iop_alloc(struct iop_arena *a, size_t count, size_t elem);

/*
 * iop_alloc_raw - the same, but not zeroed: for tables of which every element is
 * written before it is read, so that unused memory is never accessed.
 */
void *iop_alloc_raw(struct iop_arena *a, size_t count, size_t elem);

/*
 * iop_grow - add a zeroed element to the newest array
 * @array: what the last iop_alloc() or iop_grow() from this arena returned
 * @count: its present number of elements
 *
 * An array of unknown length stays contiguous because nothing else may be
 * allocated between two calls.
 *
 * returns: the new element, or NULL if the arena is full.
 */
void *iop_grow(struct iop_arena *a, void *array, size_t count, size_t elem);

/*
 * iop_arena_split - make a new arena from part of the space left in @a
 * @bytes: how much to use; if less is left, @out is smaller or empty, and
 * allocations from it fail as from any full arena
 */
void iop_arena_split(struct iop_arena *a, size_t bytes, struct iop_arena *out);

/* iop_arena_left - bytes not allocated, minus what alignment may need. */
size_t iop_arena_left(const struct iop_arena *a);

/*
 * iop_arena_mark, iop_arena_release - free everything that was allocated after
 * the mark; a mark is valid until an earlier one is released
 */
size_t iop_arena_mark(const struct iop_arena *a);
void iop_arena_release(struct iop_arena *a, size_t mark);

#endif
