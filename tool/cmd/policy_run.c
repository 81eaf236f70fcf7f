/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "cmd/policy_run.h"

#include "input/input.h"

static int report_error(const struct read_error *e, int rc, struct out *diag)
{
	out_str(diag, "iommuplan: ");
	out_term(diag, e->file);
	if (e->line)
		out_fmt(diag, ":%u:%u", e->line, e->column);
	out_str(diag, ": ");
	out_term(diag, e->message);
	input_diag_end(diag);
	return rc == READ_IO ? EXIT_IO : EXIT_USAGE;
}

/* Kernels after the one that is planned for: where a remedy may be. */
static bool open_newer(struct solving *s, struct kernel_choice *k)
{
	struct iop_target target = k->view.target;
	iop_version newest = k->facts->newest | IOP_VERSION_PATCH_ANY;

	if (target.version >= newest)
		return true;
	target.version = newest;
	return range_views_build(&s->newer, k->facts, &target,
				 k->view.target.version, &k->arena);
}

int policy_file_open(struct policy_file *f, const char *name, struct out *diag)
{
	struct read_error e;
	int rc = policy_open(f, name, &e);

	return rc ? report_error(&e, rc, diag) : EXIT_OK;
}

int solving_open(struct solving *s, const struct options *o, struct kernel_choice *k,
		 struct out *diag)
{
	int rc;

	if (o->first) {
		out_str(diag, "iommuplan: --policy is for one kernel version, not for ");
		out_term(diag, o->kernel);
		input_diag_end(diag);
		return EXIT_USAGE;
	}
	rc = policy_file_open(&s->file, o->policy, diag);
	return rc ? rc : solving_adopt(s, k, diag);
}

int solving_adopt(struct solving *s, struct kernel_choice *k, struct out *diag)
{
	s->view = &k->view;
	s->newer.count = 0;
	if (open_newer(s, k))
		return EXIT_OK;
	out_str(diag, "iommuplan: out of memory for driver facts\n");
	return EXIT_IO;
}

void solving_close(struct solving *s)
{
	policy_close(&s->file);
}

static int report_no_match(const struct solving *s, const struct iop_solve_error *e,
			   const char *name, struct out *diag)
{
	out_str(diag, "iommuplan: ");
	out_term(diag, s->file.name);
	out_fmt(diag, ":%u:%u: this match selects ", e->selector->at.line,
		e->selector->at.column);
	out_str(diag, e->found_others ? "nodes, but no " : "no ");
	out_str(diag, e->what);
	out_str(diag, " in ");
	out_term(diag, name);
	out_str(diag, " ('optional: true' allows that)");
	input_diag_end(diag);
	return EXIT_USAGE;
}

static int report_amend(const struct iop_tree *t, const struct iop_solve_error *e,
			const char *name, struct out *diag)
{
	char path[256];

	input_diag(diag, name);
	out_str(diag, "edits: ");
	out_str(diag, e->what);
	out_str(diag, ": ");
	if (e->amend.node < t->count) {
		iop_node_path(t, e->amend.node, path, sizeof(path));
		out_term(diag, path);
		out_str(diag, ": ");
	}
	out_str(diag, iop_amend_text(e->amend.why));
	input_diag_end(diag);
	return EXIT_FINDINGS;
}

int solving_run(const struct solving *s, const struct iop_tree *t,
		const char *name, struct iop_solution *out, struct iop_arena *a,
		struct out *diag)
{
	struct iop_solve_in in = {
		.tree = t, .view = s->view, .policy = &s->file.policy,
	};
	struct iop_solve_error e = { 0 };

	if (s->newer.count > 1) {
		in.newer = s->newer.views + 1;
		in.n_newer = s->newer.count - 1;
	}
	switch (iop_solve(&in, out, &e, a)) {
	case 0:
		return EXIT_OK;
	case IOP_SOLVE_NO_MATCH:
		return report_no_match(s, &e, name, diag);
	case IOP_SOLVE_AMEND:
		return report_amend(t, &e, name, diag);
	case -IOP_ERR_BADHEADER:
		input_diag(diag, name);
		out_str(diag, "the memory reservation block is not terminated");
		input_diag_end(diag);
		return EXIT_TREE;
	default:
		input_diag(diag, name);
		out_str(diag, "out of memory for the policy's plan");
		input_diag_end(diag);
		return EXIT_IO;
	}
}
