/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef EMIT_CHECK_H
#define EMIT_CHECK_H

#include "artefacts/board.h"

/* emit_check - as board_add(), the test of the booted system */
int emit_check(const struct board_files *b, struct atomic_set *s, const char *path);

#endif
