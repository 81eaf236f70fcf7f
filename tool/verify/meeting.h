/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Which device of a system is which of its plan. */
#ifndef VERIFY_MEETING_H
#define VERIFY_MEETING_H

#include "verify/checks.h"

/* Of each expected device: what the system has of it. */
struct meeting {
	struct checks *c;
	const struct expected *e;
	const struct system *s;
	const struct sys_device **met;	/* by expected device; NULL: not there */
	bool *planned;			/* by device of the system: it is in the plan */
	size_t *of_key;			/* by expected device: the first of its group */
	size_t *together;		/* by that first one: how many of its group are in
					 * one of the system; 0: not all */
	struct lookup hosts;		/* places of those that stand for what is behind */
	const struct sys_device **by_rid;	/* PCI functions of the system, sorted */
	size_t n_by_rid;
	size_t *of_group;		/* by group of the system: the first expected in it */
};

#define MEETING_NOBODY SIZE_MAX

/* meeting_open - @m has @c, @e and @s; false: out of memory. To be closed either way. */
bool meeting_open(struct meeting *m);
void meeting_close(struct meeting *m);

/* meeting_group - index of the device's group, or SYS_NONE; @d may be NULL */
uint32_t meeting_group(const struct sys_device *d);

/* meeting_apart - does the plan have these two in different groups? */
bool meeting_apart(const struct meeting *m, size_t a, size_t b);

/* meeting_counts - only what is certain, and has a group in both, can be held
 * against another */
bool meeting_counts(const struct meeting *m, size_t n);

#endif
