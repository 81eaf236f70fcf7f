// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The driver of an IOMMU needs its clocks and power domains first; that of a master
 * needs the IOMMU. If a supplier is itself a master, both can wait forever:
 * of_iommu_configure() defers one, clk_get() the other.
 */
#include "lint/lint.h"

#include "bindings/entries.h"
#include "bindings/supplies.h"
#include "devices/suppliers.h"

/* More suppliers, or more IOMMUs of a supplier, no real device has. */
#define SUPPLIERS_MAX 64u
#define ENTRIES_MAX 16u

/* Does a device's iommus lead to this IOMMU? */
static bool is_behind(const struct iop_lint *s, uint32_t node, uint32_t iommu)
{
	struct iop_cells list = iop_prop(s->plan->tree, node, IOP_P_IOMMUS);
	enum iop_reason why;
	struct iop_entry e = IOP_ENTRY_NONE;

	for (uint32_t n = 0; n < ENTRIES_MAX; n++)
		if (!iop_entry_next(s->plan, &list, &e, &why))
			return false;
		else if (e.iommu == iommu)
			return true;
	return false;
}

/* The supplier or what has to be there before it: a parent makes its children. */
static uint32_t master_behind(const struct iop_lint *s, uint32_t node, uint32_t iommu)
{
	const struct iop_tree *t = s->plan->tree;

	for (; node != IOP_NO_NODE; node = t->nodes[node].parent)
		if (iop_has(t, node, IOP_P_IOMMUS) && is_behind(s, node, iommu))
			return node;
	return IOP_NO_NODE;
}

static struct iop_finding *at_entry(struct iop_lint *s, enum iop_rule_id rule,
				    const struct iop_supplier *by)
{
	uint32_t node = s->plan->iommus[by->iommu].node;
	struct iop_finding *f = iop_report(s, rule, node, by->property);

	f->entry = by->entry;
	f->related = by->node;
	iop_say_dec(f, by->entry);
	iop_say_node(f, by->node);
	return f;
}

/* What becomes of the IOMMU: the same that the plan says. */
static const char *outcome(const struct iop_lint *s, const struct iop_supplier *by,
			   enum iop_wait wait)
{
	uint32_t culprit = s->plan->iommus[by->iommu].culprit_supplier;

	if (culprit != IOP_NONE && &s->plan->suppliers[culprit] != by &&
	    (wait == IOP_WAIT_FAILS || wait == IOP_WAIT_NEVER))
		return "this alone also keeps the driver from probing";
	if (wait == IOP_WAIT_FAILS)
		return "the driver fails to probe, and is not probed again";
	if (wait == IOP_WAIT_UNSURE)
		return "whether the IOMMU probes without it is not known";
	if (wait == IOP_WAIT_OVER)
		return "the IOMMU probes without it";
	return by->which == IOP_SUPPLY_POWER_DOMAINS && by->state != IOP_SUPPLIED_ABSENT ?
	       "probing is deferred, and fails after deferred_probe_timeout" :
	       "probing is deferred forever";
}

static bool is_reported(const struct iop_supplier *by, enum iop_wait wait)
{
	return wait != IOP_WAIT_OVER || by->which == IOP_SUPPLY_CLOCKS ||
	       by->which == IOP_SUPPLY_POWER_DOMAINS;
}

static const char *which(const struct iop_supplier *by, const char *itself, const char *other)
{
	return by->cause == by->node ? itself : other;
}

static void report_disabled(struct iop_lint *s, const struct iop_supplier *by)
{
	enum iop_wait wait = iop_wait_of(s->plan, by);
	struct iop_finding *f;

	if (!is_reported(by, wait))
		return;
	f = at_entry(s, IOP_RULE_WAITS_OFF, by);
	iop_say(f, which(by, "which is disabled",
			 "which itself waits for a supplier that is disabled"));
	iop_say(f, outcome(s, by, wait));
	if (wait == IOP_WAIT_OVER || wait == IOP_WAIT_UNSURE)
		f->severity = IOP_NOTE;
}

/* The tree of a newer kernel is not wrong, and without a configuration it may not be
 * meant for this kernel. */
static void driverless(struct iop_lint *s, const struct iop_supplier *by)
{
	enum iop_wait wait = iop_wait_of(s->plan, by);
	struct iop_finding *f;

	if (wait != IOP_WAIT_FAILS && wait != IOP_WAIT_NEVER)
		return;
	f = at_entry(s, IOP_RULE_WAITS_DRIVER, by);
	iop_say(f, which(by, "which has no driver in this kernel",
			 "which itself waits for a supplier that has no driver in this kernel"));
	iop_say(f, by->cause_kconfig ? by->cause_kconfig : "no Kconfig symbol known");
	iop_say(f, outcome(s, by, wait));
	if (!s->plan->view->target.suppliers || s->plan->view->target.supposed_built)
		f->severity = IOP_NOTE;
}

static void deviceless(struct iop_lint *s, const struct iop_supplier *by)
{
	enum iop_wait wait = iop_wait_of(s->plan, by);
	struct iop_finding *f;

	if (wait != IOP_WAIT_FAILS && wait != IOP_WAIT_NEVER)
		return;
	f = at_entry(s, IOP_RULE_WAITS_DRIVER, by);
	iop_say(f, which(by, "for which Linux creates no device",
			 "which itself waits for a node for which Linux creates no device"));
	iop_say(f, by->cause_kconfig ? by->cause_kconfig : "a driver that is always built");
	iop_say(f, outcome(s, by, wait));
}

/* Does an earlier supplier of the IOMMU wait for the same module? */
static bool has_cause_before(const struct iop_lint *s, const struct iop_supplier *by)
{
	const struct iop_supplier *all = s->plan->suppliers;

	for (uint32_t n = s->plan->iommus[by->iommu].suppliers; &all[n] != by; n++)
		if (all[n].cause == by->cause && iop_wait_of(s->plan, &all[n]) == IOP_WAIT_LATE)
			return true;
	return false;
}

/* The plan's groups are there only once the module is, which an initramfs may have;
 * a driver that does not wait for it fails. */
static void modular(struct iop_lint *s, const struct iop_supplier *by)
{
	const struct iop_iommu *i = &s->plan->iommus[by->iommu];
	bool fails = i->why == IOP_R_SUPPLIER_LATE;
	struct iop_finding *f;

	if (iop_wait_of(s->plan, by) != IOP_WAIT_LATE || has_cause_before(s, by) ||
	    (!fails && i->built_as_module))
		return;
	f = at_entry(s, IOP_RULE_WAITS_MODULE, by);
	iop_say(f, which(by, "whose driver is a module",
			 "which itself waits for a supplier whose driver is a module"));
	iop_say(f, by->cause_kconfig ? by->cause_kconfig : "no Kconfig symbol known");
	iop_say(f, fails ? "the IOMMU's driver probes only when it registers, and does not wait for it" :
			   "the IOMMU probes only after it is loaded");
	if (!fails)
		f->severity = IOP_NOTE;
}

static void check_supplier(struct iop_lint *s, const struct iop_supplier *by)
{
	if (by->state == IOP_SUPPLIED_DISABLED)
		report_disabled(s, by);
	else if (by->state == IOP_SUPPLIED_NOT_BUILT)
		driverless(s, by);
	else if (by->state == IOP_SUPPLIED_ABSENT && by->node != IOP_NO_NODE)
		deviceless(s, by);
	else if (by->state == IOP_SUPPLIED_MODULE)
		modular(s, by);
	else if (by->node != IOP_NO_NODE && by->need != IOP_NEED_NO &&
		 master_behind(s, by->node, by->iommu) != IOP_NO_NODE)
		iop_say_node(at_entry(s, IOP_RULE_WAITS_ITSELF, by),
			     s->plan->iommus[by->iommu].node);
}

/* A different error of the IOMMU takes precedence. */
static bool is_asked(const struct iop_iommu *i)
{
	return i->state == IOP_STATE_ACTIVE || i->culprit_supplier != IOP_NONE;
}

void iop_lint_dependencies(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;

	for (uint32_t n = 0; n < p->n_iommus && !s->full; n++) {
		const struct iop_iommu *i = &p->iommus[n];

		for (uint32_t k = 0; k < i->n_suppliers && k < SUPPLIERS_MAX && is_asked(i); k++)
			check_supplier(s, &p->suppliers[i->suppliers + k]);
	}
}
