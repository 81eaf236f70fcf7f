// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/entries_seen.h"

#include "base/masked.h"
#include "devices/populate.h"
#include "model/ranges.h"
#include "model/lookup.h"

#define ROW_LEAST 12u		/* bytes */
#define PAIRS_MOST 256u	/* rows; longer maps are made by programs */

static void read_buses(const struct iop_lint *s, struct host_map *h)
{
	struct iop_cells range = iop_prop(s->plan->tree, h->node, IOP_P_BUS_RANGE);

	h->has_buses = iop_cell_next(&range, &h->first_bus) &&
		       iop_cell_next(&range, &h->last_bus) &&
		       h->first_bus <= h->last_bus && h->last_bus <= 0xff;
}

bool iop_lint_rows(struct iop_lint *s, uint32_t node, struct host_map *out,
		   enum iop_reason *stop)
{
	uint32_t most = iop_prop(s->plan->tree, node, IOP_P_IOMMU_MAP).left / ROW_LEAST;
	struct iop_map_row row;
	struct iop_map m;

	*out = (struct host_map){ .node = node,
				  .bus = iop_host_bus(s->plan->tree, s->plan->view, node) };
	m = out->map = iop_map_open(s->plan, node);
	out->rows = iop_alloc_raw(s->arena, most, sizeof(*out->rows));
	out->handles = iop_alloc_raw(s->arena, most, sizeof(*out->handles));
	if (!out->rows || !out->handles)
		return false;
	read_buses(s, out);
	for (;;) {
		uint32_t base;

		out->rest = m.rows;
		if (!iop_map_row(s->plan, &m, &row, stop))
			return true;
		iop_cell_next(&out->rest, &base);
		iop_cell_next(&out->rest, &out->handles[out->n_rows]);
		out->any_length |= row.length > 0;
		out->odd |= row.why != IOP_R_NONE || row.iommu == IOP_NONE;
		out->rows[out->n_rows++] = row;
	}
}

static uint64_t last_of(const struct iop_map_row *r)
{
	return (uint64_t)r->base + r->length - 1;
}

uint32_t iop_lint_row_last(const struct host_map *h, uint32_t row)
{
	uint64_t last = last_of(&h->rows[row]);

	return iop_masked_upto(last > UINT32_MAX ? UINT32_MAX : (uint32_t)last, h->map.mask);
}

static struct iop_finding *report_pair(struct iop_lint *s, const struct host_map *h,
				       enum iop_rule_id rule, uint32_t n)
{
	struct iop_finding *f = iop_report(s, rule, h->node, "iommu-map");

	f->entry = n;
	iop_say_dec(f, n);
	return f;
}

/* Does @a match all IDs of @b? A part of them is said of the first such entry only. */
static bool check_input(struct iop_lint *s, const struct host_map *h, uint32_t a, uint32_t b,
			bool *overlaps)
{
	const struct iop_map_row *x = &h->rows[a], *y = &h->rows[b];
	uint32_t end = iop_lint_row_last(h, a), last = iop_lint_row_last(h, b);
	bool whole = y->base >= x->base && last <= end;
	struct iop_finding *f;

	if (y->base > end || x->base > last || (!whole && *overlaps))
		return false;
	*overlaps = !whole;
	f = report_pair(s, h, whole ? IOP_RULE_MAP_SHADOWED : IOP_RULE_MAP_OVERLAP, b);
	iop_say_hex(f, y->base);
	iop_say_hex(f, last_of(y));
	iop_say_dec(f, a);
	return whole;
}

/* What the row gives, and how that follows the masked ID. */
static bool output_of(const struct host_map *h, uint32_t n, struct iop_range *out)
{
	struct iop_cells id = h->rows[n].out;

	*out = IOP_RANGE_NONE;
	out->first = h->rows[n].base;
	out->last = iop_lint_row_last(h, n);
	out->rid_mask = out->step_mask = h->map.mask;
	out->iommu = h->rows[n].iommu;
	if (out->iommu == IOP_NONE || h->rows[n].count != 1 || !iop_cell_next(&id, &out->id))
		return false;
	if (out->last - out->first > UINT32_MAX - out->id)
		out->last = iop_masked_upto(out->first + (UINT32_MAX - out->id), h->map.mask);
	return true;
}

/* Drivers whose specifiers carry no ID give all rows alike. */
static bool check_outputs(struct iop_lint *s, const struct host_map *h, uint32_t a, uint32_t b)
{
	struct iop_range x, y;
	struct iop_finding *f;

	if (h->rows[a].iommu != h->rows[b].iommu || !output_of(h, a, &x) || !output_of(h, b, &y) ||
	    !iop_ranges_meet(&x, &y) ||
	    !iop_facts_hold(iop_iommu_of(s->plan, h->rows[a].iommu)) ||
	    !iop_fact_of(s->plan, iop_iommu_of(s->plan, h->rows[a].iommu), IOP_K_ID_BITS, 32))
		return false;
	f = report_pair(s, h, IOP_RULE_MAP_ALIKE, b);
	iop_say_hex(f, y.id);
	iop_say_hex(f, iop_range_last_id(&y));
	iop_say_dec(f, a);
	return true;
}

/* The first that an entry conflicts with: n entries for the same IDs are n findings. */
static void check_row(struct iop_lint *s, const struct host_map *h, uint32_t b)
{
	bool never = false, output = false, overlaps = false;

	for (uint32_t a = 0; a < b && !(never && output); a++) {
		if (!h->rows[a].length)
			continue;
		never = never || check_input(s, h, a, b, &overlaps);
		output = output || check_outputs(s, h, a, b);
	}
}

void iop_lint_row_pairs(struct iop_lint *s, const struct host_map *h)
{
	if (h->n_rows > PAIRS_MOST)
		return;
	for (uint32_t b = 1; b < h->n_rows; b++)
		if (h->rows[b].length)
			check_row(s, h, b);
}
