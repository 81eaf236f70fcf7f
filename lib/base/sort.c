// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Sort by the first byte that differs, then each part by the next: linear for any
 * input, and each part is read sequentially, because lists can be larger than caches.
 */
#include "base/sort.h"

#include <stdbool.h>

#define SHORT 32u	/* up to here insertion is quicker */

/* Most lists of most trees are already sorted. */
static bool in_order(const uint64_t *list, uint32_t count)
{
	for (uint32_t n = 1; n < count; n++)
		if (list[n - 1] > list[n])
			return false;
	return true;
}

static void insert_each(uint64_t *list, uint32_t count)
{
	for (uint32_t n = 1; n < count; n++) {
		uint64_t value = list[n];
		uint32_t at = n;

		for (; at && list[at - 1] > value; at--)
			list[at] = list[at - 1];
		list[at] = value;
	}
}

/* The highest byte in which two of them differ, as a shift; 64: none. */
static unsigned int differing_bits(const uint64_t *list, uint32_t count)
{
	uint64_t bits = 0;
	unsigned int shift = 64;

	for (uint32_t n = 1; n < count; n++)
		bits |= list[n] ^ list[0];
	for (; bits; bits >>= 8)
		shift = shift == 64 ? 0 : shift + 8;
	return shift;
}

/* Each value into its byte's part, of which ends[] says where it ends. */
static void divide(uint64_t *list, uint32_t count, unsigned int shift, uint32_t ends[256])
{
	uint32_t next[256], sum = 0;

	for (unsigned int b = 0; b < 256; b++)
		ends[b] = 0;
	for (uint32_t n = 0; n < count; n++)
		ends[list[n] >> shift & 0xff]++;
	for (unsigned int b = 0; b < 256; b++) {
		next[b] = sum;
		ends[b] = sum += ends[b];
	}
	for (unsigned int b = 0; b < 256; b++)
		while (next[b] < ends[b]) {
			uint64_t value = list[next[b]];
			unsigned int to = value >> shift & 0xff;

			list[next[b]] = list[next[to]];
			list[next[to]++] = value;
		}
}

/* At most eight deep, as each part agrees in one byte more. */
void iop_sort(uint64_t *list, uint32_t count)
{
	uint32_t ends[256], from = 0;
	unsigned int shift;

	if (in_order(list, count))
		return;
	if (count <= SHORT) {
		insert_each(list, count);
		return;
	}
	shift = differing_bits(list, count);
	divide(list, count, shift, ends);
	for (unsigned int b = 0; b < 256; from = ends[b++])
		iop_sort(list + from, ends[b] - from);
}

/* Two sorted parts of @list that touch at @middle. */
static void merge(uint32_t *list, uint32_t *spare, uint32_t middle, uint32_t count,
		  iop_compare_fn compare, const void *of)
{
	uint32_t left = 0, right = middle, to = 0;

	for (uint32_t n = 0; n < middle; n++)
		spare[n] = list[n];
	while (left < middle)
		list[to++] = right < count && compare(of, list[right], spare[left]) < 0 ?
			     list[right++] : spare[left++];
}

void iop_sort_by(uint32_t *list, uint32_t *spare, uint32_t count, iop_compare_fn compare,
		 const void *of)
{
	for (uint64_t width = 1; width < count; width *= 2)
		for (uint64_t from = 0; from + width < count; from += 2 * width) {
			uint64_t end = from + 2 * width < count ? from + 2 * width : count;

			if (compare(of, list[from + width - 1], list[from + width]) > 0)
				merge(list + from, spare, (uint32_t)width,
				      (uint32_t)(end - from), compare, of);
		}
}
