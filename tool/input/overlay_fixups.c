/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/overlay_fixups.h"

#include <libfdt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Nodes in a row, by their offsets. */
struct byte_range {
	int first, end;
};

struct fixups {
	const void *blob;
	struct byte_range lists[2];	/* __fixups__, __local_fixups__ */
};

static const char malformed[] = "its __fixups__ is not a list of PATH:PROPERTY:OFFSET";
static const char beyond[] = "its __fixups__ points outside of the overlay";
static const char beyond_local[] =
	"its __local_fixups__ points outside of the overlay";

static struct byte_range stretch_of(const void *blob, const char *path)
{
	struct byte_range s = { fdt_path_offset(blob, path), -1 };
	int depth = 0;

	if (s.first < 0)
		return s;
	s.end = s.first;
	do {
		s.end = fdt_next_node(blob, s.end, &depth);
	} while (s.end >= 0 && depth > 0);
	if (s.end < 0)
		s.end = INT32_MAX;
	return s;
}

static bool in_lists(const struct fixups *f, int node)
{
	for (int n = 0; n < 2; n++)
		if (node >= f->lists[n].first && node < f->lists[n].end)
			return true;
	return false;
}

/* libfdt renumbers phandles before it reads the lists. */
static bool is_phandle(const char *name)
{
	return !strcmp(name, "phandle") || !strcmp(name, "linux,phandle");
}

static bool holds(int len, uint32_t offset)
{
	return len >= 4 && offset <= (uint32_t)len - 4;
}

static bool offsets_hold(const fdt32_t *offsets, int size, int len)
{
	for (int n = 0; n < size / 4; n++)
		if (!holds(len, fdt32_ld(offsets + n)))
			return false;
	return size % 4 == 0;
}

static bool local_props_hold(const struct fixups *f, int node, int fixups)
{
	int prop, size, len;
	const char *name;

	fdt_for_each_property_offset(prop, f->blob, fixups) {
		const fdt32_t *offsets = fdt_getprop_by_offset(f->blob, prop, &name, &size);

		if (!offsets || is_phandle(name) || !fdt_getprop(f->blob, node, name, &len) ||
		    !offsets_hold(offsets, size, len))
			return false;
	}
	return true;
}

/* As deep as the index of the tree let it be. */
static bool local_holds(const struct fixups *f, int node, int fixups)
{
	int child;

	if (in_lists(f, node) || !local_props_hold(f, node, fixups))
		return false;
	fdt_for_each_subnode(child, f->blob, fixups) {
		int same = fdt_subnode_offset(f->blob, node, fdt_get_name(f->blob, child, NULL));

		if (same < 0 || !local_holds(f, same, child))
			return false;
	}
	return true;
}

/* One "PATH:PROPERTY:OFFSET", terminated. */
static const char *place_trouble(const struct fixups *f, const char *place)
{
	const char *colon = strchr(place, ':'), *name = colon ? colon + 1 : NULL, *number;
	unsigned long offset;
	char *end;
	int node, len;

	number = name ? strchr(name, ':') : NULL;
	if (!number || number == name || *place != '/')
		return malformed;
	offset = strtoul(number + 1, &end, 10);
	if (*end || end == number + 1)
		return malformed;
	node = fdt_path_offset_namelen(f->blob, place, (int)(colon - place));
	if (node < 0 || in_lists(f, node) ||
	    !fdt_getprop_namelen(f->blob, node, name, (int)(number - name), &len))
		return beyond;
	return offset <= INT32_MAX && holds(len, (uint32_t)offset) ? NULL : beyond;
}

static const char *list_trouble(const struct fixups *f, const char *list, int len)
{
	const char *trouble = NULL, *end = list + len;

	if (len < 1 || end[-1])
		return malformed;
	for (; !trouble && list < end; list += strlen(list) + 1)
		trouble = place_trouble(f, list);
	return trouble;
}

const char *overlay_fixups_trouble(const void *overlay)
{
	const struct fixups f = {
		.blob = overlay,
		.lists = { stretch_of(overlay, "/__fixups__"),
			   stretch_of(overlay, "/__local_fixups__") },
	};
	const char *trouble = NULL, *name;
	int prop, len;

	if (f.lists[1].first >= 0 && !local_holds(&f, 0, f.lists[1].first))
		return beyond_local;
	if (f.lists[0].first < 0)
		return NULL;
	fdt_for_each_property_offset(prop, overlay, f.lists[0].first) {
		const char *list = fdt_getprop_by_offset(overlay, prop, &name, &len);

		trouble = list ? list_trouble(&f, list, len) : malformed;
		if (trouble)
			break;
	}
	return trouble;
}
