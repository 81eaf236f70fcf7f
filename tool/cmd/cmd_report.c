// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "artefacts/directory.h"
#include "cmd/document_file.h"
#include "cmd/report_boards.h"
#include "jobs/jobs.h"

static struct out messages;

static int usage(const char *what)
{
	out_str(&messages, "iommuplan report: ");
	out_str(&messages, what);
	out_char(&messages, '\n');
	return EXIT_USAGE;
}

struct page {
	const struct report *r;
	report_page_fn *write;
	uint32_t n;
};

static void page(struct out *o, void *ctx)
{
	const struct page *p = ctx;

	p->write(o, p->r, p->n);
}

static int write_file(const struct reporting *g, const struct report *r, const char *name,
		      report_page_fn *write, uint32_t n)
{
	return document_below(g->o->output, name, page, &(struct page){ r, write, n },
			      &messages);
}

static void style(struct out *o, const struct report *r, uint32_t n)
{
	(void)r;
	(void)n;
	html_style(o);
}

static void script(struct out *o, const struct report *r, uint32_t n)
{
	(void)r;
	(void)n;
	html_script(o);
}

static int write_vendors(const struct reporting *g, const struct report *r)
{
	char name[128];
	int status = EXIT_OK;

	for (uint32_t n = 0; n < r->n_boards && !status; n = report_vendor_end(r, n)) {
		snprintf(name, sizeof(name), "vendors/%s.html",
			 r->boards[r->by_vendor[n]].vendor);
		status = write_file(g, r, name, report_vendor, n);
	}
	return status;
}

/* The index comes last: what it leads to is there. */
static int write_pages(const struct reporting *g, const struct report *r)
{
	static const struct { const char *name; report_page_fn *write; } pages[] = {
		{ "style.css", style },
		{ "search.js", script },
		{ "findings.html", report_findings },
		{ "changes.html", report_changes },
		{ "data.json", report_data },
		{ "index.html", report_index },
	};
	int status = write_vendors(g, r);

	if (!status && r->policy)
		status = write_file(g, r, "policy.html", report_policy, 0);
	for (unsigned int n = 0; n < sizeof(pages) / sizeof(pages[0]) && !status; n++)
		status = write_file(g, r, pages[n].name, pages[n].write, 0);
	return status;
}

static int read_records(const struct reporting *g, FILE *records)
{
	struct report r = { .n_labels = g->n, .diff = g->o->changed, .policy = g->o->policy };
	long size = fseek(records, 0, SEEK_END) ? -1 : ftell(records);
	char *bytes = size < 0 ? NULL : malloc((size_t)size + 1);
	int status = EXIT_IO;

	for (unsigned int n = 0; n < g->n; n++)
		r.labels[n] = g->columns[n].label;
	rewind(records);
	if (bytes && fread(bytes, 1, (size_t)size, records) == (size_t)size &&
	    report_read(&r, bytes, (size_t)size))
		status = write_pages(g, &r);
	else
		out_str(&messages, "iommuplan report: out of memory\n");
	report_free(&r);
	free(bytes);
	return status;
}

static int run(struct reporting *g)
{
	FILE *records = tmpfile();
	int status, written;
	bool whole;

	if (!records || !directory_make(g->o->output, strlen(g->o->output), &messages)) {
		if (!records)
			out_str(&messages, "iommuplan report: no temporary file\n");
		return EXIT_IO;
	}
	g->run = g->o->run;
	g->run.files = g->newest;
	g->run.n_files = (unsigned int)g->n_boards;
	g->run.found = NULL;
	out_flush(&messages);
	status = run_files_whole(&g->run, fileno(records), report_tree, g, &whole);
	written = whole ? read_records(g, records) : EXIT_IO;
	fclose(records);
	return written > status ? written : status;
}

int cmd_report(const struct options *o)
{
	static struct reporting g;
	int status;

	g = (struct reporting){ .o = o };
	out_to_fd(&messages, STDERR_FILENO);
	if (!o->output || !strcmp(o->output, "-"))
		status = usage("--output DIR is missing: where the pages go");
	else
		status = reporting_open(&g, &messages);
	if (!status)
		status = g.n_boards ? run(&g) : usage("no tree in these directories");
	reporting_close(&g);
	out_flush(&messages);
	return status;
}
