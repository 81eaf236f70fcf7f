// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "fdt/write/base_blob.h"

#include <string.h>

#include "fdt/fdt.h"

uint32_t iop_source_cell(const struct iop_tree *t, uint32_t at)
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

bool iop_source_read(struct iop_source *s, const struct iop_tree *t)
{
	uint32_t off = iop_source_cell(t, IOP_AT_OFF_RSVMAP);
	uint32_t bytes = off <= t->size ? reservations(t, off) : 0;

	s->tree = t;
	s->structure = iop_source_cell(t, IOP_AT_OFF_STRUCT);
	s->structure_end = s->structure + iop_source_cell(t, IOP_AT_SIZE_STRUCT);
	s->in_order = off >= IOP_HEADER_SIZE && off + bytes <= s->structure &&
		      s->structure_end <= t->strings;
	s->head = IOP_HEADER_SIZE + bytes;
	s->padding = t->size - later(t->strings + t->strings_size,
				     later(s->structure_end, off + bytes));
	return bytes != 0;
}

uint32_t iop_source_after_props(const struct iop_tree *t, uint32_t at)
{
	uint32_t tag;

	while ((tag = iop_source_cell(t, at)) == FDT_PROP || tag == FDT_NOP)
		at += tag == FDT_NOP ? 4 :
		      12 + ((iop_source_cell(t, at + 4) + 3) & ~3u);
	return at;
}

uint32_t iop_source_after_node(const struct iop_tree *t, uint32_t node)
{
	uint32_t at = iop_source_after_props(t, t->nodes[node].props);
	unsigned int depth = 1;

	while (depth) {
		if (iop_source_cell(t, at) == FDT_END_NODE) {
			depth--;
			at += 4;
		} else {
			depth++;
			at += 4 + (uint32_t)strlen((const char *)t->blob + at + 4);
			at = (at + 4) & ~3u;
		}
		if (depth)
			at = iop_source_after_props(t, at);
	}
	return at;
}

void iop_source_copy(struct iop_put *p, const struct iop_source *s,
		     uint32_t from, uint32_t to)
{
	iop_put_mem(p, s->tree->blob + from, to - from);
}

void iop_source_head(struct iop_put *p, const struct iop_source *s)
{
	uint32_t off = iop_source_cell(s->tree, IOP_AT_OFF_RSVMAP);

	if (s->in_order) {
		iop_source_copy(p, s, 0, s->structure);
		return;
	}
	iop_source_copy(p, s, 0, IOP_HEADER_SIZE);
	iop_source_copy(p, s, off, off + s->head - IOP_HEADER_SIZE);
	iop_put_cell_at(p, IOP_AT_OFF_RSVMAP, IOP_HEADER_SIZE);
}
