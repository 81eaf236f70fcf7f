// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/explain_board.h"

#include <string.h>
#include <unistd.h>

#include "cmd/output.h"
#include "config/kernel_option.h"
#include "explain/start_schema.h"
#include "explain/attribute.h"
#include "explain/subject.h"
#include "input/overwrite.h"
#include "input/tree_check.h"
#include "jobs/second_tree.h"
#include "render/json/plan_json.h"

static struct out text, messages;

struct explaining {
	const struct options *o;
	struct kernel kernel;
	struct side side;
	struct block log;
	unsigned int trees;
	int unknown;		/* WHATs that nothing is called */
};

static bool is_json(const struct explaining *e)
{
	return e->o->format && !strcmp(e->o->format, "json");
}

static void lines(struct explaining *e, struct subject_of *s)
{
	struct attributor a = { .claims = &s->claims, .names = &s->names };
	const char *at = (const char *)e->log.base, *end = at + e->log.used;
	uint32_t number = 0, other = 0;

	for (const char *next; at < end; at = next) {
		const char *eol = memchr(at, '\n', (size_t)(end - at));
		struct attributed found;

		number++;
		next = eol ? eol + 1 : end;
		if (!attribute_line(&a, at, (size_t)((eol ? eol : end) - at), &found)) {
			other++;
			continue;
		}
		subject_line(s, &found, number, e->o->log, is_json(e));
		attributed_free(&found);
	}
	if (!is_json(e) && !e->o->run.quiet)
		out_fmt(&text, "%u other lines\n", other);
}

static void whats(struct explaining *e, struct subject_of *s)
{
	for (unsigned int n = 0; n < e->o->run.n_files; n++)
		if (!subject_explain(s, e->o->run.files[n]) &&
		    !start_schema(&text, s->r.p, e->o->run.files[n])) {
			input_diag(&messages, e->o->board);
			out_str(&messages, "nothing in it is called '");
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
		return check_say(&messages, tree->name, "a second tree: -b takes one", EXIT_USAGE);
	error = iop_plan_make(&plan, &t, &e->kernel.view, a);
	if (error)
		return input_tree_error(&messages, tree->name, &t, error, NULL);
	if (!subject_open(&s, &plan, tree->name, &text)) {
		subject_close(&s);
		return check_say(&messages, tree->name, "out of memory", EXIT_IO);
	}
	if (e->o->log)
		lines(e, &s);
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

static int run(struct explaining *e)
{
	struct output output;
	int status = overwrite_check(&e->o->run, &(struct input_list){ .files = NULL }, &messages);

	if (!status)
		status = kernel_open(&e->kernel, e->o, &messages);
	if (!status && e->o->log)
		status = check_read(&e->log, e->o->log, &messages);
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
	e.side.o = &o->run;
	out_to_fd(&messages, STDERR_FILENO);
	if (!o->log && !o->run.n_files)
		status = usage("-b needs something to explain, or --log");
	else if (o->first)
		status = usage("one kernel at a time, not a range");
	else if (o->format && strcmp(o->format, "text") && !(is_json(&e) && o->log))
		status = usage("--format is text, or with --log json");
	else
		status = run(&e);
	side_close(&e.side);
	kernel_close(&e.kernel);
	block_drop(&e.log);
	out_flush(&messages);
	return status;
}
