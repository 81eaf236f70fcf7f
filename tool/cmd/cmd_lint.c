// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "config/kernel_option.h"
#include "cmd/output.h"
#include "cmd/policy_run.h"
#include "cmd/lint_earlier.h"
#include "cmd/lint_merge.h"
#include "lint/identity.h"
#include "lint/fix.h"
#include "lint/format/by_finding.h"
#include "lint/format/findings.h"
#include "lint/suppress.h"
#include "lint/totals.h"
#include "cli/options.h"
#include "input/tree_check.h"
#include "jobs/jobs.h"

struct linting {
	const struct options *o;
	struct options own;		/* with what the settings say */
	const struct lint_format *format;
	bool colour;
	struct kernel_choice kernel;
	struct range_views range;	/* count 0: one version only */
	struct grade grade;
	struct gathering how;
	struct settings settings;
	struct policy_file policy;
	struct kept_rules kept[2];	/* of settings, and of a policy */
	struct baseline baseline;
	struct settling settling;
	struct lint_earlier earlier;	/* of --new-since */
	struct fixing *fixing;
	struct lint_totals *totals;
};

static struct out messages, around;

static const struct lint_format *format_named(const char *name)
{
	static const struct lint_format *const all[] = {
		&lint_text, &lint_json, &lint_sarif, &lint_github, &lint_junit,
		&lint_gitlab, &lint_rdjsonl, &lint_checkstyle,
	};

	for (unsigned int i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (!name || !strcmp(name, all[i]->name))
			return all[i];
	return NULL;
}

static const struct lint_format *format_of(const struct options *o)
{
	const struct lint_format *f = format_named(o->format);

	if (!f || !o->by)
		return f;
	return f == &lint_text ? &by_finding_text : f == &lint_json ? &by_finding_json : NULL;
}

static enum iop_severity mildest_of(enum fail_on threshold)
{
	return threshold == FAIL_ON_NOTE ? IOP_NOTE :
	       threshold == FAIL_ON_WARNING ? IOP_WARNING : IOP_ERROR;
}

static bool fails(const struct gathered *g, enum iop_severity mildest)
{
	for (uint32_t n = 0; n < g->count; n++)
		if (!g->found[n].suppression && g->found[n].severity <= mildest)
			return true;
	return false;
}

/* Says so where findings are missing; returns the exit status of that. */
static int report_missing(const struct gathered *g, const char *name, struct out *diag)
{
	if (g->uncompared) {
		input_diag(diag, name);
		out_str(diag, "too many stream IDs overlap to compare all of them: "
			      "stream-overlap and stream-order are incomplete");
		input_diag_end(diag);
	}
	if (g->full) {
		input_diag(diag, name);
		out_str(diag, "out of memory: only the findings up to that point are reported");
		input_diag_end(diag);
	}
	return g->full ? EXIT_IO : EXIT_OK;
}

/* What makes the run fail is to be seen. */
static bool shows_notes(const struct linting *l)
{
	return l->o->notes || mildest_of(l->o->fail_on) == IOP_NOTE;
}

static int open_range(struct linting *l, struct out *diag)
{
	struct kernel_choice *k = &l->kernel;

	if (!l->o->first || range_views_build(&l->range, k->facts, &k->view.target,
					      l->o->first, &k->arena))
		return EXIT_OK;
	out_str(diag, "iommuplan: out of memory for driver facts\n");
	return EXIT_IO;
}

/* What the container of the tree says of its kernel. */
static int adopt(void *ctx, const struct input_tree *tree, struct iop_arena *a, struct out *diag)
{
	struct linting *l = ctx;
	bool changed;
	int status = kernel_adopt(&l->kernel, tree, a, &changed, diag);

	return status || !changed ? status : open_range(l, diag);
}

static int gather_tree(struct linting *l, const struct input_tree *tree, struct iop_tree *t,
		       struct gathered *all, struct iop_arena *a, struct out *diag)
{
	int status = adopt(l, tree, a, diag), e;

	if (!status)
		status = input_index(t, tree, a, diag);
	if (status)
		return status;
	e = lint_gather(all, &l->how, t, a);
	return e ? input_tree_error(diag, tree->name, t, e, NULL) : EXIT_OK;
}

static int lint_tree(void *ctx, const struct input_tree *tree,
		     struct iop_arena *a, struct out *out, struct out *diag)
{
	struct linting *l = ctx;
	enum iop_severity mildest = mildest_of(l->o->fail_on);
	struct line board = { 0 };
	struct places *places;
	struct gathered all;
	struct iop_tree t;
	int status = gather_tree(l, tree, &t, &all, a, diag);

	if (status)
		return status;
	identity_board(&board, tree);
	if (board.failed) {
		line_free(&board);
		return check_say(diag, tree->name, "out of memory", EXIT_IO);
	}
	status = suppress_settle(&l->settling, &all, tree, line_text(&board), &places, diag);
	if (!status)
		status = fix_tree(l->fixing, &all, tree, diag);
	if (status) {
		places_close(places, diag);
		line_free(&board);
		return status;
	}
	l->format->tree(out, &(struct lint_input){
		.file = tree->name,
		.board = line_text(&board),
		.all = &all,
		.ranged = l->range.count,
		.colour = l->colour,
		.first = tree->first,
		.baseline = l->baseline.file,
		.grade = &l->grade,
		.consumers = l->how.consumers,
		.mildest = mildest,
		.notes = shows_notes(l),
	});
	totals_add(l->totals, &all);
	line_free(&board);
	places_close(places, diag);
	status = report_missing(&all, tree->name, diag);
	return status ? status : fails(&all, mildest) ? EXIT_FINDINGS : EXIT_OK;
}

/* What is before and after the trees; false if it cannot be written. */
static bool write_begin(const struct linting *l, int fd)
{
	out_to_fd(&around, fd);
	if (l->format->begin)
		l->format->begin(&around);
	return out_flush(&around);
}

static bool write_end(const struct linting *l, int fd)
{
	out_to_fd(&around, fd);
	if (l->format->end)
		l->format->end(&around, l->totals);
	if (!strcmp(l->format->name, "text") && !l->o->run.quiet)
		totals_line(&around, l->totals, shows_notes(l));
	return out_flush(&around);
}

/* What only the whole run can tell. */
static int after(struct linting *l, int status)
{
	int end = baseline_end(&l->baseline, status < EXIT_USAGE, l->o->run.quiet,
			       &messages);

	if (!l->o->run.quiet)
		ignore_stale(&l->settings, &l->grade, &messages);
	return end > status ? end : status;
}

static int lint_files(struct linting *l)
{
	struct output output;
	int status = output_open(&output, l->o->output, &messages);
	bool whole, begun;

	if (status)
		return status;
	l->colour = options_colour(l->o, output.fd);
	l->totals = totals_open();
	if (!l->totals)
		return output_close(&output, false,
				    check_say(&messages, "lint", "out of memory", EXIT_IO));
	begun = write_begin(l, output.fd);
	if (!begun)
		status = output_failed(l->o->output, around.error, &messages);
	output.begun = lseek(output.fd, 0, SEEK_CUR);
	whole = false;
	if (begun)
		status = run_files_whole(&l->o->run, output.fd, lint_tree, l, &whole);
	whole = whole && !(output.fd != STDOUT_FILENO && output_empty(&output, status));
	if (whole && !write_end(l, output.fd)) {
		whole = false;
		status = output_failed(l->o->output, around.error, &messages);
	}
	totals_close(l->totals);
	return after(l, output_close(&output, whole, status));
}

static int usage(const char *what, const char *value, const char *wrong)
{
	out_str(&messages, "iommuplan lint: ");
	out_str(&messages, what);
	out_str(&messages, " '");
	out_term(&messages, value);
	out_str(&messages, "' ");
	out_str(&messages, wrong);
	out_char(&messages, '\n');
	return EXIT_USAGE;
}

/* What to say of a -W that names nothing; the rule that may be meant. */
static const char *bad_rule(const char *asked)
{
	static char wrong[NEAREST_HINT + 48];
	const char *word = strchr(asked, '=');
	char hint[NEAREST_HINT];

	word = word ? word + 1 : !strncmp(asked, "no-", 3) ? asked + 3 : asked;
	snprintf(wrong, sizeof(wrong), "is not a rule%s (see 'iommuplan explain')",
		 rule_hint(word, hint));
	return wrong;
}

/* The command line has the last word. */
static int open_settings(struct linting *l)
{
	struct options *o = &l->own;
	const char *bad;
	int status;

	if (o->update_baseline && !o->baseline)
		return usage("--update-baseline", "", "needs a --baseline");
	status = settings_open(&l->settings, o, &messages);
	if (status)
		return status;
	settings_warn(&l->settings, &messages);
	settings_grade(&l->settings, &l->grade);
	bad = grade_read(&l->grade, o);
	if (bad)
		return usage("-W", bad, bad_rule(bad));
	if (l->settings.kernels && !o->kernel)
		options_kernel(o, l->settings.kernels);
	options_roles(o);
	/* What is counted over all trees is counted by one process. */
	if (o->baseline || o->fix_overlay || o->by || l->format->whole)
		o->run.jobs = 1;
	return baseline_open(&l->baseline, o, &messages);
}

/* The files that may reserve streams. */
static unsigned int kept_open(struct linting *l)
{
	unsigned int n = 0;

	if (l->settings.policy.n_iommus)
		l->kept[n++] = (struct kept_rules){ l->settings.file, &l->settings.policy };
	if (l->o->policy)
		l->kept[n++] = (struct kept_rules){ l->policy.name, &l->policy.policy };
	return n;
}

static int open_all(struct linting *l)
{
	struct kernel_choice *k = &l->kernel;
	int status = open_settings(l);

	if (status)
		return status;
	if (l->o->policy)
		status = policy_file_open(&l->policy, l->o->policy, &messages);
	if (!status)
		status = kernel_open(k, l->o, &messages);
	if (status)
		return status;
	status = open_range(l, &messages);
	if (status)
		return status;
	l->how = (struct gathering){
		.view = &k->view, .range = l->range.count ? &l->range : NULL,
		.grade = &l->grade,
		.consumers = 1u << IOP_CONSUMER_LINUX | l->o->consumers,
		.kept = l->kept, .n_kept = kept_open(l),
	};
	return l->o->new_since ? lint_earlier_read(&l->earlier, l->o, &l->how, adopt, l) : EXIT_OK;
}

int cmd_lint(const struct options *o)
{
	struct linting l = { .own = *o, .format = format_of(o) };
	struct fixing fixing = { .file = o->fix_overlay };
	int status;

	l.o = &l.own;
	l.fixing = &fixing;
	l.settling = (struct settling){
		l.o, &l.settings, &l.baseline, o->new_since ? &l.earlier : NULL,
	};

	out_to_fd(&messages, STDERR_FILENO);
	if (o->merge) {
		status = lint_merge(o, &messages);
	} else if (!l.format) {
		status = usage("--format", o->format, o->by && format_named(o->format) ?
			       "is not a format of --by finding: text or json" :
			       "is not one of text, json, sarif, github, junit, gitlab, "
			       "rdjsonl, checkstyle");
	} else {
		status = open_all(&l);
		out_flush(&messages);
		if (!status)
			status = lint_files(&l);
		kernel_close(&l.kernel);
		settings_close(&l.settings);
		policy_close(&l.policy);
		baseline_close(&l.baseline);
		earlier_free(&l.earlier);
	}
	out_flush(&messages);
	return status;
}
