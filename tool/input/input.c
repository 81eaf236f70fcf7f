/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/reading.h"

#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input/tree_check.h"
#include "input/fit.h"
#include "input/apply_overlays.h"
#include "input/dts.h"
#include "input/tree_kind.h"
#include "input/decompress.h"

/* A tree has some 100 KiB; a few bytes can unpack to anything. */
#define UNPACKED_MAX ((size_t)16 << 20)

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

/* Broken trees are told by whoever indexes them for good. */
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
		check_say(r->diag, tree->name, "has no cpus: taken for arm64", EXIT_OK);
	if (kind == TREE_ARM || kind == TREE_WITHOUT_CPUS)
		return true;
	*status = refuse(r, tree, kind, arch);
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

static int unpack(struct reading *r, const struct fit_image *image,
		  const char *name)
{
	struct decompress u = { image->data, image->size, 0 };
	size_t limit = r->budget < UNPACKED_MAX ? r->budget : UNPACKED_MAX;
	enum decompress_result result = decompress_any(&u, &r->in->made, limit);

	r->budget -= r->in->made.used < r->budget ? r->in->made.used : r->budget;
	return !result ? EXIT_OK :
	       check_say(r->diag, name, decompress_text(result),
			 result == DECOMPRESS_NO_MEMORY ? EXIT_IO : EXIT_TREE);
}

/* Inline data of a FIT image is only aligned to 4. */
static int align(struct reading *r, const struct fit_image *image,
		 const char *name)
{
	struct block *b = &r->in->made;

	if (!block_reserve(b, INPUT_MAX + 4096, image->size))
		return check_say(r->diag, name, "out of memory", EXIT_IO);
	memcpy(b->base, image->data, image->size);
	b->used = image->size;
	return EXIT_OK;
}

static int deliver_image(struct reading *r, const struct fit_image *image,
			 const char *name)
{
	struct input_tree tree = { name, r->file, image->name, image->data,
				   image->size, r->boot, false };
	int status = EXIT_OK;

	if (image->trouble)
		return check_say(r->diag, name, image->trouble, EXIT_TREE);
	if (!strcmp(image->compression, "gzip") || !strcmp(image->compression, "zstd"))
		status = unpack(r, image, name);
	else if (strcmp(image->compression, "none"))
		return check_say(r->diag, name, "compressed in a way that is "
				 "not read (only gzip and zstd are)", EXIT_TREE);
	else if ((uintptr_t)image->data & 7)
		status = align(r, image, name);
	else
		return input_deliver(r, &tree);
	if (status)
		return status;
	tree.blob = r->in->made.base;
	tree.size = r->in->made.used;
	return input_deliver(r, &tree);
}

int input_deliver_fit(struct reading *r, const char *fit, const void *blob,
		      size_t size)
{
	int node = 0, images = 0;
	int worst = check_blob(r->in, fit, blob, size, r->diag);
	struct fit_image image;

	if (worst)
		return worst;
	while (fit_next(blob, size, &node, &image)) {
		size_t room = strlen(fit) + strlen(image.name) + 16;
		char *name = malloc(room);
		int status;

		if (!name)
			return check_say(r->diag, fit, "out of memory",
					 EXIT_IO);
		snprintf(name, room, "%s:/images/%s", fit, image.name);
		status = deliver_image(r, &image, name);
		if (status > worst)
			worst = status;
		free(name);
		images++;
	}
	if (!images)
		return check_say(r->diag, fit,
				 "a FIT image without a device tree", EXIT_TREE);
	return worst;
}

static bool has_magic(const struct block *b)
{
	return b->used >= 4 && fdt_magic(b->base) == FDT_MAGIC;
}

/* What is no valid tree is no FIT image either: its reader tells why not. */
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

static int deliver_file(struct reading *r)
{
	struct input *in = r->in;
	const struct block *b = &in->file;
	int status;

	if (!has_magic(b) && source_named(r->file)) {
		status = source_compile(r->file, b, in->n_overlays || in->labels,
					in->tools, &in->made, r->diag);
		if (status)
			return status;
		b = &in->made;
	}
	return input_contents(r, r->file, b->base, b->used, 0);
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
	struct reading r = { in, file, fn, ctx, diag, 0, NULL };
	int status = check_read(&in->file, file, diag);

	r.budget = kernel_image_budget(in->file.used);
	if (!status)
		status = deliver_file(&r);
	trim(&in->file);
	trim(&in->made);
	trim(&in->merged);
	trim(&in->aligned);
	for (unsigned int i = 0; i < INPUT_LEVELS; i++)
		trim(&in->unpacked[i]);
	return status;
}
