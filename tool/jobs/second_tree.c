/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "jobs/second_tree.h"

#include "input/tree_check.h"
#include "jobs/jobs_internal.h"

struct delivery {
	struct tree_side *s;
	input_fn fn;
	void *ctx;
};

/* Workers are forked before the first use: each has its own. */
static int open_side(struct tree_side *s, struct out *diag)
{
	if (s->open)
		return EXIT_OK;
	if (!block_reserve(&s->memory, RUN_ARENA_WANTED, RUN_ARENA_LEAST))
		return check_say(diag, s->o->command, "out of memory", EXIT_IO);
	iop_arena_init(&s->arena, s->memory.base, s->memory.size);
	s->open = true;
	return input_begin(&s->in, s->o, &s->arena, diag);
}

static int deliver(void *ctx, const struct input_tree *tree)
{
	const struct delivery *d = ctx;
	int status;

	d->s->arena.size = run_arena_for(tree->size, d->s->memory.size);
	d->s->arena.used = 0;
	status = d->fn(d->ctx, tree);
	block_trim(&d->s->memory, d->s->arena.used);
	d->s->arena.size = d->s->memory.size;
	return status;
}

int side_each(struct tree_side *s, const char *file, input_fn fn, void *ctx,
	      struct out *diag)
{
	struct delivery d = { s, fn, ctx };
	int status = open_side(s, diag);

	s->in.found = s->o->found;
	return status ? status : input_each(&s->in, file, deliver, &d, diag);
}

void side_close(struct tree_side *s)
{
	if (s->open)
		input_end(&s->in);
	block_drop(&s->memory);
	s->open = false;
}
