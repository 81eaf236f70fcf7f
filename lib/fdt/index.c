// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The one pass: each tag is checked against the structure block's size. */
#include "fdt/tree.h"

#include <stddef.h>
#include <string.h>

#include "fdt/dma_way.h"
#include "fdt/fdt.h"
#include "fdt/long.h"
#include "fdt/tree_internal.h"

struct pass {
	struct iop_tree *t;
	struct iop_arena *arena;
	struct iop_place *where;
	uint32_t base, size;	/* of the structure block */
	uint32_t open;		/* node whose properties or children are next */
	bool props_over;	/* a property after a child is out of place */
	uint32_t tags;		/* of @open until now, NOPs too */
};

static int begin_node(struct pass *p, uint32_t tag, uint32_t next)
{
	struct iop_tree *t = p->t;
	struct iop_node *n = iop_grow(p->arena, t->nodes, t->count, sizeof(*n));
	const struct iop_node *up;

	if (!n)
		return -IOP_ERR_NOSPACE;
	n->name = tag + 4;
	n->props = next;
	n->parent = p->open;
	n->enabled = true;
	p->where->node = t->count;
	if (t->count && p->open == IOP_NO_NODE)
		return -IOP_ERR_BADSTRUCTURE;	/* a second root */
	if (t->count) {
		up = &t->nodes[p->open];
		n->depth = up->depth + 1;
		if (n->depth > IOP_DEPTH_MAX)
			return -IOP_ERR_DEPTH;
		if (!t->blob[n->name] || strchr(iop_node_name(t, t->count), '/'))
			return -IOP_ERR_BADNAME;
	}
	p->open = t->count++;
	p->props_over = false;
	p->tags = 0;
	return 0;
}

static int end_node(struct pass *p)
{
	if (p->open == IOP_NO_NODE)
		return -IOP_ERR_BADSTRUCTURE;
	p->t->nodes[p->open].end = p->t->count;
	p->open = p->t->nodes[p->open].parent;
	p->props_over = true;
	return 0;
}

static int index_property(struct pass *p, uint32_t tag)
{
	struct iop_tree *t = p->t;
	struct iop_cells value = { 0 };
	struct iop_node *n;
	uint32_t nameoff, id;

	if (p->open == IOP_NO_NODE || p->props_over)
		return -IOP_ERR_BADSTRUCTURE;
	n = &t->nodes[p->open];
	iop_prop_at(t, tag, &nameoff, &value);
	if (!iop_prop_id(t, nameoff, &id))
		return -IOP_ERR_BADSTRINGS;
	if (!id || n->has >> (id - 1) & 1)
		return 0;	/* unknown, or a repetition: the first counts */
	n->has |= 1ull << (id - 1);
	iop_note_property(n, id - 1, value);
	return 0;
}

/* Bytes of a property with its tag, or 0 where @room does not hold them. */
static uint32_t property_bytes(const struct pass *p, uint32_t at, uint32_t room)
{
	uint32_t length = room < 12 ? 0 : iop_cell_at(p->t, at + 4);

	return room < 12 || length > room - 12 ? 0 : 12 + length;
}

/* Bytes of a node's tag and its name, likewise. */
static uint32_t begin_bytes(const struct pass *p, uint32_t at, uint32_t room)
{
	const uint8_t *name = p->t->blob + at + 4;
	const uint8_t *end = memchr(name, 0, room - 4);

	return end ? 4 + (uint32_t)(end - name) + 1 : 0;
}

/*
 * The offset of the tag after the one at @at, negative if that one does not fit. As the
 * size of a block need not be a multiple of four, @at may be after its end.
 */
static int next_tag(const struct pass *p, int at, uint32_t *tag)
{
	uint32_t room = (uint32_t)at < p->size ? p->size - (uint32_t)at : 0;
	uint32_t from = p->base + (uint32_t)at, bytes = 4;

	if (room < 4)
		return -IOP_ERR_BADSTRUCTURE;
	*tag = iop_cell_at(p->t, from);
	if (*tag == FDT_PROP)
		bytes = property_bytes(p, from, room);
	else if (*tag == FDT_BEGIN_NODE)
		bytes = begin_bytes(p, from, room);
	else if (*tag != FDT_END_NODE && *tag != FDT_NOP && *tag != FDT_END)
		bytes = 0;
	return bytes ? at + (int)((bytes + 3) & ~3u) : -IOP_ERR_BADSTRUCTURE;
}

static int one_tag(struct pass *p, int at, int *next)
{
	uint32_t tag;

	p->where->offset = p->base + (uint32_t)at;
	*next = next_tag(p, at, &tag);
	if (*next < 0)
		return -IOP_ERR_BADSTRUCTURE;
	if (!p->props_over && p->open != IOP_NO_NODE && ++p->tags == IOP_CROWD)
		p->t->nodes[p->open].crowded = true;
	switch (tag) {
	case FDT_BEGIN_NODE:
		return begin_node(p, p->base + (uint32_t)at, p->base + (uint32_t)*next);
	case FDT_END_NODE:
		return end_node(p);
	case FDT_PROP:
		return index_property(p, p->base + (uint32_t)at);
	case FDT_END:
		*next = -1;
		return p->open == IOP_NO_NODE ? 0 : -IOP_ERR_BADSTRUCTURE;
	default:
		return 0;
	}
}

static int walk_tags(struct pass *p)
{
	int e = 0;
	int at = 0, next = 0;

	p->base = iop_cell_at(p->t, offsetof(struct fdt_header, off_dt_struct));
	p->size = iop_cell_at(p->t, offsetof(struct fdt_header, size_dt_struct));
	for (; !e && next >= 0; at = next)
		e = one_tag(p, at, &next);
	if (!e && !p->t->count)
		return -IOP_ERR_NOROOT;
	return e;
}

static void spread_availability(struct iop_tree *t)
{
	t->nodes[0].available = t->nodes[0].enabled;
	for (uint32_t n = 1; n < t->count; n++)
		t->nodes[n].available = t->nodes[n].enabled &&
					t->nodes[t->nodes[n].parent].available;
}

const struct iop_tree *iop_tree_unended(const struct iop_tree *t, struct iop_arena *a)
{
	struct iop_tree *own;
	uint32_t n = 0;

	while (n < t->count && !t->nodes[n].unended)
		n++;
	if (n == t->count)
		return t;
	own = iop_alloc(a, 1, sizeof(*own));
	if (!own)
		return NULL;
	*own = *t;
	own->nodes = iop_alloc(a, t->count, sizeof(*own->nodes));
	if (!own->nodes)
		return NULL;
	memcpy(own->nodes, t->nodes, t->count * sizeof(*own->nodes));
	for (; n < t->count; n++)
		own->nodes[n].enabled |= own->nodes[n].unended;
	spread_availability(own);
	return own;
}

int iop_tree_index(struct iop_tree *t, const void *blob, size_t size,
		   struct iop_arena *a, struct iop_place *where)
{
	struct pass p = { .t = t, .arena = a, .where = where, .open = IOP_NO_NODE };
	int e;

	*where = (struct iop_place){ .node = IOP_NO_NODE };
	memset(t, 0, sizeof(*t));
	e = iop_check_header(t, blob, size, where);
	if (e)
		return e;
	t->prop_ids = iop_alloc(a, t->strings_size, 1);
	t->nodes = iop_alloc(a, 0, sizeof(*t->nodes));
	if (!t->prop_ids || !t->nodes)
		return -IOP_ERR_NOSPACE;
	iop_names_sort(t);
	e = walk_tags(&p);
	if (e)
		return e;
	spread_availability(t);
	return iop_crowds_build(t, a) && iop_phandles_build(t, a) &&
	       iop_dma_ways_build(t, a) && iop_longs_build(t, a) ? 0 : -IOP_ERR_NOSPACE;
}
