/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "policy/select.h"

#include <string.h>

#include "fdt/path_index.h"
#include "policy/name_order.h"
#include "policy/path_glob.h"
#include "policy/roles.h"

enum { BY_PATH = 1, BY_ALIAS = 2, BY_LABEL = 4, BY_COMPATIBLE = 8, BY_ROLE = 16 };

struct selection {
	const struct iop_tree *t;
	const struct iop_names *names;	/* or NULL */
	const struct iop_selector *s;
	uint8_t *hits;		/* BY_ bits while it lasts */
	struct iop_arena *scratch;
};

/* The nodes that properties of /aliases or /__symbols__ lead to by path. */
static bool by_name(struct selection *n, const char *parent, const char *glob,
		    uint8_t bit)
{
	uint32_t names = iop_by_path(n->t, parent), node;
	size_t used = iop_arena_mark(n->scratch);
	struct iop_prop_walk w = { 0 };
	struct iop_paths paths;
	const char *path;

	if (n->names) {
		iop_hit_texts(n->names, bit == BY_ALIAS ? IOP_TEXTS_ALIASES : IOP_TEXTS_LABELS,
			      glob, n->hits, bit);
		return true;
	}
	if (names == IOP_NO_NODE)
		return true;
	if (!iop_paths_index(&paths, n->t, n->scratch))
		return false;
	while (iop_prop_next(n->t, names, &w)) {
		path = iop_glob(glob, w.name, false) ? iop_list_next(&w.value) : NULL;
		node = path ? iop_paths_find(&paths, path) : IOP_NO_NODE;
		if (node != IOP_NO_NODE)
			n->hits[node] |= bit;
	}
	iop_arena_release(n->scratch, used);
	return true;
}

static bool by_long_path(struct selection *n)
{
	size_t used = iop_arena_mark(n->scratch);
	struct iop_path_walk w;

	if (!iop_paths_start(&w, n->t, n->scratch))
		return false;
	while (iop_paths_next(&w))
		if (iop_glob(n->s->path, w.path, true))
			n->hits[w.node] |= BY_PATH;
	iop_arena_release(n->scratch, used);
	return true;
}

/* Nothing below it, and its name ends otherwise than the glob does. */
static bool is_other_leaf(const struct iop_tree *t, uint32_t node, const struct iop_path_glob *g)
{
	const char *name = iop_node_name(t, node);

	return t->nodes[node].end == node + 1 && *name &&
	       !iop_path_glob_may_end(g, (uint8_t)name[strlen(name) - 1]);
}

/* From the root down: what an ancestor has matched is not matched again, and below
 * one that matches no beginning of the glob nothing does. */
static void by_walk(struct selection *n, const struct iop_path_glob *g)
{
	uint64_t slash[IOP_DEPTH_MAX + 1] = { iop_path_glob_step(g, g->first, "/") };
	uint32_t node = 1;

	if (iop_path_glob_ends(g, slash[0]))
		n->hits[0] |= BY_PATH;
	while (node < n->t->count) {
		uint8_t depth = n->t->nodes[node].depth;
		uint64_t state;

		if (is_other_leaf(n->t, node, g)) {
			node++;
			continue;
		}
		state = iop_path_glob_step(g, slash[depth - 1], iop_node_name(n->t, node));
		if (iop_path_glob_ends(g, state))
			n->hits[node] |= BY_PATH;
		slash[depth] = iop_path_glob_step(g, state, "/");
		node = slash[depth] ? node + 1 : n->t->nodes[node].end;
	}
}

static bool by_path(struct selection *n)
{
	struct iop_path_glob g;
	uint32_t node;

	if (!n->s->path[strcspn(n->s->path, "*?")]) {
		node = n->names ? iop_paths_find(&n->names->paths, n->s->path) :
				  iop_by_path(n->t, n->s->path);
		if (node != IOP_NO_NODE)
			n->hits[node] |= BY_PATH;
		return true;
	}
	if (!iop_path_glob_read(&g, n->s->path))
		return by_long_path(n);
	if (n->names)
		iop_hit_paths(n->names, &g, n->hits, BY_PATH);
	else
		by_walk(n, &g);
	return true;
}

static void by_compatible(struct selection *n)
{
	if (n->names)
		return iop_hit_texts(n->names, IOP_TEXTS_COMPATIBLE, n->s->compatible, n->hits,
				     BY_COMPATIBLE);
	for (uint32_t node = 0; node < n->t->count; node++) {
		struct iop_cells list = iop_prop(n->t, node, IOP_P_COMPATIBLE);
		const char *name;

		while ((name = iop_list_next(&list)))
			if (iop_glob(n->s->compatible, name, false))
				n->hits[node] |= BY_COMPATIBLE;
	}
}

static void by_role(struct selection *n)
{
	for (uint32_t node = 0; node < n->t->count; node++)
		if (iop_role_has(n->s->role, n->t, node))
			n->hits[node] |= BY_ROLE;
}

bool iop_select(const struct iop_tree *t, const struct iop_names *names,
		const struct iop_selector *s, uint8_t *hits, struct iop_arena *scratch)
{
	struct selection n = { t, names, s, hits, scratch };
	uint8_t all = (uint8_t)((s->path ? BY_PATH : 0) | (s->alias ? BY_ALIAS : 0) |
				(s->label ? BY_LABEL : 0) |
				(s->compatible ? BY_COMPATIBLE : 0) |
				(s->role ? BY_ROLE : 0));

	memset(hits, 0, t->count);
	if (s->path && !by_path(&n))
		return false;
	if (s->alias && !by_name(&n, "/aliases", s->alias, BY_ALIAS))
		return false;
	if (s->label && !by_name(&n, "/__symbols__", s->label, BY_LABEL))
		return false;
	if (s->compatible)
		by_compatible(&n);
	if (s->role)
		by_role(&n);
	for (uint32_t node = 0; node < t->count; node++)
		hits[node] = hits[node] == all;
	return true;
}

unsigned int iop_select_wants(const struct iop_selector *s)
{
	return (s->compatible ? 1u << IOP_TEXTS_COMPATIBLE : 0) |
	       (s->alias ? 1u << IOP_TEXTS_ALIASES : 0) |
	       (s->label ? 1u << IOP_TEXTS_LABELS : 0);
}
