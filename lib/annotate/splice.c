/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "annotate/header.h"
#include "tree/fdt.h"

/* Where things stand in the blob that is copied. */
struct source {
	const struct iop_tree *t;
	uint32_t structure, structure_end;
	uint32_t strings_end;
	uint32_t head;		/* header and reservations, when put in order */
	uint32_t padding;	/* free bytes behind the last block */
	bool in_order;		/* reservations, structure, strings */
};

static uint32_t cell_at(const struct iop_tree *t, uint32_t at)
{
	struct iop_cells c = { t->blob + at, 4 };
	uint32_t value = 0;

	iop_cell_next(&c, &value);
	return value;
}

/* Bytes of the reservations with their end; 0 where they have none. */
static uint32_t reservations(const struct iop_tree *t, uint32_t from)
{
	struct iop_cells c = { t->blob + from, t->size - from };
	uint64_t base, size;

	while (iop_number_next(&c, 2, &base) && iop_number_next(&c, 2, &size))
		if (!base && !size)
			return t->size - from - c.left;
	return 0;
}

static uint32_t later(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static bool read_source(struct source *s, const struct iop_tree *t)
{
	uint32_t off = cell_at(t, IOP_AT_OFF_RSVMAP);
	uint32_t bytes = off <= t->size ? reservations(t, off) : 0;

	s->t = t;
	s->structure = cell_at(t, IOP_AT_OFF_STRUCT);
	s->structure_end = s->structure + cell_at(t, IOP_AT_SIZE_STRUCT);
	s->strings_end = t->strings + t->strings_size;
	s->in_order = off >= IOP_HEADER_SIZE && off + bytes <= s->structure &&
		      s->structure_end <= t->strings;
	s->head = IOP_HEADER_SIZE + bytes;
	s->padding = t->size - later(s->strings_end,
				     later(s->structure_end, off + bytes));
	return bytes != 0;
}

/* The first tag from @at on that is neither a property nor filling. */
static uint32_t after_props(const struct iop_tree *t, uint32_t at)
{
	uint32_t tag;

	while ((tag = cell_at(t, at)) == FDT_PROP || tag == FDT_NOP)
		at += tag == FDT_NOP ? 4 : 12 + ((cell_at(t, at + 4) + 3) & ~3u);
	return at;
}

/* Behind the end tag of @node. */
static uint32_t after_node(const struct iop_tree *t, uint32_t node)
{
	uint32_t at = after_props(t, t->nodes[node].props);
	unsigned int depth = 1;

	while (depth) {
		if (cell_at(t, at) == FDT_END_NODE) {
			depth--;
			at += 4;
		} else {
			depth++;
			at += 4 + (uint32_t)strlen((const char *)t->blob + at + 4);
			at = (at + 4) & ~3u;
		}
		if (depth)
			at = after_props(t, at);
	}
	return at;
}

static void copy(struct iop_put *p, const struct iop_tree *t, uint32_t from,
		 uint32_t to)
{
	iop_put_mem(p, t->blob + from, to - from);
}

/*
 * Header and reservations. In order, spare reservation entries (dtc -R) stand
 * between them and the structure block and are kept with them.
 */
static void put_head(struct iop_put *p, const struct source *s)
{
	uint32_t off = cell_at(s->t, IOP_AT_OFF_RSVMAP);

	if (s->in_order) {
		copy(p, s->t, 0, s->structure);
		return;
	}
	copy(p, s->t, 0, IOP_HEADER_SIZE);
	copy(p, s->t, off, off + s->head - IOP_HEADER_SIZE);
	iop_put_cell_at(p, IOP_AT_OFF_RSVMAP, IOP_HEADER_SIZE);
}

/* Copy on from @from, leaving out what an earlier annotation put there. */
static void put_rest(struct iop_put *p, const struct source *s, uint32_t chosen,
		     uint32_t from)
{
	const struct iop_tree *t = s->t;
	uint32_t c = chosen == IOP_NO_NODE ? 0 : chosen + 1;
	uint32_t end = chosen == IOP_NO_NODE ? 0 : t->nodes[chosen].end;

	for (; c < end; c = t->nodes[c].end) {
		if (strcmp(iop_node_name(t, c), IOP_ANNOTATION_NODE))
			continue;
		copy(p, t, from, t->nodes[c].name - 4);
		from = after_node(t, c);
	}
	copy(p, t, from, s->structure_end);
}

static void put_structure(struct iop_put *p, const struct source *s,
			  const struct iop_annotation *n, uint32_t *seen)
{
	uint32_t chosen = iop_by_path(s->t, "/chosen");
	bool made = chosen == IOP_NO_NODE;
	uint32_t at = after_props(s->t, s->t->nodes[made ? 0 : chosen].props);

	copy(p, s->t, s->structure, at);
	if (made)
		iop_put_begin(p, "chosen");
	iop_put_node(p, n, seen);
	if (made)
		iop_put_end(p);
	put_rest(p, s, chosen, at);
}

static void put_blob(struct iop_put *p, const struct source *s,
		     const struct iop_annotation *n, uint32_t *seen)
{
	struct iop_put_strings strings = {
		.old = s->t->blob + s->t->strings,
		.old_size = s->t->strings_size,
		.names = IOP_N_TARGET_PATH,
	};
	size_t structure, block;

	iop_put_strings_plan(p, &strings);
	put_head(p, s);
	structure = p->used;
	put_structure(p, s, n, seen);
	block = p->used;
	iop_put_strings(p, &strings);
	iop_put_zeros(p, s->padding);
	iop_put_offsets(p, (uint32_t)structure, (uint32_t)block, strings.size);
}

enum iop_error iop_annotate(const struct iop_annotation *n,
			    struct iop_arena *scratch, void *buf, size_t size,
			    size_t *needed)
{
	struct iop_put p = { .buf = buf, .size = size };
	size_t used = scratch->used;
	uint32_t *seen = iop_alloc(scratch, n->plan->n_iommus, sizeof(*seen));
	struct source s;

	*needed = 0;
	if (!seen)
		return IOP_E_NO_ROOM;
	scratch->used = used;	/* nobody else takes it before the return */
	if (!read_source(&s, n->plan->tree))
		return IOP_E_HEADER;
	put_blob(&p, &s, n, seen);
	return iop_put_done(&p, needed);
}
