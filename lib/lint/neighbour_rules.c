// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Devices that may have an IOMMU in their way which they do not name: one note
 * for each IOMMU. What the rules about twins have named is not named again. */
#include "lint/lint.h"
#include "plan/neighbours.h"

struct of_iommu {
	uint32_t first;		/* index of the first neighbour, or IOP_NONE */
	uint32_t count;
};

static bool matters(const struct iop_iommu *i)
{
	return i->unclaimed == IOP_EFFECT_BLOCKED || i->unclaimed == IOP_EFFECT_FIRMWARE;
}

static void list(struct iop_lint *s, struct iop_finding *f, const struct iop_neighbours *all,
		 uint32_t iommu, uint32_t count)
{
	uint32_t *others = iop_list_others(s, f, count), n = 0;

	for (uint32_t k = 0; others && k < all->count && n < count; k++)
		if (all->list[k].iommu == iommu && !s->twins[all->list[k].node])
			others[n++] = all->list[k].node;
}

static void report_iommu(struct iop_lint *s, const struct iop_neighbours *all, uint32_t iommu,
			 const struct of_iommu *of)
{
	const struct iop_neighbour *first = &all->list[of->first];
	const struct iop_iommu *i = &s->plan->iommus[iommu];
	struct iop_finding *f = iop_report(s, first->by_soc ? IOP_RULE_NEIGHBOURS :
					   IOP_RULE_NEIGHBOURS_KIND, i->node, NULL);

	f->related = first->node;
	iop_say_node(f, first->node);
	iop_say_more(f, of->count - 1);
	iop_say(f, i->unclaimed == IOP_EFFECT_BLOCKED ? "is blocked" :
		"depends on how the boot loader configured the IOMMU");
	list(s, f, all, iommu, of->count);
}

void iop_lint_neighbours(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;
	struct of_iommu *of = iop_alloc(s->arena, p->n_iommus, sizeof(*of));
	struct iop_neighbours all;

	s->full |= !of || !iop_neighbours_find(p, &all, s->arena);
	for (uint32_t n = 0; !s->full && n < all.count; n++)
		if (!s->twins[all.list[n].node] && !of[all.list[n].iommu].count++)
			of[all.list[n].iommu].first = n;
	for (uint32_t i = 0; !s->full && i < p->n_iommus; i++)
		if (of[i].count && matters(&p->iommus[i]))
			report_iommu(s, &all, i, &of[i]);
}
