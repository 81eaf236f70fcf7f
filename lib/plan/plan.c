// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "plan/plan.h"

#include <string.h>

#include "groups/groups.h"
#include "plan/defaults.h"

static void take_groups(struct iop_plan *p, const struct iop_grouping *g)
{
	p->groups = g->groups;
	p->n_groups = g->n_groups;
	iop_domains_choose(p, g->links);
}

static void publish(struct iop_plan *p, const struct iop_links *l)
{
	p->iommus = l->iommus;
	p->n_iommus = l->n_iommus;
	p->devices = l->devices;
	p->n_devices = l->n_devices;
	p->streams = l->streams;
	p->n_streams = l->n_streams;
	p->ranges = l->ranges;
	p->n_ranges = l->n_ranges;
	p->pci = l->pci;
}

enum iop_error iop_plan_make(struct iop_plan *p, const struct iop_tree *t,
			     const struct iop_view *v, struct iop_arena *a)
{
	struct iop_links links = { .tree = t, .view = v };
	struct iop_grouping grouping = { .links = &links };

	memset(p, 0, sizeof(*p));
	p->tree = t;
	p->view = v;
	iop_defaults_read(&p->defaults, t, v);
	links.arch = p->defaults.arch;
	if (!iop_links_read(&links, a) || !iop_groups_make(&grouping, a))
		return IOP_E_NO_ROOM;
	take_groups(p, &grouping);
	/* A bank that is missing can cost groups, never make one: this ends. */
	while (iop_budget_check(p, &grouping)) {
		iop_groups_again(&grouping);
		take_groups(p, &grouping);
	}
	iop_confidence_set(p, &links);
	publish(p, &links);
	return IOP_E_OK;
}

bool iop_is_translated(const struct iop_group *g)
{
	/* iommu_attach_device() takes groups of one device only. */
	if (g->domain_why == IOP_DOMAIN_ARM32)
		return g->count == 1;
	return g->domain != IOP_W_IDENTITY && g->domain != IOP_W_UNKNOWN;
}
