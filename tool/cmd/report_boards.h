/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What "report" reads: a directory for each kernel, and the boards in them. */
#ifndef CMD_REPORT_BOARDS_H
#define CMD_REPORT_BOARDS_H

#include "cmd/policy_run.h"
#include "cmd/tree_plan.h"
#include "config/kernel_option.h"
#include "input/list.h"
#include "jobs/second_tree.h"
#include "report/report_model.h"

/* One [VERSION=]DIR. */
struct report_column {
	const char *dir;
	char label[96];
	char *version;			/* in front of its "=", or NULL */
	struct options o;
	struct kernel_choice kernel;
	struct solving solving;		/* with --policy */
	struct input_list files;
	struct tree_side side;		/* its tree, while a newer one is open */
	struct tree_plan made;
};

/* A board: the same path below each directory, or, where a path is only on one
 * side, the one file of that name on the other. */
struct report_files {
	const char *name;				/* below the directory */
	const char *file[REPORT_KERNELS];		/* by column, or NULL */
	char *page;					/* of it, relative */
};

struct reporting {
	const struct options *o;
	struct report_column columns[REPORT_KERNELS];
	unsigned int n;
	struct run_config run;		/* of all boards */
	struct report_files *boards;	/* by name */
	size_t n_boards;
	struct report_files **by_file;	/* by the newest of their files */
	char **newest;			/* these */
	bool *found;			/* of each: a directory brought it */
};

/*
 * reporting_open - kernels, policies and lists of all columns
 * @g: zeroed but for @o; reporting_close() in any case
 *
 * returns: an exit status, reported on @diag.
 */
int reporting_open(struct reporting *g, struct out *diag);
void reporting_close(struct reporting *g);

/* report_boards_match - the boards of all columns; false: no memory */
bool report_boards_match(struct reporting *g);

/* The board whose newest tree is in this file. */
const struct report_files *reporting_find(const struct reporting *g, const char *file);

/* report_tree - a run_fn: the newest tree of a board, with its page and records */
int report_tree(void *ctx, const struct input_tree *tree, struct iop_arena *a,
		struct out *out, struct out *diag);

#endif
