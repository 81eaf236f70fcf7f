/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The nodes that a glob means, by names in order. */
#include <string.h>

#include "policy/name_order.h"
#include "policy/path_glob.h"
#include "policy/select.h"

/* Children that a glob may match, from one to the next. */
struct level {
	uint64_t slash;		/* the glob's state in front of their names */
	const char *begins;	/* of all of their names */
	size_t len;
	uint32_t next, end;
};

static struct level children(const struct iop_names *names, const struct iop_path_glob *g,
			     uint32_t parent, uint64_t slash)
{
	struct level l = { .slash = slash, .end = slash ? names->first[parent + 1] : 0 };

	if (!slash)
		return l;
	l.begins = iop_path_glob_begins(g, slash, &l.len);
	l.next = iop_children_from(names, parent, l.begins, l.len);
	return l;
}

/* The next child that is not plainly another; IOP_NO_NODE: none. */
static uint32_t next_child(const struct iop_names *names, const struct iop_path_glob *g,
			   struct level *l)
{
	uint32_t node;

	while (l->next < l->end && !iop_path_glob_may_end(g, names->last[l->next]))
		l->next++;
	if (l->next >= l->end)
		return IOP_NO_NODE;
	node = names->children[l->next++];
	return strncmp(iop_node_name(names->t, node), l->begins, l->len) ? IOP_NO_NODE : node;
}

/* From the root down; of children only those whose names begin as the glob goes on. */
void iop_hit_paths(const struct iop_names *n, const struct iop_path_glob *g, uint8_t *hits,
		   uint8_t bit)
{
	struct level levels[IOP_DEPTH_MAX + 2];
	unsigned int depth = 1;

	levels[0] = children(n, g, 0, iop_path_glob_step(g, g->first, "/"));
	if (iop_path_glob_ends(g, levels[0].slash))
		hits[0] |= bit;
	while (depth) {
		struct level *l = &levels[depth - 1];
		uint32_t node = next_child(n, g, l);
		uint64_t state;

		if (node == IOP_NO_NODE) {
			depth--;
			continue;
		}
		state = iop_path_glob_step(g, l->slash, iop_node_name(n->t, node));
		if (iop_path_glob_ends(g, state))
			hits[node] |= bit;
		if (n->t->nodes[node].end > node + 1)
			levels[depth++] = children(n, g, node,
						   iop_path_glob_step(g, state, "/"));
	}
}

/* Of texts in order, those that begin as the glob does; what is there twice is asked once. */
void iop_hit_texts(const struct iop_names *n, enum iop_texts_of of, const char *glob,
		   uint8_t *hits, uint8_t bit)
{
	const struct iop_texts *list = &n->texts[of];
	size_t len = strcspn(glob, "*?");
	const char *before = NULL;
	bool fits = false;

	for (uint32_t at = iop_texts_from(list, glob, len); at < list->count; at++) {
		const struct iop_text *text = &list->all[list->order[at]];

		if (strncmp(text->text, glob, len))
			return;
		if (!before || strcmp(before, text->text))
			fits = iop_glob(glob + len, text->text + len, false);
		before = text->text;
		if (fits)
			hits[text->node] |= bit;
	}
}
