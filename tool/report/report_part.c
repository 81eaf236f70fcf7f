// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * What report_data.c wrote, read again. It may come from anywhere: pages are
 * named by it, so names are checked before they are taken.
 */
#include <stdlib.h>
#include <string.h>

#include "lint/lint.h"
#include "report/report_part.h"

static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
static const char in_pages[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";

/* Text of @key; @missing is set where there is none. */
static const char *text(const struct doc *d, const char *key, bool *missing)
{
	const char *value = doc_text(d, key);

	*missing |= !value;
	return value ? value : "";
}

static uint32_t number(const struct doc *d, const char *key, bool *missing)
{
	return (uint32_t)strtoul(text(d, key, missing), NULL, 10);
}

/* boards/..., without a way out of it. */
static bool page_is_one(const char *page)
{
	size_t len = strlen(page);

	return !strncmp(page, "boards/", 7) && len > 12 && len < 4096 &&
	       !strcmp(page + len - 5, ".html") && page[strspn(page, in_pages)] == 0 &&
	       !strstr(page, "/.") && !strstr(page, "//");
}

static const char *next_board(struct report_part *p)
{
	bool missing = false;
	const char *vendor;

	if (!p->board)
		return NULL;
	p->name = text(p->board, "board", &missing);
	p->page = text(p->board, "page", &missing);
	vendor = text(p->board, "vendor", &missing);
	if (missing)
		return "a board without board, page or vendor";
	if (!page_is_one(p->page))
		return "a page that is not below boards/";
	if (!*vendor || strlen(vendor) > 64 || vendor[strspn(vendor, plain)])
		return "a vendor that is not a file name";
	return NULL;
}

const char *report_part_open(struct report_part *p, const struct doc *data)
{
	const char *schema = doc_text(data, "schema"), *diff = doc_text(data, "diff");

	if (!schema || strcmp(schema, "iommuplan-report/1"))
		return "not the data.json of a report";
	if (!doc_at(data, "diff"))
		return "written by a version that could not merge reports: generate it again";
	for (const struct doc *k = doc_first(data, "kernels"); k; k = k->next) {
		if (p->n_labels == REPORT_KERNELS || !k->text)
			return "more kernels than a report can have";
		p->labels[p->n_labels++] = k->text;
	}
	p->diff = diff && !strcmp(diff, "true");
	p->policy = doc_text(data, "policy");
	p->board = doc_first(data, "boards");
	return next_board(p);
}

/* The index of a kernel, or what no report has. */
static uint32_t label_of(const struct report_part *p, const char *label)
{
	uint32_t n = 0;

	while (n < p->n_labels && strcmp(p->labels[n], label))
		n++;
	return n;
}

static void begin(struct out *o, enum report_record kind)
{
	out_char(o, (char)kind);
	out_char(o, 0);
}

static void kernels(const struct report_part *p, struct out *o)
{
	char has[REPORT_KERNELS + 1] = "";

	memset(has, '0', p->n_labels);
	for (const struct doc *k = doc_first(p->board, "kernels"); k; k = k->next) {
		uint32_t n = label_of(p, k->text ? k->text : "");

		if (n < p->n_labels)
			has[n] = '1';
	}
	report_field(o, has);
}

static bool board(const struct report_part *p, struct out *o)
{
	static const char *const counts[] = { "iommus", "groups", "masters" };
	const struct doc *effects = doc_at(p->board, "effects");
	const struct doc *causes = doc_at(p->board, "attention_of");
	bool missing = false;

	begin(o, RECORD_BOARD);
	report_field(o, p->name);
	report_field(o, p->page);
	report_field(o, text(p->board, "model", &missing));
	report_field(o, text(p->board, "vendor", &missing));
	report_field(o, text(p->board, "soc", &missing));
	kernels(p, o);
	for (unsigned int n = 0; n < sizeof(counts) / sizeof(counts[0]); n++)
		report_count(o, number(p->board, counts[n], &missing));
	for (unsigned int n = 0; n < REPORT_CAUSES; n++)
		report_count(o, number(causes, report_cause_slug(n), &missing));
	report_count(o, 0);
	for (unsigned int e = IOP_EFFECT_TRANSLATED; e < IOP_EFFECT_COUNT; e++)
		report_count(o, number(effects, iop_effect_slug(e), &missing));
	return !missing;
}

/* Which of @n words @word is; @missing is set where it is none. */
static uint32_t word_of(const char *word, const char *(*nth)(uint32_t n), uint32_t count,
			bool *missing)
{
	uint32_t n = 0;

	while (n < count && strcmp(nth(n), word))
		n++;
	*missing |= n == count;
	return n;
}

static const char *nth_rule(uint32_t n)
{
	return iop_rules[n].slug;
}

static const char *nth_severity(uint32_t n)
{
	return iop_severity_name((enum iop_severity)n);
}

static const char *nth_kind(uint32_t n)
{
	return diff_slug((enum diff_kind)n);
}

static bool finding(const struct report_part *p, struct out *o, const struct doc *f)
{
	bool missing = false;

	(void)p;
	begin(o, RECORD_FINDING);
	report_count(o, word_of(text(f, "rule", &missing), nth_rule, IOP_RULE_COUNT, &missing));
	report_count(o, word_of(text(f, "severity", &missing), nth_severity, IOP_NOTE + 1,
				&missing));
	report_field(o, text(f, "node", &missing));
	report_field(o, text(f, "message", &missing));
	return !missing;
}

static bool hardware(const struct report_part *p, struct out *o, const struct doc *f)
{
	(void)p;
	begin(o, RECORD_PART);
	for (const struct doc *column = f->first; column; column = column->next) {
		out_str(o, column->text ? column->text : "");
		if (column->next)
			out_char(o, '\t');
	}
	out_char(o, 0);
	return f->kind == DOC_LIST;
}

static bool change(const struct report_part *p, struct out *o, const struct doc *f)
{
	bool missing = false;
	uint32_t from = label_of(p, text(f, "from", &missing));
	uint32_t to = label_of(p, text(f, "to", &missing));

	begin(o, RECORD_CHANGE);
	report_count(o, from);
	report_count(o, to);
	report_count(o, word_of(text(f, "kind", &missing), nth_kind, DIFF_KINDS, &missing));
	report_field(o, text(f, "where", &missing));
	report_field(o, text(f, "before", &missing));
	report_field(o, text(f, "after", &missing));
	return !missing && from < p->n_labels && to < p->n_labels;
}

static bool verdict(const struct report_part *p, struct out *o, const struct doc *f)
{
	bool missing = false;
	uint32_t kernel = label_of(p, text(f, "kernel", &missing));

	begin(o, RECORD_VERDICT);
	report_count(o, kernel);
	report_count(o, !strcmp(text(f, "met", &missing), "true"));
	report_field(o, text(f, "unmet", &missing));
	return !missing && kernel < p->n_labels;
}

const char *report_part_take(struct report_part *p, struct out *o)
{
	static const struct {
		const char *key;
		bool (*take)(const struct report_part *p, struct out *o, const struct doc *f);
	} lists[] = {
		{ "findings", finding },
		{ "hardware", hardware },
		{ "policy", verdict },
		{ "changes", change },
	};

	if (!board(p, o))
		return "a board whose counts or effects are missing";
	for (unsigned int n = 0; n < sizeof(lists) / sizeof(lists[0]); n++)
		for (const struct doc *f = doc_first(p->board, lists[n].key); f; f = f->next)
			if (!lists[n].take(p, o, f))
				return "a finding, change or verdict that this version does not know";
	p->board = p->board->next;
	return next_board(p);
}
