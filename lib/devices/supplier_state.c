// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/supplier_state.h"

#include <string.h>

#include "bindings/supplies.h"
#include "devices/populate.h"

#define DEPTH_MAX 16u	/* clocks of boards are four deep */
#define CYCLE_MOST 4u	/* links from a node back to itself */
#define LINKS_MOST 64u	/* that are followed to find them */
#define CYCLES_MOST 16u	/* of one node: GCCs have six or so */

static enum iop_supplied_state ask(struct iop_supplied *s, uint32_t node, uint32_t depth);

/* The driver of a node by one of its names, or what goes for a name. */
struct driver {
	enum iop_supplied_state state;
	const char *kconfig;
	bool known, early;
};

static enum iop_supplied_state state_of(uint8_t built)
{
	switch (built) {
	case IOP_CONFIG_YES:
		return IOP_SUPPLIED_READY;
	case IOP_CONFIG_MODULE:
		return IOP_SUPPLIED_MODULE;
	case IOP_CONFIG_NO:
		return IOP_SUPPLIED_NOT_BUILT;
	default:
		return IOP_SUPPLIED_UNKNOWN;
	}
}

/* Which of two drivers of a node goes first: the one that is there. */
static int rank(enum iop_supplied_state state)
{
	static const uint8_t ranks[] = {
		[IOP_SUPPLIED_READY] = 3, [IOP_SUPPLIED_MODULE] = 2, [IOP_SUPPLIED_UNKNOWN] = 1,
	};

	return state < sizeof(ranks) ? ranks[state] : 0;
}

static void consider(const struct iop_view *v, const char *name, struct driver *d)
{
	struct iop_supplier_driver found = iop_supplier_driver(v, name);
	enum iop_supplied_state state = state_of(found.built);

	bool early = d->early || found.early;

	if (found.known && (!d->known || rank(state) > rank(d->state)))
		*d = (struct driver){ state, found.kconfig, true, early };
	d->early = early;
}

/* Nothing is known about a driver in no table, except that all may count as built. */
static struct driver driver_of(const struct iop_plan *p, uint32_t device)
{
	struct iop_cells names = iop_prop(p->tree, device, IOP_P_COMPATIBLE);
	struct driver d = { .known = false };
	const char *name;

	while ((name = iop_list_next(&names)))
		consider(p->view, name, &d);
	if (!d.known)
		d.state = p->view->target.suppliers && !p->view->target.supposed_built ?
			  IOP_SUPPLIED_UNKNOWN : IOP_SUPPLIED_READY;
	return d;
}

/* What node @by waits for; where that is not there, it is the cause. */
static enum iop_supplied_state ask_for(struct iop_supplied *s, uint32_t node, uint32_t by,
				       uint32_t depth)
{
	enum iop_supplied_state state = ask(s, node, depth + 1);

	if (node != IOP_NO_NODE && state != IOP_SUPPLIED_READY)
		s->cause[by] = s->cause[node];
	return state;
}

/* genpd_dev_pm_attach(): of several domains none is attached. */
static enum iop_supplied_state domain_of(struct iop_supplied *s, uint32_t node, uint32_t by,
					 uint32_t depth)
{
	const struct iop_tree *t = s->plan->tree;
	struct iop_supply_walk w;

	if (!iop_has(t, node, IOP_P_POWER_DOMAINS) ||
	    iop_supply_count(t, node, IOP_SUPPLY_POWER_DOMAINS) != 1)
		return IOP_SUPPLIED_READY;
	iop_supply_open(&w, t, node, IOP_SUPPLY_POWER_DOMAINS);
	return iop_supply_next(&w) ? ask_for(s, w.target, by, depth) : IOP_SUPPLIED_READY;
}

/* Does @node, or what it refers to, refer to @to? Depth first, along @links at most. */
static bool leads_to(const struct iop_tree *t, uint32_t node, uint32_t to, uint32_t depth,
		     uint32_t *links)
{
	static const enum iop_supply lists[] = {
		IOP_SUPPLY_CLOCKS, IOP_SUPPLY_RESETS, IOP_SUPPLY_POWER_DOMAINS,
	};
	struct iop_supply_walk w;

	for (size_t n = 0; depth && n < sizeof(lists) / sizeof(lists[0]); n++) {
		iop_supply_open(&w, t, node, lists[n]);
		while (*links && iop_supply_next(&w)) {
			--*links;
			if (w.target == to || (w.target != IOP_NO_NODE &&
					       leads_to(t, w.target, to, depth - 1, links)))
				return true;
		}
	}
	return false;
}

/* __fw_devlink_relax_cycles(): a clock controller does not wait for the PHYs whose
 * clocks it takes where they wait for clocks of its own. */
static bool is_cycle(const struct iop_tree *t, uint32_t node, uint32_t target)
{
	uint32_t links = LINKS_MOST;

	return target != IOP_NO_NODE && leads_to(t, target, node, CYCLE_MOST, &links);
}

/*
 * Its own driver determines what else it needs. fw_devlink stops waiting for suppliers
 * without a driver, but waits for those whose driver is a module.
 */
static bool waits_for_module(struct iop_supplied *s, uint32_t node, uint32_t by, uint32_t depth)
{
	static const enum iop_supply lists[] = { IOP_SUPPLY_CLOCKS, IOP_SUPPLY_RESETS };
	uint32_t cycles = CYCLES_MOST;
	struct iop_supply_walk w;
	bool found = false;

	if (!iop_linux(s->plan->view, IOP_K_LINKS_WAIT, 0))
		return false;
	for (size_t n = 0; n < sizeof(lists) / sizeof(lists[0]) && !found; n++) {
		iop_supply_open(&w, s->plan->tree, node, lists[n]);
		while (!found && iop_supply_next(&w))
			found = ask(s, w.target, depth + 1) == IOP_SUPPLIED_MODULE &&
				(!cycles-- || !is_cycle(s->plan->tree, node, w.target)) &&
				ask_for(s, w.target, by, depth) == IOP_SUPPLIED_MODULE;
	}
	return found;
}

/* A child of arm,scmi has no compatible, but a number and a driver of its own. */
static void protocol_of(const struct iop_plan *p, uint32_t node, struct driver *d)
{
	const char *name = iop_node_name(p->tree, node);
	struct driver own = { .known = false };

	if (strncmp(name, "protocol@", 9))
		return;
	consider(p->view, name, &own);
	if (own.known && rank(own.state) < rank(d->state))
		*d = own;
}

/* A node without compatible is part of what is above it. */
static uint32_t device_of(const struct iop_tree *t, uint32_t node)
{
	while (node && !iop_has(t, node, IOP_P_COMPATIBLE))
		node = t->nodes[node].parent;
	return node;
}

/* What is not enabled has no driver; and no driver is asked before its domain is there. */
static enum iop_supplied_state look_up(struct iop_supplied *s, uint32_t node, uint32_t depth)
{
	const struct iop_tree *t = s->plan->tree;
	uint32_t device = device_of(t, node);
	enum iop_supplied_state domain;
	struct driver d;

	if (!t->nodes[node].available)
		return IOP_SUPPLIED_DISABLED;
	if (!device)
		return IOP_SUPPLIED_READY;
	d = driver_of(s->plan, device);
	if (device != node)
		protocol_of(s->plan, node, &d);
	s->kconfig[node] = d.kconfig;
	if (d.early || d.state == IOP_SUPPLIED_NOT_BUILT)
		return d.state;
	/* Its driver is there, but has nothing to bind to. */
	if (d.known && iop_existence(s->plan, device).exist == IOP_EXIST_NEVER)
		return IOP_SUPPLIED_ABSENT;
	domain = domain_of(s, device, node, depth);
	if (domain != IOP_SUPPLIED_READY &&
	    (domain != IOP_SUPPLIED_MODULE || d.state == IOP_SUPPLIED_READY))
		return domain;
	s->cause[node] = node;
	return d.state == IOP_SUPPLIED_READY && waits_for_module(s, device, node, depth) ?
	       IOP_SUPPLIED_MODULE : d.state;
}

static enum iop_supplied_state ask(struct iop_supplied *s, uint32_t node, uint32_t depth)
{
	enum iop_supplied_state state;

	if (node == IOP_NO_NODE)
		return IOP_SUPPLIED_ABSENT;
	if (s->known[node])
		return (enum iop_supplied_state)(s->known[node] - 1);
	if (depth > DEPTH_MAX)
		return IOP_SUPPLIED_UNKNOWN;
	/* fw_devlink breaks a cycle: no device waits for one that waits for it. */
	s->known[node] = IOP_SUPPLIED_READY + 1;
	s->cause[node] = node;
	state = look_up(s, node, depth);
	s->known[node] = (uint8_t)(state + 1);
	return state;
}

enum iop_supplied_state iop_supplier_state(struct iop_supplied *s, uint32_t node)
{
	return ask(s, node, 0);
}
