// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/verify_plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input/temp.h"
#include "input/tree_check.h"
#include "jobs/second_tree.h"
#include "verify/sys_pci.h"

#define MEMORY_WANTED ((size_t)(SIZE_MAX / 16 < 0x100000000 ? SIZE_MAX / 16 : 0x100000000))
#define MEMORY_LEAST ((size_t)16 << 20)

static int take_kernel(struct verify_plan *v, const struct system *s, struct out *diag)
{
	const char *wrong;

	if (v->o.kernel)
		return EXIT_OK;
	if (!s->release)
		return check_say(diag, "the kernel", "its version is not known (see --kernel)",
				 EXIT_USAGE);
	wrong = options_kernel(&v->o, s->release);
	return wrong ? check_say(diag, s->release, wrong, EXIT_USAGE) : EXIT_OK;
}

/* A configuration of another system is read through a nameless copy. */
static int take_config(struct verify_plan *v, const struct system *s, struct out *diag)
{
	size_t size;
	char *text;

	if (v->o.kernel_config || !s->config)
		return EXIT_OK;
	if (s->files.root && !*s->files.root) {
		snprintf(v->config, sizeof(v->config), "/%s", s->config);
	} else {
		text = fileset_read(&s->files, s->config, &size);
		v->config_fd = text ? temp_with(text, size) : -1;
		free(text);
		if (v->config_fd < 0)
			return check_say(diag, s->config, "cannot be read", EXIT_IO);
		snprintf(v->config, sizeof(v->config), "/dev/fd/%d", v->config_fd);
	}
	v->o.kernel_config = v->config;
	return EXIT_OK;
}

static int take_pci(struct verify_plan *v, const struct system *s, struct out *diag)
{
	bool found = v->o.pci;
	int status = found ? pci_dump_open(&v->pci, v->o.pci, v->o.run.quiet, diag) :
			     system_pci(&v->pci, s, &found, diag);

	if (found)
		v->kernel.view.target.pci = &v->pci.bus;
	return status;
}

int verify_plan_open(struct verify_plan *v, const struct options *o, const struct system *s,
		     struct out *diag)
{
	int status;

	memset(v, 0, sizeof(*v));
	v->config_fd = -1;
	v->o = *o;
	if (!v->o.bootargs)
		v->o.bootargs = s->cmdline;
	status = take_kernel(v, s, diag);
	if (!status)
		status = take_config(v, s, diag);
	if (!status)
		status = kernel_open(&v->kernel, &v->o, diag);
	if (!status)
		status = take_pci(v, s, diag);
	if (!status && !block_reserve(&v->memory, MEMORY_WANTED, MEMORY_LEAST))
		status = check_say(diag, "verify", "out of memory", EXIT_IO);
	return status;
}

void verify_plan_close(struct verify_plan *v)
{
	kernel_close(&v->kernel);
	pci_dump_close(&v->pci);
	block_drop(&v->memory);
	if (v->config_fd >= 0)
		close(v->config_fd);
}

static int expect_tree(struct verify_plan *v, struct expected *e, const struct input_tree *tree,
		       struct iop_arena *a, struct out *diag)
{
	struct iop_tree t;
	struct iop_plan plan;
	bool changed;
	int status = kernel_adopt(&v->kernel, tree, a, &changed, diag), error;

	if (!status)
		status = input_index(&t, tree, a, diag);
	if (status)
		return status;
	error = iop_plan_make(&plan, &t, &v->kernel.view, a);
	if (error)
		return input_tree_error(diag, tree->name, &t, error, NULL);
	return expect_plan(e, &(struct render_input){ .file = tree->name, .plan = &plan }) ? EXIT_OK :
	       check_say(diag, tree->name, "out of memory", EXIT_IO);
}

int verify_running(struct verify_plan *v, struct expected *e, const struct system *s,
		   struct out *diag)
{
	const struct input_tree tree = {
		.name = s->flattened ? "/proc/device-tree" : "/sys/firmware/fdt",
		.file = "/sys/firmware/fdt", .blob = s->tree, .size = s->tree_size,
	};
	struct iop_arena a;

	iop_arena_init(&a, v->memory.base, v->memory.size);
	return expect_tree(v, e, &tree, &a, diag);
}

#ifdef IOP_ONLY_VERIFY
/* A board's program of 1 MiB has no compiler and no containers: a blob it is. */
static int built_tree(struct verify_plan *v, struct expected *e, const struct block *text,
		      struct out *diag)
{
	const struct input_tree tree = {
		.name = v->o.against, .file = v->o.against, .blob = text->base, .size = text->used,
	};
	struct iop_arena a;

	iop_arena_init(&a, v->memory.base, v->memory.size);
	return expect_tree(v, e, &tree, &a, diag);
}
#else
struct built {
	struct verify_plan *v;
	struct expected *e;
	struct tree_side *side;
	struct out *diag;
	unsigned int trees;
};

static int one_built(void *ctx, const struct input_tree *tree)
{
	struct built *b = ctx;

	if (b->trees++)
		return check_say(b->diag, tree->name, "a second tree: --against accepts one",
				 EXIT_USAGE);
	return expect_tree(b->v, b->e, tree, &b->side->arena, b->diag);
}

static int built_tree(struct verify_plan *v, struct expected *e, const struct block *text,
		      struct out *diag)
{
	struct tree_side side = { .o = &v->o.run };
	struct built b = { v, e, &side, diag, 0 };
	int status = side_each(&side, v->o.against, one_built, &b, diag);

	(void)text;
	side_close(&side);
	return status;
}
#endif

static bool is_json(const struct block *b)
{
	return b->used && b->base[0] == '{';
}

static int built_json(struct expected *e, const char *file, const struct block *b,
		      struct out *diag)
{
	struct read_error err;
	int rc = expect_json(e, (const char *)b->base, b->used, &err);

	if (!rc)
		return EXIT_OK;
	input_diag_at(diag, file, err.line, err.column);
	out_term(diag, err.message);
	input_diag_end(diag);
	return rc == READ_IO ? EXIT_IO : EXIT_TREE;
}

int verify_built(struct verify_plan *v, struct expected *e, struct out *diag)
{
	struct block text = { .base = NULL };
	const char *file = v->o.against;
	int status = check_read(&text, file, diag);
	bool json = is_json(&text);

	if (!status)
		status = json ? built_json(e, file, &text, diag) : built_tree(v, e, &text, diag);
	/* A tree is planned for the running kernel. */
	e->configured |= !json;
	block_drop(&text);
	return status;
}
