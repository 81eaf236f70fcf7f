/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>
#include <unistd.h>

#include "remedy/budget.h"
#include "config/kernel_option.h"
#include "cmd/fail_on.h"
#include "devices/pci_functions.h"
#include "cli/options.h"
#include "pci/bus_dump.h"
#include "compare/range/range.h"
#include "render/render.h"
#include "jobs/jobs.h"
#include "cmd/documents.h"
#include "cmd/output.h"
#include "cmd/plan_findings.h"
#include "cmd/plan_log.h"
#include "html/html.h"
#include "cmd/tree_plan.h"
#include "cmd/policy_run.h"

typedef void (*render_fn)(struct out *o, const struct render_input *in);

struct planning {
	const struct options *o;
	render_fn render;
	bool findings;
	struct documents documents;	/* of a format that makes one for each tree */
	bool colour;
	struct kernel_choice kernel;
	struct pci_dump pci;
	struct range_views range;	/* count 0: one version only */
	struct solving solving;		/* with --policy */
	struct plan_log log;
};

static struct out messages;

static const struct plan_format {
	const char *name;
	render_fn render;
	const char *suffix;		/* of a document for each tree, or NULL */
	bool findings;			/* it shows them */
} formats[] = {
	{ "text", render_plan_text, NULL, false },
	{ "json", render_plan_json, NULL, false },
	{ "tsv", render_plan_tsv, NULL, false },
	{ "svg", render_plan_svg, ".svg", false },
	{ "dot", render_plan_dot, ".dot", false },
	{ "html", render_plan_html, ".html", true },
};

/* NULL: none has that name, which is reported. */
static const struct plan_format *find_format(const char *name)
{
	const unsigned int n = sizeof(formats) / sizeof(formats[0]);

	for (unsigned int i = 0; i < n; i++)
		if (!strcmp(formats[i].name, name ? name : "text"))
			return &formats[i];
	out_str(&messages, "iommuplan plan: --format '");
	out_term(&messages, name);
	out_str(&messages, "' is not one of");
	for (unsigned int i = 0; i < n; i++) {
		out_str(&messages, i ? ", " : " ");
		out_str(&messages, formats[i].name);
	}
	out_char(&messages, '\n');
	out_flush(&messages);
	return NULL;
}

/* Functions whose host is not in the tree have no effect, which is reported. */
static void report_unmatched(const struct planning *p, const struct iop_plan *plan,
			     const char *tree, struct out *diag)
{
	uint32_t cursor = 0, domain;

	while (plan->pci && !p->o->run.quiet &&
	       iop_unmatched_domain(plan->pci, &cursor, &domain)) {
		input_diag(diag, tree);
		out_fmt(diag, "no PCI host has domain %04x of ", domain);
		out_term(diag, p->o->pci);
		input_diag_end(diag);
	}
}

/* A policy that is met has seen to it, by run-time writes perhaps. */
static bool find_budgets(const struct render_input *in, struct iop_budgets *out,
			 struct iop_arena *a)
{
	struct iop_budget_ask ask = { .plan = in->plan, .mask_bits = IOP_SHARE_MASK_BITS };
	uint32_t *reserve;
	bool *isolated;

	*out = (struct iop_budgets){ .n = 0 };
	if (!in->solution)
		return iop_budgets_find(&ask, out, a);
	if (in->solution->met)
		return true;
	if (!iop_reserves(in->solution->policy, in->plan, &reserve, &isolated, a))
		return false;
	ask.reserve = reserve;
	ask.isolated = isolated;
	return iop_budgets_find(&ask, out, a);
}

/* The plan is useful without them: a lack of space for them is reported. */
static void propose(struct render_input *in, struct iop_budgets *budgets,
		    const char *tree, struct iop_arena *a, struct out *diag)
{
	if (find_budgets(in, budgets, a)) {
		in->budgets = budgets;
		return;
	}
	input_diag(diag, tree);
	out_str(diag, "too large to search for policies that need fewer context banks");
	input_diag_end(diag);
}

static int open_range(struct planning *p, struct out *diag)
{
	struct kernel_choice *k = &p->kernel;

	if (!p->o->first || range_views_build(&p->range, k->facts,
					      &k->view.target, p->o->first,
					      &k->arena))
		return EXIT_OK;
	out_str(diag, "iommuplan: out of memory for driver facts\n");
	return EXIT_IO;
}

static int open_plans(struct planning *p, struct out *diag)
{
	return p->o->policy ? solving_adopt(&p->solving, &p->kernel, diag) :
			      open_range(p, diag);
}

/* What the container of the tree says of its kernel. */
static int adopt(struct planning *p, const struct input_tree *tree, struct iop_arena *a,
		 struct out *diag)
{
	bool changed;
	int status = kernel_adopt(&p->kernel, tree, a, &changed, diag);

	return status || !changed ? status : open_plans(p, diag);
}

static int put(struct planning *p, const struct document *d)
{
	if (p->documents.suffix)
		return documents_add(&p->documents, d);
	p->render(d->out, d->in);
	return EXIT_OK;
}

static int verdict(const struct planning *p, const struct render_input *in)
{
	if (in->solution && !in->solution->met)
		return EXIT_FINDINGS;
	return p->o->fail_on && plan_fails_on(in->plan, p->o->fail_on) ?
	       EXIT_FINDINGS : EXIT_OK;
}

static int plan_tree(void *ctx, const struct input_tree *tree,
		     struct iop_arena *a, struct out *out, struct out *diag)
{
	static struct tree_plan made;
	struct planning *p = ctx;
	int status = adopt(p, tree, a, diag);
	const struct tree_planner how = {
		.view = &p->kernel.view,
		.policy = p->o->policy ? &p->solving : NULL,
		.range = p->range.count ? &p->range : NULL,
	};
	struct render_input in = {
		.file = tree->name, .because = p->o->because,
		.names = p->o->names && p->render == render_plan_text,
		.colour = p->colour, .top = tree->first, .policy = p->o->policy,
		.assumed = &p->kernel.assumed,
	};
	struct plan_findings findings = { .places = NULL };
	struct iop_budgets budgets;

	if (!status)
		status = plan_log_take(&p->log, &p->kernel.view, tree, a, diag);
	if (!status)
		status = tree_plan_make(&made, &how, tree, a, diag);
	if (status)
		return status;
	in.plan = made.plan;
	in.solution = made.solved ? &made.solution : NULL;
	in.changes = how.range && !how.policy ? &made.report : NULL;
	if (!how.range)
		propose(&in, &budgets, tree->name, a, diag);
	report_unmatched(p, in.plan, tree->name, diag);
	if (p->findings) {
		status = plan_findings_make(&findings, &p->kernel.view, &p->o->run, tree,
					    &made.tree, a, diag);
		in.found = &findings.all;
	}
	if (!status)
		status = put(p, &(struct document){ p->render, &in, tree, a, out, diag });
	plan_findings_close(&findings, diag);
	return status ? status : verdict(p, &in);
}

static int plan_files(struct planning *p)
{
	struct output output;
	int status;
	bool whole;

	if (p->documents.directory)
		return run_files(&p->o->run, STDOUT_FILENO, plan_tree, p);
	status = output_open(&output, p->o->output, &messages);
	if (status)
		return status;
	p->colour = options_colour(p->o, output.fd);
	status = run_files_whole(&p->o->run, output.fd, plan_tree, p, &whole);
	if (p->documents.suffix && status == EXIT_USAGE)
		whole = false;
	return output_close(&output, whole, status);
}

static int open_pci(struct planning *p)
{
	int status;

	if (!p->o->pci)
		return EXIT_OK;
	status = pci_dump_open(&p->pci, p->o->pci, p->o->run.quiet, &messages);
	p->kernel.view.target.pci = &p->pci.bus;
	return status;
}

int cmd_plan(const struct options *o)
{
	static struct planning p;
	struct options labelled = *o;
	const struct plan_format *format;
	int status;

	out_to_fd(&messages, STDERR_FILENO);
	format = find_format(o->format);
	if (!format)
		return EXIT_USAGE;
	p = (struct planning){ .o = &labelled, .render = format->render,
				.findings = format->findings };
	status = documents_open(&p.documents, format->suffix, &labelled, &messages);
	if (!status)
		status = kernel_open(&p.kernel, o, &messages);
	if (!status)
		status = open_pci(&p);
	if (!status)
		status = plan_log_open(&p.log, o, &messages);
	if (!status)
		status = o->policy ? solving_open(&p.solving, o, &p.kernel, &messages) :
				     open_range(&p, &messages);
	labelled.run.labels = p.solving.file.policy.labels;
	out_flush(&messages);
	if (!status)
		status = plan_files(&p);
	documents_close(&p.documents);
	plan_log_close(&p.log);
	solving_close(&p.solving);
	kernel_close(&p.kernel);
	pci_dump_close(&p.pci);
	out_flush(&messages);
	return status;
}
