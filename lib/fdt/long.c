// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "fdt/long.h"

#include "base/assert.h"
#include "base/sort.h"

static const enum iop_prop kept[] = {
	IOP_P_RANGES, IOP_P_DMA_RANGES, IOP_P_IOMMU_ADDRESSES,
};
#define KEPT (sizeof(kept) / sizeof(kept[0]))

/* A short dma-ranges is not sorted, but what was read of it is kept. */
static bool is_kept(enum iop_prop p, struct iop_cells list)
{
	return list.left >= IOP_LONG || (list.left && p == IOP_P_DMA_RANGES);
}

static uint32_t count_longs(const struct iop_tree *t)
{
	uint32_t count = 0;

	for (uint32_t n = 0; n < t->count; n++)
		for (size_t k = 0; k < KEPT; k++)
			count += is_kept(kept[k], iop_prop(t, n, kept[k]));
	return count;
}

static bool sort_cells(struct iop_long *l, struct iop_cells list, struct iop_arena *a)
{
	uint32_t value;

	l->cells = iop_alloc_raw(a, list.left / 4, sizeof(*l->cells));
	if (!l->cells)
		return false;
	while (iop_cell_next(&list, &value)) {
		l->cells[l->n_cells] = (uint64_t)value << 32 | l->n_cells;
		l->n_cells++;
	}
	iop_sort(l->cells, l->n_cells);
	return true;
}

static bool sort_one(struct iop_long *l, const struct iop_tree *t, struct iop_cells list,
		     struct iop_arena *a)
{
	return l->prop == IOP_P_IOMMU_ADDRESSES ? sort_cells(l, list, a) :
						  iop_long_cut(l, t, list, a);
}

bool iop_longs_build(struct iop_tree *t, struct iop_arena *a)
{
	uint32_t count = count_longs(t);

	if (!count)
		return true;
	t->longs = iop_alloc(a, count, sizeof(*t->longs));
	for (uint32_t n = 0; t->longs && n < t->count; n++)
		for (size_t k = 0; k < KEPT; k++) {
			struct iop_cells list = iop_prop(t, n, kept[k]);
			struct iop_long *l = &t->longs[t->n_longs];

			if (!is_kept(kept[k], list))
				continue;
			*l = (struct iop_long){ .node = n, .prop = kept[k] };
			t->n_longs++;
			if (list.left >= IOP_LONG && !sort_one(l, t, list, a))
				return false;
		}
	return t->longs;
}

struct iop_long *iop_long_of(const struct iop_tree *t, uint32_t node, enum iop_prop p)
{
	uint32_t low = 0, high = t->n_longs;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (t->longs[middle].node < node)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < t->n_longs && t->longs[low].node == node; low++)
		if (t->longs[low].prop == p)
			return &t->longs[low];
	return NULL;
}

bool iop_long_translate(const struct iop_tree *t, uint32_t bus, enum iop_prop p,
			uint64_t *address)
{
	const struct iop_long *l = iop_long_of(t, bus, p);
	uint32_t low = 0, high;

	iop_assert(l);	/* its caller asks iop_is_long() first */
	high = l->n_pieces;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (l->pieces[middle].first <= *address)
			low = middle;
		else
			high = middle;
	}
	if (l->pieces[low].row == IOP_NO_NODE)
		return false;
	*address = *address - l->rows[l->pieces[low].row].child +
		   l->rows[l->pieces[low].row].parent;
	return true;
}

uint32_t iop_long_cell(const struct iop_long *l, uint32_t value, uint32_t from)
{
	uint64_t wanted = (uint64_t)value << 32 | from;
	uint32_t low = 0, high = l->n_cells;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (l->cells[middle] < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low < l->n_cells && l->cells[low] >> 32 == value ? (uint32_t)l->cells[low] :
								   IOP_NO_NODE;
}
