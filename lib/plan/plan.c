// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "plan/plan.h"

#include <string.h>

#include "devices/devices.h"
#include "groups/groups.h"
#include "plan/defaults.h"

/* Boards need three at most; a tree can be made to need thousands. */
#define ROUNDS_EXACT 6u

static bool ask_all(const struct iop_plan *p, struct iop_grouping *g, struct iop_arena *a)
{
	bool *translates = iop_alloc(a, p->n_devices, sizeof(*translates));

	for (uint32_t n = 0; translates && n < p->n_devices; n++)
		translates[n] = p->devices[n].iommu != IOP_NONE &&
				iop_translates_alone(p, &p->devices[n]);
	g->translates = translates;
	return translates;
}

/* The fact is asked for only where it matters: most trees have no such status. */
static bool choose_tree(struct iop_plan *p, struct iop_arena *a)
{
	const struct iop_tree *unended = iop_tree_unended(p->tree, a);

	if (unended != p->tree && iop_linux(p->view, IOP_K_STATUS_UNENDED, 0))
		p->tree = unended;
	return unended;
}

static bool make(struct iop_plan *p, struct iop_arena *a)
{
	struct iop_grouping grouping = { .plan = p };
	uint32_t rounds = 0;

	if (!choose_tree(p, a) || !iop_defaults_read(&p->defaults, p->tree, p->view, a) ||
	    !iop_devices_read(p, a) ||
	    !iop_groups_make(&grouping, a) || !iop_budget_open(p, &grouping, a))
		return false;
	iop_domains_choose(p);
	/* A bank that is missing can cost groups, never make one: this ends. */
	while (iop_budget_check(p, &grouping)) {
		if (++rounds == ROUNDS_EXACT && !ask_all(p, &grouping, a))
			return false;
		iop_groups_again(&grouping);
		iop_domains_choose(p);
	}
	iop_group_keys(p);
	iop_confidence_set(p);
	iop_ram_find(p);
	iop_effects_set(p);
	return true;
}

static void add_answers(struct iop_answers *all, const struct iop_answers *more)
{
	if (!all)
		return;
	if (more->until < all->until)
		all->until = more->until;
	all->open |= more->open;
}

int iop_plan_make(struct iop_plan *p, const struct iop_tree *t,
		  const struct iop_view *v, struct iop_arena *a)
{
	struct iop_view *own = iop_alloc(a, 1, sizeof(*own));
	struct iop_answers answers = IOP_ANSWERS_NONE;
	bool made;

	memset(p, 0, sizeof(*p));
	if (!own)
		return -IOP_ERR_NOSPACE;
	*own = *v;
	own->answers = &answers;
	p->tree = t;
	p->view = own;
	made = make(p, a);
	own->answers = NULL;
	p->view = v;
	add_answers(v->answers, &answers);
	/* Where no answer depends on it, the plan would be this one again. */
	if (made && answers.open)
		made = iop_unread_mark(p, a);
	return made ? 0 : -IOP_ERR_NOSPACE;
}

bool iop_is_translated(const struct iop_group *g)
{
	/* iommu_attach_device() takes groups of one device only. */
	if (g->domain_why == IOP_DOMAIN_ARM32)
		return g->count == 1;
	return g->domain != IOP_W_IDENTITY && g->domain != IOP_W_UNKNOWN;
}
