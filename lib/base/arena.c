// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "base/arena.h"

#include <string.h>

#define ALIGN 8u

/*
 * With an address sanitizer and IOP_ARENA_ZONES, poisoned bytes follow each array:
 * otherwise the block is one object for the sanitizer.
 */
#ifdef IOP_ARENA_ZONES
#include <sanitizer/asan_interface.h>
#define ZONE 16u

static void give(void *at, size_t size, const struct iop_arena *a)
{
	const uint8_t *end = (uint8_t *)at + size, *all = a->base + a->size;

	ASAN_UNPOISON_MEMORY_REGION(at, size);
	ASAN_POISON_MEMORY_REGION(end, (size_t)(all - end) < ZONE ? (size_t)(all - end) : ZONE);
}
#else
#define ZONE 0u
#define give(...) ((void)0)
#endif

void iop_arena_init(struct iop_arena *a, void *mem, size_t size)
{
	size_t skew = -(uintptr_t)mem & (ALIGN - 1);

	if (skew > size)
		skew = size;
	a->base = mem ? (uint8_t *)mem + skew : NULL;
	a->size = size - skew;
	a->used = 0;
}

void *iop_alloc_raw(struct iop_arena *a, size_t count, size_t elem)
{
	size_t start = ((a->used ? a->used + ZONE : 0) + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	void *p;

	if (start > a->size || (elem && count > (a->size - start) / elem))
		return NULL;
	p = start ? a->base + start : a->base;
	a->used = start + count * elem;
	if (p)
		give(p, count * elem, a);
	return p;
}

void *iop_alloc(struct iop_arena *a, size_t count, size_t elem)
{
	void *p = iop_alloc_raw(a, count, elem);

	return p ? memset(p, 0, count * elem) : NULL;
}

void *iop_grow(struct iop_arena *a, void *array, size_t count, size_t elem)
{
	size_t end = (size_t)((uint8_t *)array - a->base) + count * elem;

	if (elem > a->size - end)
		return NULL;
	a->used = end + elem;
	give(a->base + end, elem, a);
	return memset(a->base + end, 0, elem);
}

size_t iop_arena_left(const struct iop_arena *a)
{
	size_t start = (a->used + ALIGN - 1) & ~(size_t)(ALIGN - 1);

	return start < a->size ? a->size - start : 0;
}

void iop_arena_split(struct iop_arena *a, size_t bytes, struct iop_arena *out)
{
	size_t left = iop_arena_left(a);

	if (bytes > left)
		bytes = left;
	/* Nothing left: the part starts, and ends, at the end of the block. */
	iop_arena_init(out, a->base + (a->size - left), bytes);
	a->used = a->size - left + bytes;
}

size_t iop_arena_mark(const struct iop_arena *a)
{
	return a->used;
}

void iop_arena_release(struct iop_arena *a, size_t mark)
{
	if (mark < a->used)
		a->used = mark;
}
