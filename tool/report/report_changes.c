// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Changes by kernel and kind, with their boards. */
#include "report/report_model.h"
#include "text/xml.h"

/* Some boards, in the order of a vendor's, and a step from kernel to kernel. */
struct some {
	const struct report *r;
	const uint32_t *list;	/* NULL: all, by name */
	uint32_t n;
	const char *root;
	uint32_t from, to;
};

static bool is_of(const struct some *s, const struct report_change *c)
{
	return c->from == s->from && c->to == s->to;
}

static const struct report_board *board_of(const struct some *s, uint32_t n)
{
	return &s->r->boards[s->list ? s->list[n] : n];
}

/* Has the board a change of @kind in this step? DIFF_KINDS: of any. */
static bool changes(const struct some *s, const struct report_board *b, uint32_t kind)
{
	for (uint32_t n = b->changes; n < b->changes + b->n_changes; n++)
		if (is_of(s, &s->r->changes[n]) &&
		    (kind == DIFF_KINDS || s->r->changes[n].kind == kind))
			return true;
	return false;
}

static void step_text(struct out *o, const struct some *s)
{
	out_xml(o, s->r->labels[s->from]);
	out_str(o, " to ");
	out_xml(o, s->r->labels[s->to]);
}

/* Changes of one kind, with a cell for the step where rows are of several. */
static void kind_row(struct out *o, const struct some *s, uint32_t kind, bool named)
{
	static const char *const words[] = { "", "error", "warning", "note" };
	const char *severity = words[diff_severity((enum diff_kind)kind)], *sign = "";
	bool any = false;

	for (uint32_t n = 0; n < s->n; n++) {
		if (!changes(s, board_of(s, n), kind))
			continue;
		if (!any) {
			html_row(o);
			if (named) {
				out_str(o, "<td>");
				step_text(o, s);
				out_str(o, "</td>");
			}
			out_fmt(o, "<td class=\"%s\">%s</td>", severity, severity);
			out_fmt(o, "<td class=\"change\">%s</td><td>",
				diff_text((enum diff_kind)kind));
		}
		any = true;
		out_str(o, sign);
		report_board_link(o, board_of(s, n), s->root, "changes");
		sign = ", ";
	}
	if (any)
		out_str(o, "</td>");
}

static bool any_change(const struct some *s)
{
	for (uint32_t n = 0; n < s->n; n++)
		if (changes(s, board_of(s, n), DIFF_KINDS))
			return true;
	return false;
}

static void step(struct out *o, const struct some *s)
{
	static const char *const heads[] = { "Severity", "Change", "Boards", NULL };

	if (!any_change(s))
		return;
	out_fmt(o, "<section>\n<h2 id=\"step-%u-%u\">Linux ", (unsigned int)s->from,
		(unsigned int)s->to);
	step_text(o, s);
	out_str(o, "</h2>\n");
	html_table(o, "What changes, and on which boards", heads);
	for (uint32_t kind = 0; kind < DIFF_KINDS; kind++)
		kind_row(o, s, kind, false);
	html_table_end(o);
	html_section_end(o);
}

static void step_link(struct out *o, const struct some *s)
{
	if (!any_change(s))
		return;
	out_fmt(o, "<a href=\"#step-%u-%u\">", (unsigned int)s->from, (unsigned int)s->to);
	step_text(o, s);
	out_str(o, "</a>");
}

typedef void step_fn(struct out *o, const struct some *s);

static void each_step(struct out *o, struct some *s, step_fn *fn)
{
	for (s->to = 1; s->to < s->r->n_labels; s->to++)
		for (s->from = 0; s->from < s->to; s->from++)
			fn(o, s);
}

static void step_rows(struct out *o, const struct some *s)
{
	for (uint32_t kind = 0; kind < DIFF_KINDS; kind++)
		kind_row(o, s, kind, true);
}

void report_changes_of(struct out *o, const struct report *r, const uint32_t *list, uint32_t n,
		       const char *root)
{
	static const char *const heads[] = { "Kernels", "Severity", "Change", "Boards", NULL };
	struct some s = { .r = r, .list = list, .n = n, .root = root };
	bool any = false;

	for (uint32_t i = 0; i < n; i++)
		any |= r->boards[list[i]].n_changes != 0;
	if (!any)
		return;
	out_str(o, "<details>\n<summary>What changes between kernels</summary>\n");
	html_table(o, "What changes from one kernel to the next, and on which of these boards",
		   heads);
	each_step(o, &s, step_rows);
	html_table_end(o);
	out_str(o, "</details>\n");
}

void report_changes(struct out *o, const struct report *r, uint32_t n)
{
	struct some s = { .r = r, .n = r->n_boards, .root = "" };

	(void)n;
	html_begin(o, "Changes", "", r->policy);
	out_str(o, "<h1>Changes between kernels</h1>\n");
	if (r->n_changes) {
		out_str(o, "<nav aria-label=\"Steps\">");
		each_step(o, &s, step_link);
		out_str(o, "</nav>\n");
	}
	each_step(o, &s, step);
	if (!r->n_changes)
		html_text(o, "faint", "None.");
	else
		report_change_table(o, r, "Errors and warnings", FAIL_ON_WARNING, "");
	html_end(o);
}
