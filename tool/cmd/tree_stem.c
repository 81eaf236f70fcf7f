/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "cmd/tree_stem.h"

#include <stdio.h>
#include <string.h>

#define NAME_LENGTH 200u	/* of a file, without what artefacts end in */

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '.' || c == '_' || c == '-';
}

/* Names that differ as shown may be the same without what files cannot have. */
static bool is_second(struct tree_stems *t, const char *path)
{
	uint64_t sum = 0xcbf29ce484222325;

	for (const char *at = path; *at; at++)
		sum = (sum ^ (unsigned char)*at) * 0x100000001b3;
	for (unsigned int i = 0; i < t->images; i++)
		if (t->image_sums[i] == sum)
			return true;
	if (t->images < TREE_IMAGES_MAX)
		t->image_sums[t->images++] = sum;
	return false;
}

/*
 * A tree in another file, as it is shown: board.itb:/images/fdt-1 is
 * board.itb__images_fdt-1. @at: where that begins
 */
static void name_image(struct tree_stems *t, const struct input_tree *tree, char *path,
		       char *at, size_t space)
{
	const char *slash = strrchr(tree->file, '/');
	const char *shown = tree->name + (slash ? slash + 1 - tree->file : 0);
	size_t n = 0;

	for (; n < NAME_LENGTH && shown[n]; n++)
		at[n] = is_plain(shown[n]) ? shown[n] : '_';
	at[n] = 0;
	for (unsigned int i = 2; is_second(t, path); i++)
		snprintf(at + n, space - n, ".%u", i);
}

char *tree_stem(struct tree_stems *t, const char *output, const struct input_tree *tree,
		struct iop_arena *a)
{
	const char *name = stems_find(&t->files, tree->file);
	size_t dir = strlen(output) + 1, size;
	char *path, *slash;

	if (!name)
		return NULL;
	if (t->file != name)
		t->images = 0;
	t->file = name;
	size = dir + strlen(name) + NAME_LENGTH + 16;
	path = iop_alloc(a, size, 1);
	if (!path)
		return NULL;
	snprintf(path, size, "%s/%s", output, name);
	if (!tree->image)
		return path;
	slash = strrchr(path, '/') + 1;
	name_image(t, tree, path, slash, size - (size_t)(slash - path));
	return stems_taken(&t->files, path + dir) ? NULL : path;
}
