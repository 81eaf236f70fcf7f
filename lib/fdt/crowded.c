// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The places of properties that follow many others: otherwise a look-up in a node that
 * all masters share would cost a walk over the others for each master.
 */
#include "fdt/tree_internal.h"

struct iop_crowd {
	uint32_t node;
	uint32_t *tags;		/* of the known properties, by IOP_P_* */
};

static uint32_t count_crowded(const struct iop_tree *t)
{
	uint32_t count = 0;

	for (uint32_t n = 0; n < t->count; n++)
		count += t->nodes[n].crowded;
	return count;
}

/* The number of known properties of a node before this one. */
static uint32_t rank(uint64_t has, uint32_t prop)
{
	uint32_t count = 0;

	for (has &= (UINT64_C(1) << prop) - 1; has; has &= has - 1)
		count++;
	return count;
}

static bool read_tags(const struct iop_tree *t, struct iop_crowd *c, struct iop_arena *a)
{
	uint64_t has = t->nodes[c->node].has, left = has;
	struct iop_cells value;
	uint32_t nameoff, tag;

	c->tags = iop_alloc_raw(a, rank(has, 63) + (has >> 63), sizeof(*c->tags));
	for (tag = t->nodes[c->node].props; c->tags && left; tag = iop_tag_after(t, tag)) {
		uint32_t id;

		if (iop_cell_at(t, tag) != FDT_PROP)
			continue;
		iop_prop_at(t, tag, &nameoff, &value);
		id = t->prop_ids[nameoff];
		if (id == IOP_PROP_UNKNOWN || !(left >> (id - 1) & 1))
			continue;
		left &= ~(UINT64_C(1) << (id - 1));
		c->tags[rank(has, id - 1)] = tag;
	}
	return c->tags;
}

bool iop_crowds_build(struct iop_tree *t, struct iop_arena *a)
{
	uint32_t count = count_crowded(t);

	if (!count)
		return true;
	t->crowds = iop_alloc_raw(a, count, sizeof(*t->crowds));
	for (uint32_t n = 0; t->crowds && n < t->count; n++) {
		if (!t->nodes[n].crowded)
			continue;
		t->crowds[t->n_crowds] = (struct iop_crowd){ .node = n };
		if (!read_tags(t, &t->crowds[t->n_crowds++], a))
			return false;
	}
	return t->crowds;
}

uint32_t iop_crowded_tag(const struct iop_tree *t, uint32_t node, uint32_t prop)
{
	uint32_t low = 0, high = t->n_crowds;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (t->crowds[middle].node <= node)
			low = middle;
		else
			high = middle;
	}
	return t->crowds[low].tags[rank(t->nodes[node].has, prop)];
}
