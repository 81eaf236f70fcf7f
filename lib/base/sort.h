/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef IOP_SORT_H
#define IOP_SORT_H

#include <stdint.h>

/* iop_sort - sort in ascending order; in place, in linear time for any input. */
void iop_sort(uint64_t *list, uint32_t count);

/* What strcmp() returns, of items @a and @b in @of. */
typedef int (*iop_compare_fn)(const void *of, uint32_t a, uint32_t b);

/* iop_sort_by - stable sort in ascending order of @compare; @spare is as long as @list */
void iop_sort_by(uint32_t *list, uint32_t *spare, uint32_t count, iop_compare_fn compare,
		 const void *of);

#endif
