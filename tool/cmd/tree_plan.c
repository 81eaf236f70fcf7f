// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/tree_plan.h"

#include "input/tree_check.h"

static int make_own(struct tree_plan *p, const struct tree_planner *how,
		    struct iop_arena *a)
{
	return how->range ? range_plan(&p->own, &p->report, how->range, &p->tree, a) :
			    iop_plan_make(&p->own, &p->tree, how->view, a);
}

int tree_plan_make(struct tree_plan *p, const struct tree_planner *how,
		   const struct input_tree *tree, struct iop_arena *a,
		   struct out *diag)
{
	int status = input_index(&p->tree, tree, a, diag), e;

	p->solved = how->policy;
	p->plan = how->policy ? &p->solution.plan : &p->own;
	if (status)
		return status;
	if (how->policy)
		return solving_run(how->policy, &p->tree, tree->name, &p->solution, a, diag);
	e = make_own(p, how, a);
	return e ? input_tree_error(diag, tree->name, &p->tree, e, NULL) : EXIT_OK;
}
