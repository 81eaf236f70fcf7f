/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Between the files of this room. Offsets are from the start of the blob and
 * have been seen by the one pass, so reading at them needs no further check.
 */
#ifndef IOP_TREE_INTERNAL_H
#define IOP_TREE_INTERNAL_H

#include "tree/tree.h"

/* Header against buffer: every block inside the blob, the blob inside @size. */
enum iop_error iop_check_header(struct iop_tree *t, const void *blob,
				size_t size, struct iop_place *where);

/* Name offset and value of the property whose tag stands at @tag. */
void iop_prop_at(const struct iop_tree *t, uint32_t tag, uint32_t *nameoff,
		 struct iop_cells *value);

/*
 * iop_prop_id - 1 + IOP_P_* of the name at @nameoff, 0 for an unknown name;
 * false where it is no terminated string. Remembered per offset.
 */
bool iop_prop_id(struct iop_tree *t, uint32_t nameoff, uint32_t *id);

/* Keep what the index itself answers: phandle and status. */
void iop_note_property(struct iop_node *n, uint32_t prop, struct iop_cells value);

bool iop_phandles_build(struct iop_tree *t, struct iop_arena *a);

#endif
