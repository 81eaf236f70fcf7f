// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Stream IDs a host's requesters become, against those masters have. */
#include "model/ranges.h"
#include "devices/populate.h"
#include "devices/traits.h"
#include "lint/lint.h"
#include "model/lookup.h"

/* The master, if any, that has one of the IDs of this run. */
static uint32_t taken_by(const struct iop_plan *p, const struct iop_device *host,
			 const struct iop_range *r, uint32_t *id)
{
	uint32_t its;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		if (iop_is_behind(d) || d->iommu != host->iommu || d->child != IOP_NONE ||
		    d->node == host->node)
			continue;
		for (uint32_t k = d->streams; k < d->streams + d->n_streams; k++) {
			const struct iop_stream *s = &p->streams[k];

			if (iop_range_takes(r, s->id, ~s->mask, &its)) {
				*id = s->id;
				return d->node;
			}
		}
	}
	return IOP_NONE;
}

#define HOSTS_MOST 64u	/* runs that are compared; each costs a walk over all streams */

void iop_lint_map_streams(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;
	uint32_t looked = 0, node, id;
	struct iop_finding *f;

	for (uint32_t n = 0; n < p->n_devices && looked < HOSTS_MOST; n++) {
		const struct iop_device *d = &p->devices[n];

		/* The IDs of other buses are the firmware's, not every number. */
		if (!d->requesters || d->legacy || d->iommu == IOP_NONE || d->why ||
		    !iop_is_pci(p->tree, p->view, d->node) ||
		    !iop_facts_hold(iop_iommu_of(p, d->iommu)) ||
		    !iop_fact_of(s->plan, iop_iommu_of(p, d->iommu), IOP_K_ID_BITS, 32))
			continue;
		for (uint32_t k = 0; k < d->n_streams && looked++ < HOSTS_MOST; k++) {
			const struct iop_range *r = iop_range_of(p, d, k);

			node = r->why ? IOP_NONE : taken_by(p, d, r, &id);
			if (node == IOP_NONE)
				continue;
			f = iop_report(s, IOP_RULE_MAP_TAKEN, d->node, "iommu-map");
			f->related = node;
			iop_say_rid(f, r->first);
			iop_say_hex(f, id);
			iop_say_node(f, node);
		}
	}
}
