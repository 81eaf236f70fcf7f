// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Changes by kernel and kind, with their boards. */
#include "report/report_model.h"
#include "text/xml.h"

/* Changes of one kind between two kernels; returns how many. */
static uint32_t kind_row(struct out *o, const struct report *r, uint32_t from, uint32_t to,
			 uint32_t kind)
{
	static const char *const words[] = { "", "error", "warning", "note" };
	const char *severity = words[diff_severity((enum diff_kind)kind)];
	uint32_t many = 0, last = UINT32_MAX;

	for (uint32_t n = 0; n < r->n_changes; n++) {
		const struct report_change *c = &r->changes[n];

		if (c->from != from || c->to != to || c->kind != kind)
			continue;
		if (!many++) {
			html_row(o);
			out_fmt(o, "<td class=\"%s\">%s</td>", severity, severity);
			html_cell(o, diff_text((enum diff_kind)kind));
			out_str(o, "<td>");
		}
		if (c->board != last) {
			out_str(o, last == UINT32_MAX ? "" : ", ");
			report_board_link(o, &r->boards[c->board], "", "changes");
		}
		last = c->board;
	}
	if (many)
		out_str(o, "</td>");
	return many;
}

static bool any_step(const struct report *r, uint32_t from, uint32_t to)
{
	for (uint32_t n = 0; n < r->n_changes; n++)
		if (r->changes[n].from == from && r->changes[n].to == to)
			return true;
	return false;
}

static void step(struct out *o, const struct report *r, uint32_t from, uint32_t to)
{
	static const char *const heads[] = { "Severity", "Change", "Boards", NULL };

	if (!any_step(r, from, to))
		return;
	out_fmt(o, "<section>\n<h2 id=\"step-%u-%u\">Linux ", (unsigned int)from,
		(unsigned int)to);
	out_xml(o, r->labels[from]);
	out_str(o, " to ");
	out_xml(o, r->labels[to]);
	out_str(o, "</h2>\n");
	html_table(o, "What changes, and on which boards", heads);
	for (uint32_t kind = 0; kind < DIFF_KINDS; kind++)
		kind_row(o, r, from, to, kind);
	html_table_end(o);
	html_section_end(o);
}

static void steps(struct out *o, const struct report *r)
{
	out_str(o, "<nav aria-label=\"Steps\">");
	for (uint32_t to = 1; to < r->n_labels; to++)
		for (uint32_t from = 0; from < to; from++) {
			if (!any_step(r, from, to))
				continue;
			out_fmt(o, "<a href=\"#step-%u-%u\">", (unsigned int)from, (unsigned int)to);
			out_xml(o, r->labels[from]);
			out_str(o, " to ");
			out_xml(o, r->labels[to]);
			out_str(o, "</a>");
		}
	out_str(o, "</nav>\n");
}

void report_changes(struct out *o, const struct report *r, uint32_t n)
{
	(void)n;
	html_begin(o, "Changes", "", r->policy);
	out_str(o, "<h1>Changes between kernels</h1>\n");
	if (r->n_changes)
		steps(o, r);
	for (uint32_t to = 1; to < r->n_labels; to++)
		for (uint32_t from = 0; from < to; from++)
			step(o, r, from, to);
	if (!r->n_changes)
		html_text(o, "faint", "None.");
	else
		report_change_table(o, r, "Errors and warnings", FAIL_ON_WARNING, "");
	html_end(o);
}
