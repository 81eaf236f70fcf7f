/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "srcpos/fragment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "srcpos/property.h"

/* Does the list of strings have this one? */
static bool lists(const char *list, uint32_t size, const char *wanted)
{
	const char *end = list + size;
	size_t n = strlen(wanted) + 1;

	for (; list < end; list += strnlen(list, (size_t)(end - list)) + 1)
		if ((size_t)(end - list) >= n && !memcmp(list, wanted, n))
			return true;
	return false;
}

/* The path of a label in the tree that is there. */
static const char *path_of_label(const struct iop_tree *t, const char *label)
{
	uint32_t node = iop_by_path(t, "/__symbols__");
	struct source_property p;

	if (node == IOP_NO_NODE || !property_named(t, node, label, &p) ||
	    !p.size || p.value[p.size - 1])
		return NULL;
	return (const char *)p.value;
}

/* "target = <&label>": __fixups__ has the label for each place. */
static const char *by_label(const struct source_layer *l, const struct iop_tree *t,
			    const char *name)
{
	uint32_t fixups = iop_by_path(&l->tree, "/__fixups__");
	char where[80];
	struct source_property p;
	bool more;

	if (fixups == IOP_NO_NODE)
		return NULL;
	snprintf(where, sizeof(where), "/%s:target:0", name);
	for (more = property_first(&l->tree, fixups, &p); more;
	     more = property_next(&l->tree, &p))
		if (lists((const char *)p.value, p.size, where))
			return path_of_label(t, p.name);
	return NULL;
}

/* Where the parts of fragment @node end up, or NULL. */
static const char *target(const struct source_layer *l, const struct iop_tree *t,
			  uint32_t node)
{
	struct source_property p;

	if (property_named(&l->tree, node, "target-path", &p))
		return p.size && !p.value[p.size - 1] ?
		       (const char *)p.value : NULL;
	return by_label(l, t, iop_node_name(&l->tree, node));
}

static bool add(struct source_layer *l, const struct iop_tree *t, uint32_t node)
{
	struct fragment *f = &l->fragments[l->n_fragments];
	const char *to = target(l, t, node);
	int n = snprintf(f->from, sizeof(f->from), "/%s/__overlay__",
			 iop_node_name(&l->tree, node));

	if (!to || n >= (int)sizeof(f->from))
		return true;
	f->to = strdup(strcmp(to, "/") ? to : "");
	l->n_fragments += f->to != NULL;
	return f->to;
}

bool fragments_read(struct source_layer *l, const struct iop_tree *t)
{
	const struct iop_tree *own = &l->tree;
	uint32_t node;
	bool good = true;

	l->fragments = calloc(LAYER_FRAGMENTS, sizeof(*l->fragments));
	if (!l->fragments)
		return false;
	for (node = 1; node < own->count && good; node = own->nodes[node].end) {
		if (iop_child_named(own, node, "__overlay__") == IOP_NO_NODE)
			continue;
		l->overlay = true;
		if (l->n_fragments < LAYER_FRAGMENTS)
			good = add(l, t, node);
	}
	return good;
}

void fragments_free(struct source_layer *l)
{
	while (l->n_fragments)
		free(l->fragments[--l->n_fragments].to);
	free(l->fragments);
	l->fragments = NULL;
}
