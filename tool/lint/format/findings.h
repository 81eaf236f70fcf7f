/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What lint found in one tree, in one format after the other. */
#ifndef FORMAT_FINDINGS_H
#define FORMAT_FINDINGS_H

#include "lint/collect.h"
#include "lint/message.h"
#include "lint/parts.h"
#include "lint/totals.h"
#include "render/line.h"
#include "text/out.h"

struct lint_input {
	const char *file;		/* as shown */
	const char *board;		/* its name, see lint/identity.h */
	const struct gathered *all;
	bool ranged;			/* several kernels were given */
	bool colour;
	bool first;			/* no tree was written before this one */
	bool baseline;			/* findings are compared with earlier ones */
	const struct grade *grade;
	uint32_t consumers;		/* as in struct iop_lint */
	uint8_t mildest;		/* enum iop_severity that makes the run fail */
	bool notes;			/* text shows them */
};

struct lint_shown;
typedef void shown_fn(struct out *o, const struct lint_shown *s);

/* A format: the part for each tree, and the text around all parts. */
struct lint_format {
	const char *name;
	void (*begin)(struct out *o);	/* or NULL */
	void (*tree)(struct out *o, const struct lint_input *in);
	void (*end)(struct out *o, const struct lint_totals *t);	/* or NULL */
	bool whole;		/* one list of all trees: made by one process */
	shown_fn *one;		/* what one finding adds, or NULL: the tree is needed */
};

extern const struct lint_format lint_text, lint_json, lint_sarif, lint_github,
	lint_junit, lint_gitlab, lint_rdjsonl, lint_checkstyle;

/* render_each - call @one for every finding that is not suppressed */
void render_each(struct out *o, const struct lint_input *in,
		 void (*one)(struct out *o, const struct lint_input *in,
			     const struct found *found, struct line *l));

/* text_part - a finding of a part, as lint_text writes it */
void text_part(struct out *o, const struct finding_text *f, bool colour, bool ranged);

#endif
