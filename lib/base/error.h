/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Errors and their places. A function of the library that can fail returns 0
 * for success or a negative -IOP_ERR_ code of the public header; struct
 * iop_place has the place. A function that returns a pointer returns NULL only
 * if there is no space.
 */
#ifndef IOP_ERROR_H
#define IOP_ERROR_H

#include <stdint.h>

#include "iommuplan.h"

/* A place in the blob: a byte offset, and the index of the node read last. */
struct iop_place {
	uint32_t offset;
	uint32_t node;
};

/* iop_error_text - one line without a full stop, never NULL. */
const char *iop_error_text(int error);

#endif
