/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Between the files of this room. Offsets are from the start of the blob and
 * have been seen by the one pass, so reading at them needs no further check.
 */
#ifndef IOP_TREE_INTERNAL_H
#define IOP_TREE_INTERNAL_H

#include "fdt/fdt.h"
#include "fdt/tree.h"

/* Header against buffer: every block inside the blob, the blob inside @size. */
int iop_check_header(struct iop_tree *t, const void *blob,
				size_t size, struct iop_place *where);

static inline uint32_t iop_cell_at(const struct iop_tree *t, uint32_t offset)
{
	const uint8_t *b = t->blob + offset;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Name offset and value of the property whose tag stands at @tag. */
static inline void iop_prop_at(const struct iop_tree *t, uint32_t tag,
			       uint32_t *nameoff, struct iop_cells *value)
{
	value->left = iop_cell_at(t, tag + 4);
	value->at = t->blob + tag + 12;
	*nameoff = iop_cell_at(t, tag + 8);
}

#define IOP_PROP_UNKNOWN 0xffu	/* in prop_ids: looked up, and none of ours */

/* iop_names_sort - the names the library knows, by length: most names of a
 * tree are unknown, and of a length that few known ones have. */
void iop_names_sort(struct iop_tree *t);

/* iop_prop_learn - find out the name at an offset inside the strings block;
 * false where it is not terminated. */
bool iop_prop_learn(struct iop_tree *t, uint32_t nameoff);

/*
 * iop_prop_id - 1 + IOP_P_* of the name at @nameoff, 0 for an unknown name;
 * false where it is no terminated string. Each offset is learned once.
 */
static inline bool iop_prop_id(struct iop_tree *t, uint32_t nameoff, uint32_t *id)
{
	if (nameoff >= t->strings_size ||
	    (!t->prop_ids[nameoff] && !iop_prop_learn(t, nameoff)))
		return false;
	*id = t->prop_ids[nameoff] == IOP_PROP_UNKNOWN ? 0 : t->prop_ids[nameoff];
	return true;
}

/* Keep what the index itself answers: phandle and status. */
void iop_note_property(struct iop_node *n, uint32_t prop, struct iop_cells value);

/* The tag after the one at @tag, which is a property or a NOP. */
static inline uint32_t iop_tag_after(const struct iop_tree *t, uint32_t tag)
{
	if (iop_cell_at(t, tag) != FDT_PROP)
		return tag + 4;
	return tag + 12 + ((iop_cell_at(t, tag + 4) + 3) & ~3u);
}

#define IOP_CROWD 24u		/* tags of properties from which a node is crowded */

/* iop_crowds_build - find the properties of crowded nodes; false: no room. */
bool iop_crowds_build(struct iop_tree *t, struct iop_arena *a);

/* iop_crowded_tag - of a property that a crowded node has. */
uint32_t iop_crowded_tag(const struct iop_tree *t, uint32_t node, uint32_t prop);

bool iop_phandles_build(struct iop_tree *t, struct iop_arena *a);

#endif
