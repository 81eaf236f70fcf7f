/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * All FILE arguments through one function, one tree after another or several
 * side by side; output is in input order in either case.
 */
#ifndef JOBS_H
#define JOBS_H

#include "base/arena.h"
#include "input/input.h"
#include "input/run_config.h"
#include "text/out.h"

/*
 * What a command does with a tree. With --jobs it runs in another process: it
 * gives its results to @out and @diag, or to files of its own, and to nothing
 * else.
 *
 * @a: empty, and the function's alone until it returns
 * @out: what goes to the output, in input order
 * @diag: messages, whole lines (see input_diag())
 * returns: an exit status.
 */
typedef int (*run_fn)(void *ctx, const struct input_tree *tree,
		      struct iop_arena *a, struct out *out, struct out *diag);

/*
 * run_files - every tree of o->files through @fn, overlays applied
 * @fd: where @out of the function ends up
 *
 * returns: the highest exit status of all, its own errors included.
 */
int run_files(const struct run_config *o, int fd, run_fn fn, void *ctx);

/* run_files_whole - the same; *whole: was everything written to @fd? */
int run_files_whole(const struct run_config *o, int fd, run_fn fn, void *ctx,
		    bool *whole);

#endif
