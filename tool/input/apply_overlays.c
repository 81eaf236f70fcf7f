/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/apply_overlays.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

#include "input/tree_check.h"
#include "input/dts.h"

#define MERGED_MAX (2 * INPUT_MAX)

static bool is_blob(const struct block *b)
{
	return b->used >= 4 && fdt_magic(b->base) == FDT_MAGIC;
}

/* A whole tree in an overlay's place would change nothing, without a word. */
static bool has_fragment(const void *blob)
{
	int node;

	fdt_for_each_subnode(node, blob, 0)
		if (fdt_subnode_offset(blob, node, "__overlay__") >= 0)
			return true;
	return fdt_first_subnode(blob, 0) < 0;
}

static int read_one(struct input *in, const char *file, struct out *diag)
{
	struct input_overlay *v = &in->overlays[in->n_overlays];
	const struct block *b = &in->file;
	int status = check_read(&in->file, file, diag);

	if (!status && source_named(file) && !is_blob(b)) {
		status = source_compile(file, b, true, &in->made, diag);
		b = &in->made;
	}
	if (!status)
		status = check_blob(in, file, b->base, b->used, diag);
	if (status)
		return status;
	if (!has_fragment(b->base))
		return check_say(diag, file, "is no overlay: none of its nodes is a "
				 "fragment", EXIT_TREE);
	v->size = fdt_totalsize(b->base);
	v->blob = malloc(v->size);
	if (!v->blob)
		return check_say(diag, file, "out of memory", EXIT_IO);
	memcpy(v->blob, b->base, v->size);
	v->file = file;
	in->n_overlays++;
	return EXIT_OK;
}

int overlay_read(struct input *in, const struct run_config *o, struct out *diag)
{
	unsigned int i;
	int status = EXIT_OK;

	if (!o->n_overlays)
		return EXIT_OK;
	in->overlays = calloc(o->n_overlays, sizeof(*in->overlays));
	if (!in->overlays)
		return check_say(diag, o->overlays[0], "out of memory", EXIT_IO);
	for (i = 0; i < o->n_overlays && !status; i++)
		status = read_one(in, o->overlays[i], diag);
	return status;
}

static size_t aligned(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

/*
 * One attempt with a tree of @room bytes; libfdt spoils both trees when it
 * fails, so each starts from the originals. @failed: the overlay at fault.
 */
static int attempt(struct input *in, const void *base, size_t room,
		   unsigned int *failed)
{
	uint8_t *tree = in->merged.base, *copy = tree + room;
	int error = fdt_open_into(base, tree, (int)room);

	for (*failed = 0; !error && *failed < in->n_overlays; ++*failed) {
		const struct input_overlay *v = &in->overlays[*failed];

		memcpy(copy, v->blob, v->size);
		error = fdt_overlay_apply(tree, copy);
		if (error)
			break;
	}
	return error;
}

static int tell(struct out *diag, const struct input_tree *tree,
		const char *overlay, int error)
{
	input_diag(diag, tree->name);
	out_str(diag, "overlay ");
	out_term(diag, overlay);
	out_str(diag, " does not apply: ");
	out_str(diag, fdt_strerror(error));
	if (error == -FDT_ERR_NOTFOUND || error == -FDT_ERR_BADPATH)
		out_str(diag, " (a label or path it needs is not in the tree; "
			"labels are kept by dtc -@)");
	input_diag_end(diag);
	return EXIT_TREE;
}

int overlay_apply(struct input *in, struct input_tree *tree, struct out *diag)
{
	size_t room = aligned(tree->size) + 65536, largest = 0;
	unsigned int i, failed = 0;
	int error;

	error = check_blob(in, tree->name, tree->blob, tree->size, diag);
	if (error)
		return error;
	for (i = 0; i < in->n_overlays; i++) {
		room += 2 * aligned(in->overlays[i].size);
		if (in->overlays[i].size > largest)
			largest = in->overlays[i].size;
	}
	if (!block_reserve(&in->merged, MERGED_MAX + INPUT_MAX, room + largest))
		return check_say(diag, tree->name, "out of memory", EXIT_IO);
	do {
		error = attempt(in, tree->blob, room, &failed);
		room *= 2;
	} while (error == -FDT_ERR_NOSPACE && room <= MERGED_MAX &&
		 room + largest <= in->merged.size);
	in->merged.used = room / 2 + largest;
	if (error)
		return tell(diag, tree, in->overlays[failed].file, error);
	fdt_pack(in->merged.base);
	tree->blob = in->merged.base;
	tree->size = fdt_totalsize(in->merged.base);
	return EXIT_OK;
}
