// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* iommu-map, row by row, in the reading of the kernel at hand. */
#include "devices/host_table.h"
#include "devices/populate.h"
#include "bindings/iommu_map.h"
#include "lint/lint.h"
#include "lint/entries_seen.h"
#include "model/lookup.h"

static struct iop_finding *at_row(struct iop_lint *s, enum iop_rule_id rule,
				  uint32_t node, uint32_t row)
{
	struct iop_finding *f = iop_report(s, rule, node, "iommu-map");

	f->entry = row;
	iop_say_dec(f, row);
	return f;
}

/* The map, were its rows this wide: does every row lead to an IOMMU? */
static bool makes_sense(const struct iop_lint *s, struct iop_cells rows, uint32_t cells)
{
	uint32_t base, handle, target;

	while (rows.left) {
		if (!iop_cell_next(&rows, &base) || !iop_cell_next(&rows, &handle))
			return false;
		target = iop_by_phandle(s->plan->tree, handle);
		if (!handle || target == IOP_NO_NODE ||
		    iop_iommu_at(s->plan, target) == IOP_NONE ||
		    !iop_cells_skip(&rows, cells - 2))
			return false;
	}
	return true;
}

/* Where reading ended, and why the rest is lost. */
static void stopped(struct iop_lint *s, const struct host_map *h, enum iop_reason stop)
{
	struct iop_cells all = iop_prop(s->plan->tree, h->node, IOP_P_IOMMU_MAP);
	struct iop_cells rest = h->rest;
	uint32_t base = 0, handle = 0;
	struct iop_finding *f;

	iop_cell_next(&rest, &base);
	iop_cell_next(&rest, &handle);
	if (stop == IOP_R_MAP_LENGTH) {
		f = iop_report(s, IOP_RULE_MAP_LENGTH, h->node, "iommu-map");
		iop_say_dec(f, all.left);
		iop_say(f, h->map.by_target ? "" : " (four cells each)");
		iop_say_dec(f, h->n_rows);
	} else if (stop == IOP_R_MAP_BASE) {
		f = at_row(s, IOP_RULE_MAP_BASE, h->node, h->n_rows);
		iop_say_hex(f, base);
		iop_say_hex(f, h->map.mask);
		iop_say_hex(f, base & h->map.mask);
	} else if (stop == IOP_R_BAD_PHANDLE) {
		f = at_row(s, IOP_RULE_MAP_BAD_PHANDLE, h->node, h->n_rows);
		iop_say_hex(f, handle);
		iop_say(f, ": its IDs, and all that no earlier entry matches, have no IOMMU");
	}
}

/* Entries of a different width than this kernel's explain all other errors. */
static bool other_width(struct iop_lint *s, const struct host_map *h)
{
	struct iop_cells all = iop_prop(s->plan->tree, h->node, IOP_P_IOMMU_MAP);
	uint32_t width, now = h->n_rows ? h->rows[0].count + 3 : 4;
	struct iop_finding *f;

	for (width = 3; width <= 6; width++)
		if (width != now && makes_sense(s, all, width))
			break;
	if (width > 6 || makes_sense(s, all, now))
		return false;
	f = iop_report(s, IOP_RULE_MAP_WIDTH, h->node, "iommu-map");
	iop_say_dec(f, width);
	iop_say_dec(f, now);
	return true;
}

static void check_output(struct iop_lint *s, const struct host_map *h, uint32_t n)
{
	const struct iop_map_row *r = &h->rows[n];
	const struct iop_iommu *i = iop_iommu_of(s->plan, r->iommu);
	struct iop_cells out = r->out;
	struct iop_finding *f;
	uint64_t bits, last;
	uint32_t id;

	if (!iop_facts_hold(i) || !r->length || !r->count || !iop_cell_next(&out, &id))
		return;
	bits = iop_fact_of(s->plan, i, IOP_K_ID_BITS, 32);
	last = (uint64_t)id + (iop_lint_row_last(h, n) - r->base);
	if (!bits || bits > 32 || !(last >> bits))
		return;
	f = at_row(s, IOP_RULE_MAP_OUTPUT, h->node, n);
	f->related = i->node;
	iop_say_hex(f, last);
	iop_say_dec(f, bits);
}

static void check_target(struct iop_lint *s, const struct host_map *h, uint32_t n)
{
	const struct iop_map_row *r = &h->rows[n];
	struct iop_finding *f;

	if (r->why == IOP_R_BAD_PHANDLE) {
		f = at_row(s, IOP_RULE_MAP_BAD_PHANDLE, h->node, n);
		iop_say_hex(f, h->handles[n]);
		iop_say(f, ": its IDs have no IOMMU");
	} else if (r->iommu == IOP_NONE) {
		f = at_row(s, IOP_RULE_MAP_NOT_IOMMU, h->node, n);
		f->related = r->target;
		iop_say_node(f, r->target);
	} else if (r->why == IOP_R_MAP_WIDE) {
		f = at_row(s, IOP_RULE_MAP_WIDE, h->node, n);
		iop_say_dec(f, r->length);
		iop_say_dec(f, r->count);
	} else {
		check_output(s, h, n);
	}
}

static void say_span(struct iop_finding *f, const struct iop_map_row *r)
{
	iop_say_hex(f, r->base);
	iop_say_hex(f, (uint64_t)r->base + r->length - 1);
}

/* No ID loses anything by it: the row took none, and another row has some. */
static void drop_row(struct iop_lint *s, struct iop_finding *f,
		     const struct host_map *h, uint32_t n)
{
	const struct iop_map_row *r = &h->rows[n];
	struct iop_cells all = iop_prop(s->plan->tree, h->node, IOP_P_IOMMU_MAP);

	if (r->count)
		iop_fix_cut(s, f, all, r->out.at - 8, 4 * (r->count + 3),
			     "remove entry {0}");
}

static void check_span(struct iop_lint *s, const struct host_map *h, uint32_t n)
{
	const struct iop_map_row *r = &h->rows[n];
	uint64_t last = (uint64_t)r->base + r->length - 1;
	struct iop_finding *f;

	if (!r->length) {
		if (h->any_length)
			drop_row(s, at_row(s, IOP_RULE_MAP_EMPTY_ROW, h->node, n),
				 h, n);
		return;
	}
	if (h->bus != IOP_BUS_PCI)
		return;
	if (last > 0xffff) {
		f = at_row(s, IOP_RULE_MAP_BEYOND, h->node, n);
		iop_say_hex(f, r->base);
		iop_say_hex(f, r->length);
		iop_say_hex(f, 0xffff);
	} else if (h->has_buses && (last >> 8 < h->first_bus || r->base >> 8 > h->last_bus)) {
		f = at_row(s, IOP_RULE_MAP_BUSES, h->node, n);
		say_span(f, r);
		iop_say_hex(f, h->first_bus);
		iop_say_hex(f, h->last_bus);
	}
}

static void check_rows(struct iop_lint *s, const struct host_map *h)
{
	for (uint32_t n = 0; n < h->n_rows; n++) {
		check_target(s, h, n);
		check_span(s, h, n);
	}
	iop_lint_row_pairs(s, h);
	iop_lint_map_buses(s, h);
	if (iop_map_is_placeholder(s->plan, &h->map))
		iop_say(iop_report(s, IOP_RULE_MAP_PLACEHOLDER, h->node, "iommu-map"),
			h->any_length ? "only the device with ID 0" : "no device");
}

static void check_map(struct iop_lint *s, uint32_t node, uint8_t why)
{
	struct host_map h;
	enum iop_reason stop;

	if (why == IOP_R_MAP_NO_BUS)
		iop_report(s, IOP_RULE_MAP_UNUSED, node, "iommu-map");
	if (!iop_prop(s->plan->tree, node, IOP_P_IOMMU_MAP).left) {
		iop_report(s, IOP_RULE_MAP_EMPTY, node, "iommu-map");
		return;
	}
	if (!iop_lint_rows(s, node, &h, &stop)) {
		s->full = true;
		return;
	}
	if ((stop || h.odd) && other_width(s, &h))
		return;
	check_rows(s, &h);
	if (stop)
		stopped(s, &h, stop);
}

/* Is some device of the host's known to use another stream ID than Linux thinks? */
static void check_table(struct iop_lint *s, uint32_t n)
{
	const struct iop_plan *p = s->plan;
	uint32_t node = p->devices[n].node;
	struct iop_host_table table = IOP_HOST_TABLE_NONE;
	struct iop_finding *f;
	uint32_t rid;

	for (; n < p->n_devices && p->devices[n].node == node; n++) {
		if (p->devices[n].group == IOP_NONE ||
		    !iop_host_table_misses(&table, p, &p->devices[n], &rid) || table.off)
			continue;
		f = iop_report(s, IOP_RULE_MAP_TABLE, node, "iommu-map");
		iop_say_rid(f, rid);
		return;
	}
}

/* The devices of one host are adjacent: each finding is reported once. */
static bool covers_nothing(const struct iop_plan *p, uint32_t n)
{
	uint32_t node = p->devices[n].node;

	for (; n < p->n_devices && p->devices[n].node == node; n++)
		if (p->devices[n].why != IOP_R_MAP_UNMATCHED || p->devices[n].partial)
			return false;
	return true;
}

void iop_lint_maps(struct iop_lint *s)
{
	const struct iop_plan *p = s->plan;
	uint32_t done = IOP_NO_NODE;

	for (uint32_t n = 0; n < p->n_devices; n++) {
		const struct iop_device *d = &p->devices[n];

		if (d->node == done || !iop_has(p->tree, d->node, IOP_P_IOMMU_MAP) ||
		    (!d->requesters && d->why != IOP_R_MAP_NO_BUS &&
		     !iop_is_context(d) && iop_has_list(s, d)))
			continue;
		done = d->node;
		check_map(s, d->node, d->why);
		check_table(s, n);
		if (d->requesters && covers_nothing(p, n) &&
		    iop_prop(p->tree, d->node, IOP_P_IOMMU_MAP).left)
			iop_report(s, IOP_RULE_MAP_NOTHING, d->node, "iommu-map");
	}
	for (uint32_t n = 0; n < p->tree->count; n++)
		if (iop_has(p->tree, n, IOP_P_IOMMU_MAP_MASK) && p->tree->nodes[n].available &&
		    !iop_has(p->tree, n, IOP_P_IOMMU_MAP))
			iop_report(s, IOP_RULE_MAP_MASK_ALONE, n, "iommu-map-mask");
}
