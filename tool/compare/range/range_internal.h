/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef RANGE_INTERNAL_H
#define RANGE_INTERNAL_H

#include "compare/range/range.h"

/* All that comparing two plans of one tree needs. */
struct range_pass {
	const struct iop_tree *tree;
	uint64_t drivers;	/* bits of the drivers this tree may need */
	struct iop_arena steps;	/* changes and causes of the report */
	struct iop_arena mates;
	struct iop_arena scratch;
	uint32_t *all_mates;
	uint32_t n_mates;
	uint8_t *names;		/* bits: compatibles of the tree, hashed */
	uint32_t names_mask;
};

/* range_span_turns - does @when begin or end at @at? */
static inline bool range_span_turns(struct iop_span when, iop_version at)
{
	return when.since == at || when.until == at;
}

static inline uint64_t range_driver_bit(const struct iop_facts *facts,
					const struct iop_driver *d)
{
	return 1ull << ((size_t)(d - facts->drivers) % 64);
}

/* range_names_read - which compatibles the tree has; false: no space. */
bool range_names_read(struct range_pass *r, struct iop_arena *a);

/* range_turns - can a fact that turns at @at change @p, the plan before it?
 * true too where that is not certain. */
bool range_turns(const struct range_pass *r, const struct iop_plan *p, iop_version at);

/* range_is_compatible - is the item's name one that a node may list, whole? */
bool range_is_compatible(const struct iop_item *item);

/* range_compare - the changes from @old to @new into @step. */
bool range_compare(struct range_pass *r, const struct iop_plan *old,
		   const struct iop_plan *new, struct range_step *step);

/* range_side_fill - one plan's side of a device, mates included. */
bool range_side_fill(struct range_pass *r, const struct iop_plan *p,
		     uint32_t device, bool with_mates, struct range_side *side);

/* range_causes - the facts that turn at @step->at into @step. */
bool range_causes(struct range_pass *r, const struct iop_plan *p,
		  struct range_step *step);

#endif
