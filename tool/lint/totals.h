/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* How many findings all trees of a run have, also when processes share it. */
#ifndef LINT_TOTALS_H
#define LINT_TOTALS_H

#include "lint/collect.h"
#include "text/out.h"

struct lint_totals {
	_Atomic unsigned long severity[3];	/* by enum iop_severity */
	_Atomic unsigned long suppressed;
	_Atomic unsigned long trees;
	_Atomic bool found[IOP_RULE_COUNT];	/* suppressed ones too */
};

/* totals_open - NULL: no memory. Processes forked later count in the same. */
struct lint_totals *totals_open(void);
void totals_close(struct lint_totals *t);

/* totals_add - the findings of one more tree */
void totals_add(struct lint_totals *t, const struct gathered *all);

/*
 * totals_line - the last line of the text format
 * @notes: they were shown
 */
void totals_line(struct out *o, const struct lint_totals *t, bool notes);

/* totals_merged - the same where only trees with findings are known */
void totals_merged(struct out *o, const struct lint_totals *t, bool notes);

#endif
