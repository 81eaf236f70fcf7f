/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The facts that begin or end at a version, as far as this tree has to do
 * with them.
 */
#include <string.h>

#include "pci/pci_kernel.h"
#include "compare/range/range_internal.h"

struct gather {
	struct range_pass *r;
	const struct iop_plan *plan;
	struct range_step *step;
	const struct iop_driver *driver;
	bool full;
};

static void add(struct gather *g, struct iop_span when, const char *about,
		const char *name, const char *from)
{
	struct range_cause *list = (void *)(uintptr_t)g->step->causes, *c;

	if (g->full || iop_span_gap(when) || !range_span_turns(when, g->step->at))
		return;
	c = iop_grow(&g->r->steps, list, g->step->n_causes, sizeof(*c));
	if (!c) {
		g->full = true;
		return;
	}
	*c = (struct range_cause){ g->driver, about, name ? name : "",
				   from ? from : "",
				   when.since == g->step->at };
	g->step->n_causes++;
}

/* The same thing said anew: that one statement of it ended is no news. */
static bool said_anew(const struct range_cause *c, const struct range_step *step)
{
	uint32_t i;

	for (i = 0; i < step->n_causes; i++) {
		const struct range_cause *b = &step->causes[i];

		if (b->begins && b->driver == c->driver &&
		    !strcmp(b->about, c->about) && !strcmp(b->name, c->name))
			return true;
	}
	return false;
}

static void drop_ends(struct range_step *step)
{
	struct range_cause *list = (void *)(uintptr_t)step->causes;
	uint32_t from, to = 0;

	for (from = 0; from < step->n_causes; from++)
		if (list[from].begins || !said_anew(&list[from], step))
			list[to++] = list[from];
	step->n_causes = to;
}

/* Does an IOMMU of the tree list @compatible? NULL: it concerns all. */
static bool concerns(const struct gather *g, const char *compatible)
{
	uint32_t i;

	if (!compatible)
		return true;
	for (i = 0; i < g->plan->n_iommus; i++)
		if (iop_compatible(g->r->tree, g->plan->iommus[i].node,
				   compatible))
			return true;
	return false;
}

static bool is_wildcard(const char *name)
{
	size_t n = strlen(name);

	return n && name[n - 1] == '*';
}

/* Lists of things that are no compatibles cannot be looked up in the tree. */
static bool lists_compatibles(const char *list)
{
	static const uint8_t others[] = {
		IOP_L_IDENTITY_PCI, IOP_L_ALLOW_DEVICES, IOP_L_REQUIRED,
	};
	unsigned int i;

	for (i = 0; i < sizeof(others); i++)
		if (!strcmp(list, iop_list_infos[others[i]].name))
			return false;
	return true;
}

bool range_is_compatible(const struct iop_item *item)
{
	return !is_wildcard(item->name) && lists_compatibles(item->list);
}

static bool in_tree(const struct gather *g, const struct iop_item *item)
{
	const struct iop_tree *t = g->r->tree;
	uint32_t n;

	if (!range_is_compatible(item))
		return true;
	for (n = 0; n < t->count; n++)
		if (iop_has(t, n, IOP_P_COMPATIBLE) &&
		    iop_compatible(t, n, item->name))
			return true;
	return false;
}

/* Rows about PCI devices concern a plan only if a dump shows one of them. */
static bool on_bus(const struct gather *g, const struct iop_row *row)
{
	const struct iop_pci *bus = g->plan->view->target.pci;

	for (uint32_t i = 0; bus && i < bus->count; i++)
		if (iop_pci_row_is_for(row, &bus->functions[i]))
			return true;
	return strncmp(row->table, "pci-", 4) != 0;
}

static void gather_driver(struct gather *g)
{
	const struct iop_driver *d = g->driver;
	iop_version at = g->step->at;
	unsigned int i;

	if (*d->legacy_kconfig)
		add(g, d->legacy_when, "kconfig", d->legacy_kconfig, d->name);
	for (i = 0; i < d->n_compats; i++)
		if (concerns(g, d->compats[i].name))
			add(g, d->compats[i].when, "compatible",
			    d->compats[i].name, d->compats[i].from);
	for (i = 0; i < d->n_facts; i++)
		if (concerns(g, d->facts[i].compatible) &&
		    !IOP_KEY_IS_FOR_HOSTS(d->facts[i].key))
			add(g, d->facts[i].when, "key",
			    iop_key_infos[d->facts[i].key].name,
			    d->facts[i].from);
	for (i = 0; i < d->n_items; i++)
		if (range_span_turns(d->items[i].when, at) &&
		    in_tree(g, &d->items[i]))
			add(g, d->items[i].when, d->items[i].list,
			    d->items[i].name, d->items[i].from);
	for (i = 0; i < d->n_rows; i++)
		if (concerns(g, d->rows[i].compatible) && on_bus(g, &d->rows[i]))
			add(g, d->rows[i].when, d->rows[i].table,
			    d->rows[i].name, d->rows[i].from);
	for (i = 0; i < d->n_params; i++)
		if (strstr(g->plan->defaults.bootargs, d->params[i].name))
			add(g, d->params[i].when, "parameter",
			    d->params[i].name, d->params[i].from);
}

bool range_causes(struct range_pass *r, const struct iop_plan *p,
		  struct range_step *step)
{
	const struct iop_facts *facts = p->view->facts;
	struct gather g = { .r = r, .plan = p, .step = step };
	uint16_t d;

	step->causes = iop_alloc(&r->steps, 0, sizeof(*step->causes));
	if (!step->causes)
		return false;
	for (d = 0; d < facts->count; d++) {
		g.driver = &facts->drivers[d];
		if (r->drivers & range_driver_bit(facts, g.driver))
			gather_driver(&g);
	}
	drop_ends(step);
	return !g.full;
}
