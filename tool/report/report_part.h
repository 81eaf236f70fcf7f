/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* data.json of a different report, as records. */
#ifndef REPORT_REPORT_PART_H
#define REPORT_REPORT_PART_H

#include "report/report_model.h"
#include "yaml/document.h"

struct report_part {
	const char *labels[REPORT_KERNELS];	/* as in struct report */
	uint32_t n_labels;
	bool diff;
	const char *policy;			/* or NULL */
	const struct doc *board;		/* the next one, or NULL */
	const char *name, *page;		/* of that board */
};

/*
 * report_part_open - what stands in front of the boards, and the first of them
 * returns: NULL, or what is wrong with it.
 */
const char *report_part_open(struct report_part *p, const struct doc *data);

/* report_part_take - the records of p->board to @o, and on to the next; the same */
const char *report_part_take(struct report_part *p, struct out *o);

#endif
