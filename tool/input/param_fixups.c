/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/param_fixups.h"

#include <libfdt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_SPACE 1024

static int place_text(const void *overlay, const struct param_place *p, char *to)
{
	int error = fdt_get_path(overlay, p->node, to, PATH_SPACE), n;
	size_t at;

	if (error)
		return error;
	at = strlen(to);
	n = p->offset == PARAM_ALL ?
	    snprintf(to + at, PATH_SPACE - at, ":%s:", p->prop) :
	    snprintf(to + at, PATH_SPACE - at, ":%s:%u", p->prop, p->offset);
	return n < (int)(PATH_SPACE - at) ? 0 : -FDT_ERR_BADPATH;
}

/* @from without the strings that are the place, or begin with it; the new size */
static size_t without(char *to, const char *from, size_t size, const char *place, bool all)
{
	const char *end = from + size;
	size_t n = 0;

	while (from < end) {
		size_t length = strnlen(from, (size_t)(end - from)) + 1;

		if (length > (size_t)(end - from))
			break;
		if (all ? strncmp(from, place, strlen(place)) : strcmp(from, place)) {
			memcpy(to + n, from, length);
			n += length;
		}
		from += length;
	}
	return n;
}

/* The list of one label. An empty one leaves NOPs: nothing moves, and the label is not used. */
static int drop_label(void *overlay, int fixups, int prop, const char *place, bool all)
{
	int size = 0, error;
	const char *label, *list = fdt_getprop_by_offset(overlay, prop, &label, &size);
	char *left = list && size > 0 ? malloc((size_t)size) : NULL;
	size_t n;

	if (!left)
		return list && size > 0 ? -FDT_ERR_INTERNAL : 0;
	n = without(left, list, (size_t)size, place, all);
	if (n == (size_t)size)
		error = 0;
	else if (n)
		error = fdt_setprop(overlay, fixups, label, left, (int)n);
	else
		error = fdt_nop_property(overlay, fixups, label);
	free(left);
	return error;
}

static int drop_labels(void *overlay, const char *place, bool all)
{
	int fixups = fdt_path_offset(overlay, "/__fixups__"), prop, error = 0;

	if (fixups < 0)
		return 0;
	fdt_for_each_property_offset(prop, overlay, fixups) {
		error = drop_label(overlay, fixups, prop, place, all);
		if (error)
			break;
	}
	return error;
}

/* The node of __local_fixups__ that speaks of the place's; made where @make says so */
static int local_node(void *overlay, const char *path, bool make)
{
	int node = fdt_path_offset(overlay, "/__local_fixups__"), next;

	if (node < 0 && make)
		node = fdt_add_subnode(overlay, 0, "__local_fixups__");
	while (node >= 0 && *path == '/' && path[1]) {
		int n = (int)strcspn(++path, "/");

		next = fdt_subnode_offset_namelen(overlay, node, path, n);
		if (next < 0 && make)
			next = fdt_add_subnode_namelen(overlay, node, path, n);
		node = next;
		path += n;
	}
	return node;
}

static int drop_local(void *overlay, const struct param_place *p, const char *path)
{
	int node = local_node(overlay, path, false), size = 0, n = 0;
	fdt32_t *list = node < 0 ? NULL : fdt_getprop_w(overlay, node, p->prop, &size);
	fdt32_t left[256];

	if (!list)
		return 0;
	if (p->offset == PARAM_ALL)
		return fdt_delprop(overlay, node, p->prop);
	if (size > (int)sizeof(left))
		return -FDT_ERR_BADVALUE;
	for (int i = 0; i < size / 4; i++)
		if (fdt32_ld(list + i) != p->offset)
			left[n++] = list[i];
	return n == size / 4 ? 0 : n ? fdt_setprop(overlay, node, p->prop, left, 4 * n) :
	       fdt_delprop(overlay, node, p->prop);
}

static int node_path(const void *overlay, int node, char path[PATH_SPACE])
{
	return fdt_get_path(overlay, node, path, PATH_SPACE);
}

int param_fixups_drop(void *overlay, const struct param_place *p)
{
	char place[PATH_SPACE], path[PATH_SPACE];
	int error = place_text(overlay, p, place);

	if (!error)
		error = node_path(overlay, p->node, path);
	if (!error)
		error = drop_labels(overlay, place, p->offset == PARAM_ALL);
	return error ? error : drop_local(overlay, p, path);
}

static bool is_local(void *overlay, const char *param, uint32_t offset)
{
	int node = local_node(overlay, "/__overrides__", false), size = 0;
	const fdt32_t *list = node < 0 ? NULL : fdt_getprop(overlay, node, param, &size);

	for (int i = 0; list && i < size / 4; i++)
		if (fdt32_ld(list + i) == offset)
			return true;
	return false;
}

/* The label that @place refers to, copied: what it is in may move */
static bool label_of(const void *overlay, const char *place, char label[PATH_SPACE])
{
	int fixups = fdt_path_offset(overlay, "/__fixups__"), prop, size = 0;
	const char *name;

	if (fixups < 0)
		return false;
	fdt_for_each_property_offset(prop, overlay, fixups) {
		const char *list = fdt_getprop_by_offset(overlay, prop, &name, &size);

		if (list && size > 0 && fdt_stringlist_contains(list, size, place))
			return snprintf(label, PATH_SPACE, "%s", name) < PATH_SPACE;
	}
	return false;
}

int param_fixups_copy(void *overlay, const struct param_place *p, const char *param,
		      uint32_t offset)
{
	char place[PATH_SPACE], label[PATH_SPACE];
	int node;

	snprintf(place, sizeof(place), "/__overrides__:%s:%u", param, offset);
	if (label_of(overlay, place, label)) {
		int error = place_text(overlay, p, place);

		return error ? error :
		       fdt_appendprop_string(overlay, fdt_path_offset(overlay, "/__fixups__"), label,
					     place);
	}
	if (!is_local(overlay, param, offset))
		return 0;
	node = node_path(overlay, p->node, place) ? -FDT_ERR_BADPATH :
	       local_node(overlay, place, true);
	return node < 0 ? node : fdt_appendprop_u32(overlay, node, p->prop, p->offset);
}

/* Both names are of the same length, so nothing moves. */
static void rename_in(char *list, int size, const char *start, const char *to)
{
	size_t n = strlen(start);

	for (char *at = list, *end = list + size; at < end; at += strnlen(at, (size_t)(end - at)) + 1)
		if ((size_t)(end - at) > n && !strncmp(at, start, n) &&
		    (!at[n] || at[n] == '/' || at[n] == ':'))
			memcpy(at + n - strlen(to), to, strlen(to));
}

static void rename_all(void *overlay, const char *lists, const char *start, const char *to)
{
	int node = fdt_path_offset(overlay, lists), prop, size = 0;

	if (node < 0)
		return;
	fdt_for_each_property_offset(prop, overlay, node) {
		const char *list = fdt_getprop_by_offset(overlay, prop, NULL, &size);

		if (list && size > 0)
			rename_in((char *)(uintptr_t)list, size, start, to);
	}
}

void param_fixups_rename(void *overlay, const char *fragment, const char *from, const char *to)
{
	char start[PATH_SPACE];
	int local;

	snprintf(start, sizeof(start), "%s/%s", fragment, from);
	rename_all(overlay, "/__fixups__", start, to);
	rename_all(overlay, "/__symbols__", start, to);
	local = local_node(overlay, start, false);
	if (local >= 0)
		fdt_set_name(overlay, local, to);
}
