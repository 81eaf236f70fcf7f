// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "fdt/edit/edit.h"

#include <string.h>

#define ROOM_FIRST 16u

void iop_edits_init(struct iop_edits *e, const struct iop_tree *t)
{
	memset(e, 0, sizeof(*e));
	e->tree = t;
}

static uint32_t *bucket(const struct iop_edits *e, uint32_t node)
{
	return &e->first[node & (e->room - 1)];
}

static void chain_edit(struct iop_edits *e, uint32_t n)
{
	uint32_t *head = bucket(e, e->list[n].node);

	e->next[n] = *head;
	*head = n;
}

/* The old arrays stay behind in the arena: twice as much each time. */
static bool grow(struct iop_edits *e, struct iop_arena *a)
{
	uint32_t room = e->room ? 2 * e->room : ROOM_FIRST;
	struct iop_edit *list = iop_alloc_raw(a, room, sizeof(*list));
	uint32_t *next = iop_alloc_raw(a, room, sizeof(*next));
	uint32_t *first = iop_alloc_raw(a, room, sizeof(*first));

	if (!room || !list || !next || !first)
		return false;
	if (e->n)
		memcpy(list, e->list, e->n * sizeof(*list));
	memset(first, 0xff, room * sizeof(*first));
	e->list = list;
	e->next = next;
	e->first = first;
	e->room = room;
	for (uint32_t n = 0; n < e->n; n++)
		chain_edit(e, n);
	return true;
}

static struct iop_edit *find(const struct iop_edits *e, uint32_t node,
			     const char *name)
{
	for (uint32_t n = e->room ? *bucket(e, node) : IOP_NO_NODE;
	     n != IOP_NO_NODE; n = e->next[n])
		if (e->list[n].node == node && e->list[n].kind != IOP_EDIT_ADD_NODE &&
		    !strcmp(e->list[n].name, name))
			return &e->list[n];
	return NULL;
}

bool iop_edits_put(struct iop_edits *e, struct iop_arena *a,
		   const struct iop_edit *edit)
{
	struct iop_edit *old = edit->kind == IOP_EDIT_ADD_NODE ? NULL :
			       find(e, edit->node, edit->name);

	if (old) {
		*old = *edit;
		return true;
	}
	if (e->n == e->room && !grow(e, a))
		return false;
	e->list[e->n] = *edit;
	chain_edit(e, e->n++);
	e->added += edit->kind == IOP_EDIT_ADD_NODE;
	return true;
}

bool iop_edits_set(struct iop_edits *e, struct iop_arena *a, uint32_t node,
		   const char *name, const void *value, uint32_t size,
		   enum iop_edit_why why, uint32_t subject)
{
	return iop_edits_put(e, a, &(struct iop_edit){
		.kind = IOP_EDIT_SET_PROP, .why = (uint8_t)why, .node = node,
		.subject = subject, .name = name, .value = value, .size = size });
}

bool iop_edits_set_cells(struct iop_edits *e, struct iop_arena *a, uint32_t node,
			 const char *name, const uint32_t *cells, uint32_t count,
			 enum iop_edit_why why, uint32_t subject)
{
	uint8_t *value = count <= UINT32_MAX / 4 ? iop_alloc_raw(a, count, 4) : NULL;

	if (!value)
		return false;
	for (uint32_t n = 0; n < count; n++)
		for (unsigned int byte = 0; byte < 4; byte++)
			value[4 * n + byte] = (uint8_t)(cells[n] >> (24 - 8 * byte));
	return iop_edits_set(e, a, node, name, value, 4 * count, why, subject);
}

bool iop_edits_delete(struct iop_edits *e, struct iop_arena *a, uint32_t node,
		      const char *name, enum iop_edit_instead instead,
		      enum iop_edit_why why, uint32_t subject)
{
	return iop_edits_put(e, a, &(struct iop_edit){
		.kind = IOP_EDIT_DELETE_PROP, .instead = (uint8_t)instead,
		.why = (uint8_t)why, .node = node, .subject = subject, .name = name });
}

uint32_t iop_edits_add_node(struct iop_edits *e, struct iop_arena *a,
			    uint32_t parent, const char *name,
			    enum iop_edit_why why, uint32_t subject)
{
	struct iop_edit edit = {
		.kind = IOP_EDIT_ADD_NODE, .why = (uint8_t)why, .node = parent,
		.subject = subject, .name = name };

	return iop_edits_put(e, a, &edit) ? e->tree->count + e->added - 1 :
					    IOP_NO_NODE;
}

static const char *const names[] = {
#define NAME(id, text) \
	[IOP_P_##id] = (text),
	IOP_PROPS(NAME)
#undef NAME
};

struct iop_cells iop_edits_prop(const struct iop_edits *e, uint32_t node,
				enum iop_prop p, bool *has)
{
	const struct iop_edit *edit = find(e, node, names[p]);
	bool there = edit ? edit->kind == IOP_EDIT_SET_PROP :
			    node < e->tree->count && iop_has(e->tree, node, p);

	if (has)
		*has = there;
	if (!there)
		return (struct iop_cells){ 0 };
	return edit ? (struct iop_cells){ edit->value, edit->size } :
		      iop_prop(e->tree, node, p);
}

uint32_t iop_edits_u32(const struct iop_edits *e, uint32_t node, enum iop_prop p,
		       uint32_t fallback)
{
	struct iop_cells value = iop_edits_prop(e, node, p, NULL);
	uint32_t cell;

	return iop_cell_next(&value, &cell) ? cell : fallback;
}
