/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A plan as text for people, as a line of JSON, or as a table for scripts.
 * Renderers only read; what they cannot write is remembered by the sink.
 */
#ifndef RENDER_H
#define RENDER_H

#include <stdbool.h>

#include "plan/plan.h"

struct assumed;
struct gathered;
struct out;
struct range_report;
struct iop_solution;
struct iop_budgets;

struct render_input {
	const char *file;			/* the tree's name as shown */
	const struct iop_plan *plan;
	const struct range_report *changes;	/* of a kernel range, or NULL */
	const struct iop_solution *solution;	/* of a policy, or NULL */
	const struct assumed *assumed;		/* config/assumed.h, or NULL */
	const char *policy;			/* that policy's file, as given */
	const struct iop_budgets *budgets;	/* IOMMUs that are over budget, or NULL */
	const struct gathered *found;		/* what lint finds, or NULL */
	bool because;				/* text: the reason of every line */
	bool names;				/* text: devices by dev_name() where they have one */
	bool colour;				/* text: for a terminal */
	bool top;				/* the first tree written: headings */
};

void render_plan_text(struct out *o, const struct render_input *in);

/* One object on one line, as schema iommuplan-plan/1. */
void render_plan_json(struct out *o, const struct render_input *in);

/* One line for each device and stream; a heading before the first tree. */
void render_plan_tsv(struct out *o, const struct render_input *in);

/* A picture: one SVG document without script, and the same for Graphviz. */
void render_plan_svg(struct out *o, const struct render_input *in);
void render_plan_dot(struct out *o, const struct render_input *in);

#endif
