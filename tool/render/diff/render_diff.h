/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What is different between two plans, as text, JSON lines or Markdown. */
#ifndef RENDER_DIFF_H
#define RENDER_DIFF_H

#include "compare/diff/diff.h"
#include "render/common.h"

struct render_diff_input {
	const char *name[2];		/* the trees' names as shown; NULL: there
					 * is none, and no diff either */
	iop_version kernel[2];
	const char *vendor[2];		/* whose kernel it is, or NULL: mainline's */
	const char *policy[2];		/* file names, or NULL */
	const struct diff *diff;
	bool colour;			/* text: for a terminal */
	bool report_same;			/* say so where nothing is different */
};

typedef void render_diff_fn(struct out *o, const struct render_diff_input *in);
render_diff_fn render_diff_text, render_diff_json, render_diff_markdown;

/* --- between the files of this format family --- */

struct diff_view {
	const struct render_diff_input *in;
	const struct diff *diff;
	struct render_input side_in;
	struct render r;	/* its plan is that of the side last chosen */
};

/* diff_open - and diff_close() in any case, which tells the sink what failed. */
void diff_open(struct diff_view *v, struct out *o,
	       const struct render_diff_input *in);
void diff_close(struct diff_view *v);

/* diff_side - what r writes is of this plan from here on. */
void diff_side(struct diff_view *v, int side);

/* diff_where - what an item is about: a master, an IOMMU, or "" for the tree;
 * as the new tree calls it where it can. Valid until the next path. */
const char *diff_where(struct diff_view *v, const struct diff_item *i);

/* diff_words - one side of an item in a few words, unescaped, into @l. */
void diff_words(struct diff_view *v, const struct diff_item *i, int side,
		struct line *l);

/* The end of the run of items that are of one kind with the one at @i. */
uint32_t diff_run_end(const struct diff *d, uint32_t i);

/* "1 error, 2 warnings, 12 notes", what there is not one of left out. */
void diff_counts(const uint32_t *counts, struct line *l);

const char *diff_severity_text(enum fail_on severity);

/* diff_versions - "Linux 5.10 -> 7.2", or one version where both are the same;
 * with @arrow between them. */
void diff_versions(const struct render_diff_input *in, const char *arrow,
		   struct line *l);

/* diff_policies - "  policy a.yaml -> b.yaml", or nothing; unescaped. */
void diff_policies(const struct render_diff_input *in, const char *arrow,
		   struct line *l);

/* Of a merger or a split: which side has the one group, and its index. */
static inline int diff_one_side(const struct diff_item *i)
{
	return i->at[1] != IOP_NONE;
}

#endif
