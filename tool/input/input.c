/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/reading.h"

#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/tree_check.h"
#include "input/fit.h"
#include "input/apply_overlays.h"
#include "input/deliver_entries.h"
#include "input/dts.h"
#include "input/tree_kind.h"

int input_begin(struct input *in, const struct run_config *o,
		struct iop_arena *arena, struct out *diag)
{
	memset(in, 0, sizeof(*in));
	in->arena = arena;
	in->labels = o->labels;
	in->tools = &o->tools;
	in->quiet = o->quiet;
	in->arch_given = o->arch_given;
	return overlay_read(in, o, diag);
}

void input_end(struct input *in)
{
	while (in->n_overlays)
		free(in->overlays[--in->n_overlays].blob);
	free(in->overlays);
	in->overlays = NULL;
	block_drop(&in->file);
	block_drop(&in->made);
	block_drop(&in->image);
	block_drop(&in->merged);
	block_drop(&in->aligned);
	for (unsigned int i = 0; i < INPUT_LEVELS; i++)
		block_drop(&in->unpacked[i]);
}

/* What is passed over in a directory is an error where it was asked for. */
static int refuse(struct reading *r, const struct input_tree *tree,
		  enum tree_kind kind, const char *arch)
{
	if (r->in->found) {
		r->in->passed++;
		return EXIT_OK;
	}
	if (kind == TREE_OVERLAY)
		return check_say(r->diag, tree->name, "is an overlay, not a tree: "
				 "apply it to one with -a", EXIT_TREE);
	input_diag(r->diag, tree->name);
	out_str(r->diag, "is the tree of a ");
	out_str(r->diag, arch);
	out_str(r->diag, " machine; only arm and arm64 are planned");
	input_diag_end(r->diag);
	return EXIT_TREE;
}

/* Invalid trees are reported when they are indexed. */
static bool suits(struct reading *r, const struct input_tree *tree, int *status)
{
	enum tree_kind kind;
	const char *arch = NULL;
	struct iop_place where;
	struct iop_tree t;
	int e;

	*status = EXIT_OK;
	if (tree->size < 4 || fdt_magic(tree->blob) != FDT_MAGIC ||
	    tree_kind_plain(tree->blob, tree->size))
		return true;
	r->in->arena->used = 0;
	e = iop_tree_index(&t, tree->blob, tree->size, r->in->arena, &where);
	kind = e ? TREE_ARM : tree_kind(&t, &arch);
	if (kind == TREE_WITHOUT_CPUS && !r->in->quiet && !r->in->arch_given)
		check_say(r->diag, tree->name, "has no /cpus node: assumed to be arm64", EXIT_OK);
	if (kind == TREE_ARM || kind == TREE_WITHOUT_CPUS)
		return true;
	*status = refuse(r, tree, kind, arch);
	return false;
}

bool input_afford(struct reading *r, const char *name, size_t size, unsigned int n)
{
	size_t cost = n * (size / 8 + 1024);

	if (cost <= r->budget) {
		r->budget -= cost;
		return true;
	}
	check_say(r->diag, name, "too many overlays for one file", EXIT_TREE);
	return false;
}

/* Parts of one file rarely overlap, but for profiles of one tree. */
#define TREES_ALWAYS ((size_t)4 << 20)
#define TREES_RATIO 4u
#define PART 1024u		/* an empty one takes time too */

size_t input_trees(size_t size)
{
	return TREES_ALWAYS + TREES_RATIO * size;
}

bool input_charge(struct reading *r, const char *name, size_t size)
{
	if (size <= r->trees && r->trees - size >= PART) {
		r->trees -= size + PART;
		return true;
	}
	if (!r->spent)
		check_say(r->diag, name, "its trees, counted as often as they are named, exceed the "
			  "size limit; the rest is not read", EXIT_TREE);
	r->spent = true;
	return false;
}

int input_deliver(struct reading *r, struct input_tree *tree)
{
	int status;

	if (!suits(r, tree, &status))
		return status;
	if (r->in->n_overlays) {
		status = overlay_apply(r->in, tree, r->diag);
		if (status)
			return status;
	}
	r->in->arena->used = 0;
	return r->fn(r->ctx, tree);
}

static bool has_magic(const struct block *b)
{
	return b->used >= 4 && fdt_magic(b->base) == FDT_MAGIC;
}

/* A file that is not a valid tree is not a FIT image either: the reader of trees reports why. */
bool input_may_be_fit(const uint8_t *data, size_t size)
{
	return size >= 4 && fdt32_ld((const fdt32_t *)(const void *)data) == FDT_MAGIC &&
	       fit_may_be(data, size);
}

bool input_is_fit(struct input *in, const void *blob, size_t size)
{
	struct iop_place where;
	struct iop_tree t;

	in->arena->used = 0;
	return iop_tree_index(&t, blob, size, in->arena, &where) == 0 && fit_is(&t);
}

/* Text of a tree may be in what an image holds, too. */
static bool is_source(const char *file, const struct block *b)
{
	return !has_magic(b) && source_is(file, b) &&
	       (source_named(file) || container_kind(b->base, b->used) == CONTAINER_NONE);
}

static int deliver_file(struct reading *r)
{
	struct input *in = r->in;
	const struct block *b = &in->file;
	int status;

	if (is_source(r->file, b)) {
		status = source_compile(r->file, b, in->n_overlays || in->labels,
					in->tools, &in->made, r->diag);
		if (status)
			return status;
		b = &in->made;
	}
	return input_contents(r, r->file, b->base, b->used, 0);
}

static bool is_directory(const char *file)
{
	struct stat st;

	return strcmp(file, "-") != 0 && !stat(file, &st) && S_ISDIR(st.st_mode);
}

static void trim(struct block *b)
{
	if (b->base)
		block_trim(b, b->used);
	b->used = 0;
}

int input_each(struct input *in, const char *file, input_fn fn, void *ctx,
	       struct out *diag)
{
	struct reading r = { .in = in, .file = file, .fn = fn, .ctx = ctx, .diag = diag };
	int status;

	if (is_directory(file)) {
		status = input_deliver_entries(&r, file);
	} else {
		status = check_read(&in->file, file, diag);
		r.budget = kernel_image_budget(in->file.used);
		r.trees = input_trees(in->file.used);
		if (!status)
			status = deliver_file(&r);
	}
	trim(&in->file);
	trim(&in->made);
	trim(&in->image);
	trim(&in->merged);
	trim(&in->aligned);
	for (unsigned int i = 0; i < INPUT_LEVELS; i++)
		trim(&in->unpacked[i]);
	return status;
}
