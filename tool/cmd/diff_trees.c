/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Two trees meet: one is planned while the other is open, and both compared. */
#include "cmd/diff_sides.h"

#include <string.h>

#include "input/tree_check.h"

/* One pair of trees, as the callbacks of its two sides see it. */
struct meeting {
	struct differing *d;
	const struct input_tree *old, *new;
	struct iop_arena *arena;
	struct out *out, *diag;
	bool met;			/* the new tree was found */
};

/* A policy that is not met: the nearest there is, which is worth a remark. */
static int make_plan(struct meeting *m, int side, const struct input_tree *tree,
		     struct iop_arena *a)
{
	struct tree_plan *made = m->d->made + side;
	const char *policy = m->d->side_options[side].policy;
	const struct tree_planner how = {
		.view = &m->d->kernel[side].view,
		.policy = policy ? &m->d->solving[side] : NULL,
	};
	bool changed;
	int status = kernel_adopt(&m->d->kernel[side], tree, a, &changed, m->diag);

	if (!status && changed && policy)
		status = solving_adopt(&m->d->solving[side], &m->d->kernel[side], m->diag);
	if (!status)
		status = tree_plan_make(made, &how, tree, a, m->diag);
	if (status || !made->solved || made->solution.met)
		return status;
	input_diag(m->diag, tree->name);
	out_str(m->diag, "the policy cannot be met; the nearest plan is compared: ");
	out_term(m->diag, policy);
	input_diag_end(m->diag);
	return EXIT_OK;
}

static int severity_status(const struct differing *d, const uint32_t *counts)
{
	enum fail_on least = d->o->fail_on ? d->o->fail_on : FAIL_ON_ERROR;

	for (int s = FAIL_ON_ERROR; s <= (int)least; s++)
		if (counts[s])
			return EXIT_FINDINGS;
	return EXIT_OK;
}

static void render_diff(const struct differing *d, struct out *out, const char *old,
			const char *new, const struct diff *diff)
{
	d->render(out, &(struct render_diff_input){
		.name = { old, new },
		.kernel = { d->kernel[0].view.target.version,
			    d->kernel[1].view.target.version },
		.vendor = { d->kernel[0].assumed.vendor, d->kernel[1].assumed.vendor },
		.policy = { d->side_options[0].policy,
			    d->side_options[1].policy },
		.diff = diff,
		.colour = d->colour,
		.report_same = !d->pairs.trees,
	});
}

/* A tree that only one side has. */
int differing_alone(const struct differing *d, struct out *out,
		    const char *old, const char *new)
{
	uint32_t counts[FAIL_ON_NOTE + 1] = {0};

	counts[diff_severity(old ? DIFF_TREE_REMOVED : DIFF_TREE_ADDED)]++;
	render_diff(d, out, old, new, NULL);
	return severity_status(d, counts);
}

static int compare(struct meeting *m, const struct input_tree *new)
{
	const struct iop_plan *before = m->d->made[0].plan, *after = m->d->made[1].plan;
	struct diff diff;

	/* A policy may edit the tree, and move its nodes about. */
	if (!diff_plans(&diff, before, after, before->tree == after->tree, m->arena))
		return check_say(m->diag, new->name, "out of memory", EXIT_IO);
	render_diff(m->d, m->out, m->old->name, new->name, &diff);
	return severity_status(m->d, diff.counts);
}

static bool same_image(const struct input_tree *a, const struct input_tree *b)
{
	return a->image && b->image ? !strcmp(a->image, b->image) :
				      a->image == b->image;
}

static int meet_new(void *ctx, const struct input_tree *new)
{
	struct meeting *m = ctx;
	struct iop_arena *a = &m->d->side.arena;
	int status;

	if (!same_image(m->old, new))
		return EXIT_OK;
	m->met = true;
	status = make_plan(m, 1, new, a);
	return status ? status : compare(m, new);
}

static int find_old(void *ctx, const struct input_tree *old)
{
	struct meeting *m = ctx;

	m->met |= same_image(old, m->new);
	return EXIT_OK;
}

/* A tree of the new image; is there an old one? */
static int look_back(void *ctx, const struct input_tree *new)
{
	struct meeting *m = ctx;
	int status;

	m->new = new;
	m->met = false;
	status = side_each(&m->d->third, m->old->file, find_old, m, m->diag);
	return status ? status : m->met ? EXIT_OK :
	       differing_alone(m->d, m->out, NULL, new->name);
}

/* With the first tree of an image: those that only the new image has. */
static int added_images(struct meeting *m, const char *new)
{
	bool begun = m->d->fit == m->old->file;

	m->d->fit = m->old->file;
	return begun ? EXIT_OK :
	       side_each(&m->d->side, new, look_back, m, m->diag);
}

static int diff_files(struct meeting *m, const char *new)
{
	int status = EXIT_OK;

	if (m->old->image)
		status = added_images(m, new);
	m->met = false;
	status = worst_of(status, side_each(&m->d->side, new, meet_new, m,
					    m->diag));
	return m->met || status >= EXIT_TREE ? status :
	       worst_of(status, differing_alone(m->d, m->out, m->old->name, NULL));
}

int differing_tree(void *ctx, const struct input_tree *tree,
		   struct iop_arena *a, struct out *out, struct out *diag)
{
	struct meeting m = { .d = ctx, .old = tree, .arena = a, .out = out,
			     .diag = diag };
	const struct pair *pair = pairs_find(&m.d->pairs, tree->file);
	int status = make_plan(&m, 0, tree, a);

	if (status)
		return status;
	if (m.d->one_tree) {
		status = make_plan(&m, 1, tree, a);
		return status ? status : compare(&m, tree);
	}
	return pair && pair->new ? diff_files(&m, pair->new) :
	       differing_alone(m.d, out, tree->name, NULL);
}
