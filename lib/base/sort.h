/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef IOP_SORT_H
#define IOP_SORT_H

#include <stdint.h>

/* iop_sort - sort in ascending order; in place, in linear time for any input. */
void iop_sort(uint64_t *list, uint32_t count);

#endif
