// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* More groups than context banks, more stream IDs than stream-match entries. */
#include "lint/lint.h"

/* Masters without a group, by IOMMU: those that found no bank, or no entry. */
static uint32_t *count_lost(struct iop_lint *s, uint8_t why)
{
	const struct iop_plan *p = s->plan;
	uint32_t *lost = iop_alloc(s->arena, p->n_iommus, sizeof(*lost));

	for (uint32_t n = 0; lost && n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		if (d->iommu != IOP_NONE && d->group == IOP_NONE &&
		    (d->why == why || d->why == IOP_R_IOMMU_FAILS))
			lost[d->iommu]++;
	}
	return lost;
}

static void budget(struct iop_lint *s, const struct iop_iommu *i, uint32_t lost)
{
	struct iop_finding *f;

	if (i->contexts_have == IOP_NONE || i->contexts_need <= i->contexts_have || !lost)
		return;
	f = iop_report(s, IOP_RULE_CONTEXT_BUDGET, i->node, "interrupts");
	iop_say_dec(f, i->contexts_need);
	iop_say_node(f, i->node);
	iop_say_dec(f, i->contexts_have);
	iop_say_dec(f, lost);
}

void iop_lint_budgets(struct iop_lint *s)
{
	uint32_t *banks = count_lost(s, IOP_R_NO_CONTEXT);
	uint32_t *entries = count_lost(s, IOP_R_NO_MATCH_LEFT);
	struct iop_finding *f;

	if (!banks || !entries) {
		s->full = true;
		return;
	}
	for (uint32_t n = 0; n < s->plan->n_iommus; n++) {
		const struct iop_iommu *i = &s->plan->iommus[n];

		budget(s, i, banks[n]);
		if (i->culprit_why != IOP_R_NO_MATCH_LEFT &&
		    (!entries[n] || i->state != IOP_STATE_ACTIVE))
			continue;
		f = iop_report(s, IOP_RULE_MATCH_BUDGET, i->node, NULL);
		iop_say_dec(f, iop_fact_of(s->plan, i, IOP_K_STREAMS_MAX, 0));
		iop_say_dec(f, entries[n]);
	}
}
