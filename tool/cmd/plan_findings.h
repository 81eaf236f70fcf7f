/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What lint finds in a tree whose plan is shown, as graded without settings. */
#ifndef CMD_PLAN_FINDINGS_H
#define CMD_PLAN_FINDINGS_H

#include "lint/collect.h"
#include "input/input.h"

struct plan_findings {
	struct gathered all;
	struct places *places;		/* where they were written */
};

/* plan_findings_make - of @t, the index of @tree; an exit status; an error is reported */
int plan_findings_make(struct plan_findings *f, const struct iop_view *view,
		       const struct run_config *o, const struct input_tree *tree,
		       const struct iop_tree *t, struct iop_arena *a, struct out *diag);
void plan_findings_close(struct plan_findings *f, struct out *diag);

#endif
