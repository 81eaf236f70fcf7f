// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * A group's name across edits: a hash of the IOMMU's path and of the member
 * whose path sorts first (a host and what is behind it are two). Node order,
 * phandles and other masters do not enter.
 */
#include "model/model.h"
#include "model/lookup.h"

#define KEY_BITS 48
#define FNV_START 0xcbf29ce484222325ull
#define FNV_PRIME 0x100000001b3ull

/* The last path that was hashed, node by node: the next one begins alike. */
struct last_path {
	uint64_t start;
	uint32_t depth;		/* nodes below the root */
	uint32_t nodes[IOP_DEPTH_MAX + 1];
	uint64_t hashes[IOP_DEPTH_MAX + 1];
};

static uint64_t hash_node(uint64_t h, const struct iop_tree *t, uint32_t node)
{
	for (const char *name = iop_node_name(t, node); *name; name++)
		h = (h ^ (uint8_t)*name) * FNV_PRIME;
	return (h ^ '/') * FNV_PRIME;
}

static uint64_t hash_path(struct last_path *l, uint64_t start, const struct iop_tree *t,
			  uint32_t node)
{
	uint32_t depth = t->nodes[node].depth, known = depth;
	uint64_t h;

	for (uint32_t n = node; known; known--, n = t->nodes[n].parent) {
		if (start == l->start && known <= l->depth && l->nodes[known] == n)
			break;
		l->nodes[known] = n;
	}
	h = known ? l->hashes[known] : hash_node(start, t, 0);
	while (known++ < depth)
		l->hashes[known] = h = hash_node(h, t, l->nodes[known]);
	l->start = start;
	l->depth = depth;
	return h;
}

static uint32_t member_sorted_first(const struct iop_plan *p, const struct iop_group *group)
{
	uint32_t best = group->first;

	for (uint32_t n = best; n != IOP_NONE; n = p->devices[n].next)
		if (iop_path_compare(p->tree, p->devices[n].node, p->devices[best].node) < 0)
			best = n;
	return best;
}

/* FNV leaves the high bits of short inputs alike: fold them together. */
static uint64_t finish(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdull;
	return (h ^ h >> 33) & ((1ull << KEY_BITS) - 1);
}

void iop_group_keys(struct iop_plan *p)
{
	struct last_path of_iommu = { .depth = 0 }, of_device = { .depth = 0 };

	for (uint32_t n = 0; n < p->n_groups; n++) {
		struct iop_group *group = &p->groups[n];
		uint32_t d = member_sorted_first(p, group);
		uint64_t h = hash_path(&of_iommu, FNV_START, p->tree,
				       iop_iommu_of(p, group->iommu)->node);

		h = hash_path(&of_device, h, p->tree, p->devices[d].node);
		h = (h ^ p->devices[d].child) * FNV_PRIME;
		h = (h ^ p->devices[d].requesters) * FNV_PRIME;
		group->key = finish(h);
	}
}

void iop_group_key_text(const struct iop_group *g, char *buf)
{
	*buf++ = 'g';
	for (int shift = KEY_BITS - 4; shift >= 0; shift -= 4)
		*buf++ = "0123456789abcdef"[g->key >> shift & 15];
	*buf = 0;
}
