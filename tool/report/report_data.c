// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The same for programs: data.json. */
#include <string.h>

#include "render/json/plan_json.h"
#include "report/report_model.h"

static void kernels(struct out *o, const struct report *r, const char *which)
{
	bool more = false;

	json_key(o, "kernels", false);
	out_char(o, '[');
	for (uint32_t n = 0; n < r->n_labels; n++) {
		if (which && which[n] != '1')
			continue;
		if (more)
			out_char(o, ',');
		out_json(o, r->labels[n]);
		more = true;
	}
	out_char(o, ']');
}

static void causes(struct out *o, const struct report_board *b)
{
	json_key(o, "attention_of", false);
	out_char(o, '{');
	for (unsigned int n = 0; n < REPORT_CAUSES; n++) {
		json_key(o, report_cause_slug(n), !n);
		out_dec(o, b->causes[n]);
	}
	out_char(o, '}');
}

static void effects(struct out *o, const struct report_board *b)
{
	json_key(o, "effects", false);
	out_char(o, '{');
	for (unsigned int e = IOP_EFFECT_TRANSLATED; e < IOP_EFFECT_COUNT; e++) {
		json_key(o, iop_effect_slug(e), e == IOP_EFFECT_TRANSLATED);
		out_dec(o, b->effects[e]);
	}
	out_char(o, '}');
}

static void findings(struct out *o, const struct report *r, const struct report_board *b)
{
	json_key(o, "findings", false);
	out_char(o, '[');
	for (uint32_t n = b->findings; n < b->findings + b->n_findings; n++) {
		const struct report_finding *f = &r->findings[n];

		out_str(o, n == b->findings ? "{" : ",{");
		json_key(o, "rule", true);
		out_json(o, iop_rules[f->rule].slug);
		json_text(o, "severity", iop_severity_name(f->severity));
		json_text(o, "node", f->node);
		json_text(o, "message", f->message);
		out_char(o, '}');
	}
	out_char(o, ']');
}

static void changes(struct out *o, const struct report *r, const struct report_board *b)
{
	static const char *const words[] = { "", "error", "warning", "note" };

	json_key(o, "changes", false);
	out_char(o, '[');
	for (uint32_t n = b->changes; n < b->changes + b->n_changes; n++) {
		const struct report_change *c = &r->changes[n];

		out_str(o, n == b->changes ? "{" : ",{");
		json_key(o, "from", true);
		out_json(o, r->labels[c->from]);
		json_text(o, "to", r->labels[c->to]);
		json_text(o, "kind", diff_slug((enum diff_kind)c->kind));
		json_text(o, "severity", words[diff_severity((enum diff_kind)c->kind)]);
		json_text(o, "where", c->where);
		json_text(o, "before", c->before);
		json_text(o, "after", c->after);
		out_char(o, '}');
	}
	out_char(o, ']');
}

static void verdicts(struct out *o, const struct report *r, const struct report_board *b)
{
	json_key(o, "policy", false);
	out_char(o, '[');
	for (uint32_t n = b->verdicts; n < b->verdicts + b->n_verdicts; n++) {
		const struct report_verdict *v = &r->verdicts[n];

		out_str(o, n == b->verdicts ? "{" : ",{");
		json_key(o, "kernel", true);
		out_json(o, r->labels[v->kernel]);
		json_bool(o, "met", v->met);
		json_text(o, "unmet", v->text);
		out_char(o, '}');
	}
	out_char(o, ']');
}

/* A part's columns, which tabs are between. */
static void part(struct out *o, const char *text)
{
	char next = '[';

	for (const char *end; *text; text = *end ? end + 1 : end) {
		end = text + strcspn(text, "\t");
		out_char(o, next);
		out_json_mem(o, text, (size_t)(end - text));
		next = ',';
	}
	out_char(o, ']');
}

static void parts(struct out *o, const struct report *r, const struct report_board *b)
{
	json_key(o, "hardware", false);
	out_char(o, '[');
	for (uint32_t n = b->parts; n < b->parts + b->n_parts; n++) {
		if (n != b->parts)
			out_char(o, ',');
		part(o, r->parts[n]);
	}
	out_char(o, ']');
}

static void board(struct out *o, const struct report *r, uint32_t n)
{
	const struct report_board *b = &r->boards[n];

	out_str(o, n ? ",\n{" : "\n{");
	json_key(o, "board", true);
	out_json(o, b->name);
	json_text(o, "page", b->page);
	json_text(o, "model", b->model);
	json_text(o, "vendor", b->vendor);
	json_text(o, "soc", b->soc);
	kernels(o, r, b->kernels);
	json_count(o, "iommus", b->iommus);
	json_count(o, "groups", b->groups);
	json_count(o, "masters", b->masters);
	json_count(o, "attention", b->attention);
	causes(o, b);
	effects(o, b);
	parts(o, r, b);
	findings(o, r, b);
	changes(o, r, b);
	if (r->policy)
		verdicts(o, r, b);
	out_char(o, '}');
}

void report_data(struct out *o, const struct report *r, uint32_t n)
{
	(void)n;
	out_str(o, "{\"schema\":\"iommuplan-report/1\"");
	kernels(o, r, NULL);
	json_bool(o, "diff", r->diff);
	json_text(o, "policy", r->policy);
	json_key(o, "boards", false);
	out_char(o, '[');
	for (uint32_t i = 0; i < r->n_boards; i++)
		board(o, r, i);
	out_str(o, "\n]}\n");
}
