// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Masters that name a stream which the caller knows to be firmware's. */
#include "bindings/entries.h"
#include "bindings/iommu_map.h"
#include "bindings/specifier.h"
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

/*
 * Of a disabled IOMMU the plan has no streams; what its masters name is wrong
 * as soon as it is enabled.
 */
static bool is_listed(const struct iop_lint *s, const struct iop_device *d, uint32_t iommu,
		      const struct iop_reserved_ids *r, uint32_t *id)
{
	struct iop_cells list = iop_prop(s->plan->tree, d->node, IOP_P_IOMMUS);
	struct iop_stream stream;
	struct iop_entry e;
	enum iop_reason end;

	while (iop_entry_next(s->plan, &list, &e, &end))
		if (e.iommu == iommu &&
		    !iop_specifier(s->plan, iommu, e.cells, e.count, &stream) &&
		    iop_stream_reserved(&stream, r, id))
			return true;
	return false;
}

static bool is_mapped(const struct iop_lint *s, const struct iop_device *d, uint32_t iommu,
		      const struct iop_reserved_ids *r, uint32_t *id)
{
	struct iop_map m = iop_map_open(s->plan, d->node);
	struct iop_map_row row;
	struct iop_stream stream;
	enum iop_reason stop;

	while (iop_map_row(s->plan, &m, &row, &stop)) {
		if (row.iommu != iommu || !row.length ||
		    iop_specifier(s->plan, iommu, row.out, row.count, &stream))
			continue;
		*id = r->first > stream.id ? r->first : stream.id;
		if (!r->mask && *id <= r->last && *id - stream.id < row.length)
			return true;
	}
	return false;
}

static bool names_kept(const struct iop_lint *s, const struct iop_device *d, uint32_t iommu,
		       const struct iop_reserved_ids *r, uint32_t *id)
{
	if (s->plan->iommus[iommu].state != IOP_STATE_DISABLED || d->legacy)
		return iop_names_reserved(s->plan, d, iommu, r, id);
	return d->requesters ? is_mapped(s, d, iommu, r, id) : is_listed(s, d, iommu, r, id);
}

/* A host is listed once for each IOMMU, and its map is read as a whole. */
static void check_iommu(struct iop_lint *s, const struct iop_kept_streams *kept, uint32_t iommu)
{
	uint32_t reported = IOP_NO_NODE;

	for (uint32_t n = 0; n < s->plan->n_devices && !s->full; n++) {
		const struct iop_device *d = &s->plan->devices[n];
		struct iop_finding *f;
		uint32_t id;

		if (!is_own(s, d) || (d->requesters && d->node == reported) ||
		    !names_kept(s, d, iommu, &kept->ids, &id))
			continue;
		reported = d->node;
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
			check_iommu(s, &s->kept[n], iommu);
	}
}
