/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>
#include <unistd.h>

#include "config/kernel.h"
#include "diff/diff.h"
#include "emit/atomic.h"
#include "input/check.h"
#include "input/pairs.h"
#include "pci/dump.h"
#include "render/diff.h"
#include "run/run.h"
#include "run/side.h"
#include "solve/solving.h"

struct differing {
	const struct options *o;
	render_diff_fn *render;
	bool colour;
	bool one_tree;			/* the same file under two kernels */
	struct kernel kernel[2];
	struct options side_options[2];	/* those of a command with one side */
	struct solving solving[2];	/* where a side has a policy */
	struct pci_dump pci;
	struct pairs pairs;
	struct side side;		/* where the new trees are */
	struct side third;		/* looks into FIT images once more */
	const char *fit;		/* the old image being read */
};

/* One pair of trees, as the callbacks of its two sides see it. */
struct meeting {
	struct differing *d;
	const struct input_tree *old, *new;
	struct iop_tree tree[2];
	struct iop_plan plan[2];
	const struct iop_plan *planned[2];
	struct iop_arena *arena;
	struct out *out, *diag;
	bool met;			/* the new tree was found */
};

static struct out messages;

static int usage(const char *message, const char *about)
{
	out_str(&messages, "iommuplan diff: ");
	out_str(&messages, message);
	if (about)
		out_term(&messages, about);
	out_char(&messages, '\n');
	return EXIT_USAGE;
}

static render_diff_fn *renderer(const char *format)
{
	static const struct { const char *name; render_diff_fn *render; } all[] = {
		{ "text", render_diff_text },
		{ "json", render_diff_json },
		{ "markdown", render_diff_markdown },
	};

	if (!format)
		return render_diff_text;
	for (unsigned int i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (!strcmp(format, all[i].name))
			return all[i].render;
	return NULL;
}

/* A policy that is not met: the nearest there is, which is worth a remark. */
static int make_solution(struct meeting *m, int side,
			 const struct input_tree *tree, struct iop_arena *a)
{
	static struct iop_solution solutions[2];
	struct iop_solution *s = &solutions[side];
	int status = solving_run(&m->d->solving[side], &m->tree[side],
				 tree->name, s, a, m->diag);

	m->planned[side] = &s->plan;
	if (status || s->met)
		return status;
	input_diag(m->diag, tree->name);
	out_str(m->diag, "the policy is not met, what is nearest is compared: ");
	out_term(m->diag, m->d->side_options[side].policy);
	input_diag_end(m->diag);
	return EXIT_OK;
}

static int make_plan(struct meeting *m, int side, const struct input_tree *tree,
		     struct iop_arena *a)
{
	struct iop_place where;
	struct iop_tree *t = &m->tree[side];
	enum iop_error e = iop_tree_index(t, tree->blob, tree->size, a, &where);

	m->planned[side] = &m->plan[side];
	if (e == IOP_E_OK && m->d->side_options[side].policy)
		return make_solution(m, side, tree, a);
	if (e == IOP_E_OK)
		e = iop_plan_make(&m->plan[side], t,
				  &m->d->kernel[side].view, a);
	return e == IOP_E_OK ? EXIT_OK :
	       input_tree_error(m->diag, tree->name, t, e, &where);
}

static int severity_status(const struct differing *d, const uint32_t *counts)
{
	enum fail_on least = d->o->fail_on ? d->o->fail_on : FAIL_ON_ERROR;

	for (int s = FAIL_ON_ERROR; s <= (int)least; s++)
		if (counts[s])
			return EXIT_FINDINGS;
	return EXIT_OK;
}

static void render(const struct differing *d, struct out *out, const char *old,
		   const char *new, const struct diff *diff)
{
	d->render(out, &(struct render_diff_input){
		.name = { old, new },
		.kernel = { d->kernel[0].view.target.version,
			    d->kernel[1].view.target.version },
		.policy = { d->side_options[0].policy,
			    d->side_options[1].policy },
		.diff = diff,
		.colour = d->colour,
		.tell_same = !d->pairs.trees,
	});
}

/* A tree that only one side has. */
static int alone(const struct differing *d, struct out *out, const char *old,
		 const char *new)
{
	uint32_t counts[FAIL_ON_NOTE + 1] = {0};

	counts[diff_severity(old ? DIFF_TREE_REMOVED : DIFF_TREE_ADDED)]++;
	render(d, out, old, new, NULL);
	return severity_status(d, counts);
}

static int compare(struct meeting *m, const struct input_tree *new)
{
	struct diff diff;

	/* A policy may edit the tree, and move its nodes about. */
	if (!diff_plans(&diff, m->planned[0], m->planned[1],
			m->planned[0]->tree == m->planned[1]->tree, m->arena))
		return check_say(m->diag, new->name, "out of memory", EXIT_IO);
	render(m->d, m->out, m->old->name, new->name, &diff);
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
	       alone(m->d, m->out, NULL, new->name);
}

static int worst_of(int a, int b)
{
	return a > b ? a : b;
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
	       worst_of(status, alone(m->d, m->out, m->old->name, NULL));
}

static int diff_tree(void *ctx, const struct input_tree *tree,
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
	       alone(m.d, out, tree->name, NULL);
}

/* Files of the new directory alone are told without being read. */
static int added_files(const struct differing *d, int fd, int status)
{
	static struct out out;

	out_to_fd(&out, fd);
	for (size_t i = d->pairs.with_old; i < d->pairs.count; i++)
		status = worst_of(status, alone(d, &out, NULL,
						d->pairs.list[i].new));
	return out_flush(&out) ? status : EXIT_IO;
}

static int diff_all(struct differing *d, int fd, bool *whole)
{
	struct options expanded = d->side_options[0];
	int status;

	expanded.files = d->one_tree ? d->o->files : d->pairs.old.files;
	expanded.n_files = d->one_tree ? 1 :
			   (unsigned int)d->pairs.old.count;
	status = run_files_whole(&expanded, fd, diff_tree, d, whole);
	return *whole ? added_files(d, fd, status) : status;
}

static int write_diff(struct differing *d)
{
	struct atomic_set set;
	int fd = STDOUT_FILENO, status;
	bool whole;

	atomic_begin(&set, &messages);
	if (d->o->output && strcmp(d->o->output, "-")) {
		fd = atomic_open(&set, d->o->output, false);
		if (fd < 0)
			return EXIT_IO;
	}
	d->colour = options_colour(d->o, fd);
	status = diff_all(d, fd, &whole);
	if (!whole || (status >= EXIT_TREE && lseek(fd, 0, SEEK_CUR) == 0))
		atomic_abort(&set);
	else if (!atomic_commit(&set))
		status = EXIT_IO;
	return status;
}

/* The options of one side, as those of a command that has one kernel. */
static int open_kernel(struct differing *d, int side)
{
	const char *kernel = side ? d->o->to_kernel : d->o->from_kernel;
	const char *config = side ? d->o->to_config : d->o->from_config;
	const char *policy = side ? d->o->to_policy : d->o->from_policy;
	struct options *o = &d->side_options[side];

	*o = *d->o;
	if (!side && o->first)
		o->version = o->first;
	o->first = 0;
	if (kernel)
		options_kernel(o, kernel);
	if (config)
		o->kernel_config = config;
	if (policy)
		o->policy = policy;
	return kernel_open(&d->kernel[side], o, &messages);
}

static bool sides_differ(const struct options *o)
{
	return o->first || o->from_kernel || o->to_kernel || o->from_config ||
	       o->to_config || o->from_policy || o->to_policy;
}

static int open_inputs(struct differing *d)
{
	const struct options *o = d->o;

	if (o->n_files > 2)
		return usage("more than two trees: ", o->files[2]);
	d->one_tree = o->n_files == 1;
	if (d->one_tree && !sides_differ(o))
		return usage("nothing to compare: two trees, two kernels "
			     "(-k 6.1..7.2) or two policies are needed", NULL);
	if (d->one_tree)
		return EXIT_OK;
	if (!strcmp(o->files[0], "-") && !strcmp(o->files[1], "-"))
		return usage("standard input is one tree, not two", NULL);
	return pairs_collect(&d->pairs, o->files[0], o->files[1], &messages);
}

static int open_all(struct differing *d)
{
	int status = EXIT_OK;

	for (int side = 0; side < 2 && !status; side++)
		status = open_kernel(d, side);
	if (!status && d->o->pci) {
		status = pci_dump_open(&d->pci, d->o->pci, d->o->quiet, &messages);
		for (int side = 0; side < 2; side++)
			d->kernel[side].view.target.pci = &d->pci.bus;
	}
	for (int side = 0; side < 2 && !status; side++)
		if (d->side_options[side].policy)
			status = solving_open(&d->solving[side],
					      &d->side_options[side],
					      &d->kernel[side], &messages);
	for (int side = 0; side < 2; side++)
		d->side_options[side].labels = d->solving[0].file.policy.labels ||
					       d->solving[1].file.policy.labels;
	d->side.o = d->third.o = &d->side_options[1];
	return status;
}

int cmd_diff(const struct options *o)
{
	static struct differing d;
	int status, listed;

	d.o = o;
	d.render = renderer(o->format);
	out_to_fd(&messages, STDERR_FILENO);
	listed = d.render ? open_inputs(&d) :
		 usage("--format is none of text, json, markdown: ", o->format);
	status = listed == EXIT_USAGE ? listed : open_all(&d);
	out_flush(&messages);
	if (!status)
		status = worst_of(listed, write_diff(&d));
	for (int side = 0; side < 2; side++) {
		solving_close(&d.solving[side]);
		kernel_close(&d.kernel[side]);
	}
	pci_dump_close(&d.pci);
	side_close(&d.side);
	side_close(&d.third);
	pairs_free(&d.pairs);
	out_flush(&messages);
	return status;
}
