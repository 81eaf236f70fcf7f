/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Which files a run has read: --depfile. */
#ifndef INPUT_DEPENDS_H
#define INPUT_DEPENDS_H

#include <stdbool.h>

#include "text/out.h"

/* depends_begin - from now on they are noted */
void depends_begin(void);

/* depends_add - @file was read; "-" and what came before are left out */
void depends_add(const char *file);

/*
 * depends_want - a file for a program to write its own rule to (cpp -MD, dtc -d)
 * @path: DEPENDS_PATH bytes; empty if not needed
 *
 * depends_take - what it wrote; the file is removed
 */
#define DEPENDS_PATH 64
void depends_want(char *path);
void depends_take(char *path);

/*
 * depends_write - one rule for make and ninja, and an empty one for each file, so
 * that one that goes does not stop make
 * @target: whose rule it is
 *
 * Where not all could be noted that is an error of @o: make would not build
 * again what has to be.
 */
void depends_write(struct out *o, const char *target);

#endif
