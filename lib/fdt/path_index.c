// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "fdt/path_index.h"

static uint32_t bucket(const struct iop_paths *p, uint32_t parent, const char *name,
		       size_t len)
{
	uint32_t hash = 2166136261u ^ parent;	/* FNV-1a */

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (uint8_t)name[i]) * 16777619u;
	return (hash * 2654435769u) >> (32 - p->bits);
}

bool iop_paths_index(struct iop_paths *p, const struct iop_tree *t, struct iop_arena *a)
{
	*p = (struct iop_paths){ .t = t, .bits = 4 };
	while (p->bits < 28 && (1u << p->bits) < t->count)
		p->bits++;
	p->first = iop_alloc(a, 1u << p->bits, sizeof(*p->first));
	p->next = iop_alloc_raw(a, t->count, sizeof(*p->next));
	if (!p->first || !p->next)
		return false;
	for (uint32_t node = t->count; --node;) {	/* so that the first of a name is found */
		const char *name = iop_node_name(t, node);
		uint32_t b = bucket(p, t->nodes[node].parent, name, strlen(name));

		p->next[node] = p->first[b];
		p->first[b] = node;
	}
	return true;
}

static uint32_t child(const void *index, uint32_t parent, const char *name, size_t len)
{
	const struct iop_paths *p = index;
	uint32_t node = p->first[bucket(p, parent, name, len)];

	for (; node; node = p->next[node]) {
		const char *own = iop_node_name(p->t, node);

		if (p->t->nodes[node].parent == parent && !strncmp(own, name, len) && !own[len])
			return node;
	}
	return IOP_NO_NODE;
}

uint32_t iop_paths_find(const struct iop_paths *p, const char *path)
{
	return iop_follow_path(path, child, p);
}

bool iop_paths_start(struct iop_path_walk *w, const struct iop_tree *t, struct iop_arena *a)
{
	size_t longest = 1;

	w->t = t;
	w->node = IOP_NO_NODE;
	w->end[0] = 0;
	for (uint32_t node = 1; node < t->count; node++) {
		uint8_t depth = t->nodes[node].depth;

		w->end[depth] = w->end[depth - 1] + 1 + strlen(iop_node_name(t, node));
		if (w->end[depth] > longest)
			longest = w->end[depth];
	}
	w->path = iop_alloc_raw(a, longest + 1, 1);
	return w->path != NULL;
}

bool iop_paths_next(struct iop_path_walk *w)
{
	uint32_t node = ++w->node;	/* IOP_NO_NODE is the largest: the root follows it */
	const char *name;
	uint8_t depth;
	size_t len;

	if (node >= w->t->count)
		return false;
	if (!node) {
		memcpy(w->path, "/", 2);
		w->length = 1;
		return true;
	}
	depth = w->t->nodes[node].depth;
	name = iop_node_name(w->t, node);
	len = strlen(name);
	w->path[w->end[depth - 1]] = '/';
	memcpy(w->path + w->end[depth - 1] + 1, name, len + 1);
	w->length = w->end[depth] = w->end[depth - 1] + 1 + len;
	return true;
}
