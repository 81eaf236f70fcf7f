/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "srcpos/srcpos_internal.h"

/* In one layer, through one of its fragments. */
static bool look(struct spots *s, const struct places *p,
		 const struct source_layer *l, unsigned int fragment,
		 const char *path, uint32_t node, const char *property)
{
	const struct place_entry *e;
	char own[PLACE_PATH];

	if (!layer_path(l, path, fragment, own, sizeof(own)))
		return false;
	e = place_map_find(&l->map, own, property);
	if (!e)
		return false;
	/* A node is recognised by its compatible, if possible. */
	if ((property || !l->overlay) &&
	    !layer_agrees(l, own, p->t, node,
			  property ? property : "compatible")) {
		s->layer = l;
		s->differs = true;
		return false;
	}
	*s = (struct spots){ l, e, false };
	return true;
}

static bool look_all(struct spots *s, const struct places *p,
		     const struct source_layer *l, const char *path, uint32_t node,
		     const char *property)
{
	unsigned int n = l->overlay ? l->n_fragments : 1;

	while (n--)
		if (look(s, p, l, n, path, node, property))
			return true;
	return false;
}

/* The last to write a property counts; a node begins where it is first. */
struct spots spots_of(const struct places *p, uint32_t node,
		      const char *property)
{
	struct spots s = { .layer = NULL };
	char path[PLACE_PATH];
	unsigned int i;

	if (iop_node_path(p->t, node, path, sizeof(path)) >= sizeof(path))
		return s;
	for (i = 0; i < p->n_layers; i++) {
		unsigned int n = property ? p->n_layers - 1 - i : i;

		if (look_all(&s, p, &p->layers[n], path, node, property))
			break;
	}
	return s;
}
