// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/supplier_state.h"

#include "bindings/supplies.h"

#define DEPTH_MAX 16u	/* clocks of boards are four deep */

static enum iop_supplied_state ask(struct iop_supplied *s, uint32_t node, uint32_t depth);

/* genpd_dev_pm_attach(): of several domains none is attached. */
static enum iop_supplied_state domain_of(struct iop_supplied *s, uint32_t node, uint32_t depth)
{
	const struct iop_tree *t = s->plan->tree;
	struct iop_supply_walk w;

	if (!iop_has(t, node, IOP_P_POWER_DOMAINS) ||
	    iop_supply_count(t, node, IOP_SUPPLY_POWER_DOMAINS) != 1)
		return IOP_SUPPLIED_READY;
	iop_supply_open(&w, t, node, IOP_SUPPLY_POWER_DOMAINS);
	return iop_supply_next(&w) ? ask(s, w.target, depth + 1) : IOP_SUPPLIED_READY;
}

/* A node without compatible is part of what is above it. */
static uint32_t device_of(const struct iop_tree *t, uint32_t node)
{
	while (node && !iop_has(t, node, IOP_P_COMPATIBLE))
		node = t->nodes[node].parent;
	return node;
}

/*
 * What is not enabled has no driver; and no driver is asked before its power
 * domain is there. What else it takes, its own driver says: it may do without.
 */
static enum iop_supplied_state look(struct iop_supplied *s, uint32_t node, uint32_t depth)
{
	const struct iop_tree *t = s->plan->tree;
	uint32_t device = device_of(t, node);

	if (!t->nodes[node].available)
		return IOP_SUPPLIED_DISABLED;
	return device ? domain_of(s, device, depth) : IOP_SUPPLIED_READY;
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
	/* fw_devlink breaks a cycle: nobody waits for what waits for it. */
	s->known[node] = IOP_SUPPLIED_READY + 1;
	state = look(s, node, depth);
	s->known[node] = (uint8_t)(state + 1);
	return state;
}

enum iop_supplied_state iop_supplier_state(struct iop_supplied *s, uint32_t node)
{
	return ask(s, node, 0);
}
