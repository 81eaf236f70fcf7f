// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Findings by rule, changes by kind: with their boards. */
#include <string.h>

#include "lint/lint.h"
#include "report/report_model.h"
#include "text/xml.h"

/* Boards follow each other in records: each once. */
static void boards_of_rule(struct out *o, const struct report *r, uint32_t rule)
{
	uint32_t last = UINT32_MAX;

	out_str(o, "<p>");
	for (uint32_t n = 0; n < r->n_findings; n++) {
		const struct report_finding *f = &r->findings[n];

		if (f->rule != rule || f->board == last)
			continue;
		out_str(o, last == UINT32_MAX ? "" : ", ");
		report_board_link(o, &r->boards[f->board], "");
		last = f->board;
	}
	out_str(o, "</p>\n");
}

struct rule_count {
	uint32_t findings, boards, last, first;
	uint32_t severity;	/* the worst */
};

static void rule(struct out *o, const struct report *r, uint32_t n, const struct rule_count *c)
{
	const struct iop_rule_info *info = &iop_rules[n];

	html_section(o, info->slug, info->slug);
	html_text(o, "faint", info->title);
	out_fmt(o, "<p><span class=\"%s\">%s</span>: ", iop_severity_name(c->severity),
		iop_severity_name(c->severity));
	out_count(o, c->findings, "finding", "findings");
	out_str(o, " on ");
	out_count(o, c->boards, "board", "boards");
	out_str(o, ", such as: <code>");
	out_xml(o, r->findings[c->first].node);
	out_str(o, "</code>: ");
	out_xml(o, r->findings[c->first].message);
	out_str(o, "</p>\n");
	boards_of_rule(o, r, n);
	html_section_end(o);
}

static void count_rules(const struct report *r, struct rule_count *counts)
{
	for (uint32_t n = 0; n < IOP_RULE_COUNT; n++)
		counts[n] = (struct rule_count){ .last = UINT32_MAX, .severity = IOP_NOTE };
	for (uint32_t n = 0; n < r->n_findings; n++) {
		const struct report_finding *f = &r->findings[n];
		struct rule_count *c = &counts[f->rule];

		if (!c->findings++)
			c->first = n;
		c->boards += c->last != f->board;
		c->last = f->board;
		if (f->severity < c->severity)
			c->severity = f->severity;
	}
}

static void rule_table(struct out *o, const struct rule_count *counts)
{
	static const char *const heads[] = { "Rule", "Severity", "Boards", "Findings", "What", NULL };

	html_table(o, "Rules with findings", heads);
	for (unsigned int severity = 0; severity <= IOP_NOTE; severity++)
		for (uint32_t n = 0; n < IOP_RULE_COUNT; n++) {
			if (!counts[n].findings || counts[n].severity != severity)
				continue;
			html_row(o);
			out_fmt(o, "<th scope=\"row\"><a href=\"#%s\">%s</a></th><td class=\"%s\">%s</td>",
				iop_rules[n].slug, iop_rules[n].slug,
				iop_severity_name(severity), iop_severity_name(severity));
			report_number(o, counts[n].boards, "n");
			report_number(o, counts[n].findings, "n");
			html_cell(o, iop_rules[n].title);
		}
	html_table_end(o);
}

void report_findings(struct out *o, const struct report *r, uint32_t n)
{
	struct rule_count counts[IOP_RULE_COUNT];

	(void)n;
	count_rules(r, counts);
	html_begin(o, "Findings", "", r->policy);
	out_str(o, "<h1>Findings by rule</h1>\n");
	rule_table(o, counts);
	for (unsigned int severity = 0; severity <= IOP_NOTE; severity++)
		for (uint32_t i = 0; i < IOP_RULE_COUNT; i++)
			if (counts[i].findings && counts[i].severity == severity)
				rule(o, r, i, &counts[i]);
	html_end(o);
}

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
			report_board_link(o, &r->boards[c->board], "");
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
