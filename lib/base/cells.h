/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * All bytes of a tree are read through this: a span that shrinks, with bounds checks.
 */
#ifndef IOP_CELLS_H
#define IOP_CELLS_H

#include <stdbool.h>
#include <stdint.h>

struct iop_cells {
	const uint8_t *at;	/* big endian, any alignment */
	uint32_t left;		/* bytes */
};

/* iop_cell_next - read one 32-bit cell; false, reading nothing, if too short. */
static inline bool iop_cell_next(struct iop_cells *c, uint32_t *value)
{
	if (c->left < 4)
		return false;
	*value = (uint32_t)c->at[0] << 24 | (uint32_t)c->at[1] << 16 |
		 (uint32_t)c->at[2] << 8 | c->at[3];
	c->at += 4;
	c->left -= 4;
	return true;
}

/*
 * iop_number_next - read a number of @cells cells; the last two count, as in
 * of_read_number(). 0 cells are read as 0. False, reading nothing, if too short.
 */
bool iop_number_next(struct iop_cells *c, uint32_t cells, uint64_t *value);

/* iop_cells_skip - skip @count cells; false, skipping nothing, if too short. */
bool iop_cells_skip(struct iop_cells *c, uint32_t count);

/*
 * iop_list_next - read the next string of a string list
 * returns: the string, or NULL at the end or if it is not terminated.
 */
const char *iop_list_next(struct iop_cells *list);

/* iop_list_has - is @name one of the strings? Case matters. */
bool iop_list_has(struct iop_cells list, const char *name);

#endif
