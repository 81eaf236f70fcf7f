// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "base/masked.h"

/* All bits from the highest one of @x down. */
static uint32_t fill(uint32_t x)
{
	for (uint32_t shift = 1; shift < 32; shift *= 2)
		x |= x >> shift;
	return x;
}

bool iop_masked_from(uint32_t first, uint32_t mask, uint32_t *out)
{
	uint32_t below = fill(first & ~mask);

	*out = first;
	if (!below)
		return true;
	/* Up to the highest bit that is not in the mask all is full: one more
	 * carries to the bits above it that are. */
	*out = ((first | below | ~mask) + 1) & mask;
	return *out > first;
}

uint32_t iop_masked_upto(uint32_t last, uint32_t mask)
{
	return (last | fill(last & ~mask)) & mask;
}

uint64_t iop_number_like(uint64_t first, uint32_t like, uint32_t care)
{
	uint64_t free = ~(uint64_t)care, high, one, x = (first & free) | (like & care);

	/* Below the highest bit that differs all is least; above it one is added. */
	for (high = 1; high <= (x ^ first) / 2; high *= 2)
		;
	if (x == first)
		return x;
	if (x > first)
		return x & ~(free & (high - 1));
	one = free & ~(high * 2 - 1) & ~first;
	one &= ~one + 1;
	return (first & ~(one * 2 - 1) & free) | one | (like & care);
}
