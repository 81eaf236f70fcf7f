/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "annotate/put.h"
#include "tree/fdt.h"

const char *const iop_put_names[IOP_N_COUNT] = {
#define IOP_PUT_TEXT(id, text) [IOP_N_##id] = text,
	IOP_PUT_NAMES(IOP_PUT_TEXT)
#undef IOP_PUT_TEXT
};

char *iop_put_room(const struct iop_put *p, size_t *size)
{
	*size = p->used < p->size ? p->size - p->used : 0;
	return *size ? (char *)p->buf + p->used : NULL;
}

void iop_put_mem(struct iop_put *p, const void *bytes, size_t n)
{
	size_t room;
	char *at = iop_put_room(p, &room);

	if (n && n <= room)
		memcpy(at, bytes, n);
	p->used += n;
}

void iop_put_zeros(struct iop_put *p, size_t n)
{
	size_t room;
	char *at = iop_put_room(p, &room);

	if (n && n <= room)
		memset(at, 0, n);
	p->used += n;
}

static void store(uint8_t *at, uint32_t value)
{
	at[0] = (uint8_t)(value >> 24);
	at[1] = (uint8_t)(value >> 16);
	at[2] = (uint8_t)(value >> 8);
	at[3] = (uint8_t)value;
}

void iop_put_cell(struct iop_put *p, uint32_t value)
{
	uint8_t cell[4];

	store(cell, value);
	iop_put_mem(p, cell, sizeof(cell));
}

void iop_put_cell_at(struct iop_put *p, size_t at, uint32_t value)
{
	if (at <= p->size && p->size - at >= 4)
		store(p->buf + at, value);
}

/* Tokens stand at multiples of 4 from the blob's start. */
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

size_t iop_put_open(struct iop_put *p, enum iop_put_name name)
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

void iop_put_string(struct iop_put *p, enum iop_put_name name, const char *s)
{
	size_t at = iop_put_open(p, name);

	iop_put_text(p, s);
	iop_put_close(p, at);
}

void iop_put_u32(struct iop_put *p, enum iop_put_name name, uint32_t value)
{
	size_t at = iop_put_open(p, name);

	iop_put_cell(p, value);
	iop_put_close(p, at);
}

enum iop_error iop_put_done(const struct iop_put *p, size_t *needed)
{
	/* libfdt, and so every reader, counts in int. */
	*needed = p->used <= INT32_MAX ? p->used : 0;
	return *needed && p->used <= p->size ? IOP_E_OK : IOP_E_NO_ROOM;
}
