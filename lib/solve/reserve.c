// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The requirements of a policy about banks and isolation, for proposals. */
#include "policy/select.h"
#include "solve/solve.h"

static bool note_reserves(const struct iop_policy *policy, const struct iop_plan *p,
			  uint8_t *hits, uint32_t *reserve, struct iop_arena *a)
{
	for (uint16_t r = 0; r < policy->n_iommus; r++) {
		const struct iop_iommu_rule *rule = &policy->iommus[r];

		if (!rule->reserve_contexts)
			continue;
		if (!iop_select(p->tree, NULL, &rule->match, hits, a))
			return false;
		for (uint32_t n = 0; n < p->n_iommus; n++)
			if (hits[p->iommus[n].node])
				reserve[n] = rule->reserve_contexts;
	}
	return true;
}

static bool note_isolated(const struct iop_policy *policy, const struct iop_plan *p,
			  uint8_t *hits, bool *isolated, struct iop_arena *a)
{
	for (uint16_t r = 0; r < policy->n_devices; r++) {
		const struct iop_device_rule *rule = &policy->devices[r];

		if (!rule->isolated)
			continue;
		if (!iop_select(p->tree, NULL, &rule->match, hits, a))
			return false;
		for (uint32_t n = 0; n < p->n_devices; n++)
			isolated[n] |= hits[p->devices[n].node];
	}
	return true;
}

bool iop_reserves(const struct iop_policy *policy, const struct iop_plan *p,
		  uint32_t **reserve, bool **isolated, struct iop_arena *a)
{
	uint8_t *hits = iop_alloc(a, p->tree->count, sizeof(*hits));

	*reserve = iop_alloc(a, p->n_iommus, sizeof(**reserve));
	*isolated = iop_alloc(a, p->n_devices, sizeof(**isolated));
	return hits && *reserve && *isolated &&
	       note_reserves(policy, p, hits, *reserve, a) &&
	       note_isolated(policy, p, hits, *isolated, a);
}
