// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What a master needs of the configuration, where that is known. */
#include "devices/traits.h"
#include "lint/lint.h"
#include "model/lookup.h"

static void check_master(struct iop_lint *s, const struct iop_device *d)
{
	struct iop_traits traits = iop_traits_read(s->plan->tree, d);
	const char *property = traits.can_stall ? "dma-can-stall" :
			       traits.pasid_bits ? "pasid-num-bits" : NULL;
	const struct iop_iommu *i = iop_iommu_of(s->plan, d->iommu);
	struct iop_finding *f;

	if (!property || !iop_facts_hold(i) || !iop_fact_of(s->plan, i, IOP_K_SVA_OPTION, 0))
		return;
	f = iop_report(s, IOP_RULE_SVA_OFF, d->node, property);
	f->related = i->node;
	iop_say(f, property);
}

void iop_lint_sva(struct iop_lint *s)
{
	if (s->plan->view->target.sva != IOP_CONFIG_NO)
		return;
	for (uint32_t n = 0; n < s->plan->n_devices && !s->full; n++) {
		const struct iop_device *d = &s->plan->devices[n];

		if (d->group != IOP_NONE && d->iommu != IOP_NONE && iop_has_list(s, d))
			check_master(s, d);
	}
}
