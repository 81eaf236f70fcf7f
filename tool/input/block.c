/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _DEFAULT_SOURCE		/* MAP_ANONYMOUS, MAP_NORESERVE, madvise() */
#include "input/block.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#define KEEP ((size_t)8 << 20)

bool block_reserve(struct block *b, size_t size, size_t least)
{
	if (b->base)
		return b->size >= least;
	for (; size >= least; size /= 2) {
		void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
			       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
			       -1, 0);

		if (p != MAP_FAILED) {
			b->base = p;
			b->size = size;
			return true;
		}
	}
	return false;
}

void block_trim(struct block *b, size_t touched)
{
	if (touched > KEEP)
		madvise(b->base + KEEP, b->size - KEEP, MADV_DONTNEED);
}

void block_drop(struct block *b)
{
	if (b->base)
		munmap(b->base, b->size);
	b->base = NULL;
	b->size = 0;
	b->used = 0;
}

int block_read(struct block *b, int fd, size_t limit)
{
	b->used = 0;
	if (!block_reserve(b, limit + 4096, limit + 1))
		return ENOMEM;
	while (b->used <= limit) {
		ssize_t n = read(fd, b->base + b->used, limit + 1 - b->used);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (!n)
			return 0;
		b->used += (size_t)n;
	}
	return EFBIG;
}
