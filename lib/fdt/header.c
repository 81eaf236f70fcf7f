// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "fdt/fdt.h"
#include "fdt/tree_internal.h"

#define HEADER_SIZE 40u
#define OLDEST_VERSION 17u	/* the first that tells the structure block's size */

static bool inside(uint32_t off, uint32_t len, uint32_t total)
{
	return off >= HEADER_SIZE && off <= total && len <= total - off;
}

static int at(struct iop_place *where, uint32_t offset, int e)
{
	where->offset = offset;
	return e;
}

int iop_check_header(struct iop_tree *t, const void *blob,
				size_t size, struct iop_place *where)
{
	if (size < HEADER_SIZE)
		return at(where, (uint32_t)size, -IOP_ERR_TRUNCATED);
	if (fdt_magic(blob) != FDT_MAGIC)
		return at(where, 0, -IOP_ERR_BADMAGIC);
	if (fdt_version(blob) < OLDEST_VERSION || fdt_last_comp_version(blob) > 17)
		return at(where, 20, -IOP_ERR_BADVERSION);
	t->blob = blob;
	t->size = fdt_totalsize(blob);
	t->strings = fdt_off_dt_strings(blob);
	t->strings_size = fdt_size_dt_strings(blob);
	if (t->size > size)
		return at(where, 4, -IOP_ERR_TRUNCATED);
	if (t->size > INT32_MAX || fdt_off_dt_struct(blob) % 4 ||
	    !inside(fdt_off_dt_struct(blob), fdt_size_dt_struct(blob), t->size))
		return at(where, 8, -IOP_ERR_BADHEADER);
	if (!inside(t->strings, t->strings_size, t->size))
		return at(where, 12, -IOP_ERR_BADHEADER);
	if (fdt_check_header(blob))
		return at(where, 0, -IOP_ERR_BADHEADER);
	return 0;
}
