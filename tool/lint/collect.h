/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The findings of one tree under one kernel, or under all that differ within
 * a range: what several of them find is one finding that holds for them all.
 */
#ifndef LINT_COLLECT_H
#define LINT_COLLECT_H

#include "lint/kept_rules.h"
#include "lint/severity.h"
#include "srcpos/srcpos.h"
#include "compare/range/range.h"
#include "render/line.h"

/* Why a finding does not count. */
enum suppression {
	NOT_SUPPRESSED,
	SUPPRESSED_BY_SOURCE,		/* a comment in the source */
	SUPPRESSED_BY_CONFIG,		/* the configuration's ignore list */
	SUPPRESSED_BY_BASELINE,		/* it was there before */
	SUPPRESSED_BY_EARLIER,		/* trees of --new-since have it */
};

struct found {
	const struct iop_finding *f;
	uint8_t severity;	/* enum iop_severity, as graded; the worst of a range */
	uint8_t *held;		/* by kernel: one bit; NULL if there is only one */
	bool unread;		/* only one of the two kernels around it that were read has it */
	struct source_place at;
	uint8_t suppression;		/* enum suppression */
	const char *reason;	/* why it is suppressed; not terminated */
	size_t reason_len;
};

struct gathered {
	const struct iop_tree *tree;
	struct found *found;	/* in the order of the tree */
	uint32_t count;
	const iop_version *kernels;	/* rising */
	uint32_t n_kernels;
	iop_version read_before;	/* where a finding is @unread: those two */
	iop_version read_after;
	bool full;		/* memory ran out: findings are missing */
	bool uncompared;	/* too many streams overlap: likewise */
};

struct gathering {
	const struct iop_view *view;	/* of the one kernel */
	const struct range_views *range;	/* or NULL */
	const struct grade *grade;
	uint32_t consumers;	/* as in struct iop_lint */
	const struct kept_rules *kept;	/* streams that are firmware's; count 0: none */
	unsigned int n_kept;
};

/* lint_gather - 0 or -IOP_ERR_NOSPACE; all of it lives in @a. */
int lint_gather(struct gathered *out, const struct gathering *g,
		const struct iop_tree *t, struct iop_arena *a);

/*
 * gather_kernels - for which kernels a finding holds: "7.2", "6.1..7.2" for all
 * of a range, ">=6.10 <6.13 || >=7.2" for parts of it
 */
void gather_kernels(const struct gathered *g, const struct found *f,
		    struct line *l);

/* gather_message - its sentence; where only one of two kernels that were read
 * has the finding, this is said behind it */
void gather_message(const struct gathered *g, const struct found *f, struct line *l);

/* gather_unread - "Linux 6.14 and 6.16 were read, and differ in this" */
void gather_unread(const struct gathered *g, struct line *l);

#endif
