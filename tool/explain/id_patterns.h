/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The (ID, mask) pairs that match an ID: bits set in the mask are ignored. An ID is
 * not held against each of them.
 */
#ifndef EXPLAIN_ID_PATTERNS_H
#define EXPLAIN_ID_PATTERNS_H

#include <stdbool.h>
#include <stdint.h>

#include "yaml/store.h"

struct id_pattern {
	uint64_t digits;	/* two bits each: 0 either, 1 a zero, 2 a one */
	uint32_t scope;		/* patterns of other scopes are not compared */
	uint32_t node;
};

/* id_pattern_add - false: out of memory */
bool id_pattern_add(struct vec *list, uint32_t scope, uint32_t id, uint32_t mask,
		    uint32_t node);

/* id_patterns_sort - after the last, before the first look; what is the same stays once */
void id_patterns_sort(struct vec *list);

/* id_patterns_find - append the nodes (uint32_t) to @nodes, up to @most of them in it;
 * false: there are more, or out of memory */
bool id_patterns_find(const struct vec *list, uint32_t scope, uint32_t id, struct vec *nodes,
		      size_t most);

#endif
