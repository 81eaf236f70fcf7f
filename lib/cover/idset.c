// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cover/cover.h"

#define IDS (1u << IOP_FOLD_BITS)
#define LOW 63u			/* ID bits inside one word */

/* In a word, the IDs that equal @id in the bits where @mask is 0. */
static uint64_t pattern(uint32_t id, uint32_t mask)
{
	uint64_t bits = 1ull << (id & ~mask & LOW);

	for (uint32_t bit = 1; bit <= LOW; bit <<= 1)
		if (mask & bit)
			bits |= bits << bit;
	return bits;
}

/* The next value of the @mask bits after @at; 0 when all have been. */
static uint32_t step(uint32_t at, uint32_t mask)
{
	return (at - mask) & mask;
}

void iop_idset_add(struct iop_idset *s, uint32_t id, uint32_t mask)
{
	uint64_t bits = pattern(id, mask);
	uint32_t high = mask & (IDS - 1) & ~LOW, fixed = id & (IDS - 1) & ~LOW & ~mask;
	uint32_t at = 0;

	do {
		s->word[(fixed | at) >> 6] |= bits;
		at = step(at, high);
	} while (at);
}

void iop_idset_add_range(struct iop_idset *s, uint32_t first, uint32_t last)
{
	last = last < IDS ? last : IDS - 1;
	while (first <= last) {
		if (!(first & LOW) && last - first >= LOW) {
			s->word[first >> 6] = UINT64_MAX;
			first += LOW + 1;
		} else {
			s->word[first >> 6] |= 1ull << (first & LOW);
			first++;
		}
	}
}

bool iop_idset_has(const struct iop_idset *s, uint32_t id, uint32_t mask)
{
	uint64_t bits = pattern(id, mask);
	uint32_t high = mask & (IDS - 1) & ~LOW, fixed = id & (IDS - 1) & ~LOW & ~mask;
	uint32_t at = 0;

	do {
		if (s->word[(fixed | at) >> 6] & bits)
			return true;
		at = step(at, high);
	} while (at);
	return false;
}

bool iop_idset_next(const struct iop_idset *s, uint32_t *id)
{
	for (; *id < IDS; ++*id) {
		uint64_t rest = s->word[*id >> 6] >> (*id & LOW);

		if (rest & 1)
			return true;
		if (!rest)
			*id |= LOW;
	}
	return false;
}

uint32_t iop_idset_count(const struct iop_idset *s)
{
	uint32_t count = 0;

	for (uint32_t n = 0; n < IDS / 64; n++)
		for (uint64_t w = s->word[n]; w; w &= w - 1)
			count++;
	return count;
}
