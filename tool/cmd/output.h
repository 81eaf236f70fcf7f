/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The file of -o: all of it or nothing. */
#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include <sys/types.h>

#include "artefacts/atomic.h"

struct output {
	struct atomic_set set;
	int fd;			/* standard output without -o */
	off_t begun;		/* where what the trees say begins */
};

/* output_open - @path NULL or "-": standard output; EXIT_OK or EXIT_IO, said. */
int output_open(struct output *o, const char *path, struct out *diag);

/* output_empty - was no tree valid, and nothing written for any? */
bool output_empty(const struct output *o, int status);

/*
 * output_close - put it in its place
 * @whole: everything was written
 * @status: of the run; a file is kept as it was where no tree was valid
 *
 * returns: @status, or EXIT_IO.
 */
int output_close(struct output *o, bool whole, int status);

/* output_finish - the same once @text is flushed to it; what could not be
 * written, or had no memory, is reported on @diag, and the file is as it was. */
int output_finish(struct output *o, struct out *text, int status, struct out *diag);

/* output_failed - report that standard output, or @path, could not be written; EXIT_IO */
int output_failed(const char *path, int error, struct out *diag);

#endif
