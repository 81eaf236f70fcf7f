// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Checkstyle's XML: a file for each finding's, as they come. */
#include "lint/format/shown.h"
#include "text/xml.h"

static void begin(struct out *o)
{
	out_str(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
}

static void end(struct out *o, const struct lint_totals *t)
{
	(void)t;
	out_str(o, "</checkstyle>\n");
}

static void finding(struct out *o, const struct lint_shown *s)
{
	static const char *const severities[] = { "error", "warning", "info" };

	out_str(o, "  <file name=\"");
	out_xml(o, shown_file(s));
	out_str(o, "\"><error");
	if (s->source)
		out_fmt(o, " line=\"%u\" column=\"%u\"", s->line, s->column);
	out_fmt(o, " severity=\"%s\" source=\"iommuplan.%s\" message=\"",
		severities[s->severity], iop_rules[s->rule].slug);
	out_xml(o, s->subject);
	out_str(o, ": ");
	out_xml(o, s->message);
	out_str(o, "\"/></file>\n");
}

static void tree(struct out *o, const struct lint_input *in)
{
	shown_each(o, in, false, finding);
}

const struct lint_format lint_checkstyle = { "checkstyle", begin, tree, end, false, finding };
