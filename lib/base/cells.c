// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "base/cells.h"

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
	c->at += (uint64_t)count * 4;
	c->left -= count * 4;
	return true;
}
