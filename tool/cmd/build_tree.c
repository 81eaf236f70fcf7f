/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "cmd/build_tree.h"
#include "input/tree_check.h"

#include <stdio.h>
#include <string.h>

#include "artefacts/board.h"
#include "artefacts/directory.h"
#include "cmd/fail_on.h"
#include "cmd/tree_plan.h"
#include "cmdline/cmdline.h"

static void warn_conflicts(const struct building *b, const struct iop_plan *p,
			   const char *name, struct out *diag)
{
	static const char *const texts[] = {
#define CONFLICT_TEXT(id, slug, text) [IOP_CONFLICT_##id] = (text),
		IOP_CONFLICTS(CONFLICT_TEXT)
#undef CONFLICT_TEXT
	};
	struct iop_conflict_walk w = { .rest = p->defaults.bootargs };
	struct iop_conflict c;

	while (!b->o->run.quiet && iop_conflict_next(p, &w, &c)) {
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

/* An artefact can have the name of a tree that is read: board.iommu.dtb. */
static int spare_inputs(const struct building *b, const char *stem, struct out *diag,
			struct iop_arena *a)
{
	size_t size = strlen(stem) + 32;
	char *path = iop_alloc(a, size, 1);

	for (unsigned int i = 0; path && i < ARTEFACT_COUNT; i++) {
		snprintf(path, size, "%s%s", stem, artefact_suffixes[i]);
		if (b->which >> i & 1 && overwrite_is_input(&b->inputs, path))
			return check_say(diag, path, "is an input and would be "
					 "overwritten", EXIT_USAGE);
	}
	return path ? EXIT_OK : EXIT_IO;
}

static int write_set(struct building *b, const struct board_files *board,
		     const struct input_tree *tree)
{
	char *stem = tree_stem(&b->stems, b->o->output, tree, board->arena);
	int status;

	if (!stem)
		return tree_status(tree, "its files would have the same names "
				   "as those of another file", EXIT_USAGE, board->diag);
	status = spare_inputs(b, stem, board->diag, board->arena);
	if (status)
		return status;
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
static int write_alone(struct building *b, const struct board_files *board,
		       const struct input_tree *tree)
{
	int status;

	if (b->trees++)
		return tree_status(tree, "--output names one file, but there "
				   "are more trees", EXIT_USAGE, board->diag);
	status = board_add(board, &b->set, ARTEFACT_DTB, b->o->output);
	atomic_lasting(&b->set);
	return status;
}

/* A policy that cannot be met leaves nothing to write. */
static int refuse_unmet(const struct building *b, const struct board_files *board)
{
	input_diag(board->diag, board->render.file);
	out_str(board->diag, "the policy cannot be met, and nothing is written: ");
	out_str(board->diag, "'iommuplan plan -p ");
	out_term(board->diag, b->o->policy);
	out_str(board->diag, "' prints the reason");
	input_diag_end(board->diag);
	return EXIT_FINDINGS;
}

static int write_board(struct building *b, const struct board_files *board,
		       const struct input_tree *tree)
{
	const struct iop_plan *p = board->note.plan;
	int status = b->alone ? write_alone(b, board, tree) :
				write_set(b, board, tree);

	if (status)
		return status;
	warn_conflicts(b, p, tree->name, board->diag);
	return b->o->fail_on && plan_fails_on(p, b->o->fail_on) ?
	       EXIT_FINDINGS : EXIT_OK;
}

int building_tree(void *ctx, const struct input_tree *tree,
		  struct iop_arena *a, struct out *out, struct out *diag)
{
	static struct tree_plan made;
	struct building *b = ctx;
	const struct tree_planner how = {
		.view = &b->kernel.view, .policy = b->o->policy ? &b->solving : NULL,
	};
	struct board_files board = {
		.render = { .file = tree->name, .policy = b->o->policy,
			    .assumed = &b->kernel.assumed },
		.arena = a,
		.tree = tree->blob,
		.tree_size = tree->size,
		.quiet = b->o->run.quiet,
		.diag = diag,
	};
	bool changed;
	int status = kernel_adopt(&b->kernel, tree, a, &changed, diag);

	(void)out;
	if (!status && changed && b->o->policy)
		status = solving_adopt(&b->solving, &b->kernel, diag);
	if (!status)
		status = tree_plan_make(&made, &how, tree, a, diag);
	if (status)
		return status;
	board.render.plan = made.plan;
	board.render.solution = made.solved ? &made.solution : NULL;
	board.note = (struct iop_annotation){
		made.plan, "iommuplan " IOP_VERSION_TEXT, board.render.solution
	};
	if (made.solved && !made.solution.met)
		return refuse_unmet(b, &board);
	return write_board(b, &board, tree);
}
