/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Runs of IDs that overlap as they like, and which of them have an ID. */
#ifndef EXPLAIN_ID_RUNS_H
#define EXPLAIN_ID_RUNS_H

#include <stdbool.h>
#include <stdint.h>

#include "yaml/store.h"

struct id_run {
	uint64_t from, to;	/* scope and ID: see id_in() */
	uint64_t most;		/* the largest @to of those that are under it */
	uint32_t node;
	uint32_t claim;		/* first of the claims it is of */
	uint32_t widest;	/* up to here, the first claim among those that end last */
	bool all;		/* has each ID of the run; else that is to be asked */
};

/* An ID of a scope: runs of one scope end before those of the next begin. */
static inline uint64_t id_in(uint32_t scope, uint32_t id)
{
	return (uint64_t)scope << 32 | id;
}

/* id_run_add - from @first to @last, both included; false: out of memory */
bool id_run_add(struct vec *list, uint32_t scope, uint32_t first, uint32_t last,
		const struct id_run *of);

/* id_runs_join - of runs that have all their IDs, those of a node that overlap become one */
void id_runs_join(struct vec *list);

/* id_runs_sort - after the last, before the first look */
void id_runs_sort(struct vec *list);

/* Has seen a run that @at is in; false ends the search. */
typedef bool (*id_run_fn)(void *ctx, const struct id_run *run);

/* id_runs_at - each run that @at is in; false if @each was */
bool id_runs_at(const struct vec *list, uint64_t at, id_run_fn each, void *ctx);

/* id_runs_after - index of the first run that begins after @at */
size_t id_runs_after(const struct vec *list, uint64_t at);

#endif
