// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "base/cells.h"

#include <string.h>

bool iop_number_next(struct iop_cells *c, uint32_t cells, uint64_t *value)
{
	uint32_t cell;

	if (c->left / 4 < cells)
		return false;
	*value = 0;
	while (cells-- && iop_cell_next(c, &cell))
		*value = *value << 32 | cell;
	return true;
}

bool iop_cells_skip(struct iop_cells *c, uint32_t count)
{
	if (c->left / 4 < count)
		return false;
	if (!count)
		return true;	/* nothing may be taken of no property at all */
	c->at += (size_t)count * 4;
	c->left -= count * 4;
	return true;
}

const char *iop_list_next(struct iop_cells *list)
{
	const char *s = (const char *)list->at;
	const uint8_t *nul = list->left ? memchr(list->at, 0, list->left) : NULL;

	if (!nul)
		return NULL;
	list->left -= (uint32_t)(nul + 1 - list->at);
	list->at = nul + 1;
	return s;
}

bool iop_list_has(struct iop_cells list, const char *name)
{
	const char *s;

	while ((s = iop_list_next(&list)))
		if (!strcmp(s, name))
			return true;
	return false;
}
