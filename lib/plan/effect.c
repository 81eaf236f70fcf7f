// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What becomes of each master's DMA: its domain, or what is in its way. */
#include "bindings/entries.h"
#include "bindings/iommu_map.h"
#include "devices/host_table.h"
#include "devices/traits.h"
#include "plan/defaults.h"

struct outcome {
	uint8_t effect, why;
};

static struct outcome is(enum iop_effect effect, enum iop_effect_why why)
{
	return (struct outcome){ (uint8_t)effect, (uint8_t)why };
}

/* Of a master that this IOMMU does not serve. */
static struct outcome bare(const struct iop_plan *p, uint32_t iommu)
{
	return (struct outcome){ iop_iommu_of(p, iommu)->bare, iop_iommu_of(p, iommu)->bare_why };
}

/* Nothing yet, the same again, or something else. */
static struct outcome add(struct outcome a, struct outcome b)
{
	if (a.effect == IOP_EFFECT_NONE || a.effect == b.effect)
		return b;
	return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_SEVERAL);
}

static struct outcome no_domain(const struct iop_plan *p, const struct iop_device *d)
{
	return is((enum iop_effect)iop_iommu_of(p, d->iommu)->bare, IOP_EFFECT_BY_NO_DOMAIN);
}

static struct outcome identity(const struct iop_plan *p, const struct iop_device *d)
{
	if (iop_fact_of(p, iop_iommu_of(p, d->iommu), IOP_K_IDENTITY_EMPTY, 0))
		return is(IOP_EFFECT_BLOCKED, IOP_EFFECT_BY_EMPTY_TABLE);
	if (iop_fact_of(p, iop_iommu_of(p, d->iommu), IOP_K_IDENTITY_WRITES, 0))
		return is(IOP_EFFECT_IDENTITY, IOP_EFFECT_BY_PASSES);
	return is(IOP_EFFECT_FIRMWARE, IOP_EFFECT_BY_NOT_WRITTEN);
}

/* iommu_dma_init_domain(): no window is left where all of the master's is
 * above what the driver's domain can translate. */
static bool is_outside(const struct iop_plan *p, const struct iop_device *d)
{
	struct iop_window w;
	struct iop_dma dma;

	iop_dma_of(p->tree, p->view, d, &dma);
	if (dma.nothing)
		return true;
	return dma.limited && iop_window_top(p, iop_iommu_of(p, d->iommu), &w) &&
	       (dma.base > w.last || (dma.size && dma.base < w.first &&
				      dma.size <= w.first - dma.base));
}

/* It took a domain's lowest address from its first master, and refused others. */
static bool has_other_base(const struct iop_plan *p, const struct iop_device *d)
{
	uint32_t first = iop_group_of(p, d->group)->first;
	struct iop_dma a, b;

	if (iop_group_of(p, d->group)->count < 2 || !iop_linux(p->view, IOP_K_DOMAIN_BASE, 0))
		return false;
	if (iop_device_of(p, first) == d)
		first = d->next;
	iop_dma_of(p->tree, p->view, iop_device_of(p, first), &a);
	iop_dma_of(p->tree, p->view, d, &b);
	return (a.limited ? a.base : 0) != (b.limited ? b.base : 0);
}

static struct outcome translated(const struct iop_plan *p, const struct iop_device *d)
{
	if (is_outside(p, d))
		return is(IOP_EFFECT_BLOCKED, IOP_EFFECT_BY_NO_WINDOW);
	if (has_other_base(p, d))
		return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_OTHER_BASE);
	switch (iop_tables_of(p, iop_iommu_of(p, d->iommu))) {
	case IOP_TABLES_BEYOND:
		return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_TABLES);
	case IOP_TABLES_BY_RAM:
		return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_TABLES_AND_RAM);
	default:
		return is(IOP_EFFECT_TRANSLATED, IOP_EFFECT_BY_DOMAIN);
	}
}

static struct outcome grouped(const struct iop_plan *p, const struct iop_device *d,
			      struct iop_host_table *table)
{
	const struct iop_group *g = iop_group_of(p, d->group);

	if (g->domain_why == IOP_DOMAIN_HANGS)
		return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_TROUBLE);
	if (iop_may_lose(p, d))
		return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_MAY_BE_TAKEN);
	if (iop_iommu_of(p, d->iommu)->unsure)
		return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_SUPPLIER);
	if (iop_host_table_misses(table, p, d, NULL))
		return is(IOP_EFFECT_UNKNOWN, table->off ? IOP_EFFECT_BY_HOST_ONE_STREAM :
			  IOP_EFFECT_BY_HOST_TABLE);
	if (g->domain == IOP_W_BLOCKED)
		return is(IOP_EFFECT_BLOCKED, IOP_EFFECT_BY_DOMAIN);
	/* Whoever owns the domain maps what it likes, or switches translation off. */
	if (g->domain == IOP_W_UNMANAGED)
		return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_UNMANAGED);
	if (iop_is_translated(g))
		return translated(p, d);
	if (iop_may_refuse(p, g))
		return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_MAYBE_NO_IDENTITY);
	return g->domain == IOP_W_IDENTITY ? identity(p, d) : no_domain(p, d);
}

#define LOOKS 256u	/* streams of one master that are compared with those of another */

static bool share_stream(const struct iop_plan *p, const struct iop_device *a,
			 const struct iop_device *b)
{
	for (uint32_t i = 0; i < a->n_streams && i < LOOKS; i++)
		for (uint32_t k = 0; k < b->n_streams && k < LOOKS; k++) {
			const struct iop_stream *x = &p->streams[a->streams + i];
			const struct iop_stream *y = &p->streams[b->streams + k];

			if (x->iommu == y->iommu &&
			    !((x->id ^ y->id) & ~(x->mask | y->mask)))
				return true;
		}
	return false;
}

/* Has another master got its stream, according to peer? */
static bool is_foreign(const struct iop_plan *p, const struct iop_device *d)
{
	const struct iop_device *other = d->peer == IOP_NONE ? NULL : iop_device_of(p, d->peer);

	return other && other->group != IOP_NONE && !d->requesters && !other->requesters &&
	       iop_iommu_of(p, d->iommu)->state == IOP_STATE_ACTIVE && share_stream(p, d, other);
}

/* All that its iommus name, up to an entry that cannot be read. */
static struct outcome listed(const struct iop_plan *p, const struct iop_device *d)
{
	struct iop_cells list = iop_prop(p->tree, d->node, IOP_P_IOMMUS);
	struct outcome all = is(IOP_EFFECT_NONE, IOP_EFFECT_BY_NOTHING);
	struct iop_entry e = { .iommu = IOP_NONE };
	enum iop_reason end;

	while (iop_entry_next(p, &list, &e, &end)) {
		all = add(all, bare(p, e.iommu));
		e.iommu = IOP_NONE;
	}
	return e.iommu == IOP_NONE ? all : add(all, bare(p, e.iommu));
}

#define ROWS 16u	/* of a map: hosts with more lead to the same IOMMUs */

/* Where the rows of its host lead, whichever of them takes it. */
static struct outcome mapped(const struct iop_plan *p, uint32_t host)
{
	struct iop_map m = iop_map_read(p->tree, p->view, host, IOP_MAP_IOMMU);
	struct outcome all = is(IOP_EFFECT_NONE, IOP_EFFECT_BY_NOTHING);
	struct iop_map_row row = IOP_MAP_ROW_NONE;
	enum iop_reason stop;
	uint32_t at;

	for (uint32_t n = 0; n < ROWS && iop_map_next(p->tree, &m, &row, &stop); n++) {
		at = row.target == IOP_NO_NODE ? IOP_NONE : iop_iommu_at(p, row.target);
		if (at != IOP_NONE)
			all = add(all, bare(p, at));
	}
	return all;
}

static uint32_t host_of(const struct iop_plan *p, const struct iop_device *d)
{
	if (d->host != IOP_NONE)
		return d->host;
	return d->requesters || d->bus != IOP_BUS_PCI ? d->node : p->tree->nodes[d->node].parent;
}

static struct outcome in_its_way(const struct iop_plan *p, const struct iop_device *d)
{
	bool lists = iop_has(p->tree, d->node, IOP_P_IOMMUS) && !d->requesters &&
		     d->child == IOP_NONE;
	uint32_t host;

	if (lists && !d->legacy)
		return listed(p, d);
	if (d->iommu != IOP_NONE)
		return bare(p, d->iommu);
	host = host_of(p, d);
	return iop_has(p->tree, host, IOP_P_IOMMU_MAP) ?
	       mapped(p, host) : is(IOP_EFFECT_NONE, IOP_EFFECT_BY_NOTHING);
}

static struct outcome of_lost(const struct iop_plan *p, const struct iop_device *d)
{
	struct outcome o;

	if (d->why == IOP_R_DUPLICATE_LOST)
		return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_MAY_TAKE);
	if (d->why == IOP_R_DUPLICATE_CRASH || d->why == IOP_R_FOREIGN_CRASH)
		return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_TROUBLE);
	if (d->why == IOP_R_MAP_PLACEHOLDER)
		return is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_PLACEHOLDER);
	if (is_foreign(p, d))
		return is(IOP_EFFECT_FOREIGN, IOP_EFFECT_BY_OTHERS_STREAM);
	o = in_its_way(p, d);
	if (o.effect != IOP_EFFECT_NONE)
		return o;
	return p->n_iommus ? is(IOP_EFFECT_UNKNOWN, IOP_EFFECT_BY_WHICH_IOMMU) :
			     is(IOP_EFFECT_OPEN, IOP_EFFECT_BY_NO_IOMMU);
}

static struct outcome of_device(const struct iop_plan *p, const struct iop_device *d,
				struct iop_host_table *table)
{
	if (!iop_is_master(d))
		return is(IOP_EFFECT_NONE, IOP_EFFECT_BY_NOTHING);
	return d->group == IOP_NONE ? of_lost(p, d) : grouped(p, d, table);
}

void iop_effects_set(struct iop_plan *p)
{
	struct iop_host_table table = IOP_HOST_TABLE_NONE;

	iop_unclaimed_set(p);
	for (uint32_t n = 0; n < p->n_devices; n++) {
		struct outcome o = of_device(p, &p->devices[n], &table);

		p->devices[n].effect = o.effect;
		p->devices[n].effect_why = o.why;
	}
}
