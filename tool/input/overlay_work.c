/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/overlay_work.h"

#include <libfdt.h>
#include <stdbool.h>
#include <string.h>

#define COMPARED 16u	/* bytes of names that are compared in one step */
#define MOVED	 64u	/* bytes that are moved in one step */

/* What is walked, and what each of it is looked up for. */
struct tokens {
	uint64_t nodes, props;
	uint64_t labels, places;	/* in __fixups__ */
};

static uint64_t all(const struct tokens *t)
{
	return t->nodes + t->props;
}

/* A string for each place. */
static void count_places(const void *blob, int node, struct tokens *t)
{
	int prop, len;

	fdt_for_each_property_offset(prop, blob, node) {
		const char *list = fdt_getprop_by_offset(blob, prop, NULL, &len);

		t->labels++;
		for (int i = 0; list && i < len; i++)
			t->places += !list[i];
	}
}

static bool count(const void *blob, struct tokens *t)
{
	int at = 0, next;

	for (uint32_t tag; (tag = fdt_next_tag(blob, at, &next)) != FDT_END; at = next) {
		if (next < 0)
			return false;
		t->props += tag == FDT_PROP;
		if (tag != FDT_BEGIN_NODE)
			continue;
		t->nodes++;
		if (!strcmp(fdt_get_name(blob, at, NULL), "__fixups__"))
			count_places(blob, at, t);
	}
	return next >= 0;
}

uint64_t overlay_work(const void *tree, const void *overlay)
{
	struct tokens t = { 0 }, o = { 0 };
	uint64_t steps;

	if ((tree && !count(tree, &t)) || !count(overlay, &o))
		return UINT64_MAX;
	/* A place is a path in the overlay, its label one of the tree's symbols; a node
	 * is looked for among what is there. */
	steps = 2 * o.places * all(&o) + (o.labels + o.nodes) * (all(&o) + all(&t));
	if (!tree)
		return steps;
	/* A property may be new: its name is looked for, and what is behind it moves. */
	return steps + all(&o) * (fdt_size_dt_strings(tree) / COMPARED +
				  fdt_size_dt_struct(tree) / MOVED);
}
