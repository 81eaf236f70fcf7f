// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Parts have the pages of their boards, and in data.json what the pages about
 * several boards need. The outcome has the bytes that one run would have
 * written, whatever went into which part.
 */
#include "cmd/report_merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "artefacts/directory.h"
#include "cmd/document_file.h"
#include "cmd/report_write.h"
#include "input/tree_check.h"
#include "report/report_part.h"
#include "text/status.h"

struct part_file {
	const char *dir;
	char *name;		/* of its data.json */
	struct block bytes;
	struct yaml_store store;
	struct report_part part;
};

struct merging_reports {
	const struct options *o;
	struct out *diag;
	struct part_file *parts;
	unsigned int n;
	struct line records;
	struct vec from;	/* by board: the part it came from */
};

static int usage(struct out *diag, const char *what, const char *about)
{
	out_str(diag, "iommuplan report: --merge ");
	out_str(diag, what);
	out_term(diag, about);
	out_char(diag, '\n');
	return EXIT_USAGE;
}

/* An option that only reading trees can obey, or NULL. */
static const char *misplaced(const struct options *o)
{
	return o->kernel ? "--kernel" : o->kernel_config ? "--kernel-config" :
	       o->policy ? "--policy" : o->modules ? "--modules" :
	       o->bootargs ? "--bootargs" : o->changed ? "--diff" :
	       o->schema_dirs.n ? "--schema-dir" : NULL;
}

static int bad(const struct merging_reports *m, const struct part_file *f, const char *what)
{
	return check_say(m->diag, f->name, what, EXIT_USAGE);
}

static int no_memory(const struct merging_reports *m)
{
	return check_say(m->diag, "report", "out of memory", EXIT_IO);
}

static int open_part(struct merging_reports *m, struct part_file *f)
{
	struct read_error err = { .line = 0 };
	struct doc *d = NULL;
	const char *wrong;
	int status;

	f->name = document_path(f->dir, "data.json");
	if (!f->name)
		return no_memory(m);
	status = check_read(&f->bytes, f->name, m->diag);
	if (status)
		return status;
	if (doc_read(&d, &f->store, (const char *)f->bytes.base, f->bytes.used, &err)) {
		input_diag_at(m->diag, f->name, err.line, err.column);
		out_term(m->diag, err.message);
		input_diag_end(m->diag);
		return EXIT_USAGE;
	}
	block_drop(&f->bytes);
	wrong = report_part_open(&f->part, d);
	return wrong ? bad(m, f, wrong) : EXIT_OK;
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* What all parts have to have been asked. */
static int agree(const struct merging_reports *m, const struct part_file *f)
{
	const struct report_part *a = &m->parts[0].part, *b = &f->part;
	bool same = a->n_labels == b->n_labels;

	for (uint32_t n = 0; same && n < a->n_labels; n++)
		same = !strcmp(a->labels[n], b->labels[n]);
	if (!same)
		return bad(m, f, "was made for different kernels than the first part; name them: VERSION=DIR");
	if (a->diff != b->diff)
		return bad(m, f, "was made with --diff, or the first part was");
	if (!same_text(a->policy, b->policy))
		return bad(m, f, "was made with a different policy than the first part");
	return EXIT_OK;
}

/* The part whose next board comes first, or NULL. */
static struct part_file *first_part(const struct merging_reports *m)
{
	struct part_file *first = NULL;

	for (unsigned int n = 0; n < m->n; n++)
		if (m->parts[n].part.board &&
		    (!first || strcmp(m->parts[n].part.name, first->part.name) < 0))
			first = &m->parts[n];
	return first;
}

static void copy(struct out *o, void *ctx)
{
	const struct block *b = ctx;

	out_mem(o, b->base, b->used);
}

static int copy_page(const struct merging_reports *m, const struct part_file *f, const char *page)
{
	struct block bytes = { .base = NULL };
	char *from = document_path(f->dir, page);
	int status = from ? check_read(&bytes, from, m->diag) : no_memory(m);

	if (!status)
		status = document_below(m->o->output, page, copy, &bytes, m->diag);
	block_drop(&bytes);
	free(from);
	return status;
}

static int to_line(void *ctx, const void *bytes, size_t n)
{
	line_mem(ctx, bytes, n);
	return 0;
}

static int take_boards(struct merging_reports *m)
{
	static struct out records;
	struct part_file *f;
	int status = EXIT_OK;

	out_to_sink(&records, to_line, &m->records);
	while (!status && (f = first_part(m))) {
		struct part_file **from = vec_push(&m->from, sizeof(struct part_file *));
		const char *wrong = report_part_take(&f->part, &records);

		if (!from)
			return no_memory(m);
		*from = f;
		if (wrong)
			status = bad(m, f, wrong);
	}
	out_flush(&records);
	return m->records.failed ? no_memory(m) : status;
}

static const struct report *sorted;

static int by_page(const void *a, const void *b)
{
	return strcmp(sorted->boards[*(const uint32_t *)a].page,
		      sorted->boards[*(const uint32_t *)b].page);
}

/* Two boards with one page: the second one's is all that is left. */
static int pages_differ(const struct merging_reports *m, const struct report *r)
{
	uint32_t *all = malloc(((size_t)r->n_boards + 1) * sizeof(*all)), n;
	int status = EXIT_OK;

	if (!all)
		return no_memory(m);
	for (n = 0; n < r->n_boards; n++)
		all[n] = n;
	sorted = r;
	qsort(all, r->n_boards, sizeof(*all), by_page);
	for (n = 1; n < r->n_boards && !status; n++)
		if (!by_page(&all[n - 1], &all[n]))
			status = usage(m->diag, "accepts each board in one part only; two parts have ",
				       r->boards[all[n]].page);
	free(all);
	return status;
}

static int copy_pages(const struct merging_reports *m, const struct report *r)
{
	struct part_file *const *from = m->from.data;
	int status = EXIT_OK;

	for (uint32_t n = 0; n < r->n_boards && !status; n++)
		status = copy_page(m, from[n], r->boards[n].page);
	return status;
}

static int write_all(const struct merging_reports *m)
{
	const struct report_part *p = &m->parts[0].part;
	struct report r = { .n_labels = p->n_labels, .diff = p->diff, .policy = p->policy };
	int status;

	memcpy(r.labels, p->labels, sizeof(r.labels));
	if (!report_read(&r, m->records.text, m->records.len))
		status = no_memory(m);
	else
		status = pages_differ(m, &r);
	if (!status && !directory_make(m->o->output, strlen(m->o->output), m->diag))
		status = EXIT_IO;
	if (!status)
		status = copy_pages(m, &r);
	if (!status)
		status = report_write(m->o, &r, m->diag);
	report_free(&r);
	return status;
}

static int merge(struct merging_reports *m)
{
	int status = EXIT_OK;

	for (unsigned int n = 0; n < m->n && !status; n++) {
		m->parts[n].dir = m->o->run.files[n];
		status = open_part(m, &m->parts[n]);
		if (!status)
			status = agree(m, &m->parts[n]);
	}
	if (!status)
		status = take_boards(m);
	return status ? status : write_all(m);
}

int report_merge(const struct options *o, struct out *diag)
{
	struct merging_reports m = { .o = o, .diag = diag, .n = o->run.n_files };
	const char *wrong = misplaced(o);
	int status;

	if (wrong)
		return usage(diag, "cannot be combined with ", wrong);
	m.parts = calloc(m.n + 1, sizeof(*m.parts));
	status = m.parts ? merge(&m) : no_memory(&m);
	for (unsigned int n = 0; m.parts && n < m.n; n++) {
		block_drop(&m.parts[n].bytes);
		store_free(&m.parts[n].store);
		free(m.parts[n].name);
	}
	line_free(&m.records);
	free(m.from.data);
	free(m.parts);
	return status;
}
