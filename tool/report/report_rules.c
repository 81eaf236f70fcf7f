// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Findings by rule, with their boards: of all boards, or of a vendor's. */
#include <stdlib.h>

#include "lint/lint.h"
#include "report/report_model.h"
#include "text/xml.h"

/* Some boards: @n of @list, or all for NULL. */
struct some {
	const struct report *r;
	const uint32_t *list;
	uint32_t n;
	const char *root;
};

struct rule_count {
	uint32_t rule, findings, boards;
	uint32_t first;		/* a finding of it */
	uint32_t severity;	/* the worst */
};

static const struct report_board *board_of(const struct some *s, uint32_t n)
{
	return &s->r->boards[s->list ? s->list[n] : n];
}

static void count_board(const struct report *r, const struct report_board *b,
			struct rule_count *counts)
{
	bool seen[IOP_RULE_COUNT] = { false };

	for (uint32_t n = b->findings; n < b->findings + b->n_findings; n++) {
		const struct report_finding *f = &r->findings[n];
		struct rule_count *c = &counts[f->rule];

		if (!c->findings++)
			c->first = n;
		c->boards += !seen[f->rule];
		seen[f->rule] = true;
		if (f->severity < c->severity)
			c->severity = f->severity;
	}
}

/* The most severe first, of these what most boards have; what none has is last. */
static int by_weight(const void *a, const void *b)
{
	const struct rule_count *x = a, *y = b;

	if (!x->findings != !y->findings)
		return x->findings ? -1 : 1;
	if (x->severity != y->severity)
		return x->severity < y->severity ? -1 : 1;
	if (x->boards != y->boards)
		return x->boards > y->boards ? -1 : 1;
	return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static int by_boards(const void *a, const void *b)
{
	const struct rule_count *x = a, *y = b;

	return x->boards == y->boards ? by_weight(a, b) : x->boards > y->boards ? -1 : 1;
}

/* Returns how many rules have findings. */
static uint32_t count_rules(const struct some *s, struct rule_count *counts)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < IOP_RULE_COUNT; i++)
		counts[i] = (struct rule_count){ .rule = i, .severity = IOP_NOTE };
	for (uint32_t i = 0; i < s->n; i++)
		count_board(s->r, board_of(s, i), counts);
	qsort(counts, IOP_RULE_COUNT, sizeof(*counts), s->list ? by_boards : by_weight);
	while (n < IOP_RULE_COUNT && counts[n].findings)
		n++;
	return n;
}

static void rule_table(struct out *o, const struct rule_count *counts, uint32_t n,
		       const char *caption)
{
	static const char *const heads[] = { "Rule", "Severity", "Boards", "Findings", "What", NULL };

	html_table(o, caption, heads);
	for (uint32_t i = 0; i < n; i++) {
		const struct iop_rule_info *info = &iop_rules[counts[i].rule];
		const char *severity = iop_severity_name(counts[i].severity);

		html_row(o);
		out_fmt(o, "<th scope=\"row\"><a href=\"#%s\">%s</a></th><td class=\"%s\">%s</td>",
			info->slug, info->slug, severity, severity);
		report_number(o, counts[i].boards, "n");
		report_number(o, counts[i].findings, "n");
		html_cell(o, info->title);
	}
	html_table_end(o);
}

static bool has_rule(const struct report *r, const struct report_board *b, uint32_t rule)
{
	for (uint32_t n = b->findings; n < b->findings + b->n_findings; n++)
		if (r->findings[n].rule == rule)
			return true;
	return false;
}

static void boards_of_rule(struct out *o, const struct some *s, uint32_t rule)
{
	const char *sign = "";

	out_str(o, "<p>");
	for (uint32_t n = 0; n < s->n; n++) {
		if (!has_rule(s->r, board_of(s, n), rule))
			continue;
		out_str(o, sign);
		report_board_link(o, board_of(s, n), s->root, "findings");
		sign = ", ";
	}
	out_str(o, "</p>\n");
}

static void rule(struct out *o, const struct some *s, const struct rule_count *c)
{
	const struct iop_rule_info *info = &iop_rules[c->rule];
	const struct report_finding *first = &s->r->findings[c->first];

	out_fmt(o, "<h3 id=\"%s\">%s</h3>\n", info->slug, info->slug);
	html_text(o, "faint", info->title);
	out_fmt(o, "<p><span class=\"%s\">%s</span>: ", iop_severity_name(c->severity),
		iop_severity_name(c->severity));
	out_count(o, c->findings, "finding", "findings");
	out_str(o, " on ");
	out_count(o, c->boards, "board", "boards");
	out_str(o, ", such as: <code>");
	out_xml(o, first->node);
	out_str(o, "</code>: ");
	out_xml(o, first->message);
	out_str(o, "</p>\n");
	boards_of_rule(o, s, c->rule);
}

static void rules(struct out *o, const struct some *s, const char *caption)
{
	struct rule_count counts[IOP_RULE_COUNT];
	uint32_t n = count_rules(s, counts);

	if (!n) {
		html_text(o, "faint", "None.");
		return;
	}
	rule_table(o, counts, n, caption);
	for (uint32_t i = 0; i < n; i++)
		rule(o, s, &counts[i]);
}

void report_findings(struct out *o, const struct report *r, uint32_t n)
{
	(void)n;
	html_begin(o, "Findings", "", r->policy);
	out_str(o, "<h1>Findings</h1>\n");
	html_section(o, "findings", "By rule");
	rules(o, &(struct some){ r, NULL, r->n_boards, "" }, "Rules with findings, the most severe first");
	html_section_end(o);
	html_end(o);
}

void report_rules_of(struct out *o, const struct report *r, const uint32_t *list, uint32_t n)
{
	html_section(o, "findings", "Findings by rule");
	rules(o, &(struct some){ r, list, n, "../" },
	      "Rules with findings, those that most of these boards have first");
	html_section_end(o);
}
