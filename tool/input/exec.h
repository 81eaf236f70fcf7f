/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Programs this one needs (dtc, cpp), run without a shell, and for so
 * long only as a hostile input cannot make it wait.
 */
#ifndef INPUT_EXEC_H
#define INPUT_EXEC_H

#include <sys/types.h>

#include "input/block.h"
#include "text/out.h"

/* A program that takes longer is assumed to hang: a board takes under a second. */
#define EXEC_CPU_SECONDS 10
#define EXEC_SECONDS 120
#define EXEC_END_MS 5000	/* from the end of its output to its own */
#define EXEC_MESSAGES_MAX ((size_t)1 << 20)	/* bytes of standard error */

struct exec {
	const char *file;	/* the file that messages name */
	struct out *diag;
	int messages;		/* descriptor all standard errors go to */
	bool reported;		/* it is reported why a program did not finish */
};

/* exec_begin - false when the error has been reported. */
bool exec_begin(struct exec *x, const char *file, struct out *diag);

/*
 * exec_start - run argv[0], found by PATH
 * @in, @out: its standard input and output; the caller keeps them
 *
 * returns: the process, or -1 when the error has been reported.
 */
pid_t exec_start(struct exec *x, const char *const *argv, int in, int out);

/*
 * exec_read - what they write to @fd, its end included, into @to
 *
 * returns: 0 or an errno value, as block_read(); then the caller has
 * exec_kill() to use, since they may never end.
 */
int exec_read(struct block *to, int fd, size_t limit);

/* exec_kill - end @pid, if it is one, and what it started */
void exec_kill(pid_t pid);

/*
 * exec_wait - true when it ended with status 0; -1 is waited for in no time
 * @name: of the program, for the message about a signal that killed it
 */
bool exec_wait(struct exec *x, pid_t pid, const char *name);

/* exec_end - hand on, line by line, what the programs had to say. */
void exec_end(struct exec *x);

/* exec_report - "WHAT: why" for the file the programs are run for */
void exec_report(struct exec *x, const char *what, const char *why);

/* exec_pipe - pipe() whose ends no program inherits; false: reported. */
bool exec_pipe(struct exec *x, int ends[2]);

#endif
