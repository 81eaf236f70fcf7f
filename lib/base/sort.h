/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef IOP_SORT_H
#define IOP_SORT_H

#include <stdint.h>

/* iop_sort - rising; in place, and linear whatever the order was. */
void iop_sort(uint64_t *list, uint32_t count);

#endif
