// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "verify/results.h"

#include <string.h>

#include "render/json/plan_json.h"
#include "verify/report_it.h"

results_fn *results_named(const char *format)
{
	static const struct { const char *name; results_fn *write; } all[] = {
		{ "text", results_text }, { "json", results_json },
		{ "ktap", results_ktap }, { "junit", results_junit },
	};

	for (size_t n = 0; n < sizeof(all) / sizeof(all[0]); n++)
		if (!strcmp(format ? format : "text", all[n].name))
			return all[n].write;
	return NULL;
}

static size_t count(const struct checks *c, enum check_result result)
{
	size_t many = 0;

	for (size_t n = 0; n < c->list.count; n++)
		many += results_at(c, n)->result == result;
	return many;
}

bool results_otherwise(const struct verify_check *k)
{
	return k->result == CHECK_DIFFERS &&
	       (k->cause == CAUSE_PREDICTION || k->cause == CAUSE_PROBE);
}

bool results_any_otherwise(const struct checks *c)
{
	for (size_t n = 0; n < c->list.count; n++)
		if (results_otherwise(results_at(c, n)))
			return true;
	return false;
}

size_t results_differ(const struct checks *c)
{
	return count(c, CHECK_DIFFERS);
}

static void difference(struct out *o, const struct verify_check *k)
{
	out_term(o, k->device ? k->device : k->iommu);
	out_str(o, ": ");
	out_str(o, check_kinds[k->kind]);
	out_str(o, ": planned ");
	out_term(o, k->planned ? k->planned : "nothing");
	out_str(o, ", found ");
	out_term(o, k->found ? k->found : "nothing");
	out_str(o, "\n    ");
	out_str(o, check_cause_texts[k->cause]);
	if (k->because) {
		out_str(o, ": ");
		out_term(o, k->because);
	}
	out_str(o, " [");
	out_str(o, check_causes[k->cause]);
	out_str(o, "]\n");
}

#define REASONS 16	/* why something is not compared: there are a handful */

struct reason {
	const char *text;
	size_t many;
};

static void skipped(struct out *o, const struct checks *c)
{
	struct reason all[REASONS];
	size_t used = 0, r;

	for (size_t n = 0; n < c->list.count; n++) {
		const struct verify_check *k = results_at(c, n);

		if (k->result != CHECK_SKIPPED)
			continue;
		for (r = 0; r < used && strcmp(all[r].text, k->because); r++)
			;
		if (r == REASONS)
			continue;
		if (r == used)
			all[used++] = (struct reason){ k->because, 0 };
		all[r].many++;
	}
	for (r = 0; r < used; r++) {
		out_fmt(o, "%zu not compared: ", all[r].many);
		out_term(o, all[r].text);
		out_char(o, '\n');
	}
}

/* First of all what may be wrong with the plan, and what to do about it. */
static void result_otherwise(struct out *o, const struct checks *c, const struct system *s)
{
	if (!results_any_otherwise(c))
		return;
	out_str(o, "the kernel did not behave as predicted:\n");
	for (size_t n = 0; n < c->list.count; n++)
		if (results_otherwise(results_at(c, n)))
			difference(o, results_at(c, n));
	report_it(o, s->capture);
	out_str(o, "\n\n");
}

void results_text(struct out *o, const struct checks *c, const struct system *s)
{
	result_otherwise(o, c, s);
	for (size_t n = 0; n < c->list.count; n++)
		if (results_at(c, n)->result == CHECK_DIFFERS &&
		    !results_otherwise(results_at(c, n)))
			difference(o, results_at(c, n));
	skipped(o, c);
	for (size_t n = 0; n < s->missing.count; n++) {
		out_str(o, "missing or not readable: ");
		out_term(o, ((const char *const *)s->missing.data)[n]);
		out_char(o, '\n');
	}
	out_fmt(o, "%zu as planned, %zu differ, %zu not compared\n", count(c, CHECK_OK),
		results_differ(c), count(c, CHECK_SKIPPED));
}

static void json_difference(struct out *o, const struct verify_check *k, const struct system *s)
{
	out_char(o, '{');
	json_key(o, "kind", true);
	out_json(o, check_kinds[k->kind]);
	json_text(o, "device", k->device);
	json_text(o, "iommu", k->iommu);
	json_text(o, "planned", k->planned);
	json_text(o, "found", k->found);
	json_text(o, "cause", check_causes[k->cause]);
	json_text(o, "because", k->because ? k->because : check_cause_texts[k->cause]);
	if (results_otherwise(k))
		report_it_json(o, "report", s->capture);
	else
		json_text(o, "report", NULL);
	out_str(o, "}\n");
}

void results_json(struct out *o, const struct checks *c, const struct system *s)
{
	for (size_t n = 0; n < c->list.count; n++)
		if (results_otherwise(results_at(c, n)))
			json_difference(o, results_at(c, n), s);
	for (size_t n = 0; n < c->list.count; n++)
		if (results_at(c, n)->result == CHECK_DIFFERS &&
		    !results_otherwise(results_at(c, n)))
			json_difference(o, results_at(c, n), s);
}
