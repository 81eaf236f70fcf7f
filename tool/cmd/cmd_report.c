// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "artefacts/directory.h"
#include "cmd/report_boards.h"
#include "cmd/report_merge.h"
#include "cmd/report_write.h"
#include "jobs/jobs.h"

static struct out messages;

static int usage(const char *what)
{
	out_str(&messages, "iommuplan report: ");
	out_str(&messages, what);
	out_char(&messages, '\n');
	return EXIT_USAGE;
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
		status = report_write(g->o, &r, &messages);
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

	if (!records) {
		out_str(&messages, "iommuplan report: no temporary file\n");
		return EXIT_IO;
	}
	if (!directory_make(g->o->output, strlen(g->o->output), &messages)) {
		fclose(records);
		return EXIT_IO;
	}
	g->run = g->o->run;
	g->run.files = g->newest;
	g->run.n_files = (unsigned int)g->n_boards;
	g->run.found = g->found;
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
		status = o->merge ? report_merge(o, &messages) : reporting_open(&g, &messages);
	if (!status && !o->merge)
		status = g.n_boards ? run(&g) : usage("no tree in these directories");
	reporting_close(&g);
	out_flush(&messages);
	return status;
}
