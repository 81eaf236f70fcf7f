// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/entries_seen.h"

#include "devices/populate.h"

#define ROW_LEAST 12u		/* bytes */
#define PAIRS_MOST 1024u	/* rows; longer maps are made by programs */

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

static struct iop_finding *pair(struct iop_lint *s, const struct host_map *h,
				enum iop_rule_id rule, uint32_t n)
{
	struct iop_finding *f = iop_report(s, rule, h->node, "iommu-map");

	f->entry = n;
	iop_say_dec(f, n);
	return f;
}

static void check_input(struct iop_lint *s, const struct host_map *h, uint32_t a, uint32_t b)
{
	const struct iop_map_row *x = &h->rows[a], *y = &h->rows[b];
	bool whole = y->base >= x->base && last_of(y) <= last_of(x);
	struct iop_finding *f;

	if (y->base > last_of(x) || x->base > last_of(y))
		return;
	f = pair(s, h, whole ? IOP_RULE_MAP_SHADOWED : IOP_RULE_MAP_OVERLAP, b);
	iop_say_hex(f, y->base);
	iop_say_hex(f, last_of(y));
	iop_say_dec(f, a);
}

static bool output(const struct iop_map_row *r, uint64_t *first, uint64_t *last)
{
	struct iop_cells out = r->out;
	uint32_t id;

	if (r->iommu == IOP_NONE || r->count != 1 || !iop_cell_next(&out, &id))
		return false;
	*first = id;
	*last = (uint64_t)id + r->length - 1;
	return true;
}

/* Drivers whose specifiers carry no ID give all rows alike. */
static void check_outputs(struct iop_lint *s, const struct host_map *h, uint32_t a, uint32_t b)
{
	uint64_t first, last, other, end;
	struct iop_finding *f;

	if (h->rows[a].iommu != h->rows[b].iommu || !output(&h->rows[a], &first, &last) ||
	    !output(&h->rows[b], &other, &end) || other > last || first > end ||
	    !iop_facts_hold(&s->plan->iommus[h->rows[a].iommu]) ||
	    !iop_fact_of(s->plan, &s->plan->iommus[h->rows[a].iommu], IOP_K_ID_BITS, 32))
		return;
	f = pair(s, h, IOP_RULE_MAP_ALIKE, b);
	iop_say_hex(f, other);
	iop_say_hex(f, end);
	iop_say_dec(f, a);
}

void iop_lint_row_pairs(struct iop_lint *s, const struct host_map *h)
{
	if (h->n_rows > PAIRS_MOST)
		return;
	for (uint32_t b = 1; b < h->n_rows; b++)
		for (uint32_t a = 0; a < b; a++) {
			if (!h->rows[a].length || !h->rows[b].length)
				continue;
			check_input(s, h, a, b);
			check_outputs(s, h, a, b);
		}
}
