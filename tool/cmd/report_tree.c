// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* One board: planned for each kernel that has it, its page, its records. */
#include <stdio.h>
#include <string.h>

#include "cmd/document_file.h"
#include "cmd/report_page.h"
#include "input/tree_check.h"

static int plan_column(struct board_run *b, unsigned int column, const struct input_tree *tree,
		       struct iop_arena *a)
{
	struct report_column *c = &b->g->columns[column];
	const struct tree_planner how = {
		.view = &c->kernel.view, .policy = c->o.policy ? &c->solving : NULL,
	};
	bool changed;
	int status = kernel_adopt(&c->kernel, tree, a, &changed, b->diag);

	if (!status && changed && c->o.policy)
		status = solving_adopt(&c->solving, &c->kernel, b->diag);
	return status ? status : tree_plan_make(&c->made, &how, tree, a, b->diag);
}

static bool same_image(const struct input_tree *a, const struct input_tree *b)
{
	return a->image && b->image ? !strcmp(a->image, b->image) : a->image == b->image;
}

static int older(struct board_run *b);

/* The next older tree, while the newer one it is compared with is open. */
static int meet(void *ctx, const struct input_tree *tree)
{
	struct board_run *b = ctx;
	unsigned int newer = b->newer;
	struct report_column *c = &b->g->columns[b->at];
	const struct iop_plan *before, *after = b->g->columns[newer].made.plan;
	struct diff diff;
	int status;

	if (!same_image(tree, b->tree))
		return EXIT_OK;
	status = plan_column(b, b->at, tree, &c->side.arena);
	if (status)
		return status;
	before = c->made.plan;
	if (!diff_plans(&diff, before, after, false, &c->side.arena))
		return check_say(b->diag, tree->name, "out of memory", EXIT_IO);
	report_verdict_record(b, b->at);
	report_change_records(b, b->at, newer, &diff);
	b->newer = b->at;
	return older(b);
}

static int older(struct board_run *b)
{
	struct report_column *c;

	while (b->at) {
		c = &b->g->columns[--b->at];
		if (b->files->file[b->at])
			return side_each(&c->side, b->files->file[b->at], meet, b, b->diag);
	}
	return EXIT_OK;
}

struct page {
	struct board_run *b;
	const struct render_input *in;
};

static void page(struct out *o, void *ctx)
{
	const struct page *p = ctx;

	report_board_page(o, p->b, p->in);
}

/* The newest tree is planned first, then each older one against it. */
static int run(struct board_run *b, struct iop_arena *a, struct plan_findings *findings)
{
	struct report_column *c = &b->g->columns[b->at];
	struct render_input in = { .file = line_text(&b->name), .assumed = &c->kernel.assumed };
	int status = plan_column(b, b->at, b->tree, a);

	if (!status)
		status = plan_findings_make(findings, &c->kernel.view, &b->g->run, b->tree,
					    &c->made.tree, a, b->diag);
	if (status)
		return status;
	in.plan = c->made.plan;
	in.solution = c->made.solved ? &c->made.solution : NULL;
	in.found = &findings->all;
	report_board_record(b, &in);
	report_finding_records(b, &findings->all);
	report_part_records(b, &in);
	report_verdict_record(b, b->at);
	report_board_changes(b);
	status = older(b);
	return status > EXIT_FINDINGS ? status :
	       document_below(b->g->o->output, b->page, page, &(struct page){ b, &in }, b->diag);
}

/* Trees in one file are numbered. */
static void name_page(struct board_run *b)
{
	static const char *file;
	static unsigned int n;
	size_t len = strlen(b->files->page) - strlen(".html");

	n = file == b->files->name ? n + 1 : 1;
	file = b->files->name;
	snprintf(b->page, sizeof(b->page), "%.*s", (int)len, b->files->page);
	len = strlen(b->page);
	if (b->tree->image)
		len += (size_t)snprintf(b->page + len, sizeof(b->page) - len, ".tree%u", n);
	snprintf(b->page + len, sizeof(b->page) - len, ".html");
}

int report_tree(void *ctx, const struct input_tree *tree, struct iop_arena *a,
		struct out *out, struct out *diag)
{
	static struct board_run b;
	struct plan_findings findings = { .places = NULL };
	int status;

	b = (struct board_run){ .g = ctx, .tree = tree, .out = out, .diag = diag };
	b.files = reporting_find(b.g, tree->file);
	if (!b.files)
		return check_say(diag, tree->name, "is not of the report", EXIT_IO);
	if (strlen(b.files->page) > sizeof(b.page) - 32)
		return check_say(diag, tree->name, "has a name too long for a page", EXIT_IO);
	for (b.at = b.g->n - 1; !b.files->file[b.at];)
		b.at--;
	b.newer = b.newest = b.at;
	line_str(&b.name, b.files->name);
	if (tree->image) {
		line_str(&b.name, ":");
		line_str(&b.name, tree->image);
	}
	name_page(&b);
	status = run(&b, a, &findings);
	plan_findings_close(&findings, diag);
	if (b.name.failed || b.changes.failed || b.verdicts.failed)
		status = check_say(diag, tree->name, "out of memory", EXIT_IO);
	line_free(&b.name);
	line_free(&b.changes);
	line_free(&b.verdicts);
	return status;
}
