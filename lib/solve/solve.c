/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "solve/solve.h"

#include <string.h>

#include "solve/solve_work.h"
#include "model/lookup.h"

/* The plan as it is once the writes are done. */
static void write_types(struct iop_solution *out)
{
	for (uint32_t w = 0; w < out->n_writes; w++) {
		struct iop_group *g = iop_group_of(&out->plan, out->writes[w].group);

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
	out->reqs = at->reqs;
	out->n_reqs = k->n_reqs;
	out->outcomes = at->outcomes;
	out->writes = at->writes;
	out->n_writes = at->n_writes;
	out->sharings = at->sharings;
	out->n_sharings = at->n_sharings;
	out->base = at->base;
	out->met = !at->cost.reqs;
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

static int solve(const struct iop_solve_in *in, struct iop_solution *out,
		 struct iop_solve_error *error, struct iop_arena *a)
{
	struct iop_work k = {
		.in = in, .allow = in->policy->allow,
		.error = error, .arena = a,
	};
	struct iop_attempt at = { 0 };
	int status;

	*out = (struct iop_solution){ .policy = in->policy };
	k.reqs = iop_reqs_make(in->policy, &k.n_reqs, a);
	k.active = k.reqs ? all_active(a, k.n_reqs) : NULL;
	if (!k.active || !iop_selections_make(&k.selections, in->policy, in->tree, a))
		return -IOP_ERR_NOSPACE;
	status = iop_start(&k, in->view);
	if (!status)
		status = iop_attempt_best(&k, &at);
	if (!status && !publish(&k, &at, out))
		status = -IOP_ERR_NOSPACE;
	if (!status && !out->met)
		status = iop_find_conflict(&k, out);
	return status;
}

int iop_solve(const struct iop_solve_in *in, struct iop_solution *out,
	      struct iop_solve_error *error, struct iop_arena *a)
{
	struct iop_solve_in amended = *in;
	int status;
	struct iop_tree *t;
	struct iop_edits all;

	if (!in->policy->asked)
		return solve(in, out, error, a);
	t = iop_alloc(a, 1, sizeof(*t));
	if (!t)
		return -IOP_ERR_NOSPACE;
	iop_edits_init(&all, in->tree);
	status = iop_amend_first(in, t, &all, error, a);
	amended.tree = t;
	if (!status)
		status = solve(&amended, out, error, a);
	if (!status && !iop_amend_join(&all, &out->edits, a))
		status = -IOP_ERR_NOSPACE;
	out->edits = all;
	return status;
}
