/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef JOBS_INTERNAL_H
#define JOBS_INTERNAL_H

#include "input/input.h"
#include "input/list.h"
#include "jobs/jobs.h"

/* Address space, not memory: 16 GiB, or what 32 bits can spare for each user. */
#define RUN_ARENA_WANTED ((size_t)(SIZE_MAX / 16 < 0x400000000 ? \
				   SIZE_MAX / 16 : 0x400000000))
#define RUN_ARENA_LEAST ((size_t)16 << 20)

/* run_arena_for - what a tree of @size bytes may take: more than any can need,
 * but no more than @all. */
static inline size_t run_arena_for(size_t size, size_t all)
{
	const size_t start = (size_t)64 << 20;

	if (all < start || size > (all - start) / 64)
		return all;
	return start + 64 * size;
}

struct jobs_run {
	const struct run_config *o;
	run_fn fn;
	void *ctx;
	struct input_list list;
	struct block memory;	/* what the arena is made of */
	struct iop_arena arena;
	struct input in;
	struct out *out;	/* of the file being worked on */
	struct out *diag;
	bool begun;		/* a tree was valid: no later one is the first */
};

/* run_one - the file at @index, to @out and @diag; an exit status. */
int run_one(struct jobs_run *r, size_t index, struct out *out, struct out *diag);

/* run_serial, run_parallel - all files; the highest exit status. */
int run_serial(struct jobs_run *r, struct out *out, struct out *diag);
int run_parallel(struct jobs_run *r, struct out *out, struct out *diag);

/* run_output_failed - report that output could not be written; EXIT_IO. */
int run_output_failed(const struct jobs_run *r, struct out *diag, int error);

/*
 * A line on standard error with the progress of the run. Only on a terminal
 * that the output does not go to, and only for runs one has to wait for.
 */
struct progress {
	size_t count;		/* 0: shows nothing */
	bool shown;		/* the line is there */
	long long last;		/* when it was written, in ms */
};

void progress_begin(struct progress *p, const struct jobs_run *r, int output_fd);
void progress_step(struct progress *p, size_t done);
void progress_clear(struct progress *p);	/* before any other line */

#endif
