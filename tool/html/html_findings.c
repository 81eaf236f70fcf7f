// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "html/html.h"
#include "lint/message.h"
#include "text/xml.h"

static void place(struct render *r, const struct found *f)
{
	struct out *o = r->o;

	out_str(o, "<td><code>");
	if (f->at.file) {
		out_xml(o, f->at.file);
		out_fmt(o, ":%u:%u", f->at.line, f->at.column);
	} else {
		out_xml(o, render_path(r, f->f->node));
		if (f->f->property) {
			out_char(o, ':');
			out_xml(o, f->f->property);
		}
	}
	out_str(o, "</code></td>");
}

static void finding(struct render *r, const struct gathered *all, const struct found *f)
{
	const char *severity = iop_severity_name(f->severity);
	const struct iop_rule_info *rule = &iop_rules[f->f->rule];
	struct out *o = r->o;

	html_row(o);
	out_str(o, "<td class=\"");
	out_str(o, severity);
	out_str(o, "\">");
	out_str(o, severity);
	out_str(o, "</td>");
	place(r, f);
	message_of(all->tree, f->f, &r->text);
	html_cell(o, line_text(&r->text));
	out_str(o, "<td><code>");
	out_str(o, rule->slug);
	out_str(o, "</code><br>");
	out_xml(o, rule->title);
	if (f->unread) {
		gather_unread(all, &r->text);
		out_str(o, "<br>");
		out_xml(o, line_text(&r->text));
	}
	out_str(o, "</td>");
	line_clear(&r->text);
}

void html_findings(struct render *r, const struct gathered *all)
{
	static const char *const heads[] = { "Severity", "Where", "What", "Rule", NULL };

	html_section(r->o, "findings", "Findings");
	if (!all->count) {
		html_text(r->o, "faint", "None.");
	} else {
		html_table(r->o, "Findings of lint in this tree, the most severe first", heads);
		for (unsigned int severity = 0; severity <= IOP_NOTE; severity++)
			for (uint32_t n = 0; n < all->count; n++)
				if (all->found[n].severity == severity && !all->found[n].suppression)
					finding(r, all, &all->found[n]);
		html_table_end(r->o);
	}
	if (all->full)
		html_text(r->o, "bad", "Out of memory: findings are missing.");
	html_section_end(r->o);
}
