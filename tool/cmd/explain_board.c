// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/explain_board.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/kernel_version.h"
#include "cmd/output.h"
#include "config/kernel_option.h"
#include "explain/start_schema.h"
#include "explain/attribute.h"
#include "explain/log_whole.h"
#include "explain/otherwise.h"
#include "explain/subject.h"
#include "input/overwrite.h"
#include "input/tree_check.h"
#include "jobs/second_tree.h"
#include "render/json/plan_json.h"

static struct out text, messages;

struct explaining {
	const struct options *o;
	struct options used;	/* with what the log says of its kernel */
	char *release, *arguments;
	bool foreign;		/* an option names another kernel than the log */
	struct kernel_choice kernel;
	struct tree_side side;
	struct block log;
	unsigned int trees;
	int unknown;		/* WHATs that nothing is called */
};

static bool is_json(const struct explaining *e)
{
	return e->o->format && !strcmp(e->o->format, "json");
}

/* First of all what shows that the plan is wrong. */
static void say_otherwise(struct explaining *e, struct subject_of *s)
{
	struct otherwise w = { .arguments_known = e->o->bootargs || e->arguments };

	if (e->foreign)
		return;
	otherwise_read(&w, s, (const char *)e->log.base, e->log.used, e->release);
	otherwise_say(&w, s, e->o->log, is_json(e));
	otherwise_free(&w);
}

static void lines(struct explaining *e, struct subject_of *s)
{
	struct attributor a = subject_attributor(s);
	const char *at = (const char *)e->log.base, *end = at + e->log.used;
	uint32_t number = 1, other = 0, lines;

	for (size_t len; at < end; at += len + (at + len < end), number += lines) {
		struct attributed found;

		len = log_whole(at, (size_t)(end - at), &lines);
		if (!attribute_line(&a, at, len, &found)) {
			other += lines;
			continue;
		}
		subject_line(s, &found, number, e->o->log, is_json(e));
		attributed_free(&found);
	}
	if (!is_json(e) && !e->o->run.quiet && other)
		out_count(&text, other, "other line\n", "other lines\n");
}

static void whats(struct explaining *e, struct subject_of *s)
{
	for (unsigned int n = 0; n < e->o->run.n_files; n++)
		if (!subject_explain(s, e->o->run.files[n]) &&
		    !start_schema(&text, s->r.p, e->o->run.files[n])) {
			input_diag(&messages, e->o->board);
			out_str(&messages, "it has no node, device, group or stream '");
			out_term(&messages, e->o->run.files[n]);
			out_str(&messages, "'");
			input_diag_end(&messages);
			e->unknown = EXIT_USAGE;
		}
}

static int one(void *ctx, const struct input_tree *tree)
{
	struct explaining *e = ctx;
	struct iop_arena *a = &e->side.arena;
	struct iop_plan plan;
	struct iop_tree t;
	struct subject_of s;
	bool changed;
	int status = kernel_adopt(&e->kernel, tree, a, &changed, &messages), error;

	if (!status)
		status = input_index(&t, tree, a, &messages);
	if (status)
		return status;
	if (e->trees++)
		return check_say(&messages, tree->name, "a second tree: -b accepts one", EXIT_USAGE);
	error = iop_plan_make(&plan, &t, &e->kernel.view, a);
	if (error)
		return input_tree_error(&messages, tree->name, &t, error, NULL);
	if (!subject_open(&s, &plan, tree->name, &text)) {
		subject_close(&s);
		return check_say(&messages, tree->name, "out of memory", EXIT_IO);
	}
	if (e->o->log) {
		say_otherwise(e, &s);
		lines(e, &s);
	}
	whats(e, &s);
	subject_close(&s);
	return e->unknown;
}

static int usage(const char *what)
{
	out_str(&messages, "iommuplan explain: ");
	out_str(&messages, what);
	out_char(&messages, '\n');
	return EXIT_USAGE;
}

static void say(struct explaining *e, const char *what, const char *value)
{
	if (e->o->run.quiet)
		return;
	input_diag(&messages, e->o->log);
	out_str(&messages, what);
	out_term(&messages, value);
	input_diag_end(&messages);
}

static int unheard(void *ctx, const void *bytes, size_t n)
{
	(void)ctx, (void)bytes, (void)n;
	return 0;
}

/* Is it a kernel that a plan can be made for? Nobody asked for it: no message. */
static bool is_planned(const struct options *o)
{
	static struct out mute;
	struct kernel_choice k;
	int status;

	out_to_sink(&mute, unheard, NULL);
	status = kernel_open(&k, o, &mute);
	kernel_close(&k);
	return !status;
}

/* The plan is for the kernel of the log, unless an option names another. */
static void take_kernel(struct explaining *e)
{
	struct kernel_version theirs;

	/* A log may say anything: no range, and not "running". */
	if (!e->release || *e->release < '0' || *e->release > '9' || strstr(e->release, "..") ||
	    !kernel_version_read(e->release, strlen(e->release), &theirs))
		return;
	if (!e->o->kernel) {
		options_kernel(&e->used, e->release);
		if (is_planned(&e->used)) {
			say(e, "planned for its kernel, ", e->release);
			return;
		}
		e->used = *e->o;
		e->foreign = true;
		say(e, "its kernel version is not known, so it is not compared with the plan: ",
		    e->release);
	} else if (!e->o->kernel_file && (theirs.version ^ e->o->version) >> 16) {
		e->foreign = true;
		say(e, "it is from a different kernel, so it is not compared with the plan: ",
		    e->release);
	}
}

/* Of a boot that is in the log from its beginning, both are known. */
static int read_log(struct explaining *e)
{
	const char *log;
	int status = check_read(&e->log, e->o->log, &messages);

	if (status)
		return status;
	log = (const char *)e->log.base;
	e->release = log_release(log, e->log.used);
	e->arguments = log_arguments(log, e->log.used);
	take_kernel(e);
	if (!e->o->bootargs && e->arguments) {
		e->used.bootargs = e->arguments;
		say(e, "planned for its command line, ", e->arguments);
	}
	return EXIT_OK;
}

static int run(struct explaining *e)
{
	struct output output;
	int status = overwrite_check(&e->o->run, &(struct input_list){ .files = NULL }, &messages);

	if (!status && e->o->log)
		status = read_log(e);
	if (!status)
		status = kernel_open(&e->kernel, &e->used, &messages);
	if (!status)
		status = output_open(&output, e->o->output, &messages);
	if (status)
		return status;
	out_to_fd(&text, output.fd);
	status = side_each(&e->side, e->o->board, one, e, &messages);
	return output_finish(&output, &text, status, &messages);
}

int explain_board(const struct options *o)
{
	static struct explaining e;
	int status;

	e.o = o;
	e.used = *o;
	e.side.o = &o->run;
	out_to_fd(&messages, STDERR_FILENO);
	if (!o->board)
		status = usage("--log needs the device tree: -b FILE");
	else if (!o->log && !o->run.n_files)
		status = usage("-b needs something to explain, or --log");
	else if (o->first)
		status = usage("--kernel must be one version, not a range");
	else if (o->format && strcmp(o->format, "text") && !(is_json(&e) && o->log))
		status = usage("--format is text, or with --log json");
	else
		status = run(&e);
	side_close(&e.side);
	kernel_close(&e.kernel);
	block_drop(&e.log);
	free(e.release);
	free(e.arguments);
	out_flush(&messages);
	return status;
}
