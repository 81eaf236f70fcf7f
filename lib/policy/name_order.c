/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "policy/name_order.h"

#include <string.h>

#include "base/sort.h"

static int by_name(const void *tree, uint32_t a, uint32_t b)
{
	return strcmp(iop_node_name(tree, a), iop_node_name(tree, b));
}

static int by_text(const void *list, uint32_t a, uint32_t b)
{
	const struct iop_texts *texts = list;

	return strcmp(texts->all[a].text, texts->all[b].text);
}

/* Every node but the root is a child; each parent's are together, in the tree's order. */
static void gather_children(struct iop_names *n)
{
	const struct iop_tree *t = n->t;

	for (uint32_t node = 1; node < t->count; node++)
		n->first[t->nodes[node].parent + 1]++;
	for (uint32_t node = 1; node <= t->count; node++)
		n->first[node] += n->first[node - 1];
	for (uint32_t node = t->count; --node;)
		n->children[--n->first[t->nodes[node].parent + 1]] = node;
	/* Each has moved to where its predecessor began. */
	for (uint32_t node = 0; node < t->count; node++)
		n->first[node] = n->first[node + 1];
	n->first[t->count] = t->count - 1;
}

static void sort_children(struct iop_names *n, uint32_t *spare)
{
	for (uint32_t node = 0; node < n->t->count; node++)
		iop_sort_by(n->children + n->first[node], spare,
			    n->first[node + 1] - n->first[node], by_name, n->t);
	for (uint32_t c = 0; c < n->t->count - 1; c++) {
		uint32_t node = n->children[c];
		const char *name = iop_node_name(n->t, node);
		bool leaf = n->t->nodes[node].end == node + 1;

		n->last[c] = leaf && *name ? (uint8_t)name[strlen(name) - 1] : 0;
	}
}

static bool index_children(struct iop_names *n, struct iop_arena *a)
{
	uint32_t *spare = iop_alloc_raw(a, n->t->count, sizeof(*spare));

	n->first = iop_alloc(a, (size_t)n->t->count + 1, sizeof(*n->first));
	n->children = iop_alloc_raw(a, n->t->count, sizeof(*n->children));
	n->last = iop_alloc_raw(a, n->t->count, sizeof(*n->last));
	if (!spare || !n->first || !n->children || !n->last)
		return false;
	gather_children(n);
	sort_children(n, spare);
	return true;
}

static bool add(struct iop_texts *list, const char *text, uint32_t node, struct iop_arena *a)
{
	struct iop_text *new = iop_grow(a, list->all, list->count, sizeof(*new));

	if (new) {
		*new = (struct iop_text){ text, node };
		list->count++;
	}
	return new;
}

static bool add_compatibles(struct iop_names *n, struct iop_texts *list, struct iop_arena *a)
{
	for (uint32_t node = 0; node < n->t->count; node++) {
		struct iop_cells names = iop_prop(n->t, node, IOP_P_COMPATIBLE);
		const char *name;

		while ((name = iop_list_next(&names)))
			if (!add(list, name, node, a))
				return false;
	}
	return true;
}

/* The nodes that properties of /aliases or /__symbols__ lead to by path. */
static bool add_paths(struct iop_names *n, const char *parent, struct iop_texts *list,
		      struct iop_arena *a)
{
	uint32_t names = iop_paths_find(&n->paths, parent);
	struct iop_prop_walk w = { 0 };

	while (names != IOP_NO_NODE && iop_prop_next(n->t, names, &w)) {
		const char *path = iop_list_next(&w.value);
		uint32_t node = path ? iop_paths_find(&n->paths, path) : IOP_NO_NODE;

		if (node != IOP_NO_NODE && !add(list, w.name, node, a))
			return false;
	}
	return true;
}

static bool index_texts(struct iop_names *n, enum iop_texts_of of, struct iop_arena *a)
{
	struct iop_texts *list = &n->texts[of];
	uint32_t *spare;

	list->all = iop_alloc(a, 0, sizeof(*list->all));
	if (!list->all)
		return false;
	if (!(of == IOP_TEXTS_COMPATIBLE ? add_compatibles(n, list, a) :
	      add_paths(n, of == IOP_TEXTS_ALIASES ? "/aliases" : "/__symbols__", list, a)))
		return false;
	list->order = iop_alloc_raw(a, list->count, sizeof(*list->order));
	spare = iop_alloc_raw(a, list->count, sizeof(*spare));
	if (!list->order || !spare)
		return false;
	for (uint32_t i = 0; i < list->count; i++)
		list->order[i] = i;
	iop_sort_by(list->order, spare, list->count, by_text, list);
	return true;
}

bool iop_names_index(struct iop_names *n, const struct iop_tree *t, unsigned int wanted,
		     struct iop_arena *a)
{
	*n = (struct iop_names){ .t = t };
	if (!iop_paths_index(&n->paths, t, a) || !index_children(n, a))
		return false;
	for (int of = 0; of < IOP_TEXTS_COUNT; of++)
		if (wanted >> of & 1 && !index_texts(n, (enum iop_texts_of)of, a))
			return false;
	return true;
}

uint32_t iop_children_from(const struct iop_names *n, uint32_t parent, const char *text,
			   size_t len)
{
	uint32_t from = n->first[parent], end = n->first[parent + 1];

	while (from < end) {
		uint32_t middle = from + (end - from) / 2;

		if (strncmp(iop_node_name(n->t, n->children[middle]), text, len) < 0)
			from = middle + 1;
		else
			end = middle;
	}
	return from;
}

uint32_t iop_texts_from(const struct iop_texts *list, const char *text, size_t len)
{
	uint32_t from = 0, end = list->count;

	while (from < end) {
		uint32_t middle = from + (end - from) / 2;

		if (strncmp(list->all[list->order[middle]].text, text, len) < 0)
			from = middle + 1;
		else
			end = middle;
	}
	return from;
}
