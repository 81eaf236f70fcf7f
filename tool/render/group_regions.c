// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "groups/larb.h"
#include "model/lookup.h"
#include "render/group_regions.h"

static void member_regions(struct render *r, const struct iop_device *d,
			   render_region_fn *fn, void *ctx)
{
	uint32_t cursor = 0;
	struct iop_resv v;

	if (!render_honours(r, d))
		return;
	while (iop_resv_next(r->p->tree, d->node, &cursor, &v))
		fn(ctx, &(struct render_region){ v.base, v.size, v.direct ? "direct" : "reserved",
						 d->node, v.region });
}

static void of_driver(uint64_t base, uint64_t size, const char *type,
		      render_region_fn *fn, void *ctx)
{
	fn(ctx, &(struct render_region){ base, size, type, IOP_NO_NODE, IOP_NO_NODE });
}

/* All of a group have the same region of their own, and the same inside it. */
static void other_regions(struct render *r, const struct iop_group *g,
			  render_region_fn *fn, void *ctx)
{
	uint64_t base, size;
	uint16_t cursor = 0;

	while (iop_larb_reserved(r->p, iop_device_of(r->p, g->first), &cursor, &base, &size))
		of_driver(base, size, "reserved", fn, ctx);
}

void render_reserved(struct render *r, const struct iop_group *g,
		     render_region_fn *fn, void *ctx)
{
	const struct iop_iommu *i = iop_iommu_of(r->p, g->iommu);
	const struct iop_fact *base = render_fact(r, i, IOP_K_MSI_BASE);
	const struct iop_fact *size = render_fact(r, i, IOP_K_MSI_SIZE);

	if (base && size && size->value)
		of_driver(base->value, size->value, "msi", fn, ctx);
	other_regions(r, g, fn, ctx);
	for (uint32_t d = g->first; d != IOP_NONE; d = r->p->devices[d].next)
		if (r->p->devices[d].iommu != IOP_NONE &&
		    iop_has(r->p->tree, r->p->devices[d].node,
			    IOP_P_MEMORY_REGION))
			member_regions(r, &r->p->devices[d], fn, ctx);
}
