/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Memory that is used again for every file: address space taken once, pages
 * only as they are touched. Faulting pages in costs more than planning an
 * ordinary tree does, so small blocks keep theirs.
 */
#ifndef INPUT_BLOCK_H
#define INPUT_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct block {
	uint8_t *base;		/* page aligned; NULL: nothing reserved yet */
	size_t size;		/* bytes of address space */
	size_t used;		/* bytes of content */
};

/*
 * block_reserve - make sure that @b has address space
 * @size: how much is wanted; less is taken where that is refused, and where
 *        the process may only have little of it (ulimit -v)
 * @least: how much it has to be
 *
 * returns: false when not even @least was to be had.
 */
bool block_reserve(struct block *b, size_t size, size_t least);

/* block_grow - more address space with the same content, towards @limit bytes */
bool block_grow(struct block *b, size_t limit);

/*
 * block_trim - give pages back beyond the first few MiB
 * @touched: how many bytes of it were written to since the last call
 */
void block_trim(struct block *b, size_t touched);

/* block_drop - give all of it back; an empty block is fine. */
void block_drop(struct block *b);

/*
 * block_read - read @fd to its end into @b from the start
 * @seconds: how long that may take; 0: as long as it takes
 *
 * returns: 0, or an errno value: EFBIG beyond @limit bytes, ETIMEDOUT.
 */
int block_read(struct block *b, int fd, size_t limit, unsigned int seconds);

#endif
