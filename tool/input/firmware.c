/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/firmware.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

int firmware_append(void *tree, int node, const char *text)
{
	int old = 0, size = (int)strlen(text) + 1;
	char *value = fdt_getprop_w(tree, node, "bootargs", &old);

	if (!value || old < 1 || !*value)
		return fdt_setprop(tree, node, "bootargs", text, size);
	value[old - 1] = ' ';
	return fdt_appendprop(tree, node, "bootargs", text, size);
}

int firmware_chosen(void *tree, const char *text)
{
	int node = fdt_path_offset(tree, "/chosen");

	if (node == -FDT_ERR_NOTFOUND)
		node = fdt_add_subnode(tree, 0, "chosen");
	return node < 0 ? node : firmware_append(tree, node, text);
}

/* A copy of the tree's boot arguments, terminated; NULL: none, or no memory */
static char *bootargs_of(const void *tree)
{
	int node = fdt_path_offset(tree, "/chosen"), size = 0;
	const char *value = node < 0 ? NULL : fdt_getprop(tree, node, "bootargs", &size);

	return value && size > 0 ? strndup(value, (size_t)size) : NULL;
}

static int put_before(void *tree, const char *before, const char *args)
{
	int node = fdt_path_offset(tree, "/chosen");
	int error = fdt_setprop_string(tree, node, "bootargs", before);

	return error ? error : firmware_append(tree, node, args);
}

int firmware_apply(void *tree, void *overlay)
{
	char *before = bootargs_of(tree), *after;
	int error = fdt_overlay_apply(tree, overlay);

	after = error || !before ? NULL : bootargs_of(tree);
	if (after && *before && strcmp(before, after))
		error = put_before(tree, before, after);
	free(before);
	free(after);
	return error;
}
