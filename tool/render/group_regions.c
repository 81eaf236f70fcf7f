// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/by_property.h"
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

/* All that is outside of what is usable. */
static void gaps(const struct iop_device *d, const struct iop_regions *usable,
		 render_region_fn *fn, void *ctx)
{
	struct render_region gap = { 0, 0, "reserved", d->node, IOP_NO_NODE };

	for (uint32_t n = 0; n < usable->count; n++) {
		gap.size = usable->rows[n].base - gap.base;
		if (gap.size)
			fn(ctx, &gap);
		gap.base = usable->rows[n].base + usable->rows[n].size;
	}
	gap.size = 0 - gap.base;
	if (gap.base && gap.size)
		fn(ctx, &gap);
}

/* What properties of a vendor's say of a member. */
static void property_regions(const struct iop_plan *p, const struct iop_device *d,
			     render_region_fn *fn, void *ctx)
{
	static const struct { enum iop_region_kind kind; const char *type; } kinds[] = {
		{ IOP_REGION_RESERVED, "reserved" }, { IOP_REGION_DIRECT, "direct" },
	};
	struct iop_regions all;

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		if (iop_regions_read(p, d, kinds[k].kind, &all))
			for (uint32_t n = 0; n < all.count; n++)
				fn(ctx, &(struct render_region){ all.rows[n].base, all.rows[n].size,
								 kinds[k].type, d->node, IOP_NO_NODE });
	if (iop_regions_read(p, d, IOP_REGION_USABLE, &all))
		gaps(d, &all, fn, ctx);
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
	for (uint32_t d = g->first; d != IOP_NONE; d = r->p->devices[d].next)
		property_regions(r->p, &r->p->devices[d], fn, ctx);
}
