/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "fdt/write/tokens.h"

#include <string.h>
#include "fdt/fdt.h"

char *iop_put_room(const struct iop_put *p, size_t *size)
{
	*size = p->used < p->size ? p->size - p->used : 0;
	return *size ? (char *)p->buf + p->used : NULL;
}

void iop_put_mem(struct iop_put *p, const void *bytes, size_t n)
{
	size_t room;
	char *at = iop_put_room(p, &room);

	if (at && n && n <= room)
		memcpy(at, bytes, n);
	p->used += n;
}

void iop_put_zeros(struct iop_put *p, size_t n)
{
	size_t room;
	char *at = iop_put_room(p, &room);

	if (at && n && n <= room)
		memset(at, 0, n);
	p->used += n;
}

static void store_cell(uint8_t *at, uint32_t value)
{
	at[0] = (uint8_t)(value >> 24);
	at[1] = (uint8_t)(value >> 16);
	at[2] = (uint8_t)(value >> 8);
	at[3] = (uint8_t)value;
}

void iop_put_cell(struct iop_put *p, uint32_t value)
{
	uint8_t cell[4];

	store_cell(cell, value);
	iop_put_mem(p, cell, sizeof(cell));
}

void iop_put_cell_at(struct iop_put *p, size_t at, uint32_t value)
{
	if (at <= p->size && p->size - at >= 4)
		store_cell(p->buf + at, value);
}

/* Tokens are at multiples of 4 from the start of the blob. */
static void align(struct iop_put *p)
{
	iop_put_zeros(p, -p->used & 3);
}

void iop_put_begin(struct iop_put *p, const char *node)
{
	iop_put_cell(p, FDT_BEGIN_NODE);
	iop_put_text(p, node);
	align(p);
}

void iop_put_end(struct iop_put *p)
{
	iop_put_cell(p, FDT_END_NODE);
}

size_t iop_put_open(struct iop_put *p, unsigned int name)
{
	size_t at;

	iop_put_cell(p, FDT_PROP);
	at = p->used;
	iop_put_cell(p, 0);
	iop_put_cell(p, p->names[name]);
	return at;
}

void iop_put_close(struct iop_put *p, size_t at)
{
	iop_put_cell_at(p, at, (uint32_t)(p->used - at - 8));
	align(p);
}

void iop_put_text(struct iop_put *p, const char *s)
{
	iop_put_mem(p, s, strlen(s) + 1);
}

void iop_put_path(struct iop_put *p, const struct iop_tree *t, uint32_t node)
{
	size_t room;
	char *at = iop_put_room(p, &room);

	p->used += iop_node_path(t, node, at, room) + 1;
}

void iop_put_string(struct iop_put *p, unsigned int name, const char *s)
{
	size_t at = iop_put_open(p, name);

	iop_put_text(p, s);
	iop_put_close(p, at);
}

void iop_put_u32(struct iop_put *p, unsigned int name, uint32_t value)
{
	size_t at = iop_put_open(p, name);

	iop_put_cell(p, value);
	iop_put_close(p, at);
}

void iop_put_head(struct iop_put *p)
{
	iop_put_cell(p, FDT_MAGIC);
	iop_put_zeros(p, IOP_HEADER_SIZE - 4 + 16);	/* one empty reservation */
	iop_put_cell_at(p, IOP_AT_OFF_RSVMAP, IOP_HEADER_SIZE);
	iop_put_cell_at(p, 20, 17);	/* version */
	iop_put_cell_at(p, 24, 16);	/* last compatible version */
}

void iop_put_offsets(struct iop_put *p, size_t structure, size_t strings,
		     uint32_t strings_size)
{
	iop_put_cell_at(p, IOP_AT_TOTALSIZE, (uint32_t)p->used);
	iop_put_cell_at(p, IOP_AT_OFF_STRUCT, (uint32_t)structure);
	iop_put_cell_at(p, IOP_AT_OFF_STRINGS, (uint32_t)strings);
	iop_put_cell_at(p, IOP_AT_SIZE_STRINGS, strings_size);
	iop_put_cell_at(p, IOP_AT_SIZE_STRUCT, (uint32_t)(strings - structure));
}

int iop_put_done(const struct iop_put *p, size_t *needed)
{
	/* libfdt, and so every reader, counts in int. */
	*needed = p->used <= INT32_MAX ? p->used : 0;
	return *needed && p->used <= p->size ? 0 : -IOP_ERR_NOSPACE;
}
