/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Internal to this directory. */
#ifndef COMPARE_KEYS_H
#define COMPARE_KEYS_H

#include "compare/compare.h"

/* An element that both plans can have, sorted by what identifies it. */
struct compare_key {
	uint32_t node, child, index;
	bool requesters;
};

struct compare_keys {
	struct compare_key *list;
	uint32_t count;
};

/* compare_device_keys, compare_iommu_keys - of all; false: the arena is full. */
bool compare_device_keys(struct compare_keys *k, const struct compare_pair *q,
			 int side, struct iop_arena *a);
bool compare_iommu_keys(struct compare_keys *k, const struct compare_pair *q,
			int side, struct iop_arena *a);

/* compare_key_order - negative, 0 or positive, by node, part and kind. */
int compare_key_order(const struct compare_key *a, const struct compare_key *b);

/*
 * compare_members - by group, a hash of its members, in any order
 * returns: NULL when the arena is full.
 */
uint64_t *compare_members(const struct compare_pair *q, int side,
			  struct iop_arena *a);

#endif
