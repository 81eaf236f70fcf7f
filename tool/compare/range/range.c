/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "compare/range/range.h"

#include <string.h>

#include "compare/range/range_internal.h"

/* Two plans are alive at a time; each has a place of its own. */
struct pages {
	struct iop_plan plan[2];
	struct iop_arena arena[2];
};

static void divide(struct range_pass *r, struct pages *p, struct iop_arena *a)
{
	size_t part = iop_arena_left(a) / 16;

	iop_arena_split(a, 2 * part, &r->steps);
	iop_arena_split(a, part, &r->mates);
	iop_arena_split(a, part, &r->scratch);
	iop_arena_split(a, 6 * part, &p->arena[0]);
	iop_arena_split(a, 6 * part, &p->arena[1]);
}

uint64_t range_drivers_needed(const struct iop_plan *p)
{
	const struct iop_facts *facts = p->view->facts;
	uint64_t bits = 1;
	uint16_t d, c;
	uint32_t i;

	for (d = 0; d < facts->count; d++) {
		const struct iop_driver *driver = &facts->drivers[d];
		uint64_t bit = range_driver_bit(facts, driver);

		if (driver == p->view->pci && p->view->target.pci)
			bits |= bit;
		for (c = 0; c < driver->n_compats && !(bits & bit); c++)
			for (i = 0; i < p->n_iommus; i++)
				if (iop_compatible(p->tree, p->iommus[i].node,
						   driver->compats[c].name))
					bits |= bit;
	}
	return bits;
}

/* @until: the first version that may have another plan */
static int make(struct pages *p, int which, const struct iop_tree *t,
		const struct iop_view *v, iop_version *until)
{
	struct iop_answers answers = IOP_ANSWERS_NONE;
	struct iop_view own = *v;
	int e;

	own.answers = &answers;
	iop_arena_release(&p->arena[which], 0);
	e = iop_plan_make(&p->plan[which], t, &own, &p->arena[which]);
	p->plan[which].view = v;
	*until = answers.until;
	return e;
}

/* Keeps the step only if it changed something. */
static int compare(struct range_pass *r, struct range_report *report,
		   const struct iop_plan *old,
		   const struct iop_plan *new)
{
	struct range_step *step = (struct range_step *)(uintptr_t)
				  &report->steps[report->n_steps];

	memset(step, 0, sizeof(*step));
	step->at = new->view->target.version;
	if (!range_compare(r, old, new, step))
		return -IOP_ERR_NOSPACE;
	if (!step->n_changes)
		return 0;
	report->n_steps++;
	return range_causes(r, new, step) ? 0 : -IOP_ERR_NOSPACE;
}

static int walk(struct range_pass *r, struct pages *p,
		struct range_report *report, int *last,
		const struct range_views *views)
{
	iop_version until = 0;
	int e = make(p, 0, r->tree, &views->views[0], &until);
	uint32_t i;
	int now = 0;

	if (!e)
		r->drivers = range_drivers_needed(&p->plan[0]);
	for (i = 1; i < views->count && !e; i++) {
		if (i + 1 < views->count &&
		    (views->views[i].target.version < until ||
		     !(views->drivers[i] & r->drivers) ||
		     !range_turns(r, &p->plan[now], views->views[i].target.version)))
			continue;
		e = make(p, !now, r->tree, &views->views[i], &until);
		if (!e && i + 1 < views->count)
			e = compare(r, report, &p->plan[now], &p->plan[!now]);
		now = !now;
	}
	*last = now;
	return e;
}

int range_plan(struct iop_plan *plan, struct range_report *report,
	       const struct range_views *r, const struct iop_tree *t,
	       struct iop_arena *a)
{
	struct range_pass pass = { .tree = t };
	struct range_step *steps = iop_alloc(a, r->count, sizeof(*steps));
	struct pages pages;
	int e;
	int last;

	memset(report, 0, sizeof(*report));
	if (!steps || !range_names_read(&pass, a))
		return -IOP_ERR_NOSPACE;
	divide(&pass, &pages, a);
	report->steps = steps;
	report->first = r->views[0].target.version;
	report->last = r->views[r->count - 1].target.version;
	pass.all_mates = iop_alloc(&pass.mates, 0, sizeof(*pass.all_mates));
	report->mates = pass.all_mates;
	e = walk(&pass, &pages, report, &last, r);
	*plan = pages.plan[last];
	return e;
}
