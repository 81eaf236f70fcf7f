/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The edits of a tree, those of this run and those that an earlier annotation
 * lists: they are in the tree still, so that list stays true.
 */
#include <string.h>

#include "annotate/annotation.h"

/* An edit as listed in an annotation; NULL: missing. */
struct listed {
	const char *path, *property, *state, *reason;
};

static void node_name(char *buf, uint32_t n)
{
	char digits[10];
	unsigned int at = 5, k = 0;

	memcpy(buf, "edit-", 5);
	do
		digits[k++] = (char)('0' + n % 10);
	while (n /= 10);
	while (k)
		buf[at++] = digits[--k];
	buf[at] = '\0';
}

static void put_new(struct iop_put *p, const struct iop_edits *edits,
		    const struct iop_edit *e, uint32_t number)
{
	static const char *const states[] = {
		[IOP_EDIT_SET_PROP] = "set",
		[IOP_EDIT_DELETE_PROP] = "deleted",
		[IOP_EDIT_ADD_NODE] = "added",
	};
	char name[20], *buf;
	size_t room, at;

	node_name(name, number);
	iop_put_begin(p, name);
	at = iop_put_open(p, IOP_N_PATH);
	buf = iop_put_room(p, &room);
	p->used += iop_edits_path(edits, e->node, buf, room) + 1;
	iop_put_close(p, at);
	iop_put_string(p, IOP_N_PROPERTY, e->name);
	iop_put_string(p, IOP_N_STATE, states[e->kind]);
	iop_put_string(p, IOP_N_REASON, iop_edit_why_slug(e->why));
	iop_put_end(p);
}

static bool read_listed(const struct iop_tree *t, uint32_t node, struct listed *out)
{
	struct iop_prop_walk w = { 0 };

	*out = (struct listed){ 0 };
	if (strncmp(iop_node_name(t, node), "edit-", 5))
		return false;
	while (iop_prop_next(t, node, &w)) {
		const char **into = !strcmp(w.name, "path") ? &out->path :
				    !strcmp(w.name, "property") ? &out->property :
				    !strcmp(w.name, "state") ? &out->state :
				    !strcmp(w.name, "reason") ? &out->reason : NULL;

		if (into)
			*into = iop_list_next(&w.value);
	}
	return out->path && out->property && out->state && out->reason;
}

/* Is the same thing edited again? */
static bool is_renewed(const struct iop_edits *edits, const struct iop_tree *t,
		       const struct listed *old)
{
	uint32_t node = iop_by_path(t, old->path);

	for (uint32_t n = 0; edits && n < edits->n; n++)
		if (edits->list[n].node == node &&
		    !strcmp(edits->list[n].name, old->property))
			return true;
	return false;
}

static void put_old(struct iop_put *p, const struct listed *old, uint32_t number)
{
	char name[20];

	node_name(name, number);
	iop_put_begin(p, name);
	iop_put_string(p, IOP_N_PATH, old->path);
	iop_put_string(p, IOP_N_PROPERTY, old->property);
	iop_put_string(p, IOP_N_STATE, old->state);
	iop_put_string(p, IOP_N_REASON, old->reason);
	iop_put_end(p);
}

void iop_put_edits(struct iop_put *p, const struct iop_annotation *n)
{
	const struct iop_tree *t = n->plan->tree;
	const struct iop_edits *edits = n->solution ? &n->solution->edits : NULL;
	uint32_t last = iop_by_path(t, "/chosen/" IOP_ANNOTATION_NODE), number = 0;
	struct listed old;

	if (last != IOP_NO_NODE)
		for (uint32_t c = last + 1; c < t->nodes[last].end; c = t->nodes[c].end)
			if (read_listed(t, c, &old) &&
			    !is_renewed(edits, edits ? edits->tree : t, &old))
				put_old(p, &old, number++);
	for (uint32_t e = 0; edits && e < edits->n; e++)
		put_new(p, edits, &edits->list[e], number++);
}

const char *iop_boot_domain(const struct iop_annotation *n, uint32_t group)
{
	for (uint32_t w = 0; n->solution && w < n->solution->n_writes; w++)
		if (n->solution->writes[w].group == group)
			return iop_words[n->solution->writes[w].from];
	return NULL;
}
