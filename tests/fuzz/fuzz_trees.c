// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A tree as plan and lint read it. */
#include <string.h>

#include "config/assumed.h"
#include "fuzz.h"
#include "fuzz_tree.h"
#include "html/html.h"
#include "lint/collect.h"
#include "lint/format/by_finding.h"
#include "lint/format/findings.h"
#include "remedy/budget.h"
#include "render/render.h"

bool fuzz_tree_read(struct iop_tree *t, const uint8_t *data, size_t size, struct iop_arena *a)
{
	struct iop_place where;

	return !iop_tree_index(t, data, size, a, &where);
}

static const struct assumed assumed = { .kernel_from = "option" };

/* Pictures cost most, and are drawn of fewer. */
static void render(const struct render_input *in, uint32_t how)
{
	static void (*const pictures[])(struct out *o, const struct render_input *in) = {
		render_plan_svg, render_plan_dot, render_plan_html, render_plan_tsv,
	};

	render_plan_text(fuzz_sink(), in);
	render_plan_json(fuzz_sink(), in);
	if (how & 1)
		pictures[how >> 1 & 3](fuzz_sink(), in);
}

void fuzz_tree_plan(const uint8_t *data, size_t size)
{
	uint32_t choice = fuzz_choice(data, size);
	struct iop_arena *a = fuzz_arena();
	struct iop_budget_ask ask = { .mask_bits = IOP_SHARE_MASK_BITS };
	struct range_report report;
	struct iop_budgets budgets;
	struct iop_tree t;
	struct iop_plan p;
	struct render_input in = {
		.file = "fuzz.dtb", .plan = &p, .assumed = &assumed, .because = true,
		.names = choice & 8, .top = true,
	};

	if (!fuzz_tree_read(&t, data, size, a))
		return;
	if (choice & 16) {
		if (range_plan(&p, &report, fuzz_range(), &t, a))
			return;
		in.changes = &report;
	} else if (iop_plan_make(&p, &t, fuzz_view(choice), a)) {
		return;
	}
	ask.plan = &p;
	if (!in.changes && iop_budgets_find(&ask, &budgets, a))
		in.budgets = &budgets;
	render(&in, choice >> 5);
}

static const struct lint_format *const formats[] = {
	&lint_text, &lint_json, &lint_sarif, &lint_github, &lint_junit, &lint_gitlab,
	&lint_rdjsonl, &lint_checkstyle,
};

static void write_findings(const struct gathered *all, uint32_t choice)
{
	static const struct grade grade;
	const struct lint_input in = {
		.file = "fuzz.dtb", .board = "fuzz", .all = all, .ranged = choice & 16,
		.first = true, .grade = &grade, .consumers = ~0u, .mildest = IOP_NOTE,
		.notes = true,
	};
	const struct lint_format *f = formats[choice >> 5 & 7];

	lint_json.tree(fuzz_sink(), &in);
	f->tree(fuzz_sink(), &in);
}

void fuzz_tree_lint(const uint8_t *data, size_t size)
{
	static const struct grade grade;
	uint32_t choice = fuzz_choice(data, size);
	struct iop_arena *a = fuzz_arena();
	struct gathered all;
	struct iop_tree t;
	const struct gathering how = {
		.view = fuzz_view(choice), .range = choice & 16 ? fuzz_range() : NULL,
		.grade = &grade, .consumers = ~0u,
	};

	if (!fuzz_tree_read(&t, data, size, a) || lint_gather(&all, &how, &t, a))
		return;
	write_findings(&all, choice);
}
