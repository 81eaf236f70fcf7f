// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A policy's verdicts: how many, then the boards that do not meet it. */
#include "report/report_model.h"
#include "text/xml.h"

static void count_row(struct out *o, const struct report *r, uint32_t kernel)
{
	uint32_t counts[2] = { 0, 0 };

	for (uint32_t n = 0; n < r->n_verdicts; n++)
		if (r->verdicts[n].kernel == kernel)
			counts[r->verdicts[n].met]++;
	html_row(o);
	out_str(o, "<th scope=\"row\">Linux ");
	out_xml(o, r->labels[kernel]);
	out_str(o, "</th>");
	report_number(o, counts[1], "n");
	report_number(o, counts[0], "n bad");
}

static void counts(struct out *o, const struct report *r)
{
	static const char *const heads[] = { "Kernel", "Boards that meet it",
					     "Boards that do not", NULL };

	html_table(o, "The policy by kernel", heads);
	for (uint32_t n = 0; n < r->n_labels; n++)
		count_row(o, r, n);
	html_table_end(o);
}

static void verdict(struct out *o, const struct report *r, const struct report_verdict *v)
{
	html_row(o);
	out_str(o, "<th scope=\"row\">");
	report_board_link(o, &r->boards[v->board], "", "policy");
	out_str(o, "</th>");
	html_cell(o, r->labels[v->kernel]);
	out_str(o, v->met ? "<td>met</td>" : "<td class=\"bad\">not met</td>");
	html_cell(o, v->text);
}

static void verdicts(struct out *o, const struct report *r, bool met)
{
	static const char *const heads[] = { "Board", "Kernel", "Policy", "Not met", NULL };
	bool any = false;

	html_section(o, met ? "met" : "not-met", met ? "Met" : "Not met");
	for (uint32_t n = 0; n < r->n_verdicts; n++) {
		if (r->verdicts[n].met != met)
			continue;
		if (!any)
			html_table(o, met ? "Boards that meet the policy" :
				   "Boards that do not meet the policy, and why", heads);
		any = true;
		verdict(o, r, &r->verdicts[n]);
	}
	if (any)
		html_table_end(o);
	else
		html_text(o, "faint", "None.");
	html_section_end(o);
}

void report_policy(struct out *o, const struct report *r, uint32_t n)
{
	(void)n;
	html_begin(o, "Policy", "", r->policy);
	out_str(o, "<h1>Where the policy is met</h1>\n");
	html_text(o, "faint", r->policy);
	counts(o, r);
	verdicts(o, r, false);
	verdicts(o, r, true);
	html_end(o);
}
