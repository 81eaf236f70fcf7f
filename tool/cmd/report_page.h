/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What a report says of one board: its page, and records for all others. */
#ifndef CMD_REPORT_PAGE_H
#define CMD_REPORT_PAGE_H

#include "cmd/plan_findings.h"
#include "cmd/report_boards.h"

struct board_run {
	struct reporting *g;
	const struct report_files *files;
	const struct input_tree *tree;	/* the newest */
	unsigned int newest;		/* its column */
	unsigned int at, newer;		/* the column being planned, and the one after it */
	struct out *out, *diag;		/* records; messages */
	struct line name;		/* as shown */
	struct line changes;		/* rows of the page's table, newest first */
	struct line verdicts;		/* likewise */
	char page[4096];
};

/* report_soc_of - its last compatible */
const char *report_soc_of(const struct iop_plan *p);

/* report_vendor_name - the directory that @name is in, or else the vendor of @soc */
void report_vendor_name(struct out *o, const char *name, const char *soc);

void report_board_record(struct board_run *b, const struct render_input *in);
void report_finding_records(struct board_run *b, const struct gathered *all);
void report_part_records(struct board_run *b, const struct render_input *in);
void report_verdict_record(struct board_run *b, unsigned int column);
void report_change_records(struct board_run *b, unsigned int from, unsigned int to,
			   const struct diff *diff);

/* report_board_changes - of two sides: only one has the board, or it has moved */
void report_board_changes(struct board_run *b);

void report_board_page(struct out *o, struct board_run *b, const struct render_input *in);

#endif
