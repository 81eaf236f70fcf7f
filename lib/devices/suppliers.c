// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/suppliers.h"

#include "bindings/supplies.h"
#include "devices/supplier_state.h"
#include "model/lookup.h"

/* clk_get() by name: of the clocks that a driver names. */
static uint8_t by_name(const struct iop_plan *p, const struct iop_iommu *i, const char *name)
{
	if (name && iop_listed(p->view, i->driver, IOP_L_NEEDS_CLOCKS, name))
		return IOP_NEED_MUST;
	if (name && iop_listed(p->view, i->driver, IOP_L_TAKES_CLOCKS, name))
		return IOP_NEED_MAY;
	return IOP_NEED_NO;
}

/* One list of an IOMMU, while it is walked. */
struct list {
	enum iop_supply which;
	struct iop_supply_walk at;
	struct iop_cells names;		/* clock-names from entry @named on */
	uint32_t named;
	uint32_t count;			/* entries; 0: one names no node */
};

static const char *clock_name(struct list *l)
{
	const char *name = NULL;

	while (l->named <= l->at.entry) {
		name = iop_list_next(&l->names);
		l->named++;
	}
	return name;
}

/* of_clk_get_parent_count() finds none where one entry names no node. */
static uint8_t clock_need(const struct iop_plan *p, const struct iop_iommu *i, struct list *l)
{
	const char *name = clock_name(l);
	bool first = !l->at.entry;

	switch (iop_fact_of(p, i, IOP_K_CLOCKS, IOP_W_UNKNOWN)) {
	case IOP_W_NONE:
		return IOP_NEED_NO;
	case IOP_W_ALL:
		return l->count ? IOP_NEED_ALL : IOP_NEED_NO;
	case IOP_W_NAMED:
		return by_name(p, i, name);
	case IOP_W_FIRST:
		return first ? IOP_NEED_MUST : IOP_NEED_NO;
	case IOP_W_OPTIONAL:
		return first ? IOP_NEED_MAY : IOP_NEED_NO;
	default:
		return IOP_NEED_UNKNOWN;
	}
}

/* of_clk_set_defaults(); which clocks it looks up for a rate was not read here. */
static uint8_t assigned_need(const struct iop_plan *p, const struct iop_iommu *i,
			     const struct list *l)
{
	if (!l->count)
		return IOP_NEED_NO;
	return iop_has(p->tree, i->node, IOP_P_ASSIGNED_PARENTS) ? IOP_NEED_MUST :
	       IOP_NEED_UNKNOWN;
}

static uint8_t irq_need(const struct iop_plan *p, const struct iop_iommu *i)
{
	switch (iop_fact_of(p, i, IOP_K_IRQS, IOP_W_UNKNOWN)) {
	case IOP_W_NONE:
	case IOP_W_OPTIONAL:
		return IOP_NEED_NO;
	case IOP_W_FAIL:
		return IOP_NEED_ALL;
	case IOP_W_DEFER:
		return IOP_NEED_MUST;
	default:
		return IOP_NEED_UNKNOWN;
	}
}

/* What the driver of an IOMMU, or the bus before it, makes of an entry. */
static uint8_t need_of(const struct iop_plan *p, const struct iop_iommu *i, struct list *l)
{
	bool first = !l->at.entry;

	switch (l->which) {
	case IOP_SUPPLY_CLOCKS:
		return clock_need(p, i, l);
	case IOP_SUPPLY_ASSIGNED_CLOCKS:
	case IOP_SUPPLY_ASSIGNED_PARENTS:
		return assigned_need(p, i, l);
	case IOP_SUPPLY_POWER_DOMAINS:
		return l->count == 1 ? IOP_NEED_MUST : IOP_NEED_NO;
	case IOP_SUPPLY_RESETS:
		return first && iop_fact_of(p, i, IOP_K_RESET, 0) ? IOP_NEED_MUST : IOP_NEED_NO;
	case IOP_SUPPLY_LARBS:
		return iop_fact_of(p, i, IOP_K_NEEDS_LARBS, 0) ? IOP_NEED_MUST : IOP_NEED_NO;
	case IOP_SUPPLY_MEMORY_CONTROLLER:
		return iop_fact_of(p, i, IOP_K_MEMORY_CONTROLLER, 0) ? IOP_NEED_MUST : IOP_NEED_NO;
	case IOP_SUPPLY_INTERRUPTS:
		return irq_need(p, i);
	default:
		return IOP_NEED_NO;
	}
}

/* While the suppliers of all IOMMUs are collected. */
struct collect {
	struct iop_plan *plan;
	struct iop_arena *arena;
	struct iop_supplied states;
	uint32_t *last;		/* by node: 1 + index of the supplier it was last */
};

/* Entries of one list that lead to the same node are one supplier. */
static bool is_known(struct collect *c, const struct iop_iommu *i, uint32_t node,
		     enum iop_supply which, uint8_t need)
{
	struct iop_supplier *s;

	if (node == IOP_NO_NODE || c->last[node] <= i->suppliers)
		return false;
	s = &c->plan->suppliers[c->last[node] - 1];
	if (s->which != which)
		return false;
	if (need > s->need)
		s->need = need;
	return true;
}

static bool add(struct collect *c, struct iop_iommu *i, struct list *l)
{
	const struct iop_supply_walk *w = &l->at;
	struct iop_plan *p = c->plan;
	uint8_t need = need_of(p, i, l);
	struct iop_supplier *s;

	if (is_known(c, i, w->target, l->which, need))
		return true;
	s = iop_grow(c->arena, p->suppliers, p->n_suppliers, sizeof(*s));
	if (!s)
		return false;
	*s = (struct iop_supplier){
		.iommu = (uint32_t)(i - p->iommus), .node = w->target, .entry = w->entry,
		.handle = w->handle, .property = w->name, .which = (uint8_t)l->which,
		.need = need, .cause = IOP_NO_NODE,
		.state = (uint8_t)iop_supplier_state(&c->states, w->target),
	};
	i->n_suppliers++;
	p->n_suppliers++;
	if (w->target == IOP_NO_NODE)
		return true;
	s->kconfig = c->states.kconfig[w->target];
	s->cause = c->states.cause[w->target];
	s->cause_kconfig = c->states.kconfig[s->cause];
	c->last[w->target] = p->n_suppliers;
	return true;
}

static bool add_list(struct collect *c, struct iop_iommu *i, enum iop_supply which)
{
	const struct iop_tree *t = c->plan->tree;
	struct list l = { .which = which, .names = iop_prop(t, i->node, IOP_P_CLOCK_NAMES) };

	l.count = iop_supply_count(t, i->node, which);
	iop_supply_open(&l.at, t, i->node, which);
	while (iop_supply_next(&l.at))
		if (!add(c, i, &l))
			return false;
	return true;
}

static bool add_all(struct collect *c, struct iop_iommu *i)
{
	i->suppliers = c->plan->n_suppliers;
	for (int which = 0; which < IOP_SUPPLY_COUNT; which++)
		if (!add_list(c, i, (enum iop_supply)which))
			return false;
	return true;
}

bool iop_suppliers_collect(struct iop_plan *p, struct iop_arena *a)
{
	struct collect c = { .plan = p, .arena = a };

	c.states.plan = p;
	c.states.known = iop_alloc(a, p->tree->count, 1);
	c.states.kconfig = iop_alloc(a, p->tree->count, sizeof(*c.states.kconfig));
	c.states.cause = iop_alloc(a, p->tree->count, sizeof(*c.states.cause));
	c.last = iop_alloc(a, p->tree->count, sizeof(*c.last));
	p->suppliers = iop_alloc(a, 0, sizeof(*p->suppliers));
	if (!c.states.known || !c.states.kconfig || !c.states.cause || !c.last || !p->suppliers)
		return false;
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->tree->nodes[p->iommus[n].node].available && p->iommus[n].compat &&
		    !add_all(&c, &p->iommus[n]))
			return false;
	return true;
}
