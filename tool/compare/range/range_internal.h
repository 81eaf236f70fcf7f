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
