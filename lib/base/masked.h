/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The numbers that have no bit outside a mask, in ascending order: requester IDs
 * after iommu-map-mask. For 0xfff8 they are 0, 8, 16, ...
 */
#ifndef IOP_MASKED_H
#define IOP_MASKED_H

#include <stdbool.h>
#include <stdint.h>

/* iop_masked_from - the smallest that is not less than @first; false: there is none. */
bool iop_masked_from(uint32_t first, uint32_t mask, uint32_t *out);

/* iop_masked_upto - the largest that is not greater than @last; 0 is always one of them. */
uint32_t iop_masked_upto(uint32_t last, uint32_t mask);

/* iop_number_like - the smallest number not less than @first that equals @like in the
 * bits set in @care; more than 32 bits if there is none. */
uint64_t iop_number_like(uint64_t first, uint32_t like, uint32_t care);

#endif
