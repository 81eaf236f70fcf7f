// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Masters outside, after all rules that know a better reason. */
#include "model/ranges.h"
#include "lint/lint.h"
#include "model/lookup.h"

static void gap(struct iop_lint *s, const struct iop_device *d)
{
	const struct iop_range *r = iop_range_of(s->plan, d, 0);
	struct iop_finding *f;
	struct iop_rids rids;

	if (!d->partial || !d->n_streams)
		return;
	rids = iop_range_rids(d->bus, r);
	f = iop_report(s, IOP_RULE_MAP_GAP, d->node, "iommu-map");
	iop_say_rid(f, rids.first);
	iop_say_rid(f, rids.last);
}

/* The property by which @d refers to its IOMMU; NULL: mmu-masters at the IOMMU does. */
static const char *names_iommu(const struct iop_device *d)
{
	return d->requesters ? "iommu-map" : d->legacy ? NULL : "iommus";
}

static void unprotected(struct iop_lint *s, uint32_t n)
{
	const struct iop_device *d = &s->plan->devices[n];
	bool host = d->requesters || d->child != IOP_NONE;
	struct iop_finding *f;

	if (d->why == IOP_R_MAP_UNMATCHED && d->requesters)
		return gap(s, d);
	if (host && (iop_reason_is(d->why, IOP_MEANS_MAP) || d->why == IOP_R_MAP_UNMATCHED ||
		     (!d->requesters && d->bus == IOP_BUS_PCI)))
		return;
	f = iop_report(s, IOP_RULE_MASTER_UNPROTECTED, d->node,
		       host ? "iommu-map" : d->legacy ? NULL : "iommus");
	iop_say(f, iop_reason_text(d->why));
	iop_say(f, iop_effect_text(d->effect));
	/* The cause is the IOMMU or its driver, not the master. */
	if (iop_reason_is(d->why, IOP_MEANS_PROVIDER))
		f->severity = IOP_NOTE;
	if (d->iommu != IOP_NONE)
		f->related = iop_iommu_of(s->plan, d->iommu)->node;
}

/* An IOMMU without a known driver is reported once, with all its masters. */
static bool has_known_iommu(const struct iop_device *d)
{
	return d->why != IOP_R_NO_LINUX_DRIVER;
}

void iop_lint_unprotected(struct iop_lint *s)
{
	for (uint32_t n = 0; n < s->plan->n_devices; n++) {
		const struct iop_device *d = &s->plan->devices[n];

		if (d->group == IOP_NONE && !s->reported[n] && iop_is_master(d) &&
		    has_known_iommu(d) && !iop_reason_is(d->why, IOP_MEANS_OWN_RULE))
			unprotected(s, n);
	}
}

void iop_lint_no_maps(struct iop_lint *s)
{
	for (uint32_t n = 0; n < s->plan->n_devices; n++) {
		const struct iop_device *d = &s->plan->devices[n];
		struct iop_finding *f;

		if (d->effect_why != IOP_EFFECT_BY_NO_WINDOW)
			continue;
		f = iop_report(s, IOP_RULE_NO_MAPS, d->node, d->requesters ? "dma-ranges" : NULL);
		f->related = s->plan->iommus[d->iommu].node;
		iop_say_node(f, f->related);
	}
}

/* One of them is enough to end the boot: the first of each IOMMU. */
void iop_lint_hangs(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;

	for (uint32_t g = 0; g < p->n_groups; g++) {
		const struct iop_device *first;
		struct iop_finding *f;

		if (p->groups[g].domain_why != IOP_DOMAIN_HANGS)
			continue;
		first = iop_device_of(p, p->groups[g].first);
		f = iop_report(s, IOP_RULE_IDENTITY_HANGS, first->node, names_iommu(first));
		f->related = iop_iommu_of(p, p->groups[g].iommu)->node;
		iop_say_node(f, f->related);
	}
}

static bool by_hardware(uint8_t join)
{
	return join == IOP_JOIN_INSTANCE || join == IOP_JOIN_TABLE ||
	       join == IOP_JOIN_SWGROUP || join == IOP_JOIN_SID || join == IOP_JOIN_NAMED;
}

void iop_lint_groups(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;

	for (uint32_t g = 0; g < p->n_groups; g++) {
		const struct iop_device *first = iop_device_of(p, p->groups[g].first);
		uint32_t second = first->next;
		struct iop_finding *f;

		if (second == IOP_NONE || !by_hardware(p->devices[second].join))
			continue;
		f = iop_report(s, IOP_RULE_GROUP_SHARED,
			       first->node, names_iommu(first));
		f->related = p->devices[second].node;
		iop_say_dec(f, p->groups[g].count - 1);
		iop_say_node(f, f->related);
	}
}
