/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* A file that one function writes: all of it or nothing, its directory made. */
#ifndef CMD_DOCUMENT_FILE_H
#define CMD_DOCUMENT_FILE_H

#include "text/out.h"

typedef void document_fn(struct out *o, void *ctx);

/* document_write - to @path, which has a slash; an exit status, reported on @diag */
int document_write(const char *path, document_fn *fn, void *ctx, struct out *diag);

/* document_path - @name in @directory; NULL: no memory. To be freed. */
char *document_path(const char *directory, const char *name);

/* document_below - to @name in @directory, likewise */
int document_below(const char *directory, const char *name, document_fn *fn, void *ctx,
		   struct out *diag);

#endif
