/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The source of a copy that is made in one pass around the changes. Reservations
 * with their spare entries, the boot CPU, and the number of free bytes after the
 * last block do not change.
 */
#ifndef IOP_BASE_BLOB_H
#define IOP_BASE_BLOB_H

#include "fdt/write/tokens.h"

struct iop_source {
	const struct iop_tree *tree;
	uint32_t structure, structure_end;
	uint32_t head;		/* size of header and reservations, once in order */
	uint32_t padding;	/* number of free bytes after the last block */
	bool in_order;		/* reservations, structure, strings are in this order */
};

/* iop_source_read - false if the memory reservation block is not terminated. */
bool iop_source_read(struct iop_source *s, const struct iop_tree *t);

/* iop_source_cell - the cell at byte @at, which must be within the blob. */
uint32_t iop_source_cell(const struct iop_tree *t, uint32_t at);

/* iop_source_after_props - the first tag from @at on that is neither a property nor
 * a NOP. */
uint32_t iop_source_after_props(const struct iop_tree *t, uint32_t at);

/* iop_source_after_node - the offset after the end tag of @node. */
uint32_t iop_source_after_node(const struct iop_tree *t, uint32_t node);

/* iop_source_copy - copy bytes @from .. @to of the blob. */
void iop_source_copy(struct iop_put *p, const struct iop_source *s,
		     uint32_t from, uint32_t to);

/*
 * iop_source_head - write header and reservations
 *
 * If the blocks are in order, spare reservation entries (dtc -R) are between these
 * and the structure block, and are kept.
 */
void iop_source_head(struct iop_put *p, const struct iop_source *s);

#endif
