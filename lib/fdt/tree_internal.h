/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Internal to this directory. Offsets are from the start of the blob, and have been
 * checked by iop_tree_index(), so that reading at them needs no further check.
 */
#ifndef IOP_TREE_INTERNAL_H
#define IOP_TREE_INTERNAL_H

#include "fdt/fdt.h"
#include "fdt/tree.h"

/* Check the header: every block must be inside the blob, and the blob inside @size. */
int iop_check_header(struct iop_tree *t, const void *blob,
		     size_t size, struct iop_place *where);

static inline uint32_t iop_cell_at(const struct iop_tree *t, uint32_t offset)
{
	const uint8_t *b = t->blob + offset;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Name offset and value of the property whose tag is at @tag. */
static inline void iop_prop_at(const struct iop_tree *t, uint32_t tag,
			       uint32_t *nameoff, struct iop_cells *value)
{
	value->left = iop_cell_at(t, tag + 4);
	value->at = t->blob + tag + 12;
	*nameoff = iop_cell_at(t, tag + 8);
}

#define IOP_PROP_UNKNOWN 0xffu	/* in prop_ids: looked up, and not in prop_names.h */

/* iop_names_sort - sort the names of prop_names.h by length: most names in a tree are
 * not among them, and have a length that few of them have. */
void iop_names_sort(struct iop_tree *t);

/* iop_prop_learn - look up the name at an offset in the strings block; false if it is
 * not terminated. */
bool iop_prop_learn(struct iop_tree *t, uint32_t nameoff);

/*
 * iop_prop_id - 1 + IOP_P_* of the name at @nameoff, 0 for an unknown name; false if
 * it is not a terminated string. Each offset is looked up once.
 */
static inline bool iop_prop_id(struct iop_tree *t, uint32_t nameoff, uint32_t *id)
{
	if (nameoff >= t->strings_size ||
	    (!t->prop_ids[nameoff] && !iop_prop_learn(t, nameoff)))
		return false;
	*id = t->prop_ids[nameoff] == IOP_PROP_UNKNOWN ? 0 : t->prop_ids[nameoff];
	return true;
}

/* Record the properties that the index itself uses: phandle and status. */
void iop_note_property(struct iop_node *n, uint32_t prop, struct iop_cells value);

/* The tag after the one at @tag, which is a property or a NOP. */
static inline uint32_t iop_tag_after(const struct iop_tree *t, uint32_t tag)
{
	if (iop_cell_at(t, tag) != FDT_PROP)
		return tag + 4;
	return tag + 12 + ((iop_cell_at(t, tag + 4) + 3) & ~3u);
}

#define IOP_CROWD 24u		/* number of properties from which a node is crowded */

/* iop_crowds_build - index the properties of crowded nodes; false: no space. */
bool iop_crowds_build(struct iop_tree *t, struct iop_arena *a);

/* iop_crowded_tag - the tag of a property that a crowded node has. */
uint32_t iop_crowded_tag(const struct iop_tree *t, uint32_t node, uint32_t prop);

bool iop_phandles_build(struct iop_tree *t, struct iop_arena *a);

#endif
