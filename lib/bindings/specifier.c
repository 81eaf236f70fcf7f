// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What a driver's of_xlate() makes of the cells behind a phandle. */
#include "bindings/specifier.h"

static uint32_t keep_bits(uint32_t value, uint64_t bits)
{
	return bits >= 32 ? value : value & ((1u << bits) - 1);
}

static uint32_t mask_of(const struct iop_plan *p, const struct iop_iommu *i,
			bool has_cell, uint32_t cell)
{
	if (has_cell && iop_fact_of(p, i, IOP_K_MASK_CELL, 0))
		return cell & 0xffff;
	if (iop_has(p->tree, i->node, IOP_P_STREAM_MATCH_MASK) &&
	    iop_fact_of(p, i, IOP_K_MASK_PROPERTY, 0))
		return iop_prop_u32(p->tree, i->node, IOP_P_STREAM_MATCH_MASK, 0) & 0xffff;
	return 0;
}

static bool cells_refused(const struct iop_plan *p, const struct iop_iommu *i,
			  uint32_t count)
{
	uint64_t wanted = iop_fact_of(p, i, IOP_K_CELLS, IOP_NONE);

	return wanted != IOP_NONE && count != wanted &&
	       iop_fact_of(p, i, IOP_K_CELLS_WRONG, IOP_W_IGNORE) == IOP_W_MASTER;
}

/* qcom_iommu's get_asid(): a context's number, unless it has no address. */
static bool is_context(const struct iop_plan *p, const struct iop_iommu *i,
		       uint32_t node, uint32_t id)
{
	const struct iop_tree *t = p->tree;
	uint32_t reg = iop_prop_u32(t, node, IOP_P_REG, 0);

	return t->nodes[node].enabled && iop_prop(t, node, IOP_P_REG).left >= 4 &&
	       iop_prop_u32(t, node, IOP_P_CTX_ASID, reg / 0x1000) == id &&
	       iop_any_listed(p->view, i->driver, IOP_L_CONTEXT_CHILDREN,
			      iop_prop(t, node, IOP_P_COMPATIBLE));
}

/* Only instances with a secure ID, without which none probes, have contexts. */
static bool lacks_context(const struct iop_plan *p, const struct iop_iommu *i,
			  uint32_t id)
{
	const struct iop_node *nodes = p->tree->nodes;

	if (!iop_has(p->tree, i->node, IOP_P_SECURE_ID))
		return false;
	for (uint32_t c = i->node + 1; c < nodes[i->node].end; c = nodes[c].end)
		if (is_context(p, i, c, id))
			return false;
	return true;
}

enum iop_reason iop_specifier(const struct iop_plan *p, uint32_t iommu,
			      struct iop_cells cells, uint32_t count,
			      struct iop_stream *out)
{
	const struct iop_iommu *i = &p->iommus[iommu];
	uint32_t id = 0, second = 0;
	bool has_second;

	if (cells_refused(p, i, count))
		return IOP_R_IOMMU_CELLS;
	if (count)
		iop_cell_next(&cells, &id);
	has_second = count > 1 && iop_cell_next(&cells, &second);
	out->iommu = iommu;
	out->id = keep_bits(id, iop_fact_of(p, i, IOP_K_ID_BITS, 32));
	out->mask = mask_of(p, i, has_second, second);
	if (out->id < iop_fact_of(p, i, IOP_K_ID_LEAST, 0) ||
	    out->id >= iop_fact_of(p, i, IOP_K_ID_LIMIT, UINT64_MAX) ||
	    lacks_context(p, i, out->id))
		return IOP_R_ID_RANGE;
	return IOP_R_NONE;
}

bool iop_stream_fits(const struct iop_plan *p, uint32_t iommu, uint32_t bits)
{
	uint64_t held = iop_fact_of(p, &p->iommus[iommu], IOP_K_STREAM_BITS, 32);

	return !((uint64_t)bits >> held);
}
