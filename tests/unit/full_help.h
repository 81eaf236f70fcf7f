/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Memory that ends one byte before what was allocated last, and so on down to none. */
#ifndef FULL_HELP_H
#define FULL_HELP_H

#include <stdint.h>

#include "base/arena.h"

/* What is done in @a; 0, or -IOP_ERR_NOSPACE */
typedef int full_fn(struct iop_arena *a);

/* full_in_every_space - as described; no other error, and no byte beyond the end.
 * Returns how many sizes ended in an error. */
uint32_t full_in_every_space(full_fn *f);

#endif
