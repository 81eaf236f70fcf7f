/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A blob as what another is copied from, in one pass around what changes:
 * reservations with their spare entries, the boot CPU, and as many free bytes
 * behind the last block as there were, all stay.
 */
#ifndef IOP_BASE_BLOB_H
#define IOP_BASE_BLOB_H

#include "fdt/write/tokens.h"

struct iop_source {
	const struct iop_tree *tree;
	uint32_t structure, structure_end;
	uint32_t head;		/* header and reservations, when put in order */
	uint32_t padding;	/* free bytes behind the last block */
	bool in_order;		/* reservations, structure, strings */
};

/* iop_source_read - false where the memory reservation block is not terminated. */
bool iop_source_read(struct iop_source *s, const struct iop_tree *t);

/* iop_source_cell - the cell at byte @at, which has to be within the blob. */
uint32_t iop_source_cell(const struct iop_tree *t, uint32_t at);

/* iop_source_after_props - the first tag from @at on that is neither a
 * property nor filling. */
uint32_t iop_source_after_props(const struct iop_tree *t, uint32_t at);

/* iop_source_after_node - the byte behind the end tag of @node. */
uint32_t iop_source_after_node(const struct iop_tree *t, uint32_t node);

/* iop_source_copy - bytes @from .. @to of the blob. */
void iop_source_copy(struct iop_put *p, const struct iop_source *s,
		     uint32_t from, uint32_t to);

/*
 * iop_source_head - header and reservations
 *
 * In order, spare reservation entries (dtc -R) stand between them and the
 * structure block and are kept with them.
 */
void iop_source_head(struct iop_put *p, const struct iop_source *s);

#endif
