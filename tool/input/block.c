/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _DEFAULT_SOURCE		/* MAP_ANONYMOUS, MAP_NORESERVE, madvise() */
#include "input/block.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define KEEP ((size_t)8 << 20)
#define LEAST ((size_t)1 << 20)	/* what a reader begins with */
#define BLOCKS 16	/* at most about so many share a limited address space */

/* What a block takes for a start, which is not all that others could need. */
static size_t fair_share(size_t size, size_t least)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_AS, &limit) || limit.rlim_cur == RLIM_INFINITY)
		return size;
	if (size > limit.rlim_cur / BLOCKS)
		size = (size_t)(limit.rlim_cur / BLOCKS);
	return size > least ? size : least;
}

bool block_reserve(struct block *b, size_t size, size_t least)
{
	if (b->base)
		return b->size >= least;
	for (size = fair_share(size, least); size >= least; size /= 2) {
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

/* Readable, or at its end; ETIMEDOUT when that is not so by @until. */
static int wait_for(int fd, const struct timespec *until)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct timespec now;
	long long ms;

	clock_gettime(CLOCK_MONOTONIC, &now);
	ms = (until->tv_sec - now.tv_sec) * 1000LL +
	     (until->tv_nsec - now.tv_nsec) / 1000000;
	if (ms <= 0 || !poll(&p, 1, (int)ms))
		return ETIMEDOUT;
	return 0;
}

bool block_grow(struct block *b, size_t limit)
{
	size_t size = b->size < (limit + 4096) / 2 ? 2 * b->size : limit + 4096;
	struct block larger = { .base = NULL };

	if (size <= b->size || !block_reserve(&larger, size, size))
		return false;
	memcpy(larger.base, b->base, b->used);
	munmap(b->base, b->size);
	b->base = larger.base;
	b->size = larger.size;
	return true;
}

int block_read(struct block *b, int fd, size_t limit, unsigned int seconds)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += seconds;
	b->used = 0;
	if (!block_reserve(b, limit + 4096, LEAST))
		return ENOMEM;
	while (b->used <= limit) {
		int error = seconds ? wait_for(fd, &until) : 0;
		size_t room;
		ssize_t n;

		if (!error && b->used == b->size && !block_grow(b, limit))
			error = ENOMEM;
		if (error)
			return error;
		room = b->size < limit + 1 ? b->size : limit + 1;
		n = read(fd, b->base + b->used, room - b->used);
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
