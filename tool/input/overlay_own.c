/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/overlay_own.h"

#include <libfdt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/param_fixups.h"

#define FRAGMENTS_MAX 512	/* of more the order stays */
#define PASSES_MAX 8		/* targets of targets of ... */

/* The node that a fragment is for, where it is the overlay's own; else negative */
static int own_target(const void *overlay, int fragment)
{
	char path[300];
	int local, size = 0;
	const fdt32_t *target = fdt_getprop(overlay, fragment, "target", &size);

	snprintf(path, sizeof(path), "/__local_fixups__/%s", fdt_get_name(overlay, fragment, NULL));
	local = fdt_path_offset(overlay, path);
	if (local < 0 || !fdt_getprop(overlay, local, "target", NULL) ||
	    size != (int)sizeof(*target))
		return -FDT_ERR_NOTFOUND;
	return fdt_node_offset_by_phandle(overlay, fdt32_ld(target));
}

static bool is_dormant(const void *overlay, int node)
{
	int depth = fdt_node_depth(overlay, node);
	int top = depth < 2 ? -1 : fdt_supernode_atdepth_offset(overlay, node, 2, NULL);
	const char *name = top < 0 ? NULL : fdt_get_name(overlay, top, NULL);

	return name && !strcmp(name, "__dormant__");
}

static int make_dormant(void *overlay, int fragment)
{
	int node = fdt_subnode_offset(overlay, fragment, "__overlay__");
	char path[300];

	if (node < 0)
		return 0;
	if (fdt_get_path(overlay, fragment, path, sizeof(path)))
		return -FDT_ERR_BADPATH;
	param_fixups_rename(overlay, path, "__overlay__", "__dormant__");
	return fdt_set_name(overlay, node, "__dormant__");
}

/* The offset behind the node, in the structure block */
static int end_of(const void *overlay, int node)
{
	int depth = 0, at = node, next;

	do {
		uint32_t tag = fdt_next_tag(overlay, at, &next);

		if (tag == FDT_END || next < 0)
			return -FDT_ERR_BADSTRUCTURE;
		depth += tag == FDT_BEGIN_NODE ? 1 : tag == FDT_END_NODE ? -1 : 0;
		at = next;
	} while (depth > 0);
	return at;
}

/* Bytes of the node go behind all other nodes of the root. */
static int move_last(void *overlay, int node)
{
	uint8_t *block = (uint8_t *)overlay + fdt_off_dt_struct(overlay), *copy;
	int end = end_of(overlay, node), last = end_of(overlay, 0) - FDT_TAGSIZE;
	size_t size;

	if (end < 0 || last < end)
		return -FDT_ERR_BADSTRUCTURE;
	size = (size_t)(end - node);
	copy = malloc(size);
	if (!copy)
		return -FDT_ERR_INTERNAL;
	memcpy(copy, block + node, size);
	memmove(block + node, block + end, (size_t)(last - end));
	memcpy(block + last - size, copy, size);
	free(copy);
	return 0;
}

/* The fragment that @node is in */
static int fragment_of(const void *overlay, int node)
{
	return fdt_node_depth(overlay, node) < 1 ? -1 :
	       fdt_supernode_atdepth_offset(overlay, node, 1, NULL);
}

/* The node keeps its number; what would refer to the fragment's is set by parameters. */
static void keep_phandle(void *overlay, int fragment, int target)
{
	int own = fdt_subnode_offset(overlay, fragment, "__overlay__");

	if (own < 0 || !fdt_get_phandle(overlay, target))
		return;
	fdt_nop_property(overlay, own, "phandle");
	fdt_nop_property(overlay, own, "linux,phandle");
}

/* One pass over @left nodes; *@moved counts those that follow their targets now. */
static int settle(void *overlay, int left, int *moved)
{
	int node = fdt_first_subnode(overlay, 0), error = 0;

	for (; left && node >= 0 && !error; left--) {
		int next = fdt_next_subnode(overlay, node), target = own_target(overlay, node);

		if (target >= 0)
			keep_phandle(overlay, node, target);
		if (target >= 0 && is_dormant(overlay, target))
			error = make_dormant(overlay, node);
		if (target < 0 || error || fragment_of(overlay, target) <= node) {
			node = next;
			continue;
		}
		error = move_last(overlay, node);
		++*moved;
	}
	return error;
}

int overlay_own_last(void *overlay)
{
	int nodes = 0, node, moved = 1, error = 0;

	fdt_for_each_subnode(node, overlay, 0)
		nodes++;
	for (int pass = 0; nodes <= FRAGMENTS_MAX && moved && pass < PASSES_MAX && !error; pass++) {
		moved = 0;
		error = settle(overlay, nodes, &moved);
	}
	return error;
}
