/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "jobs/jobs.h"

#include <string.h>
#include <unistd.h>

#include "input/overwrite.h"
#include "jobs/jobs_internal.h"
#include "text/path_map.h"

static struct out output, messages;

int run_output_failed(const struct jobs_run *r, struct out *diag, int error)
{
	input_diag(diag, r->o->writes[0] ? r->o->writes[0] : "standard output");
	out_str(diag, strerror(error));
	input_diag_end(diag);
	return EXIT_IO;
}

/* A tree gets an arena in proportion to its size, so that a hostile one is
 * refused before the machine is out of memory. */
static int one_tree(void *ctx, const struct input_tree *tree)
{
	struct jobs_run *r = ctx;
	struct input_tree named = *tree;
	int status;

	named.first = !r->begun;
	named.name = path_map(tree->name);
	r->arena.size = run_arena_for(tree->size, r->memory.size);
	r->arena.used = 0;
	status = r->fn(r->ctx, &named, &r->arena, r->out, r->diag);
	r->begun |= status < EXIT_TREE;
	block_trim(&r->memory, r->arena.used);
	r->arena.size = r->memory.size;
	return status;
}

int run_one(struct jobs_run *r, size_t index, struct out *out, struct out *diag)
{
	r->out = out;
	r->diag = diag;
	r->in.found = r->list.found[index];
	return input_each(&r->in, r->list.files[index], one_tree, r, diag);
}

int run_serial(struct jobs_run *r, struct out *out, struct out *diag)
{
	struct progress p;
	int worst = EXIT_OK;
	size_t i;

	progress_begin(&p, r, out->fd);
	for (i = 0; i < r->list.count && !out->error; i++) {
		worst = worst_of(worst, run_one(r, i, out, diag));
		if (diag->used) {
			progress_clear(&p);
			out_flush(out);
			out_flush(diag);
		}
		progress_step(&p, i + 1);
	}
	progress_clear(&p);
	return worst;
}

static int list_files(struct jobs_run *r, struct out *diag)
{
	int worst = EXIT_OK;
	unsigned int i;

	for (i = 0; i < r->o->n_files; i++) {
		worst = worst_of(worst, list_add(&r->list, r->o->files[i],
						 diag));
		if (r->o->found && r->list.count)
			r->list.found[r->list.count - 1] |= r->o->found[i];
	}
	out_flush(diag);
	return worst;
}

/* In directories, what has no tree of an arm or arm64 machine. */
static int report_passed(const struct jobs_run *r, int status)
{
	if (!r->in.passed)
		return status;
	if (!r->begun) {
		input_diag(&messages, r->o->files[0]);
		out_str(&messages, "no tree of an arm or arm64 machine\n");
		return worst_of(status, EXIT_TREE);
	}
	if (!r->o->quiet)
		out_fmt(&messages, "iommuplan: %zu overlays, trees of other architectures "
			"or images without a tree skipped in directories\n", r->in.passed);
	return status;
}

static int run_listed(struct jobs_run *r, int fd)
{
	int status;

	out_to_fd(&output, fd);
	if (r->o->jobs > 1 && r->list.count > 1)
		status = run_parallel(r, &output, &messages);
	else
		status = run_serial(r, &output, &messages);
	status = report_passed(r, status);
	if (!out_flush(&output))
		status = run_output_failed(r, &messages, output.error);
	return status;
}

int run_files(const struct run_config *o, int fd, run_fn fn, void *ctx)
{
	bool whole;

	return run_files_whole(o, fd, fn, ctx, &whole);
}

int run_files_whole(const struct run_config *o, int fd, run_fn fn, void *ctx,
		    bool *whole)
{
	struct jobs_run r = { .o = o, .fn = fn, .ctx = ctx };
	int status, refused;

	*whole = false;
	out_to_fd(&messages, STDERR_FILENO);
	if (!block_reserve(&r.memory, RUN_ARENA_WANTED, RUN_ARENA_LEAST)) {
		input_diag(&messages, o->command);
		out_str(&messages, "out of memory\n");
		out_flush(&messages);
		return EXIT_IO;
	}
	iop_arena_init(&r.arena, r.memory.base, r.memory.size);
	status = input_begin(&r.in, o, &r.arena, &messages);
	if (!status) {
		status = list_files(&r, &messages);
		refused = overwrite_check(o, &r.list, &messages);
		if (!refused)
			status = worst_of(status, run_listed(&r, fd));
		*whole = !refused && !output.error;
		status = worst_of(status, refused);
	}
	input_end(&r.in);
	list_free(&r.list);
	block_drop(&r.memory);
	out_flush(&messages);
	return status;
}
