// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/claims.h"

#include <stdlib.h>
#include <string.h>

#include "base/masked.h"
#include "bindings/entries.h"
#include "bindings/iommu_map.h"
#include "bindings/specifier.h"
#include "explain/claim_index.h"

/* For an IOMMU without a driver, the ID is the first cell. */
static struct iop_stream stream_of(const struct iop_plan *p, uint32_t iommu,
				   struct iop_cells cells, uint32_t count)
{
	struct iop_stream s = IOP_STREAM_NONE;

	if (!iop_iommu_of(p, iommu)->driver || iop_specifier(p, iommu, cells, count, &s)) {
		s.mask = 0;
		if (!count || !iop_cell_next(&cells, &s.id))
			s.id = 0;
	}
	return s;
}

static bool add(struct claims *c, const struct claim *claim)
{
	struct claim *k = vec_push(&c->list, sizeof(*k));

	if (k)
		*k = *claim;
	return k;
}

static bool entries(struct claims *c, uint32_t node)
{
	const struct iop_tree *t = c->plan->tree;
	struct iop_cells list = iop_prop(t, node, IOP_P_IOMMUS);
	enum iop_reason why;
	struct iop_entry e;

	while (iop_entry_next(c->plan, &list, &e, &why)) {
		struct iop_stream s = stream_of(c->plan, e.iommu, e.cells, e.count);
		const struct claim k = {
			.node = node, .iommu = e.iommu, .id = s.id, .mask = s.mask,
			.length = 1, .no_id = !e.count, .off = !t->nodes[node].available,
		};

		if (!add(c, &k))
			return false;
	}
	return true;
}

/* How many IDs of an entry its requesters can reach: under a mask of 0 one. */
static uint32_t reachable(const struct iop_map_row *row, uint32_t mask)
{
	uint32_t end = row->length - 1 > UINT32_MAX - row->base ? UINT32_MAX :
		       row->base + row->length - 1;
	uint32_t last = iop_masked_upto(end, mask);

	return last < row->base ? 0 : last - row->base + 1;
}

static bool map(struct claims *c, uint32_t node)
{
	struct iop_map m = iop_map_open(c->plan, node);
	const struct iop_tree *t = c->plan->tree;
	enum iop_reason stop;
	struct iop_map_row row;

	while (iop_map_row(c->plan, &m, &row, &stop)) {
		struct claim k = {
			.node = node, .iommu = row.iommu,
			.base = row.base, .rid_mask = m.mask, .map = true,
			.off = !t->nodes[node].available,
		};
		struct iop_stream s;

		if (row.iommu == IOP_NONE || !row.length)
			continue;
		k.length = reachable(&row, m.mask);
		if (!k.length)
			continue;
		s = stream_of(c->plan, row.iommu, row.out, row.count);
		k.id = s.id;
		k.mask = s.mask;
		k.no_id = !row.count;
		if (!add(c, &k))
			return false;
	}
	return true;
}

bool claims_read(struct claims *c, const struct iop_plan *p)
{
	const struct iop_tree *t = p->tree;

	*c = (struct claims){ .plan = p };
	for (uint32_t n = 0; n < t->count; n++) {
		if (iop_has(t, n, IOP_P_IOMMUS) && !entries(c, n))
			return false;
		if (iop_has(t, n, IOP_P_IOMMU_MAP) && !map(c, n))
			return false;
	}
	return true;
}

void claims_free(struct claims *c)
{
	claim_index_free(c->index);
	free(c->list.data);
	memset(c, 0, sizeof(*c));
}

bool claim_has(const struct claim *k, uint32_t id, uint32_t *rid)
{
	uint32_t at = (id - k->id) & ~k->mask;

	*rid = k->base;
	if (k->no_id)
		return true;
	if (!k->map)
		return !((id ^ k->id) & ~k->mask);
	*rid = k->base + at;
	return at < k->length && !(*rid & ~k->rid_mask);
}
