// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <stddef.h>

#include "fdt/fdt.h"
#include "fdt/tree_internal.h"

#define HEADER_SIZE 40u
#define VERSION 17u	/* the first with the size of the structure block, and the last */

static bool inside(uint32_t off, uint32_t len, uint32_t total)
{
	return off >= HEADER_SIZE && off <= total && len <= total - off;
}

static int at(struct iop_place *where, uint32_t offset, int e)
{
	where->offset = offset;
	return e;
}

/* A field of the header: the blob may begin anywhere. */
static uint32_t header_cell(const void *blob, size_t offset)
{
	struct iop_cells c = { (const uint8_t *)blob + offset, 4 };
	uint32_t value = 0;

	iop_cell_next(&c, &value);
	return value;
}

#define FIELD(blob, name) header_cell(blob, offsetof(struct fdt_header, name))

static int check_version(const void *blob, struct iop_place *where)
{
	if (FIELD(blob, magic) != FDT_MAGIC)
		return at(where, 0, -IOP_ERR_BADMAGIC);
	if (FIELD(blob, version) < VERSION || FIELD(blob, last_comp_version) > VERSION)
		return at(where, 20, -IOP_ERR_BADVERSION);
	return 0;
}

int iop_check_header(struct iop_tree *t, const void *blob,
		     size_t size, struct iop_place *where)
{
	uint32_t structure;
	int e;

	if (size < HEADER_SIZE)
		return at(where, (uint32_t)size, -IOP_ERR_TRUNCATED);
	e = check_version(blob, where);
	if (e)
		return e;
	t->blob = blob;
	t->size = FIELD(blob, totalsize);
	t->strings = FIELD(blob, off_dt_strings);
	t->strings_size = FIELD(blob, size_dt_strings);
	structure = FIELD(blob, off_dt_struct);
	if (t->size > size)
		return at(where, 4, -IOP_ERR_TRUNCATED);
	if (t->size > INT32_MAX || structure % 4 ||
	    !inside(structure, FIELD(blob, size_dt_struct), t->size))
		return at(where, 8, -IOP_ERR_BADHEADER);
	if (!inside(t->strings, t->strings_size, t->size))
		return at(where, 12, -IOP_ERR_BADHEADER);
	if (!inside(FIELD(blob, off_mem_rsvmap), 0, t->size))
		return at(where, 16, -IOP_ERR_BADHEADER);
	return 0;
}
