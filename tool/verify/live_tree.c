// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A blob of the tree the kernel shows below /proc/device-tree. */
#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verify/system.h"

#define DEPTH_MAX 64
#define BLOB_FIRST ((size_t)1 << 20)
#define BLOB_MAX ((size_t)64 << 20)
#define PATH_LEN 4096

/* Properties come before subnodes; a file is a property, but for "name", which
 * the kernel adds itself. */
static int properties(const struct fileset *files, void *blob, const char *path,
		      const struct file_names *in, bool *node)
{
	int e = 0;

	for (size_t n = 0; n < in->count && !e; n++) {
		char below[PATH_LEN];
		char *value;
		size_t size;

		if (snprintf(below, sizeof(below), "%s/%s", path, in->list[n]) >= PATH_LEN)
			return -FDT_ERR_BADPATH;
		value = fileset_read(files, below, &size);
		node[n] = !value;
		if (value && strcmp(in->list[n], "name"))
			e = fdt_property(blob, in->list[n], value, (int)size);
		free(value);
	}
	return e;
}

static int node(const struct fileset *files, void *blob, const char *path, const char *name,
		int depth)
{
	struct file_names in;
	bool *is_node;
	int e = depth > DEPTH_MAX ? -FDT_ERR_BADPATH : fdt_begin_node(blob, name);

	if (e)
		return e;
	fileset_list(files, path, &in);
	is_node = calloc(in.count + 1, sizeof(*is_node));
	e = is_node ? properties(files, blob, path, &in, is_node) : -FDT_ERR_NOSPACE;
	for (size_t n = 0; n < in.count && !e; n++) {
		char below[PATH_LEN];

		if (!is_node[n])
			continue;
		if (snprintf(below, sizeof(below), "%s/%s", path, in.list[n]) >= PATH_LEN)
			e = -FDT_ERR_BADPATH;
		else
			e = node(files, blob, below, in.list[n], depth + 1);
	}
	free(is_node);
	names_free(&in);
	return e ? e : fdt_end_node(blob);
}

static int flatten(const struct fileset *files, const char *path, char *blob, size_t size)
{
	int e = fdt_create(blob, (int)size);

	if (!e)
		e = fdt_finish_reservemap(blob);
	if (!e)
		e = node(files, blob, path, "", 0);
	return e ? e : fdt_finish(blob);
}

char *live_tree(const struct fileset *files, const char *path, size_t *size)
{
	if (!fileset_has(files, path))
		return NULL;
	for (size_t room = BLOB_FIRST; room <= BLOB_MAX; room *= 4) {
		char *blob = calloc(1, room);
		int e = blob ? flatten(files, path, blob, room) : -FDT_ERR_BADSTATE;

		/* A link that leads nowhere is no tree: one has properties. */
		if (!e && fdt_first_property_offset(blob, 0) < 0)
			e = -FDT_ERR_NOTFOUND;
		if (!e) {
			*size = fdt_totalsize(blob);
			return blob;
		}
		free(blob);
		if (e != -FDT_ERR_NOSPACE)
			return NULL;
	}
	return NULL;
}
