// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* mmu-masters: the SMMU's node lists masters and stream IDs itself. */
#include "devices/masters.h"

#include "devices/populate.h"
#include "model/lookup.h"

/* Take the next master off an mmu-masters list; false at its end or an error. */
static bool next_master(const struct iop_tree *t, struct iop_cells *list,
			uint32_t *node, struct iop_cells *ids, uint32_t *count)
{
	uint32_t handle;

	if (!iop_cell_next(list, &handle))
		return false;
	*node = iop_by_phandle(t, handle);
	if (*node == IOP_NO_NODE || !iop_has(t, *node, IOP_P_STREAM_ID_CELLS))
		return false;
	*count = iop_prop_u32(t, *node, IOP_P_STREAM_ID_CELLS, 0);
	*ids = *list;
	return iop_cells_skip(list, *count);
}

/* __find_legacy_master_phandle(): the first SMMU whose list has the node. */
static bool find_named(const struct iop_plan *p, uint32_t node, struct iop_named *out)
{
	*out = p->named[node];
	return out->ids.at;
}

static void name_all(struct iop_plan *p, uint32_t iommu)
{
	struct iop_cells list = iop_prop(p->tree, p->iommus[iommu].node, IOP_P_MMU_MASTERS);
	struct iop_named m = { .iommu = iommu };
	uint32_t node;

	while (next_master(p->tree, &list, &node, &m.ids, &m.count))
		if (!p->named[node].ids.at)
			p->named[node] = m;
}

static bool any_legacy(const struct iop_plan *p)
{
	for (uint32_t n = 0; n < p->n_iommus; n++)
		if (p->iommus[n].legacy)
			return true;
	return false;
}

bool iop_legacy_open(struct iop_plan *p, struct iop_arena *a)
{
	if (!any_legacy(p))
		return true;
	p->named = iop_alloc(a, p->tree->count, sizeof(*p->named));
	for (uint32_t n = 0; p->named && n < p->n_iommus; n++)
		if (p->iommus[n].legacy)
			name_all(p, n);
	return p->named;
}

/* Without the Kconfig symbol the list is read, but makes no group. */
static bool is_built(const struct iop_plan *p, const struct iop_iommu *i)
{
	const struct iop_target *target = &p->view->target;

	if (!i->driver->legacy_kconfig[0] ||
	    !iop_now(p->view, i->driver->legacy_when))
		return true;
	return target->legacy_built == IOP_CONFIG_YES ||
	       target->legacy_built == IOP_CONFIG_MODULE;
}

static void describe(struct iop_plan *p, struct iop_device *d, const struct iop_named *m)
{
	struct iop_existence e = iop_existence(p, d->node);
	enum iop_reason why = iop_reach(p, m->iommu);

	d->legacy = true;
	d->iommu = m->iommu;
	d->bus = (uint8_t)e.bus;
	d->exist = (uint8_t)e.exist;
	d->early = e.exist == IOP_EXIST_ALWAYS;
	d->requesters = iop_is_pci(p->tree, p->view, d->node);
	if (d->requesters)
		d->bus = IOP_BUS_PCI;
	if (e.exist == IOP_EXIST_NEVER)
		why = IOP_R_NOT_DEVICE;
	else if (!why && !is_built(p, iop_iommu_of(p, m->iommu)))
		why = IOP_R_LEGACY_OFF;
	d->why = (uint8_t)why;
	if (!why)
		d->n_streams = d->requesters ? 1 : m->count;
}

static bool add_named(struct iop_plan *p, struct iop_arena *a, uint32_t node)
{
	struct iop_device *d;
	struct iop_named m;

	if (!p->tree->nodes[node].available || iop_has(p->tree, node, IOP_P_IOMMUS) ||
	    !find_named(p, node, &m))
		return true;
	d = iop_master_add(p, a, node);
	if (!d)
		return false;
	describe(p, d, &m);
	return true;
}

/* Both parts are in the order of the tree: merge them from the back. */
static bool merge(struct iop_plan *p, uint32_t from, struct iop_arena *a)
{
	uint32_t late = p->n_devices - from, to = p->n_devices;
	size_t used = a->used;
	struct iop_device *tail = iop_alloc_raw(a, late, sizeof(*tail));

	if (!tail)
		return false;
	for (uint32_t n = 0; n < late; n++)
		tail[n] = p->devices[from + n];
	while (late)
		p->devices[--to] = from && p->devices[from - 1].node > tail[late - 1].node ?
				   p->devices[--from] : tail[--late];
	a->used = used;
	return true;
}

bool iop_legacy_add(struct iop_plan *p, struct iop_arena *a)
{
	uint32_t before = p->n_devices;

	if (!p->named)
		return true;
	for (uint32_t n = 0; n < p->tree->count; n++)
		if (iop_has(p->tree, n, IOP_P_STREAM_ID_CELLS) && !add_named(p, a, n))
			return false;
	return merge(p, before, a);
}

void iop_legacy_fill(struct iop_plan *p, struct iop_device *d)
{
	struct iop_named m;
	uint32_t cell;

	if (!d->n_streams || !find_named(p, d->node, &m))
		return;
	if (d->requesters) {
		p->ranges[d->streams] = (struct iop_range){
			.last = 0xffff, .rid_mask = UINT32_MAX, .iommu = m.iommu,
			.step_mask = UINT32_MAX };
		return;
	}
	for (uint32_t n = 0; n < d->n_streams && iop_cell_next(&m.ids, &cell); n++)
		p->streams[d->streams + n] =
			(struct iop_stream){ m.iommu, cell & 0xffff, cell >> 16 };
}
