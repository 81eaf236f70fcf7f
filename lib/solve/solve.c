/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "solve/solve.h"

#include <string.h>

#include "solve/solve_work.h"

/* The plan as it is once the writes are done. */
static void write_types(struct iop_solution *out)
{
	for (uint32_t w = 0; w < out->n_writes; w++) {
		struct iop_group *g = &out->plan.groups[out->writes[w].group];

		g->domain = out->writes[w].type;
		g->domain_why = IOP_DOMAIN_WRITTEN;
	}
}

/* A plan points to its tree and its view: they move into the solution. */
static bool publish(const struct iop_work *k, const struct iop_attempt *at,
		    struct iop_solution *out)
{
	struct iop_view *view = iop_alloc(k->arena, 1, sizeof(*view));

	if (!view)
		return false;
	*view = at->view;
	out->before = k->before;
	out->tree = at->tree;
	out->plan = at->plan;
	out->plan.tree = &out->tree;
	out->plan.view = view;
	out->edits = at->edits;
	out->wishes = at->wishes;
	out->n_wishes = k->n_wishes;
	out->outcomes = at->outcomes;
	out->writes = at->writes;
	out->n_writes = at->n_writes;
	out->sharings = at->sharings;
	out->n_sharings = at->n_sharings;
	out->base = at->base;
	out->met = !at->cost.wishes;
	write_types(out);
	return true;
}

static bool *all_active(struct iop_arena *a, uint32_t n)
{
	bool *active = iop_alloc(a, n, sizeof(*active));

	if (active)
		memset(active, true, n);
	return active;
}

static enum iop_solve_status solve(const struct iop_solve_in *in, struct iop_solution *out,
				   struct iop_solve_error *error, struct iop_arena *a)
{
	struct iop_work k = {
		.in = in, .allow = in->policy->allow,
		.error = error, .arena = a,
	};
	struct iop_attempt at = { 0 };
	enum iop_solve_status status;

	*out = (struct iop_solution){ .policy = in->policy };
	k.wishes = iop_wishes_make(in->policy, &k.n_wishes, a);
	k.active = k.wishes ? all_active(a, k.n_wishes) : NULL;
	if (!k.active)
		return IOP_SOLVE_NO_ROOM;
	status = iop_start(&k, in->view);
	if (status == IOP_SOLVED)
		status = iop_attempt_best(&k, &at);
	if (status == IOP_SOLVED && !publish(&k, &at, out))
		status = IOP_SOLVE_NO_ROOM;
	if (status == IOP_SOLVED && !out->met)
		status = iop_clash(&k, out);
	return status;
}

enum iop_solve_status iop_solve(const struct iop_solve_in *in, struct iop_solution *out,
				struct iop_solve_error *error, struct iop_arena *a)
{
	struct iop_solve_in amended = *in;
	enum iop_solve_status status;
	struct iop_tree *t;
	struct iop_edits all;

	if (!in->policy->asked)
		return solve(in, out, error, a);
	t = iop_alloc(a, 1, sizeof(*t));
	if (!t)
		return IOP_SOLVE_NO_ROOM;
	iop_edits_init(&all, in->tree);
	status = iop_amend_first(in, t, &all, error, a);
	amended.tree = t;
	if (status == IOP_SOLVED)
		status = solve(&amended, out, error, a);
	if (status == IOP_SOLVED && !iop_amend_join(&all, &out->edits, a))
		status = IOP_SOLVE_NO_ROOM;
	out->edits = all;
	return status;
}
