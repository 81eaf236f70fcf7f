// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/lint_merge.h"

#include <string.h>
#include <unistd.h>

#include "cmd/output.h"
#include "input/tree_check.h"
#include "lint/format/by_finding.h"
#include "lint/format/shown.h"

struct merging {
	const struct options *o;
	struct parts parts;
	const struct lint_format *format;	/* that needs no trees, or NULL */
	bool json, notes, colour;
};

static struct out written;

static const struct finding_text *finding(const struct merging *m, size_t n)
{
	return (const struct finding_text *)m->parts.findings.data + n;
}

static void sum(const struct merging *m)
{
	struct lint_totals t = { .trees = 0 };

	for (size_t n = 0; n < m->parts.findings.count; n++)
		t.severity[finding(m, n)->severity]++;
	t.trees = parts_trees(&m->parts);
	/* Trees without findings are not in the parts. */
	totals_merged(&written, &t, m->notes);
}

static bool in_format(const struct merging *m)
{
	struct lint_totals t = { .trees = 0 };
	bool all;

	for (size_t n = 0; n < m->parts.findings.count; n++)
		t.found[finding(m, n)->rule] = true;
	if (m->format->begin)
		m->format->begin(&written);
	all = shown_parts(&written, &m->parts, m->format->one);
	if (m->format->end)
		m->format->end(&written, &t);
	return all;
}

static void each(const struct merging *m)
{
	for (size_t n = 0; n < m->parts.findings.count; n++) {
		const struct finding_text *f = finding(m, n);

		if (m->json) {
			out_str(&written, f->object);
			out_char(&written, '\n');
		} else if (f->severity != IOP_NOTE || m->notes) {
			text_part(&written, f, m->colour, m->parts.ranged);
		}
	}
}

static int judge(const struct merging *m)
{
	uint8_t mildest = m->o->fail_on == FAIL_ON_NOTE ? IOP_NOTE :
			  m->o->fail_on == FAIL_ON_WARNING ? IOP_WARNING : IOP_ERROR;

	for (size_t n = 0; n < m->parts.findings.count; n++)
		if (finding(m, n)->severity <= mildest)
			return EXIT_FINDINGS;
	return EXIT_OK;
}

static int write_all(struct merging *m, struct out *diag)
{
	const struct lint_format *by = m->json ? &by_finding_json : &by_finding_text;
	struct output output;
	int status = output_open(&output, m->o->output, diag);

	if (status)
		return status;
	m->colour = options_colour(m->o, output.fd);
	out_to_fd(&written, output.fd);
	if (m->format ? !in_format(m) : m->o->by && !by_finding_parts(&m->parts, m->notes))
		return output_close(&output, false, check_say(diag, "lint", "out of memory", EXIT_IO));
	if (m->o->by)
		by->end(&written, NULL);
	else if (!m->format)
		each(m);
	if (!m->json && !m->format && !m->o->run.quiet)
		sum(m);
	return output_finish(&output, &written, judge(m), diag);
}

/* An option that only reading trees can obey, or NULL. */
static const char *misplaced(const struct options *o)
{
	return o->kernel ? "--kernel" : o->kernel_config ? "--kernel-config" :
	       o->policy ? "--policy" : o->baseline ? "--baseline" :
	       o->new_since ? "--new-since" : o->fix_overlay ? "--fix-overlay" :
	       o->config ? "--config" : o->warnings.n ? "--warn" :
	       o->run.overlays.n ? "--overlay" : o->run.sources.n ? "--source" :
	       o->consumers ? "--consumer" : NULL;
}

/* A format that needs no tree, or NULL. */
static const struct lint_format *format_of_parts(const char *name)
{
	static const struct lint_format *const all[] = {
		&lint_sarif, &lint_github, &lint_gitlab, &lint_rdjsonl, &lint_checkstyle,
	};

	for (unsigned int n = 0; n < sizeof(all) / sizeof(all[0]); n++)
		if (!strcmp(all[n]->name, name))
			return all[n];
	return NULL;
}

static int misused(const struct options *o, const char *bad, struct out *diag)
{
	out_str(diag, "iommuplan lint: --merge ");
	out_str(diag, bad ? "cannot be combined with " :
		o->by ? "--by finding writes text or json, not '" :
		"writes text, json, sarif, github, gitlab, rdjsonl or checkstyle, not '");
	out_term(diag, bad ? bad : o->format);
	out_str(diag, bad ? ", which belongs to the runs that read the trees\n" : "'\n");
	return EXIT_USAGE;
}

int lint_merge(const struct options *o, struct out *diag)
{
	struct merging m = { .o = o, .notes = o->notes || o->fail_on == FAIL_ON_NOTE };
	const char *bad = misplaced(o);
	int status = EXIT_OK;

	m.json = o->format && !strcmp(o->format, "json");
	m.format = o->format ? format_of_parts(o->format) : NULL;
	if (bad || (o->format && !m.json && strcmp(o->format, "text") && (!m.format || o->by)))
		return misused(o, bad, diag);
	for (unsigned int n = 0; !status && n < o->run.n_files; n++)
		status = parts_read(&m.parts, o->run.files[n], diag);
	parts_sort(&m.parts);
	if (!status && m.format && m.parts.nameless)
		status = check_say(diag, "lint", "these findings were written by an older version, "
				   "and lack what identifies them: run lint again", EXIT_USAGE);
	if (!status)
		status = write_all(&m, diag);
	parts_close(&m.parts);
	return status;
}
