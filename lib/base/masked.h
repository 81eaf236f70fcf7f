/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Numbers that have no bit outside a mask, in rising order: requester IDs as
 * a map sees them. Under 0xfff8 they are 0, 8, 16, ...
 */
#ifndef IOP_MASKED_H
#define IOP_MASKED_H

#include <stdbool.h>
#include <stdint.h>

/* iop_masked_from - the least of them from @first on; false: there is none. */
bool iop_masked_from(uint32_t first, uint32_t mask, uint32_t *out);

/* iop_masked_upto - the greatest of them up to @last; 0 always is one. */
uint32_t iop_masked_upto(uint32_t last, uint32_t mask);

/* iop_number_like - the least number from @first on that has the bits of @like
 * where @care has ones; beyond 32 bits where there is none. */
uint64_t iop_number_like(uint64_t first, uint32_t like, uint32_t care);

#endif
