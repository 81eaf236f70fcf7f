/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What sets group types in the booted system, as files of a board's set. */
#ifndef EMIT_RUNTIME_H
#define EMIT_RUNTIME_H

#include "artefacts/board.h"

/*
 * runtime_add - write one of ARTEFACTS_RUNTIME to @path
 * returns: an exit status; any error has been reported.
 */
int runtime_add(const struct board_files *b, struct atomic_set *s, enum artefact what,
		const char *path);

#endif
