/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef EMIT_DIRECTORY_H
#define EMIT_DIRECTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "text/out.h"

/*
 * directory_make - make the first @n bytes of @path a directory, with what is
 * missing above it, like mkdir -p
 *
 * returns: false when the error has been reported on @diag.
 */
bool directory_make(const char *path, size_t n, struct out *diag);

#endif
