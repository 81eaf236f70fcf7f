/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Byte offsets of the header's fields, and the header a new blob starts with. */
#ifndef IOP_ANNOTATE_HEADER_H
#define IOP_ANNOTATE_HEADER_H

#include "annotate/put.h"

#define IOP_AT_TOTALSIZE	4u
#define IOP_AT_OFF_STRUCT	8u
#define IOP_AT_OFF_STRINGS	12u
#define IOP_AT_OFF_RSVMAP	16u
#define IOP_AT_SIZE_STRINGS	32u
#define IOP_AT_SIZE_STRUCT	36u
#define IOP_HEADER_SIZE		40u

/* iop_put_offsets - fill in what is known once everything has been put. */
static inline void iop_put_offsets(struct iop_put *p, uint32_t structure,
				   uint32_t strings, uint32_t strings_size)
{
	iop_put_cell_at(p, IOP_AT_TOTALSIZE, (uint32_t)p->used);
	iop_put_cell_at(p, IOP_AT_OFF_STRUCT, structure);
	iop_put_cell_at(p, IOP_AT_OFF_STRINGS, strings);
	iop_put_cell_at(p, IOP_AT_SIZE_STRINGS, strings_size);
	iop_put_cell_at(p, IOP_AT_SIZE_STRUCT, strings - structure);
}

#endif
