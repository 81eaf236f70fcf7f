/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef INPUT_TEMP_H
#define INPUT_TEMP_H

#include <stddef.h>

/*
 * temp_open - a nameless file in TMPDIR or /tmp, gone with its descriptor
 * returns: the descriptor, or -1 with errno set.
 */
int temp_open(void);

/* temp_with - the same holding these bytes, positioned at its start. */
int temp_with(const void *bytes, size_t size);

#endif
