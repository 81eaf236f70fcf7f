// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/report_write.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/document_file.h"
#include "html/html.h"
#include "text/status.h"

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

struct writing {
	const char *dir;
	const struct report *r;
	struct out *diag;
};

static int write_file(const struct writing *w, const char *name, report_page_fn *write,
		      uint32_t n)
{
	return document_below(w->dir, name, page, &(struct page){ w->r, write, n }, w->diag);
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

static int write_vendors(const struct writing *w)
{
	const struct report *r = w->r;
	char name[128];
	int status = EXIT_OK;

	for (uint32_t n = 0; n < r->n_boards && !status; n = report_vendor_end(r, n)) {
		snprintf(name, sizeof(name), "vendors/%s.html",
			 r->boards[r->by_vendor[n]].vendor);
		status = write_file(w, name, report_vendor, n);
	}
	return status;
}

/* What to open, once all is there. */
static int show_index(const struct options *o)
{
	static struct out to;
	size_t len = strlen(o->output);

	if (o->run.quiet)
		return EXIT_OK;
	out_to_fd(&to, STDOUT_FILENO);
	out_term(&to, o->output);
	out_str(&to, o->output[len - 1] == '/' ? "index.html\n" : "/index.html\n");
	return out_flush(&to) ? EXIT_OK : EXIT_IO;
}

int report_write(const struct options *o, const struct report *r, struct out *diag)
{
	static const struct { const char *name; report_page_fn *write; } pages[] = {
		{ "style.css", style },
		{ "search.js", script },
		{ "dma.html", report_dma },
		{ "findings.html", report_findings },
		{ "changes.html", report_changes },
		{ "guests.html", report_guests },
		{ "data.json", report_data },
		{ "index.html", report_index },
	};
	const struct writing w = { o->output, r, diag };
	int status = write_vendors(&w);

	if (!status && r->policy)
		status = write_file(&w, "policy.html", report_policy, 0);
	for (unsigned int n = 0; n < sizeof(pages) / sizeof(pages[0]) && !status; n++)
		status = write_file(&w, pages[n].name, pages[n].write, 0);
	if (!status)
		status = show_index(o);
	if (status)
		return status;
	return report_fails(r, o->fail_on) ? EXIT_FINDINGS : EXIT_OK;
}
