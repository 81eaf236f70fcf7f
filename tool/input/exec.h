/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Programs this one needs (dtc, cpp, gzip), run without a shell.
 */
#ifndef INPUT_EXEC_H
#define INPUT_EXEC_H

#include <sys/types.h>

#include "input/block.h"
#include "text/out.h"

struct exec {
	const char *file;	/* whom messages are about */
	struct out *diag;
	int messages;		/* descriptor all standard errors go to */
};

/* exec_begin - false when the error has been told. */
bool exec_begin(struct exec *x, const char *file, struct out *diag);

/*
 * exec_start - run argv[0], found by PATH
 * @in, @out: its standard input and output; the caller keeps them
 *
 * returns: the process, or -1 when the error has been told.
 */
pid_t exec_start(struct exec *x, const char *const *argv, int in, int out);

/* exec_wait - true when it ended with status 0; -1 is waited for in no time. */
bool exec_wait(pid_t pid);

/* exec_end - hand on, line by line, what the programs had to say. */
void exec_end(struct exec *x);

/*
 * exec_gunzip - the content of @fd, decompressed into @to
 *
 * returns: an exit status; anything but EXIT_OK has been told.
 */
int exec_gunzip(const char *file, int fd, struct block *to, size_t limit,
		struct out *diag);

/* exec_pipe - pipe() whose ends no program inherits; false: told. */
bool exec_pipe(struct exec *x, int ends[2]);

#endif
