// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Checkstyle's XML: a file for each finding's, as they come. */
#include "lint/format/findings.h"
#include "text/xml.h"

static void begin(struct out *o)
{
	out_str(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
}

static void end(struct out *o, const struct totals *t)
{
	(void)t;
	out_str(o, "</checkstyle>\n");
}

static void finding(struct out *o, const struct lint_input *in, const struct found *found,
		    struct line *l)
{
	static const char *const severities[] = { "error", "warning", "info" };
	const struct iop_finding *f = found->f;

	out_str(o, "  <file name=\"");
	out_xml(o, found->at.file ? found->at.file : in->file);
	out_str(o, "\"><error");
	if (found->at.file)
		out_fmt(o, " line=\"%u\" column=\"%u\"", found->at.line, found->at.column);
	out_fmt(o, " severity=\"%s\" source=\"iommuplan.%s\" message=\"",
		severities[found->severity], iop_rules[f->rule].slug);
	line_clear(l);
	line_path(l, in->all->tree, f->node);
	line_str(l, f->property ? ":" : "");
	line_str(l, f->property ? f->property : "");
	line_str(l, ": ");
	out_xml(o, line_text(l));
	gather_message(in->all, found, l);
	out_xml(o, line_text(l));
	out_str(o, "\"/></file>\n");
}

static void tree(struct out *o, const struct lint_input *in)
{
	render_each(o, in, finding);
}

const struct lint_format lint_checkstyle = { "checkstyle", begin, tree, end, false };
