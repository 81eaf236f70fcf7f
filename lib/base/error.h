/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What can go wrong, and where. A function of the library that can fail
 * returns 0 for success or a negative -IOP_ERR_ code of the public header;
 * struct iop_place has the place. One that returns a pointer returns NULL for
 * want of space, and nothing else.
 */
#ifndef IOP_ERROR_H
#define IOP_ERROR_H

#include <stdint.h>

#include "iommuplan.h"

/* Where in the blob: a byte offset, and the index of the node read last. */
struct iop_place {
	uint32_t offset;
	uint32_t node;
};

/* iop_error_text - one line without a full stop, never NULL. */
const char *iop_error_text(int error);

#endif
