/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/kernel.h"
#include "emit/board.h"
#include "emit/directory.h"
#include "emit/stems.h"
#include "judge.h"
#include "plan/cmdline.h"
#include "run/run.h"
#include "solve/solving.h"

/* What all trees share. With --jobs each process has a copy. */
struct build {
	const struct options *o;
	struct kernel kernel;
	struct solving solving;		/* with --policy */
	unsigned int which;		/* bits of enum artefact */
	bool alone;			/* --output names the annotated tree */
	unsigned int trees;		/* written so far, when alone */
	struct stems stems;
	const char *fit;		/* stem of the FIT image being read */
	unsigned int image;		/* trees seen in it */
	struct atomic_set set;
};

static struct out messages;

static int usage(const char *message, const char *about)
{
	out_str(&messages, "iommuplan build: ");
	out_str(&messages, message);
	if (about)
		out_term(&messages, about);
	out_char(&messages, '\n');
	return EXIT_USAGE;
}

static unsigned int artefact_bit(const char *name, size_t len)
{
	for (unsigned int i = 0; i < ARTEFACT_COUNT; i++)
		if (!strncmp(artefact_names[i], name, len) &&
		    !artefact_names[i][len])
			return 1u << i;
	return 0;
}

static int read_only(struct build *b, const char *list)
{
	unsigned int bit;
	size_t len;

	for (; list; list = list[len] ? list + len + 1 : NULL) {
		len = strcspn(list, ",");
		bit = artefact_bit(list, len);
		if (!bit)
			return usage("--only takes a list of dtb, dtbo, cmdline "
				     "and plan, with --target u-boot also env, "
				     "script and fit, with --policy also "
				     "runtime, unit, initramfs and dracut, not ",
				     list);
		b->which |= bit;
	}
	return EXIT_OK;
}

static int read_target(struct build *b)
{
	const struct options *o = b->o;

	if (b->which & ARTEFACTS_UBOOT && !o->target)
		return usage("--only asks for what --target u-boot makes: ",
			     o->only);
	if (o->target && b->alone)
		return usage("--target makes more than the tree that --output "
			     "names: ", o->output);
	if (o->target && o->n_overlays)
		return usage("--target needs the tree as the board loads it, and "
			     "there is --overlay; merge them first (fdtoverlay): ",
			     o->overlays[0]);
	return EXIT_OK;
}

static bool names_tree(const char *path)
{
	size_t n = strlen(path);
	struct stat st;

	return n > 4 && !strcmp(path + n - 4, ".dtb") &&
	       (stat(path, &st) || !S_ISDIR(st.st_mode));
}

static int read_options(struct build *b)
{
	const struct options *o = b->o;
	int status = read_only(b, o->only);

	if (status)
		return status;
	if (!o->output)
		return usage("--output is missing: a directory, or FILE.dtb for "
			     "the tree alone", NULL);
	if (o->first)
		return usage("artefacts are for one kernel version, not for ",
			     o->kernel);
	b->alone = names_tree(o->output);
	if (b->alone && b->which & ~(1u << ARTEFACT_DTB))
		return usage("--only asks for more than the tree that --output "
			     "names: ", o->output);
	status = read_target(b);
	if (!b->which)
		b->which = ARTEFACTS_ALL | ARTEFACTS_RUNTIME |
			   (o->target ? ARTEFACTS_UBOOT : 0);
	return status;
}

static void warn_conflicts(const struct build *b, const struct iop_plan *p,
			   const char *name, struct out *diag)
{
	static const char *const texts[] = {
#define CONFLICT_TEXT(id, slug, text) [IOP_CONFLICT_##id] = text,
		IOP_CONFLICTS(CONFLICT_TEXT)
#undef CONFLICT_TEXT
	};
	struct iop_conflict_walk w = { .rest = p->defaults.bootargs };
	struct iop_conflict c;

	while (!b->o->quiet && iop_conflict_next(p, &w, &c)) {
		input_diag(diag, name);
		out_str(diag, "warning: '");
		out_term_mem(diag, c.arg.raw, c.arg.raw_len);
		out_str(diag, "' in the boot arguments ");
		out_str(diag, texts[c.code]);
		input_diag_end(diag);
	}
}

static int tree_status(const struct input_tree *tree, const char *message,
		       int status, struct out *diag)
{
	input_diag(diag, tree->name);
	out_str(diag, message);
	input_diag_end(diag);
	return status;
}

/* Trees of a FIT image have no file name of their own: they are counted. */
static char *path_stem(struct build *b, const struct input_tree *tree,
		       struct iop_arena *a)
{
	const char *name = stems_find(&b->stems, tree->file);
	size_t dir = strlen(b->o->output) + 1, size;
	char *path;

	if (!name)
		return NULL;
	if (tree->image && b->fit != name)
		b->image = 0;
	b->fit = name;
	size = dir + strlen(name) + 16;
	path = iop_alloc(a, size, 1);
	if (!path)
		return NULL;
	if (!tree->image)
		snprintf(path, size, "%s/%s", b->o->output, name);
	else
		snprintf(path, size, "%s/%s.%u", b->o->output, name, ++b->image);
	return tree->image && stems_taken(&b->stems, path + dir) ? NULL : path;
}

static int write_set(struct build *b, const struct board *board,
		     const struct input_tree *tree)
{
	char *stem = path_stem(b, tree, board->arena);
	int status;

	if (!stem)
		return tree_status(tree, "its artefacts would have the name of "
				   "another file's", EXIT_USAGE, board->diag);
	if (!directory_make(stem, (size_t)(strrchr(stem, '/') - stem),
			    board->diag))
		return EXIT_IO;
	atomic_begin(&b->set, board->diag);
	status = board_add_all(board, &b->set, b->which, stem);
	if (status)
		atomic_abort(&b->set);
	else if (!atomic_commit(&b->set))
		status = EXIT_IO;
	return status;
}

/* The file is only put in place when no second tree has followed. */
static int write_alone(struct build *b, const struct board *board,
		       const struct input_tree *tree)
{
	if (b->trees++)
		return tree_status(tree, "--output names one file, but there "
				   "are more trees", EXIT_USAGE, board->diag);
	return board_add(board, &b->set, ARTEFACT_DTB, b->o->output);
}

/* A policy that cannot be met leaves nothing to write. */
static int solve(const struct build *b, struct board *board,
		 const struct iop_tree *t, struct iop_solution *solution)
{
	int status = solving_run(&b->solving, t, board->render.file, solution,
				 board->arena, board->diag);

	if (status)
		return status;
	board->note.plan = board->render.plan = &solution->plan;
	board->note.solution = board->render.solution = solution;
	board->render.policy = b->o->policy;
	if (solution->met)
		return EXIT_OK;
	input_diag(board->diag, board->render.file);
	out_str(board->diag, "the policy cannot be met, and nothing is written: ");
	out_str(board->diag, "'iommuplan plan -p ");
	out_term(board->diag, b->o->policy);
	out_str(board->diag, "' tells why");
	input_diag_end(board->diag);
	return EXIT_FINDINGS;
}

static int write_board(struct build *b, const struct board *board,
		       const struct input_tree *tree)
{
	const struct iop_plan *p = board->note.plan;
	int status = b->alone ? write_alone(b, board, tree) :
				write_set(b, board, tree);

	if (status)
		return status;
	warn_conflicts(b, p, tree->name, board->diag);
	return b->o->fail_on && judge_plan(p, b->o->fail_on) ?
	       EXIT_FINDINGS : EXIT_OK;
}

static int build_tree(void *ctx, const struct input_tree *tree,
		      struct iop_arena *a, struct out *out, struct out *diag)
{
	static struct iop_solution solution;
	struct build *b = ctx;
	struct iop_place where;
	struct iop_plan plan;
	struct iop_tree t;
	struct board board = {
		.note = { &plan, "iommuplan " IOP_VERSION_TEXT, NULL },
		.render = { .file = tree->name, .plan = &plan },
		.arena = a,
		.tree = tree->blob,
		.tree_size = tree->size,
		.quiet = b->o->quiet,
		.diag = diag,
	};
	enum iop_error e = iop_tree_index(&t, tree->blob, tree->size, a, &where);
	int status = EXIT_OK;

	(void)out;
	if (e == IOP_E_OK && !b->o->policy)
		e = iop_plan_make(&plan, &t, &b->kernel.view, a);
	if (e != IOP_E_OK)
		return input_tree_error(diag, tree->name, &t, e, &where);
	if (b->o->policy)
		status = solve(b, &board, &t, &solution);
	return status ? status : write_board(b, &board, tree);
}

static int build_alone(struct build *b, const struct options *expanded)
{
	int status;

	if (expanded->n_files > 1)
		return usage("--output names one file, but there are more "
			     "inputs: ", b->o->output);
	atomic_begin(&b->set, &messages);
	status = run_files(expanded, STDOUT_FILENO, build_tree, b);
	if (status > EXIT_FINDINGS)
		atomic_abort(&b->set);
	else if (!atomic_commit(&b->set))
		status = EXIT_IO;
	return status;
}

static int build_files(struct build *b)
{
	struct options expanded = *b->o;
	int listed = stems_collect(&b->stems, b->o, &messages), status;

	if (listed == EXIT_USAGE)
		return listed;
	expanded.labels = b->solving.file.policy.labels;
	expanded.files = b->stems.files.files;
	expanded.n_files = (unsigned int)b->stems.files.count;
	if (b->alone)
		return build_alone(b, &expanded);
	if (!directory_make(b->o->output, strlen(b->o->output), &messages))
		return EXIT_IO;
	out_flush(&messages);
	status = run_files(&expanded, STDOUT_FILENO, build_tree, b);
	return status > listed ? status : listed;
}

int cmd_build(const struct options *o)
{
	static struct build b;
	int status;

	b.o = o;
	out_to_fd(&messages, STDERR_FILENO);
	status = read_options(&b);
	if (!status)
		status = kernel_open(&b.kernel, o, &messages);
	if (!status && o->policy)
		status = solving_open(&b.solving, o, &b.kernel, &messages);
	if (!status)
		status = build_files(&b);
	stems_free(&b.stems);
	solving_close(&b.solving);
	kernel_close(&b.kernel);
	out_flush(&messages);
	return status;
}
