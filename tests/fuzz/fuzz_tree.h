/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef FUZZ_TREE_H
#define FUZZ_TREE_H

#include "fuzz.h"

/* fuzz_tree_read - index it; false: it is not a valid tree */
bool fuzz_tree_read(struct iop_tree *t, const uint8_t *data, size_t size, struct iop_arena *a);

#endif
