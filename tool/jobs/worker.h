/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Processes that work on one file at a time. Processes, not threads: a tree
 * that brings one down costs its own result only.
 */
#ifndef RUN_WORKER_H
#define RUN_WORKER_H

#include <sys/types.h>

#include "jobs/jobs_internal.h"

/* Nameless files that hold one file's output and messages until its turn. */
struct slot {
	int out, diag;
};

struct request {
	size_t index;		/* of the file */
	struct slot slot;	/* descriptors, open in every worker */
	bool begun;		/* as in struct jobs_run, seen from the parent */
};

struct reply {
	int status;
	bool begun;
	size_t passed;		/* trees that were passed over */
	int error;		/* errno of a failed write into the slot */
	size_t out, diag;	/* bytes in it */
};

struct worker {
	pid_t pid;		/* 0: there is none */
	int socket;
	bool busy;
	size_t index;		/* of the file it has */
};

/*
 * worker_start - fork @w
 * @all, @count: the others, whose sockets the new process closes
 *
 * returns: 0, or an errno value.
 */
int worker_start(struct worker *w, struct jobs_run *r, struct worker *all,
		 unsigned int count);

/* worker_give - hand a file over; false, and errno, where that cannot be: EPIPE
 * or ECONNRESET when the worker is gone. */
bool worker_give(struct worker *w, const struct request *q);

/*
 * worker_take - its reply, once the socket is readable
 *
 * returns: false if it died instead: @signal is the signal, 0 if it exited.
 */
bool worker_take(struct worker *w, struct reply *reply, int *signal);

/* worker_stop - let it end, and wait for it. */
void worker_stop(struct worker *w);

#endif
