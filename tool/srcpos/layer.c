/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "srcpos/layer.h"

#include <libfdt.h>
#include <string.h>

#include "input/tree_check.h"
#include "input/dts.h"
#include "srcpos/fragment.h"

#define MEMORY_FACTOR 64	/* an index takes less, for any tree */

static int index_tree(struct source_layer *l, struct out *diag)
{
	size_t size = MEMORY_FACTOR * l->blob.used + ((size_t)1 << 20);
	struct iop_place where;
	struct iop_arena a;
	int e;

	if (!block_reserve(&l->memory, size, size))
		return check_say(diag, l->file, "out of memory", EXIT_IO);
	iop_arena_init(&a, l->memory.base, size);
	e = iop_tree_index(&l->tree, l->blob.base, l->blob.used, &a, &where);
	l->memory.used = a.used;
	return e ? input_tree_error(diag, l->file, &l->tree, e, &where) :
		   EXIT_OK;
}

static int read_map(struct source_layer *l, bool annotated, bool symbols,
		    struct out *diag)
{
	const struct block *text = &l->source;
	enum place_read read;
	int status = EXIT_OK;

	if (!annotated) {
		status = source_annotate(l->file, text, symbols, l->tools,
					 &l->annotated, diag);
		text = &l->annotated;
	}
	if (status)
		return status;
	read = place_map_read(&l->map, (const char *)text->base, text->used);
	if (read == PLACE_READ_MEMORY)
		return check_say(diag, l->file, "out of memory", EXIT_IO);
	return read == PLACE_READ_OK ? EXIT_OK :
	       check_say(diag, l->file, "its positions are not understood",
			 EXIT_TREE);
}

int layer_open(struct source_layer *l, const char *file, const struct iop_tree *t,
	       bool symbols, const struct source_tools *tools, struct out *diag)
{
	bool annotated = false;
	int status;

	memset(l, 0, sizeof(*l));
	l->file = file;
	l->tools = tools;
	status = check_read(&l->source, file, diag);
	if (!status && l->source.used >= 4 &&
	    fdt_magic(l->source.base) == FDT_MAGIC)
		status = check_say(diag, file, "a compiled tree, but a source is "
				   "needed", EXIT_TREE);
	/* What dtc printed has its labels' node already. */
	if (!status)
		annotated = place_map_is_annotated((const char *)l->source.base,
						   l->source.used);
	symbols &= !annotated;
	if (!status)
		status = read_map(l, annotated, symbols, diag);
	if (!status)
		status = source_compile(file, &l->source, symbols, tools, &l->blob,
					diag);
	if (!status)
		status = index_tree(l, diag);
	if (!status && !fragments_read(l, t))
		status = check_say(diag, file, "out of memory", EXIT_IO);
	return status;
}

void layer_close(struct source_layer *l)
{
	fragments_free(l);
	place_map_free(&l->map);
	block_drop(&l->source);
	block_drop(&l->annotated);
	block_drop(&l->blob);
	block_drop(&l->memory);
}

bool layer_path(const struct source_layer *l, const char *path, unsigned int n,
		char *to, size_t size)
{
	const struct fragment *f = l->overlay ? &l->fragments[n] : NULL;
	size_t head = f ? strlen(f->to) : 0, from = f ? strlen(f->from) : 0;
	const char *rest = path + head;

	if (!l->overlay) {
		rest = path;
	} else if (strncmp(path, f->to, head) || (*rest && *rest != '/')) {
		return false;
	} else if (!strcmp(rest, "/")) {
		rest = "";
	}
	if (from + strlen(rest) >= size)
		return false;
	if (f)
		memcpy(to, f->from, from);
	strcpy(to + from, rest);
	return true;
}
