// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "remedy/amend.h"
#include "bindings/dma_ranges.h"
#include "devices/populate.h"

#define REQUESTER_IDS 0x10000u

/* One master in one list. */
struct named {
	uint32_t node;
	struct iop_cells ids;
	uint32_t count;
};

struct migration {
	const struct iop_plan *p;
	struct iop_amend *out;
	struct iop_edits *e;
	struct iop_arena *a;
	uint32_t smmu;		/* node */
	uint32_t phandle;
	uint32_t cells;		/* of a specifier */
	bool *done;		/* by node: the first list that has it counts */
};

/* Status of a step, as the rest of the room returns it. */
static bool refuse(struct migration *m, enum iop_amend_why why, uint32_t node)
{
	m->out->why = (uint8_t)why;
	m->out->node = node;
	return true;
}

/* false at the end of the list, and where it is broken (*why). */
static bool next_named(const struct iop_tree *t, struct iop_cells *list,
		       struct named *n, enum iop_amend_why *why)
{
	uint32_t handle;

	*why = IOP_AMEND_OK;
	if (!iop_cell_next(list, &handle))
		return false;
	n->node = iop_by_phandle(t, handle);
	*why = IOP_AMEND_DANGLING;
	if (n->node == IOP_NO_NODE || !iop_has(t, n->node, IOP_P_STREAM_ID_CELLS))
		return false;
	n->count = iop_prop_u32(t, n->node, IOP_P_STREAM_ID_CELLS, 0);
	n->ids = *list;
	if (!iop_cells_skip(list, n->count))
		return false;
	*why = IOP_AMEND_OK;
	return true;
}

static bool any_mask(struct iop_cells ids, uint32_t count)
{
	uint32_t id;

	while (count-- && iop_cell_next(&ids, &id))
		if (id >> 16)
			return true;
	return false;
}

/* From 7.0 on, a row of wide specifiers is for one requester ID. */
static bool maps_by_target(const struct iop_plan *p)
{
	return iop_linux(p->view, IOP_K_MAP_CELLS, IOP_W_FOUR) == IOP_W_TARGET;
}

/* Can this SMMU's list be written the new way? Sets m->cells. */
static void check_list(struct migration *m)
{
	const struct iop_tree *t = m->p->tree;
	struct iop_cells list = iop_prop(t, m->smmu, IOP_P_MMU_MASTERS);
	uint32_t wanted = 1, host = IOP_NO_NODE;
	enum iop_amend_why why;
	struct named n;

	while (next_named(t, &list, &n, &why)) {
		if (any_mask(n.ids, n.count))
			wanted = 2;
		if (iop_is_pci(t, m->p->view, n.node) && iop_has(t, n.node, IOP_P_IOMMU_MAP)) {
			refuse(m, IOP_AMEND_MAP_THERE, n.node);
			return;
		}
		if (iop_is_pci(t, m->p->view, n.node) && !iop_has(t, n.node, IOP_P_IOMMUS))
			host = n.node;
	}
	if (why) {
		refuse(m, why, m->smmu);
		return;
	}
	m->cells = iop_prop_u32(t, m->smmu, IOP_P_IOMMU_CELLS, wanted);
	if (m->cells < wanted || m->cells > 16)
		refuse(m, IOP_AMEND_CELLS, m->smmu);
	else if (m->cells > 1 && host != IOP_NO_NODE && maps_by_target(m->p))
		refuse(m, IOP_AMEND_DIFFERS, host);
}

static bool write_map(struct migration *m, uint32_t node)
{
	uint32_t row[] = { 0, m->phandle, 0, REQUESTER_IDS };

	return iop_edits_set_cells(m->e, m->a, node, "iommu-map", row, 4,
				   IOP_EDIT_MIGRATE, m->smmu);
}

static bool write_list(struct migration *m, const struct named *n)
{
	size_t room = (size_t)n->count * (1 + m->cells);
	uint32_t *cells = iop_alloc_raw(m->a, room, 4), used = 0, id;
	struct iop_cells ids = n->ids;

	for (uint32_t k = 0; cells && k < n->count && iop_cell_next(&ids, &id); k++) {
		cells[used++] = m->phandle;
		for (uint32_t c = 0; c < m->cells; c++)
			cells[used++] = c == 0 ? id & 0xffff : c == 1 ? id >> 16 : 0;
	}
	return cells && iop_edits_set_cells(m->e, m->a, n->node, "iommus", cells, used,
					    IOP_EDIT_MIGRATE, m->smmu);
}

static bool write_master(struct migration *m, const struct named *n)
{
	const struct iop_tree *t = m->p->tree;

	if (m->done[n->node])
		return true;
	m->done[n->node] = true;
	if (!iop_edits_delete(m->e, m->a, n->node, "#stream-id-cells", IOP_INSTEAD_LEAVE,
			      IOP_EDIT_MIGRATE, m->smmu))
		return false;
	if (iop_has(t, n->node, IOP_P_IOMMUS))
		return true;	/* which is what counts already */
	if (iop_is_pci(t, m->p->view, n->node))
		return write_map(m, n->node);
	return !n->count || write_list(m, n);
}

static bool write_smmu(struct migration *m)
{
	const struct iop_tree *t = m->p->tree;
	struct iop_cells list = iop_prop(t, m->smmu, IOP_P_MMU_MASTERS);
	enum iop_amend_why why;
	struct named n;

	m->phandle = iop_edits_phandle(m->e, m->a, m->smmu, IOP_EDIT_MIGRATE, m->smmu);
	if (!m->phandle)
		return false;
	while (next_named(t, &list, &n, &why))
		if (!write_master(m, &n))
			return false;
	return (iop_has(t, m->smmu, IOP_P_IOMMU_CELLS) ||
		iop_edits_set_cells(m->e, m->a, m->smmu, "#iommu-cells", &m->cells, 1,
				    IOP_EDIT_MIGRATE, m->smmu)) &&
	       iop_edits_delete(m->e, m->a, m->smmu, "mmu-masters", IOP_INSTEAD_NOTHING,
				IOP_EDIT_MIGRATE, m->smmu);
}

/* The binding is this driver's alone. */
static bool lists_masters(const struct iop_plan *p, const struct iop_iommu *i)
{
	struct iop_cells names = iop_prop(p->tree, i->node, IOP_P_COMPATIBLE);

	return i->driver && iop_has(p->tree, i->node, IOP_P_MMU_MASTERS) &&
	       iop_fact_value(p->view, i->driver, IOP_K_LEGACY, names, 0);
}

static bool reads_iommus(const struct iop_plan *p, const struct iop_iommu *i)
{
	struct iop_cells names = iop_prop(p->tree, i->node, IOP_P_COMPATIBLE);

	return iop_fact_value(p->view, i->driver, IOP_K_XLATE, names, 1);
}

static void check_all(struct migration *m)
{
	bool any = false;

	for (uint32_t n = 0; n < m->p->n_iommus && !m->out->why; n++) {
		const struct iop_iommu *i = &m->p->iommus[n];

		if (!lists_masters(m->p, i))
			continue;
		any = true;
		m->smmu = i->node;
		if (reads_iommus(m->p, i))
			check_list(m);
		else
			refuse(m, IOP_AMEND_KERNEL, i->node);
	}
	if (!any)
		refuse(m, IOP_AMEND_NOTHING, IOP_NO_NODE);
}

bool iop_amend_migrate(const struct iop_plan *p, struct iop_amend *out,
		       struct iop_edits *e, struct iop_arena *a)
{
	struct migration m = { .p = p, .out = out, .e = e, .a = a };

	*out = (struct iop_amend){ .node = IOP_NO_NODE };
	m.done = iop_alloc(a, p->tree->count, sizeof(*m.done));
	if (!m.done)
		return false;
	check_all(&m);
	for (uint32_t n = 0; n < p->n_iommus && !out->why; n++) {
		if (!lists_masters(p, &p->iommus[n]))
			continue;
		m.smmu = p->iommus[n].node;
		check_list(&m);
		if (!write_smmu(&m))
			return false;
	}
	return true;
}
