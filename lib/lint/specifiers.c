// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The iommus property of one master, entry by entry. */
#include "bindings/entries.h"
#include "devices/populate.h"
#include "lint/lint.h"

/* What an error in this entry means for the master. */
static const char *effect(const struct iop_device *d)
{
	return d->partial ? "this entry and those after it are ignored" :
			    "the master has no IOMMU";
}

static struct iop_finding *at_entry(struct iop_lint *s, enum iop_rule_id rule,
				    const struct iop_device *d)
{
	struct iop_finding *f = iop_report(s, rule, d->node, "iommus");

	f->entry = d->entry;
	iop_say_dec(f, d->entry);
	return f;
}

/* The cells from entry @number on. */
static struct iop_cells from_entry(const struct iop_lint *s, const struct iop_device *d,
				   uint32_t number)
{
	struct iop_cells list = iop_prop(s->plan->tree, d->node, IOP_P_IOMMUS);
	enum iop_reason why;
	struct iop_entry e;

	while (number-- && iop_entry_next(s->plan, &list, &e, &why))
		;
	return list;
}

static void list_breaks(struct iop_lint *s, const struct iop_device *d, uint8_t why)
{
	struct iop_cells list = from_entry(s, d, d->entry);
	uint32_t handle = 0, left = list.left / 4, node;
	struct iop_finding *f;

	iop_cell_next(&list, &handle);
	node = iop_by_phandle(s->plan->tree, handle);
	if (why == IOP_R_BAD_PHANDLE) {
		f = at_entry(s, IOP_RULE_IOMMUS_BAD_PHANDLE, d);
		iop_say_hex(f, handle);
		iop_say(f, effect(d));
	} else if (why == IOP_R_SHORT) {
		f = at_entry(s, IOP_RULE_IOMMUS_SHORT, d);
		iop_say_dec(f, left - 1);
		iop_say_node(f, node);
		iop_say_dec(f, iop_prop_u32(s->plan->tree, node, IOP_P_IOMMU_CELLS, 0));
	} else if (why == IOP_R_NOT_IOMMU) {
		f = at_entry(s, IOP_RULE_IOMMUS_NOT_IOMMU, d);
		f->related = node;
		iop_say_node(f, node);
		iop_say(f, effect(d));
	} else {
		f = at_entry(s, IOP_RULE_IOMMUS_EMPTY, d);
		iop_say(f, effect(d));
	}
}

static void check_place(struct iop_lint *s, const struct iop_device *d)
{
	const struct iop_tree *t = s->plan->tree;

	if (d->why == IOP_R_PCI_CHILD)
		iop_say_node(iop_report(s, IOP_RULE_IOMMUS_BELOW_PCI, d->node, "iommus"),
			     t->nodes[d->node].parent);
	else if (d->why == IOP_R_NOT_DEVICE)
		iop_report(s, IOP_RULE_IOMMUS_NEVER_READ, d->node, "iommus");
	else if (iop_is_pci(t, s->plan->view, d->node) && !iop_has(t, d->node, IOP_P_IOMMU_MAP))
		iop_report(s, IOP_RULE_IOMMUS_ON_HOST, d->node, "iommus");
}

/* A master that is rejected at once: this kernel does not read further entries, but
 * a later one may. */
static void check_unread(struct iop_lint *s, const struct iop_device *d)
{
	struct iop_cells list = iop_prop(s->plan->tree, d->node, IOP_P_IOMMUS);
	struct iop_device rest = *d;
	enum iop_reason end;
	struct iop_entry e;
	uint32_t k = 0;

	while (iop_entry_next(s->plan, &list, &e, &end))
		k++;
	rest.entry = (uint8_t)(k < 255 ? k : 255);
	rest.partial = false;
	if (end)
		list_breaks(s, &rest, (uint8_t)end);
}

static void check_list(struct iop_lint *s, uint32_t n)
{
	const struct iop_device *d = &s->plan->devices[n];
	uint8_t why = d->partial ? d->dropped_why : d->why;
	uint32_t bytes = iop_prop(s->plan->tree, d->node, IOP_P_IOMMUS).left;

	if (bytes % 4)
		iop_say_dec(iop_report(s, IOP_RULE_IOMMUS_ODD, d->node, "iommus"), bytes);
	check_place(s, d);
	if (d->why && d->group == IOP_NONE && !d->partial &&
	    !iop_reason_is(d->why, IOP_MEANS_LIST))
		check_unread(s, d);
	if (iop_reason_is(why, IOP_MEANS_LIST))
		list_breaks(s, d, why);
	else if (iop_reason_is(why, IOP_MEANS_REFUSED))
		iop_say(at_entry(s, IOP_RULE_IOMMUS_REFUSED, d), iop_reason_text(why));
	else if (!iop_reason_is(why, IOP_MEANS_NO_DEVICE))
		return;
	s->reported[n] = true;
}

void iop_lint_iommus(struct iop_lint *s)
{
	for (uint32_t n = 0; n < s->plan->n_devices; n++)
		if (iop_has_list(s, &s->plan->devices[n]))
			check_list(s, n);
}
