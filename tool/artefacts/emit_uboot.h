/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The artefacts of --target u-boot, as files of a board's set. */
#ifndef EMIT_UBOOT_H
#define EMIT_UBOOT_H

#include "artefacts/board.h"

/*
 * uboot_add - write ARTEFACT_ENV, _SCRIPT or _FIT to @path
 *
 * A plan that cannot be said in U-Boot's commands goes without them, with a
 * warning; names its scripts cannot say are an error.
 *
 * returns: an exit status; any error has been reported.
 */
int uboot_add(const struct board_files *b, struct atomic_set *s, enum artefact what,
	      const char *path);

#endif
