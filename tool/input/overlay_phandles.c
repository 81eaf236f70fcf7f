/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/overlay_phandles.h"

#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNRESOLVED 0xffffffffu

static const char *string_of(const void *blob, int node, const char *name)
{
	int len;
	const char *s = fdt_getprop(blob, node, name, &len);

	return s && len > 0 && !s[len - 1] ? s : NULL;
}

/* __fixups__: a property for each label, a list of "PATH:PROPERTY:OFFSET". */
static const char *label_for(const void *overlay, const char *place)
{
	int fixups = fdt_path_offset(overlay, "/__fixups__"), prop, len;
	const char *label;

	if (fixups < 0)
		return NULL;
	fdt_for_each_property_offset(prop, overlay, fixups) {
		const char *list = fdt_getprop_by_offset(overlay, prop, &label, &len);

		if (list && len > 0 && fdt_stringlist_contains(list, len, place))
			return label;
	}
	return NULL;
}

/* A node that another fragment brings: its number says nothing of the tree's. */
static bool is_own(const void *overlay, int fragment)
{
	char path[300];
	int node;

	snprintf(path, sizeof(path), "/__local_fixups__/%s", fdt_get_name(overlay, fragment, NULL));
	node = fdt_path_offset(overlay, path);
	return node >= 0 && fdt_getprop(overlay, node, "target", NULL);
}

static int target_of(const void *tree, const void *overlay, int fragment)
{
	const char *path = string_of(overlay, fragment, "target-path"), *label;
	char place[300];
	const fdt32_t *target;
	int len;

	target = fdt_getprop(overlay, fragment, "target", &len);
	if (!target)
		return path ? fdt_path_offset(tree, path) : -FDT_ERR_NOTFOUND;
	if (len != (int)sizeof(*target) || is_own(overlay, fragment))
		return -FDT_ERR_NOTFOUND;
	if (fdt32_ld(target) != UNRESOLVED)
		return fdt_node_offset_by_phandle(tree, fdt32_ld(target));
	snprintf(place, sizeof(place), "/%s:target:0",
		 fdt_get_name(overlay, fragment, NULL));
	label = label_for(overlay, place);
	path = label ? string_of(tree, fdt_path_offset(tree, "/__symbols__"), label) : NULL;
	return path ? fdt_path_offset(tree, path) : -FDT_ERR_NOTFOUND;
}

static bool remember(struct kept_phandles *k, uint32_t own, uint32_t base)
{
	if (k->count == k->space) {
		size_t space = k->space ? 2 * k->space : 16;
		struct kept_phandle *list = realloc(k->list, space * sizeof(*list));

		if (!list)
			return false;
		k->list = list;
		k->space = space;
	}
	k->list[k->count++] = (struct kept_phandle){ own, base };
	return true;
}

/* @own of the overlay is laid over @base of the tree; so are their children. */
static bool keep_below(const void *tree, int base, void *overlay, int own,
		       struct kept_phandles *k, unsigned int depth)
{
	uint32_t theirs = fdt_get_phandle(tree, base);
	uint32_t ours = fdt_get_phandle(overlay, own);
	int child;

	if (theirs && ours) {
		if (!k->count)
			k->first = base;
		k->children += depth > 0;
		if (!remember(k, ours, theirs))
			return false;
		fdt_nop_property(overlay, own, "phandle");
		fdt_nop_property(overlay, own, "linux,phandle");
	}
	fdt_for_each_subnode(child, overlay, own) {
		int len, below;
		const char *name = fdt_get_name(overlay, child, &len);

		below = name ? fdt_subnode_offset_namelen(tree, base, name, len) : -1;
		if (below >= 0 && !keep_below(tree, below, overlay, child, k, depth + 1))
			return false;
	}
	return true;
}

static int by_own(const void *a, const void *b)
{
	uint32_t l = ((const struct kept_phandle *)a)->own;
	uint32_t r = ((const struct kept_phandle *)b)->own;

	return (l > r) - (l < r);
}

/*
 * The value at one place of a property, where it is such a phandle; a place
 * that is dealt with here is no longer libfdt's to adjust.
 */
static bool settle(const struct kept_phandles *k, uint8_t *value, int len, uint32_t at)
{
	struct kept_phandle key = { 0, 0 }, *found;

	if (!value || len < 4 || at > (uint32_t)len - 4)
		return false;
	key.own = fdt32_ld((const fdt32_t *)(const void *)(value + at));
	found = bsearch(&key, k->list, k->count, sizeof(key), by_own);
	if (found)
		fdt32_st(value + at, found->base);
	return found;
}

/* One property of __local_fixups__; what is taken out of it becomes NOPs. */
static void settle_places(const struct kept_phandles *k, struct fdt_property *places,
			  uint32_t n, uint8_t *value, int len)
{
	uint32_t left = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = fdt32_ld((const fdt32_t *)(const void *)(places->data + 4 * i));

		if (!settle(k, value, len, at))
			fdt32_st(places->data + 4 * left++, at);
	}
	places->len = cpu_to_fdt32(4 * left);
	for (; left < n; left++)
		fdt32_st(places->data + 4 * left, FDT_NOP);
}

/* __local_fixups__ has the overlay's own shape. */
static void settle_below(const struct kept_phandles *k, void *overlay, int fixups, int node)
{
	int prop, next, len, child;

	for (prop = fdt_first_property_offset(overlay, fixups); prop >= 0; prop = next) {
		struct fdt_property *places =
			(struct fdt_property *)(uintptr_t)
			fdt_get_property_by_offset(overlay, prop, &len);
		const char *name = places ?
			fdt_string(overlay, (int)fdt32_ld(&places->nameoff)) : NULL;
		int size = 0;
		uint8_t *value = name ? fdt_getprop_w(overlay, node, name, &size) : NULL;

		next = fdt_next_property_offset(overlay, prop);
		if (places && len > 0 && !(len & 3))
			settle_places(k, places, (uint32_t)len / 4, value, size);
	}
	fdt_for_each_subnode(child, overlay, fixups) {
		const char *name = fdt_get_name(overlay, child, &len);
		int same = name ? fdt_subnode_offset_namelen(overlay, node, name, len) : -1;

		if (same >= 0)
			settle_below(k, overlay, child, same);
	}
}

bool overlay_keep_phandles(const void *tree, void *overlay,
			   struct kept_phandles *k)
{
	int fragment, fixups;

	fdt_for_each_subnode(fragment, overlay, 0) {
		int own = fdt_subnode_offset(overlay, fragment, "__overlay__");
		int base = own < 0 ? own : target_of(tree, overlay, fragment);

		if (base >= 0 && !keep_below(tree, base, overlay, own, k, 0))
			return false;
	}
	fixups = fdt_path_offset(overlay, "/__local_fixups__");
	if (!k->count || fixups < 0)
		return true;
	qsort(k->list, k->count, sizeof(*k->list), by_own);
	settle_below(k, overlay, fixups, 0);
	return true;
}

const char *overlay_missing_label(const void *tree, const void *overlay,
				  bool *none)
{
	int symbols = fdt_path_offset(tree, "/__symbols__"), prop;
	int fixups = fdt_path_offset(overlay, "/__fixups__");
	const char *label;

	*none = symbols < 0;
	if (fixups < 0)
		return NULL;
	fdt_for_each_property_offset(prop, overlay, fixups)
		if (fdt_getprop_by_offset(overlay, prop, &label, NULL) &&
		    (symbols < 0 || !string_of(tree, symbols, label)))
			return label;
	return NULL;
}
