// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Masters that name a stream which the caller knows to be firmware's. */
#include "lint/lint.h"
#include "model/lookup.h"

static const char *property_of(const struct iop_device *d)
{
	return d->requesters ? "iommu-map" : d->legacy ? NULL : "iommus";
}

/* The entries of functions and contexts are their host's. */
static bool is_own(const struct iop_lint *s, const struct iop_device *d)
{
	return iop_is_master(d) && (d->requesters || d->legacy || iop_has_list(s, d));
}

static void check(struct iop_lint *s, const struct iop_kept_streams *kept, uint32_t iommu)
{
	for (uint32_t n = 0; n < s->plan->n_devices && !s->full; n++) {
		const struct iop_device *d = &s->plan->devices[n];
		struct iop_finding *f;
		uint32_t id;

		if (!is_own(s, d) || !iop_names_reserved(s->plan, d, iommu, &kept->ids, &id))
			continue;
		f = iop_report(s, IOP_RULE_STREAM_RESERVED, d->node, property_of(d));
		f->related = kept->node;
		iop_say_hex(f, id);
		iop_say_node(f, kept->node);
		iop_say(f, kept->text);
		iop_say(f, kept->where);
	}
}

void iop_lint_kept(struct iop_lint *s)
{
	for (uint32_t n = 0; n < s->n_kept; n++) {
		uint32_t iommu = iop_iommu_at(s->plan, s->kept[n].node);

		if (iommu != IOP_NONE)
			check(s, &s->kept[n], iommu);
	}
}
