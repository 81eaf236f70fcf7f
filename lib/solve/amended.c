// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The edits a policy asks for by name, made before anything is solved: what is
 * solved then is the tree that they leave.
 */
#include "solve/solve_work.h"

struct amending {
	const struct iop_solve_in *in;
	struct iop_edits *edits;
	struct iop_solve_error *error;
	struct iop_plan plan;
	struct iop_arena *arena;
};

/* With the legacy binding, or there would be nothing to compare with. */
static bool plan_as_meant(const struct amending *m, const struct iop_tree *t,
			  struct iop_plan *out)
{
	struct iop_view *v = iop_alloc(m->arena, 1, sizeof(*v));

	if (!v)
		return false;
	*v = *m->in->view;
	v->target.legacy_built = IOP_CONFIG_YES;
	return !iop_plan_make(out, t, v, m->arena);
}

static int refuse(struct amending *m, const char *word,
		  struct iop_amend a)
{
	if (m->error)
		*m->error = (struct iop_solve_error){ .what = word, .amend = a };
	return IOP_SOLVE_AMEND;
}

static int settle(struct amending *m, bool room, const char *word,
		  const struct iop_amend *a)
{
	if (!room)
		return -IOP_ERR_NOSPACE;
	if (a->why == IOP_AMEND_OK || a->why == IOP_AMEND_NOTHING)
		return 0;
	return refuse(m, word, *a);
}

static int keep_framebuffers(struct amending *m)
{
	int status = 0;
	uint32_t node = 0;
	struct iop_amend a;
	bool room;

	while (!status && iop_framebuffer_next(m->in->tree, &node)) {
		room = iop_amend_scanout(&m->plan, node, IOP_NO_NODE, &a, m->edits, m->arena);
		status = settle(m, room, iop_asked_words[IOP_ASKED_FRAMEBUFFER], &a);
	}
	return status;
}

static int migrate(struct amending *m)
{
	struct iop_amend a;
	bool room = iop_amend_migrate(&m->plan, &a, m->edits, m->arena);

	return settle(m, room, iop_asked_words[IOP_ASKED_MIGRATE], &a);
}

/* The edited blob stays in the arena: the tree is read from it. */
static int reread(struct amending *m, struct iop_tree *out)
{
	size_t needed, size;
	struct iop_place where;
	void *blob;

	if (iop_edits_apply(m->edits, m->arena, NULL, 0, &size) == -IOP_ERR_BADHEADER)
		return -IOP_ERR_BADHEADER;
	blob = size ? iop_alloc_raw(m->arena, size, 1) : NULL;
	if (!blob || iop_edits_apply(m->edits, m->arena, blob, size, &needed) ||
	    iop_tree_index(out, blob, size, m->arena, &where))
		return -IOP_ERR_NOSPACE;
	return 0;
}

/* The proof: same streams, same groups. */
static int prove(struct amending *m, const struct iop_tree *t)
{
	struct iop_plan before, after;
	uint32_t device;

	if (!plan_as_meant(m, m->in->tree, &before) || !plan_as_meant(m, t, &after))
		return -IOP_ERR_NOSPACE;
	if (iop_amend_same(&before, &after, &device, m->arena))
		return 0;
	if (device == IOP_NONE)
		return -IOP_ERR_NOSPACE;
	return refuse(m, iop_asked_words[IOP_ASKED_MIGRATE], (struct iop_amend){
		      .why = IOP_AMEND_DIFFERS, .node = before.devices[device].node });
}

int iop_amend_first(const struct iop_solve_in *in, struct iop_tree *t,
		    struct iop_edits *edits,
		    struct iop_solve_error *error, struct iop_arena *a)
{
	struct amending m = { .in = in, .edits = edits, .error = error, .arena = a };
	int status = 0;

	if (iop_plan_make(&m.plan, in->tree, in->view, a))
		return -IOP_ERR_NOSPACE;
	if (in->policy->asked & 1u << IOP_ASKED_MIGRATE)
		status = migrate(&m);
	if (!status && in->policy->asked & 1u << IOP_ASKED_FRAMEBUFFER)
		status = keep_framebuffers(&m);
	if (!status)
		status = reread(&m, t);
	if (!status && in->policy->asked & 1u << IOP_ASKED_MIGRATE)
		status = prove(&m, t);
	return status;
}

bool iop_amend_join(struct iop_edits *all, const struct iop_edits *later,
		    struct iop_arena *a)
{
	for (uint32_t n = 0; n < later->n; n++)
		if (!iop_edits_put(all, a, &later->list[n]))
			return false;
	return true;
}
