// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* IOMMUs that do not probe, reported at the property that is the cause. */
#include <string.h>

#include "bindings/interrupts.h"
#include "lint/lint.h"
#include "model/lookup.h"

/* Sentences that end in how many masters name it, and which is the first. */
static void say_users(const struct iop_lint *s, uint32_t n, struct iop_finding *f)
{
	f->related = s->user[n];
	iop_say_dec(f, s->users[n]);
	iop_say_node(f, s->user[n]);
}

/* The outermost node on the way that is disabled is the line to fix. */
static void disabled(struct iop_lint *s, uint32_t n)
{
	const struct iop_tree *t = s->plan->tree;
	uint32_t node = s->plan->iommus[n].node, at = node;
	struct iop_finding *f;

	for (uint32_t up = node; up != IOP_NO_NODE; up = t->nodes[up].parent)
		if (!t->nodes[up].enabled)
			at = up;
	f = iop_report(s, IOP_RULE_IOMMU_DISABLED, at, "status");
	iop_say_node(f, node);
	say_users(s, n, f);
}

static void report_named(struct iop_lint *s, uint32_t n, enum iop_rule_id rule)
{
	const struct iop_iommu *i = &s->plan->iommus[n];
	struct iop_finding *f = iop_report(s, rule, i->node, "compatible");

	iop_say(f, iop_reason_text(i->why));
	say_users(s, n, f);
}

#define KINDS_MOST 16u	/* that are distinguished; real trees have one or two */

/* Compatibles without a known driver that are already reported. */
struct unknown {
	const char *names[KINDS_MOST];
	uint32_t n;
};

static const char *unknown_name(const struct iop_iommu *i)
{
	struct iop_cells names = i->names;

	return i->state == IOP_STATE_NO_DRIVER && i->why == IOP_R_NO_LINUX_DRIVER ?
	       iop_list_next(&names) : NULL;
}

static bool is_named(const struct unknown *u, const char *name)
{
	for (uint32_t k = 0; k < u->n; k++)
		if (!strcmp(u->names[k], name))
			return true;
	return false;
}

static bool same_kind(const struct iop_iommu *i, const char *name)
{
	const char *other = unknown_name(i);

	return other && !strcmp(other, name);
}

/* Masters of IOMMUs without a known driver; the finding names the first. */
static uint32_t list_masters(const struct iop_lint *s, uint32_t n, uint32_t *list)
{
	const struct iop_plan *p = s->plan;
	uint32_t count = 1, last = s->user[n];

	if (list)
		list[0] = last;
	for (uint32_t k = 0; k < p->n_devices; k++) {
		const struct iop_device *d = &p->devices[k];

		if (d->iommu == IOP_NONE || d->node == s->user[n] || d->node == last ||
		    !same_kind(iop_iommu_of(p, d->iommu), unknown_name(&p->iommus[n])))
			continue;
		last = d->node;
		if (list)
			list[count] = last;
		count++;
	}
	return count;
}

/* All masters, which have no finding of their own, and the other IOMMUs. */
static void list_kind(struct iop_lint *s, struct iop_finding *f, uint32_t n, uint32_t count)
{
	const struct iop_plan *p = s->plan;
	uint32_t masters = count ? list_masters(s, n, NULL) : 0;
	uint32_t *list = masters + count > 2 ? iop_list_others(s, f, masters + count - 1) : NULL;

	if (!list)
		return;
	list_masters(s, n, list);
	list += masters;
	for (uint32_t k = 0; k < p->n_iommus; k++)
		if (k != n && same_kind(&p->iommus[k], unknown_name(&p->iommus[n])))
			*list++ = p->iommus[k].node;
}

static const char described[] =
	"; a driver of a vendor kernel can be described: iommuplan explain -b FILE ";

static void no_driver(struct iop_lint *s, uint32_t n, const char *name)
{
	const struct iop_plan *p = s->plan;
	const struct iop_iommu *i = &p->iommus[n];
	struct iop_finding *f = iop_report(s, IOP_RULE_IOMMU_NO_DRIVER, i->node, "compatible");
	uint32_t count = 0, users = 0;

	for (uint32_t k = 0; name && k < p->n_iommus; k++)
		if (same_kind(&p->iommus[k], name)) {
			count++;
			users += s->users[k];
		}
	iop_say(f, iop_reason_text(i->why));
	iop_say_more(f, count ? count - 1 : 0);
	iop_say_dec(f, name ? users : s->users[n]);
	iop_say(f, count > 1 ? "them" : "it");
	iop_say_node(f, s->user[n]);
	iop_say(f, name ? described : "");
	iop_say(f, name ? name : "");
	f->related = s->user[n];
	list_kind(s, f, n, count);
}

/* An IOMMU without a known driver, once for all with its compatible. */
static void without_driver(struct iop_lint *s, struct unknown *u, uint32_t n)
{
	const char *name = unknown_name(&s->plan->iommus[n]);

	if (name && is_named(u, name))
		return;
	if (name && u->n < KINDS_MOST)
		u->names[u->n++] = name;
	else
		name = NULL;
	no_driver(s, n, name);
}

static void no_device(struct iop_lint *s, uint32_t n)
{
	say_users(s, n, iop_report(s, IOP_RULE_IOMMU_NO_DEVICE,
				   s->plan->iommus[n].node, NULL));
}

static void short_of_interrupts(struct iop_lint *s, const struct iop_iommu *i)
{
	const struct iop_tree *t = s->plan->tree;
	struct iop_finding *f;

	if (i->why == IOP_R_NO_GLOBAL_IRQS) {
		iop_report(s, IOP_RULE_IOMMU_GLOBAL_IRQS, i->node, "#global-interrupts");
		return;
	}
	f = iop_report(s, IOP_RULE_IOMMU_CONTEXT_IRQS, i->node, "interrupts");
	iop_say_dec(f, iop_irq_count(t, i->node));
	iop_say_dec(f, iop_prop_u32(t, i->node, IOP_P_GLOBAL_INTERRUPTS, 0));
}

static void without_larbs(struct iop_lint *s, const struct iop_iommu *i)
{
	struct iop_cells list = iop_prop(s->plan->tree, i->node, IOP_P_LARBS);
	struct iop_finding *f = iop_report(s, IOP_RULE_IOMMU_LARBS, i->node, "mediatek,larbs");
	uint32_t rows = list.left / 4, row = 0, handle;

	while (iop_cell_next(&list, &handle) &&
	       iop_by_phandle(s->plan->tree, handle) != IOP_NO_NODE)
		row++;
	f->entry = row;
	iop_say_dec(f, row);
	iop_say_dec(f, rows);
}

static void missing_property(struct iop_lint *s, const struct iop_iommu *i)
{
	const struct iop_item *end, *item = iop_items(i->driver, "required-properties", &end);

	for (; item < end; item++) {
		if (!iop_now(s->plan->view, item->when) ||
		    iop_has_named(s->plan->tree, i->node, item->name))
			continue;
		iop_say(iop_report(s, IOP_RULE_IOMMU_PROPERTY, i->node, item->name),
			item->name);
	}
}

static void broken_by_master(struct iop_lint *s, uint32_t n)
{
	const struct iop_iommu *i = &s->plan->iommus[n];
	struct iop_finding *f = iop_report(s, IOP_RULE_IOMMU_BREAKS, i->node, NULL);

	f->related = iop_device_of(s->plan, i->culprit)->node;
	iop_say_node(f, f->related);
	iop_say(f, iop_reason_text(i->culprit_why));
	iop_say_dec(f, s->users[n]);
}

/* An IPMMU that is disabled, and the root of others. */
static void no_root(struct iop_lint *s, const struct iop_iommu *leaf)
{
	const struct iop_tree *t = s->plan->tree;
	uint32_t handle = iop_prop_u32(t, leaf->node, IOP_P_IPMMU_MAIN, 0);
	uint32_t root = handle ? iop_by_phandle(t, handle) : IOP_NO_NODE;
	struct iop_finding *f;

	iop_report(s, IOP_RULE_IOMMU_ROOT, leaf->node, "renesas,ipmmu-main");
	if (root == IOP_NO_NODE || t->nodes[root].available || root == s->reported_root)
		return;
	s->reported_root = root;
	f = iop_report(s, IOP_RULE_IOMMU_ROOT_OFF, root, "status");
	f->related = leaf->node;
	iop_say_node(f, leaf->node);
}

static void fails(struct iop_lint *s, uint32_t n)
{
	const struct iop_iommu *i = &s->plan->iommus[n];

	switch (i->why) {
	case IOP_R_IOMMU_NOT_CREATED:
		return s->users[n] ? no_device(s, n) : (void)0;
	case IOP_R_NO_GLOBAL_IRQS:
	case IOP_R_NO_CONTEXT_IRQ:
		return short_of_interrupts(s, i);
	case IOP_R_NO_LARB:
		return without_larbs(s, i);
	case IOP_R_MISSING_PROPERTY:
		return missing_property(s, i);
	case IOP_R_MASTER_BREAKS:
		return broken_by_master(s, n);
	case IOP_R_IS_MASTER:
		return iop_say_dec(iop_report(s, IOP_RULE_IOMMU_BEHIND, i->node, "iommus"),
				   s->users[n]);
	case IOP_R_NO_ROOT:
		return no_root(s, i);
	case IOP_R_OTHER_DRIVER:
	case IOP_R_OTHER_DRIVER_CRASH:
	case IOP_R_OTHER_VARIANT:
		return s->users[n] ? report_named(s, n, IOP_RULE_IOMMU_DRIVERS_CLASH) : (void)0;
	case IOP_R_DRIVER_BROKEN:
		return s->users[n] ? report_named(s, n, IOP_RULE_IOMMU_DRIVER_BROKEN) : (void)0;
	}
}

/* A master that names an IOMMU of a driver with two bindings by the new one. */
static uint32_t modern_master(const struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		if (!d->legacy && d->iommu != IOP_NONE && iop_iommu_of(p, d->iommu)->driver &&
		    iop_fact_of(s->plan, iop_iommu_of(p, d->iommu), IOP_K_LEGACY, 0))
			return d->node;
	}
	return IOP_NONE;
}

/* The old binding on the IOMMU, the new one in a master somewhere. */
static void bindings(struct iop_lint *s, const struct iop_iommu *i, uint32_t modern)
{
	struct iop_finding *f;

	if (modern == IOP_NONE)
		return;
	f = iop_report(s, IOP_RULE_IOMMU_BINDINGS, i->node, "mmu-masters");
	f->related = modern;
	iop_say_node(f, modern);
}

/* Once for each IOMMU: the entries of its old masters follow the tree. */
static void legacy(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;
	uint32_t modern = modern_master(s), last = IOP_NONE;
	struct iop_finding *f;

	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->iommus[n].legacy && p->iommus[n].state != IOP_STATE_DISABLED)
			bindings(s, &p->iommus[n], modern);
	for (uint32_t n = 0; n < p->n_devices; n++) {
		uint32_t iommu = p->devices[n].iommu;

		if (p->devices[n].why != IOP_R_LEGACY_OFF || iommu == last)
			continue;
		last = iommu;
		f = iop_report(s, IOP_RULE_IOMMU_LEGACY, p->iommus[iommu].node, "mmu-masters");
		iop_say(f, p->iommus[iommu].driver->legacy_kconfig);
		say_users(s, iommu, f);
	}
}

void iop_lint_iommu_state(struct iop_lint *s)
{
	struct unknown u = { .n = 0 };

	for (uint32_t n = 0; n < s->plan->n_iommus; n++) {
		const struct iop_iommu *i = &s->plan->iommus[n];

		if (i->state == IOP_STATE_DISABLED && s->users[n])
			disabled(s, n);
		else if (i->state == IOP_STATE_NO_DRIVER && s->users[n])
			without_driver(s, &u, n);
		else if (i->state == IOP_STATE_FAILS)
			fails(s, n);
	}
	legacy(s);
}
