/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <libfdt.h>
#include <string.h>

#include "srcpos/layer.h"
#include "srcpos/property.h"

#define PATH_MAX_SEEN 4096
#define UNRESOLVED 0xffffffffu	/* a label of the tree below an overlay */

static bool same_node(const struct source_layer *l, uint32_t own,
		      const struct iop_tree *t, uint32_t node)
{
	char a[PATH_MAX_SEEN], b[PATH_MAX_SEEN];

	if (iop_node_path(&l->tree, own, a, sizeof(a)) >= sizeof(a) ||
	    iop_node_path(t, node, b, sizeof(b)) >= sizeof(b))
		return false;
	return !strcmp(a, b);
}

/* An overlay's own phandles are moved when it is applied. */
static bool same_target(const struct source_layer *l, uint32_t own,
			const struct iop_tree *t, uint32_t cell)
{
	uint32_t node = iop_by_phandle(t, cell), source;

	if (node == IOP_NO_NODE)
		return false;
	if (l->overlay && own == UNRESOLVED)
		return true;
	source = iop_by_phandle(&l->tree, own);
	if (source == IOP_NO_NODE)
		return false;
	return l->overlay || same_node(l, source, t, node);
}

static bool same_value(const struct source_layer *l, const struct source_property *own,
		       const struct iop_tree *t, const struct source_property *seen)
{
	uint32_t at;

	if (own->size != seen->size)
		return false;
	if (!own->size || !memcmp(own->value, seen->value, own->size))
		return true;
	for (at = 0; at + 4 <= own->size; at += 4) {
		uint32_t a = fdt32_ld((const fdt32_t *)(const void *)
				      (own->value + at));
		uint32_t b = fdt32_ld((const fdt32_t *)(const void *)
				      (seen->value + at));

		if (a != b && !same_target(l, a, t, b))
			return false;
	}
	return at == own->size;
}

bool layer_agrees(const struct source_layer *l, const char *path,
		  const struct iop_tree *t, uint32_t node,
		  const char *property)
{
	uint32_t own = iop_by_path(&l->tree, *path ? path : "/");
	struct source_property a, b;
	bool there = own != IOP_NO_NODE &&
		     property_named(&l->tree, own, property, &a);

	if (property_named(t, node, property, &b) != there)
		return false;
	return !there || same_value(l, &a, t, &b);
}
