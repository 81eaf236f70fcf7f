// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/plan_log.h"

#include "explain/measured.h"
#include "input/tree_check.h"

int plan_log_open(struct plan_log *l, const struct options *o, struct out *diag)
{
	if (!o->log)
		return EXIT_OK;
	if (o->first) {
		out_str(diag, "iommuplan: --log is what one kernel printed, not ");
		out_term(diag, o->kernel);
		input_diag_end(diag);
		return EXIT_USAGE;
	}
	return check_read(&l->text, o->log, diag);
}

int plan_log_take(struct plan_log *l, struct iop_view *view, const struct input_tree *tree,
		  struct iop_arena *a, struct out *diag)
{
	size_t used = iop_arena_mark(a);
	struct iop_tree t;
	struct iop_plan p;
	int status, e;

	if (!l->text.base)
		return EXIT_OK;
	measured_free(&l->measured);
	view->target.n_measured = 0;
	status = input_index(&t, tree, a, diag);
	if (status)
		return status;
	e = iop_plan_make(&p, &t, view, a);
	if (e)
		return input_tree_error(diag, tree->name, &t, e, NULL);
	if (!measured_read(&l->measured, &p, (const char *)l->text.base, l->text.used, diag))
		return input_tree_error(diag, tree->name, &t, -IOP_ERR_NOSPACE, NULL);
	view->target.measured = l->measured.rows.data;
	view->target.n_measured = (uint32_t)l->measured.rows.count;
	iop_arena_release(a, used);
	return EXIT_OK;
}

void plan_log_close(struct plan_log *l)
{
	measured_free(&l->measured);
	block_drop(&l->text);
}
