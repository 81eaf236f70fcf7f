/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* plan --log: how many context banks and stream-match entries there really are. */
#ifndef CMD_PLAN_LOG_H
#define CMD_PLAN_LOG_H

#include "explain/measured.h"
#include "cli/options.h"
#include "input/block.h"
#include "input/input.h"

struct plan_log {
	struct block text;		/* the log; base NULL: none was given */
	struct measured measured;	/* of the tree that is planned */
};

/* plan_log_open, plan_log_take - exit statuses; what is wrong has been said.
 * plan_log_take() lets @view know what this tree's IOMMUs printed. */
int plan_log_open(struct plan_log *l, const struct options *o, struct out *diag);
int plan_log_take(struct plan_log *l, struct iop_view *view, const struct input_tree *tree,
		  struct iop_arena *a, struct out *diag);
void plan_log_close(struct plan_log *l);

#endif
