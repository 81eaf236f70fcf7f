// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "groups/groups.h"
#include "model/lookup.h"

#include <string.h>

void iop_iommu_break(struct iop_plan *p, uint32_t iommu, uint32_t device,
		     enum iop_reason why)
{
	struct iop_iommu *i = &p->iommus[iommu];

	i->state = IOP_STATE_FAILS;
	i->why = IOP_R_MASTER_BREAKS;
	i->culprit = device;
	i->culprit_why = why;
}

/* Only what exists when the IOMMU registers is looked at while it does. */
bool iop_breaks_iommu(const struct iop_plan *p, const struct iop_device *d)
{
	return iop_linux(p->view, IOP_K_REGISTER_ERROR, IOP_W_DEVICE) == IOP_W_INSTANCE &&
	       d->early && !d->requesters;
}

/* Rules that leave a PCI device without a shared ID to pci_device_group(). */
static bool asks_the_bus(uint64_t word)
{
	return word == IOP_W_DEVICE || word == IOP_W_STREAM_MATCH || word == IOP_W_SID_TABLE;
}

static iop_rule *rule_for(const struct iop_plan *p, const struct iop_device *d)
{
	static iop_rule *const rules[IOP_WORD_COUNT] = {
		[IOP_W_DEVICE] = iop_rule_device,
		[IOP_W_INSTANCE] = iop_rule_instance,
		[IOP_W_STREAM_MATCH] = iop_rule_stream_match,
		[IOP_W_SWGROUP] = iop_rule_swgroup,
		[IOP_W_LARB_REGION] = iop_rule_larb_region,
		[IOP_W_SID_TABLE] = iop_rule_sid_table,
		[IOP_W_UNKNOWN] = iop_rule_unknown,
	};
	const struct iop_iommu *i = iop_iommu_of(p, d->iommu);
	uint64_t word = iop_fact_of(p, i, IOP_K_GROUP_RULE, IOP_W_NONE);

	if (p->defaults.arch == IOP_ARCH_ARM)
		word = iop_fact_of(p, i, IOP_K_GROUP_RULE_ARM, word);
	if ((d->bus == IOP_BUS_PCI || d->requesters) && asks_the_bus(word) &&
	    d->function == IOP_NONE)
		return iop_rule_host;
	return rules[word];
}

/* of_iommu_xlate() requires every instance that is referred to, not only the one that
 * is used. */
static enum iop_reason reach_all(const struct iop_plan *p, const struct iop_device *d)
{
	enum iop_reason why = iop_reach(p, d->iommu);

	for (uint32_t n = 0; !why && !d->requesters && n < d->n_streams; n++)
		if (iop_stream_of(p, d, n)->iommu != d->iommu)
			why = iop_reach(p, iop_stream_of(p, d, n)->iommu);
	return why;
}

/* By the name that the master has for its group, else by the driver's rule. */
static enum iop_reason apply_rule(struct iop_grouping *g, uint32_t n)
{
	iop_rule *rule = rule_for(g->plan, &g->plan->devices[n]);
	enum iop_reason why;

	/* Stream matching takes entries for the IDs in any case. */
	if (rule != iop_rule_stream_match && iop_named_group(g, n, &why))
		return why;
	return rule ? rule(g, n) : IOP_R_NO_XLATE;
}

static void group_one(struct iop_grouping *g, uint32_t n)
{
	struct iop_plan *p = g->plan;
	struct iop_device *d = &p->devices[n];
	enum iop_reason why = reach_all(p, d);

	if (!why && iop_bus_is_taken(g, d))
		why = IOP_R_OTHER_DRIVER;
	if (!why)
		why = apply_rule(g, n);
	d->why = (uint8_t)why;
	/* -ENODEV, and errors before any driver code, make only the device fail. */
	if (iop_reason_is(why, IOP_MEANS_FATAL) && iop_breaks_iommu(p, d))
		iop_iommu_break(p, iop_added_by(p, d), n, why);
}

/* An earlier pass may have decided; what links found stays. */
static bool decided_before(const struct iop_device *d)
{
	return (d->why && !d->regroup) || d->iommu == IOP_NONE;
}

static void run_rules(struct iop_grouping *g)
{
	struct iop_plan *p = g->plan;

	for (uint32_t k = 0; k < p->n_devices; k++) {
		uint32_t n = g->order[k];
		struct iop_device *d = &p->devices[n];

		if (d->exist == IOP_EXIST_NEVER)
			continue;
		if (!decided_before(d))
			group_one(g, n);
		else if (d->why == IOP_R_NO_CONTEXT && rule_for(p, d) == iop_rule_stream_match)
			iop_match_lost(g, n);
	}
}

/* Groups get their numbers, and devices their chains, in the tree's order. */
static void chain_members(struct iop_grouping *g, struct iop_group *out, uint32_t *map)
{
	struct iop_plan *p = g->plan;
	uint32_t count = 0;

	for (uint32_t n = 0; n < g->plan->n_groups; n++)
		map[n] = IOP_NONE;
	for (uint32_t n = 0; n < p->n_devices; n++) {
		struct iop_device *d = &p->devices[n];
		struct iop_group *to;

		if (d->group == IOP_NONE)
			continue;
		if (map[d->group] == IOP_NONE) {
			out[count] = (struct iop_group){ .first = n, .iommu = d->iommu };
			map[d->group] = count++;
		}
		d->group = map[d->group];
		to = &out[d->group];
		if (to->count++)
			iop_device_of(p, to->last)->next = n;
		to->last = n;
	}
	g->plan->n_groups = count;
}

static void reset(struct iop_grouping *g)
{
	struct iop_plan *p = g->plan;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		struct iop_device *d = &p->devices[n];

		if (!d->why)
			d->regroup = true;
		d->group = d->next = d->peer = IOP_NONE;
		d->join = IOP_JOIN_OWN;
	}
	for (uint32_t n = 0; n < p->n_iommus; n++)
		p->iommus[n].streams_need = p->iommus[n].groups = 0;
	for (uint32_t n = 0; g->pools && n < p->n_iommus; n++)
		g->pools[n].used = 0;
	iop_slots_undo(&g->slots, 0);
	iop_matches_clear(g);
	iop_takers_clear(g);
	g->plan->n_groups = 0;
}

static uint32_t broken(const struct iop_plan *p)
{
	uint32_t count = 0;

	for (uint32_t n = 0; n < p->n_iommus; n++)
		count += p->iommus[n].state == IOP_STATE_FAILS;
	return count;
}

void iop_groups_again(struct iop_grouping *g)
{
	uint32_t before;

	do {
		before = broken(g->plan);
		reset(g);
		run_rules(g);
	} while (broken(g->plan) != before);
	chain_members(g, g->plan->groups, g->numbers);
}

static bool named_twice(const struct iop_plan *p, const struct iop_device *d)
{
	for (uint32_t n = 1; !d->requesters && n < d->n_streams; n++)
		if (iop_stream_of(p, d, n)->iommu != iop_stream_of(p, d, 0)->iommu)
			return true;
	return false;
}

static void break_all(struct iop_plan *p, const struct iop_driver *driver,
		      uint32_t device)
{
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->iommus[n].driver == driver && p->iommus[n].state == IOP_STATE_ACTIVE)
			iop_iommu_break(p, n, device, IOP_R_IOMMU_FAILS);
}

/* A driver that refuses masters of an instance that is not up yet: with masters
 * on two of them, each costs the other its registration. Where it is so (OMAP),
 * the masters' bus is populated before the IOMMUs' own wrappers are. */
static void break_each_other(struct iop_plan *p)
{
	uint32_t first = IOP_NONE;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];
		const struct iop_iommu *i = d->iommu == IOP_NONE ? NULL : iop_iommu_of(p, d->iommu);

		if (!i || d->why || i->state != IOP_STATE_ACTIVE ||
		    d->exist == IOP_EXIST_NEVER ||
		    !iop_fact_of(p, i, IOP_K_NEEDS_ALL, 0))
			continue;
		if (first == IOP_NONE)
			first = n;
		if (named_twice(p, d) || d->iommu != p->devices[first].iommu)
			return break_all(p, i->driver, n);
	}
}

bool iop_groups_make(struct iop_grouping *g, struct iop_arena *a)
{
	struct iop_plan *p = g->plan;

	if (!iop_slots_init(&g->slots, p->n_streams + 2 * p->n_devices, a) ||
	    !iop_matches_init(g, a) || !iop_order_init(g, a) ||
	    !iop_takers_init(g, a))
		return false;
	g->plan->groups = iop_alloc_raw(a, p->n_devices, sizeof(*g->plan->groups));
	g->numbers = iop_alloc_raw(a, p->n_devices, sizeof(*g->numbers));
	if (!g->plan->groups || !g->numbers)
		return false;
	break_each_other(p);
	iop_groups_again(g);
	return true;
}
