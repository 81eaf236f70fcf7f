/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "policy/select.h"

#include <string.h>

#include "fdt/path_index.h"
#include "policy/roles.h"

enum { BY_PATH = 1, BY_ALIAS = 2, BY_LABEL = 4, BY_COMPATIBLE = 8, BY_ROLE = 16 };

struct selection {
	const struct iop_tree *t;
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

/* What a path has to end in: few do, and to see that takes no search. */
static const char *tail_of(const char *glob)
{
	size_t star = strlen(glob);

	while (star && glob[star - 1] != '*' && glob[star - 1] != '?')
		star--;
	return star && glob[star - 1] == '*' ? glob + star : "";
}

static bool by_path(struct selection *n)
{
	const char *tail = tail_of(n->s->path);
	size_t used = iop_arena_mark(n->scratch), len = strlen(tail);
	struct iop_path_walk w;
	uint32_t node;

	if (!n->s->path[strcspn(n->s->path, "*?")]) {
		node = iop_by_path(n->t, n->s->path);
		if (node != IOP_NO_NODE)
			n->hits[node] |= BY_PATH;
		return true;
	}
	if (!iop_paths_start(&w, n->t, n->scratch))
		return false;
	while (iop_paths_next(&w))
		if (w.length >= len && !memcmp(w.path + w.length - len, tail, len) &&
		    iop_glob(n->s->path, w.path, true))
			n->hits[w.node] |= BY_PATH;
	iop_arena_release(n->scratch, used);
	return true;
}

static void by_compatible(struct selection *n)
{
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

bool iop_select(const struct iop_tree *t, const struct iop_selector *s,
		uint8_t *hits, struct iop_arena *scratch)
{
	struct selection n = { t, s, hits, scratch };
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
