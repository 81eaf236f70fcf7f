// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Masters outside, after all rules that know a better reason. */
#include "lint/lint.h"

/* The IOMMU's own finding, or its map's, says all of it already. */
static bool is_cascade(uint8_t why)
{
	switch (why) {
	case IOP_R_IOMMU_FAILS:
	case IOP_R_IOMMU_NOT_CREATED:
	case IOP_R_NO_LINUX_DRIVER:
	case IOP_R_NO_DRIVER_HERE:
	case IOP_R_NOT_BUILT:
	case IOP_R_OTHER_DRIVER:
	case IOP_R_OTHER_DRIVER_CRASH:
	case IOP_R_OTHER_VARIANT:
	case IOP_R_NO_XLATE:
	case IOP_R_NOT_ALLOWED:
	case IOP_R_BUS_UNSERVED:
	case IOP_R_LEGACY_OFF:
		return true;
	}
	return false;
}

/* Told by a rule about the map itself. */
static bool is_maps_own(uint8_t why)
{
	switch (why) {
	case IOP_R_MAP_LENGTH:
	case IOP_R_MAP_BASE:
	case IOP_R_BAD_PHANDLE:
	case IOP_R_NOT_IOMMU:
	case IOP_R_MAP_WIDE:
	case IOP_R_MAP_NO_BUS:
	case IOP_R_MAP_PLACEHOLDER:
		return true;
	}
	return false;
}

static void gap(struct iop_lint *s, const struct iop_device *d)
{
	const struct iop_range *r = &s->plan->ranges[d->streams];
	struct iop_finding *f;

	if (!d->partial || !d->n_streams)
		return;
	f = iop_report(s, IOP_RULE_MAP_GAP, d->node, "iommu-map");
	iop_say_rid(f, r->first);
	iop_say_rid(f, r->last);
}

static void unprotected(struct iop_lint *s, uint32_t n)
{
	const struct iop_device *d = &s->plan->devices[n];
	bool host = d->requesters || d->child != IOP_NONE;
	struct iop_finding *f;

	if (d->why == IOP_R_MAP_UNMATCHED && d->requesters)
		return gap(s, d);
	if (host && (is_maps_own(d->why) || d->why == IOP_R_MAP_UNMATCHED ||
		     (!d->requesters && d->bus == IOP_BUS_PCI)))
		return;
	f = iop_report(s, IOP_RULE_MASTER_UNPROTECTED, d->node,
		       host ? "iommu-map" : d->legacy ? NULL : "iommus");
	iop_say(f, iop_reason_text(d->why));
	if (is_cascade(d->why))
		f->severity = IOP_NOTE;
	if (d->iommu != IOP_NONE)
		f->related = s->plan->iommus[d->iommu].node;
}

void iop_lint_unprotected(struct iop_lint *s)
{
	for (uint32_t n = 0; n < s->plan->n_devices; n++) {
		const struct iop_device *d = &s->plan->devices[n];

		if (d->group == IOP_NONE && !s->told[n] && iop_is_master(d) &&
		    d->why != IOP_R_MAP_NO_BUS && d->why != IOP_R_DUPLICATE &&
		    d->why != IOP_R_DUPLICATE_CRASH && d->why != IOP_R_MATCH_CONFLICT &&
		    d->why != IOP_R_NO_CONTEXT && d->why != IOP_R_NO_MATCH_LEFT)
			unprotected(s, n);
	}
}

static bool by_hardware(uint8_t join)
{
	return join == IOP_JOIN_INSTANCE || join == IOP_JOIN_TABLE ||
	       join == IOP_JOIN_SWGROUP || join == IOP_JOIN_SID;
}

void iop_lint_groups(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;

	for (uint32_t g = 0; g < p->n_groups; g++) {
		uint32_t second = p->devices[p->groups[g].first].next;
		struct iop_finding *f;

		if (second == IOP_NONE || !by_hardware(p->devices[second].join))
			continue;
		f = iop_report(s, IOP_RULE_GROUP_SHARED,
			       p->devices[p->groups[g].first].node, "iommus");
		f->related = p->devices[second].node;
		iop_say_dec(f, p->groups[g].count - 1);
		iop_say_node(f, f->related);
	}
}
