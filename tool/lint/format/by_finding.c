// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/format/by_finding.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "render/json/plan_json.h"
#include "yaml/store.h"

#define TREES_SHOWN 3	/* of a finding, in text */

static struct vec kept;	/* struct finding_text, all of it in the store */
static struct yaml_store store;
static bool notes, ranged;	/* as in struct lint_input */

static const char *keep(const char *text)
{
	return text ? store_text(&store, text, strlen(text)) : NULL;
}

static void add(struct out *o, const struct lint_input *in,
		const struct found *found, struct line *l)
{
	const struct iop_finding *f = found->f;
	struct finding_text *e;

	e = vec_push(&kept, sizeof(*e));
	if (!e) {
		o->error = ENOMEM;
		return;
	}
	e->order = (uint32_t)kept.count;
	e->rule = (uint8_t)f->rule;
	e->severity = found->severity;
	e->tree = keep(in->file);
	e->property = keep(f->property);
	e->source = keep(found->at.file);
	e->line = found->at.line;
	e->column = found->at.column;
	line_clear(l);
	line_path(l, in->all->tree, f->node);
	e->node = keep(line_text(l));
	gather_message(in->all, found, l);
	e->message = keep(line_text(l));
	gather_kernels(in->all, found, l);
	e->kernel = keep(line_text(l));
	if (!e->tree || !e->node || !e->message || !e->kernel || (f->property && !e->property))
		o->error = ENOMEM;
}

static void tree(struct out *o, const struct lint_input *in)
{
	notes = in->notes;
	ranged = in->ranged;
	render_each(o, in, add);
}

bool by_finding_parts(const struct parts *p, bool with_notes)
{
	notes = with_notes;
	ranged = p->ranged;
	for (size_t n = 0; n < p->findings.count; n++) {
		struct finding_text *e = vec_push(&kept, sizeof(*e));

		if (!e)
			return false;
		*e = ((const struct finding_text *)p->findings.data)[n];
		e->order = (uint32_t)n;
	}
	return true;
}

static int text_order(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

/* 0: the same finding */
static int differ(const struct finding_text *x, const struct finding_text *y)
{
	int order = x->severity - y->severity;

	if (!order)
		order = text_order(iop_rules[x->rule].slug, iop_rules[y->rule].slug);
	if (!order)
		order = text_order(x->node, y->node);
	if (!order)
		order = text_order(x->property, y->property);
	if (!order)
		order = text_order(x->message, y->message);
	return order ? order : text_order(x->kernel, y->kernel);
}

static int by_finding(const void *a, const void *b)
{
	const struct finding_text *x = a, *y = b;
	int order = differ(x, y);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void name_trees(struct out *o, const struct finding_text *e, uint32_t n, bool all)
{
	for (uint32_t k = 0; k < n && (all || k < TREES_SHOWN); k++) {
		if (all) {
			out_str(o, k ? "," : "");
			out_json(o, e[k].tree);
		} else {
			out_str(o, k ? ", " : "");
			out_term(o, e[k].tree);
		}
	}
}

static void one_text(struct out *o, const struct finding_text *e, uint32_t n)
{
	if (e->severity == IOP_NOTE && !notes)
		return;
	if (e->source) {
		out_term(o, e->source);
		out_fmt(o, ":%u:%u: ", e->line, e->column);
	}
	out_term(o, e->node);
	if (e->property) {
		out_char(o, ':');
		out_term(o, e->property);
	}
	out_fmt(o, ": %s: ", iop_severity_name((enum iop_severity)e->severity));
	out_term(o, e->message);
	out_fmt(o, " [%s]", iop_rules[e->rule].slug);
	if (ranged) {
		out_str(o, " (Linux ");
		out_str(o, e->kernel);
		out_char(o, ')');
	}
	out_str(o, " in ");
	out_count(o, n, "tree: ", "trees: ");
	name_trees(o, e, n, false);
	if (n > TREES_SHOWN)
		out_fmt(o, " and %u more", n - TREES_SHOWN);
	out_char(o, '\n');
}

static void one_json(struct out *o, const struct finding_text *e, uint32_t n)
{
	out_char(o, '{');
	json_key(o, "rule", true);
	out_json(o, iop_rules[e->rule].slug);
	json_text(o, "severity", iop_severity_name((enum iop_severity)e->severity));
	json_text(o, "node", e->node);
	json_text(o, "property", e->property);
	json_text(o, "message", e->message);
	json_text(o, "kernel", e->kernel);
	json_text(o, "source", e->source);
	json_count(o, "line", e->source ? e->line : IOP_NONE);
	json_count(o, "column", e->source ? e->column : IOP_NONE);
	json_key(o, "files", false);
	out_char(o, '[');
	name_trees(o, e, n, true);
	out_str(o, "]}\n");
}

static struct finding_text *entry_at(size_t n)
{
	return (struct finding_text *)kept.data + n;
}

/* The worst first, and of these what most trees have. */
static int by_count(const void *a, const void *b)
{
	const struct finding_text *x = entry_at(*(const size_t *)a), *y = entry_at(*(const size_t *)b);

	if (x->severity != y->severity)
		return x->severity - y->severity;
	if (x->trees != y->trees)
		return x->trees < y->trees ? 1 : -1;
	return by_finding(x, y);
}

static size_t count_equal(size_t *firsts)
{
	size_t n = 0;

	qsort(kept.data, kept.count, sizeof(struct finding_text), by_finding);
	for (size_t k = 0; k < kept.count; k++) {
		if (!n || differ(entry_at(firsts[n - 1]), entry_at(k)))
			firsts[n++] = k;
		entry_at(firsts[n - 1])->trees++;
	}
	qsort(firsts, n, sizeof(*firsts), by_count);
	return n;
}

static void end(struct out *o, void (*one)(struct out *o, const struct finding_text *e, uint32_t n))
{
	size_t *firsts = malloc((kept.count + 1) * sizeof(*firsts)), n;

	if (!firsts)
		o->error = ENOMEM;
	n = firsts && kept.count ? count_equal(firsts) : 0;
	for (size_t k = 0; k < n; k++)
		one(o, entry_at(firsts[k]), entry_at(firsts[k])->trees);
	free(firsts);
	free(kept.data);
	kept = (struct vec){ .data = NULL };
	store_free(&store);
}

static void end_text(struct out *o, const struct lint_totals *t)
{
	(void)t;
	end(o, one_text);
}

static void end_json(struct out *o, const struct lint_totals *t)
{
	(void)t;
	end(o, one_json);
}

const struct lint_format by_finding_text = { "text", NULL, tree, end_text, false, NULL };
const struct lint_format by_finding_json = { "json", NULL, tree, end_json, false, NULL };
