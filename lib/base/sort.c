// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "base/sort.h"

#include <stdbool.h>

/* Most lists of most trees are in order as they stand. */
static bool in_order(const uint64_t *list, uint32_t count)
{
	for (uint32_t n = 1; n < count; n++)
		if (list[n - 1] > list[n])
			return false;
	return true;
}

/* Let @value sink from @n to where no child is larger. */
static void sink(uint64_t *heap, uint32_t count, uint32_t n, uint64_t value)
{
	while (n < count / 2) {
		uint32_t child = 2 * n + 1;

		if (child + 1 < count && heap[child + 1] > heap[child])
			child++;
		if (heap[child] <= value)
			break;
		heap[n] = heap[child];
		n = child;
	}
	heap[n] = value;
}

void iop_sort(uint64_t *list, uint32_t count)
{
	if (in_order(list, count))
		return;
	for (uint32_t n = count / 2; n--;)
		sink(list, count, n, list[n]);
	while (count > 1) {
		uint64_t last = list[--count];

		list[count] = list[0];
		sink(list, count, 0, last);
	}
}
