// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Records: written when a board is planned, read once all are there. */
#include <stdlib.h>
#include <string.h>

#include "report/report_model.h"

void report_field(struct out *o, const char *text)
{
	out_str(o, text);
	out_char(o, 0);
}

void report_count(struct out *o, uint64_t n)
{
	out_dec(o, n);
	out_char(o, 0);
}

struct reading {
	struct report *r;
	char *at, *end;
};

static const char *field(struct reading *g)
{
	const char *text = g->at;
	char *end = g->at < g->end ? memchr(g->at, 0, (size_t)(g->end - g->at)) : NULL;

	if (!end) {
		g->at = g->end;
		return "";
	}
	g->at = end + 1;
	return text;
}

static uint32_t number(struct reading *g)
{
	return (uint32_t)strtoul(field(g), NULL, 10);
}

/* Room for one more of @list, which doubles; false: none. */
static bool grow(void *list, uint32_t n, size_t size)
{
	void **to = list, *new;

	if (n & (n - 1) || (n && n < 16))
		return true;
	new = realloc(*to, (n ? 2 * (size_t)n : 16) * size);
	if (!new)
		return false;
	*to = new;
	return true;
}

static bool board(struct reading *g)
{
	struct report *r = g->r;
	struct report_board *b;

	if (!grow(&r->boards, r->n_boards, sizeof(*r->boards)))
		return false;
	b = &r->boards[r->n_boards++];
	*b = (struct report_board){
		.findings = r->n_findings, .parts = r->n_parts, .changes = r->n_changes,
		.verdicts = r->n_verdicts,
	};
	b->name = field(g);
	b->page = field(g);
	b->model = field(g);
	b->vendor = field(g);
	b->soc = field(g);
	b->kernels = field(g);
	b->iommus = number(g);
	b->groups = number(g);
	b->masters = number(g);
	for (unsigned int n = 0; n < REPORT_CAUSES; n++)
		b->attention += b->causes[n] = number(g);
	for (unsigned int e = 0; e < IOP_EFFECT_COUNT; e++)
		b->effects[e] = number(g);
	return true;
}

static bool finding(struct reading *g, struct report_board *b)
{
	struct report *r = g->r;
	struct report_finding *f;

	if (!grow(&r->findings, r->n_findings, sizeof(*r->findings)))
		return false;
	f = &r->findings[r->n_findings++];
	*f = (struct report_finding){ .board = r->n_boards - 1 };
	f->rule = number(g);
	f->severity = number(g);
	f->node = field(g);
	f->message = field(g);
	b->n_findings++;
	if (f->severity < 3)
		b->severities[f->severity]++;
	return f->rule < IOP_RULE_COUNT;
}

static bool part(struct reading *g, struct report_board *b)
{
	struct report *r = g->r;

	if (!grow(&r->parts, r->n_parts, sizeof(*r->parts)))
		return false;
	r->parts[r->n_parts++] = field(g);
	b->n_parts++;
	return true;
}

static bool change(struct reading *g, struct report_board *b)
{
	struct report *r = g->r;
	struct report_change *c;
	enum fail_on severity;

	if (!grow(&r->changes, r->n_changes, sizeof(*r->changes)))
		return false;
	c = &r->changes[r->n_changes++];
	*c = (struct report_change){ .board = r->n_boards - 1 };
	c->from = number(g);
	c->to = number(g);
	c->kind = number(g);
	c->where = field(g);
	c->before = field(g);
	c->after = field(g);
	b->n_changes++;
	if (c->kind >= DIFF_KINDS || c->from >= r->n_labels || c->to >= r->n_labels)
		return false;
	severity = diff_severity((enum diff_kind)c->kind);
	if (!b->worst || severity < b->worst)
		b->worst = severity;
	return true;
}

static bool verdict(struct reading *g, struct report_board *b)
{
	struct report *r = g->r;
	struct report_verdict *v;

	if (!grow(&r->verdicts, r->n_verdicts, sizeof(*r->verdicts)))
		return false;
	v = &r->verdicts[r->n_verdicts++];
	*v = (struct report_verdict){ .board = r->n_boards - 1 };
	v->kernel = number(g);
	v->met = number(g);
	v->text = field(g);
	b->n_verdicts++;
	return v->kernel < r->n_labels;
}

static bool record(struct reading *g)
{
	const char *kind = field(g);
	struct report_board *b = g->r->n_boards ? &g->r->boards[g->r->n_boards - 1] : NULL;

	if (*kind == RECORD_BOARD)
		return board(g);
	if (!b)
		return false;
	switch (*kind) {
	case RECORD_FINDING: return finding(g, b);
	case RECORD_PART: return part(g, b);
	case RECORD_CHANGE: return change(g, b);
	case RECORD_VERDICT: return verdict(g, b);
	default: return false;
	}
}

static const struct report *sorted;

static int by_vendor(const void *a, const void *b)
{
	const struct report_board *x = &sorted->boards[*(const uint32_t *)a];
	const struct report_board *y = &sorted->boards[*(const uint32_t *)b];
	int order = strcmp(x->vendor, y->vendor);

	if (!order)
		order = strcmp(x->soc, y->soc);
	return order ? order : strcmp(x->name, y->name);
}

bool report_read(struct report *r, char *bytes, size_t size)
{
	struct reading g = { r, bytes, bytes + size };

	while (g.at < g.end)
		if (!record(&g))
			return false;
	r->by_vendor = calloc((size_t)r->n_boards + 1, sizeof(*r->by_vendor));
	if (!r->by_vendor)
		return false;
	for (uint32_t n = 0; n < r->n_boards; n++)
		r->by_vendor[n] = n;
	sorted = r;
	qsort(r->by_vendor, r->n_boards, sizeof(*r->by_vendor), by_vendor);
	return true;
}

void report_free(struct report *r)
{
	free(r->boards);
	free(r->findings);
	free(r->parts);
	free(r->changes);
	free(r->verdicts);
	free(r->by_vendor);
}
