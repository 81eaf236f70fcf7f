// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/group_regions.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "devices/by_property.h"
#include "groups/larb.h"
#include "model/lookup.h"
#include "yaml/store.h"

static void member_regions(struct render *r, const struct iop_device *d,
			   render_region_fn *fn, void *ctx)
{
	uint32_t cursor = 0;
	struct iop_resv v;

	if (!render_honours(r, d))
		return;
	while (iop_resv_next(r->p->tree, d->node, &cursor, &v))
		fn(ctx, &(struct render_region){ v.base, v.size, v.direct ? "direct" : "reserved",
						 .device = d->node, .region = v.region });
}

static void of_driver(uint64_t base, uint64_t size, const char *type, bool unsure,
		      render_region_fn *fn, void *ctx)
{
	fn(ctx, &(struct render_region){ base, size, type, .device = IOP_NO_NODE,
					 .region = IOP_NO_NODE, .unsure = unsure });
}

/* All that is outside of what is usable. */
static void gaps(const struct iop_device *d, const struct iop_regions *usable,
		 render_region_fn *fn, void *ctx)
{
	struct render_region gap = { 0, 0, "reserved", .device = d->node,
				     .region = IOP_NO_NODE };

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
								 kinds[k].type, .device = d->node,
								 .region = IOP_NO_NODE });
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
		of_driver(base, size, "reserved", false, fn, ctx);
}

static void all_regions(struct render *r, const struct iop_group *g,
			render_region_fn *fn, void *ctx)
{
	const struct iop_iommu *i = iop_iommu_of(r->p, g->iommu);
	const struct iop_fact *base = render_fact(r, i, IOP_K_MSI_BASE);
	const struct iop_fact *size = render_fact(r, i, IOP_K_MSI_SIZE);

	if (base && size && size->value)
		of_driver(base->value, size->value, "msi",
			  render_fact(r, i, IOP_K_MSI_REPORTED), fn, ctx);
	other_regions(r, g, fn, ctx);
	for (uint32_t d = g->first; d != IOP_NONE; d = r->p->devices[d].next)
		if (r->p->devices[d].iommu != IOP_NONE &&
		    iop_has(r->p->tree, r->p->devices[d].node,
			    IOP_P_MEMORY_REGION))
			member_regions(r, &r->p->devices[d], fn, ctx);
	for (uint32_t d = g->first; d != IOP_NONE; d = r->p->devices[d].next)
		property_regions(r->p, &r->p->devices[d], fn, ctx);
}

struct kept_regions {
	struct render *r;
	struct vec list;
};

static void keep(void *ctx, const struct render_region *v)
{
	struct kept_regions *k = ctx;
	struct render_region *own = vec_push(&k->list, sizeof(*own));

	if (own)
		*own = *v;
	else
		k->r->o->error = ENOMEM;
}

static int by_type(const void *a, const void *b)
{
	const struct render_region *x = a, *y = b;
	int order = strcmp(x->type, y->type);

	return order ? order : (x->base > y->base) - (x->base < y->base);
}

static int by_base(const void *a, const void *b)
{
	const struct render_region *x = a, *y = b;

	return x->base != y->base ? (x->base > y->base) - (x->base < y->base) :
				    strcmp(x->type, y->type);
}

/* Does @v begin within @to, or where it ends? */
static bool touches(const struct render_region *to, const struct render_region *v)
{
	return to->size && v->size && !strcmp(to->type, v->type) &&
	       v->base - to->base <= to->size;
}

static void join(struct render_region *to, const struct render_region *v)
{
	uint64_t last = v->base - to->base + (v->size - 1);

	if (last > to->size - 1)
		to->size = last + 1;
	to->unsure |= v->unsure;
	if (to->device != v->device)
		to->device = IOP_NO_NODE;
	if (to->region != v->region)
		to->region = IOP_NO_NODE;
}

/* As iommu_insert_resv_region() does: one of those of a type that touch. */
static size_t merge(struct render_region *all, size_t count)
{
	size_t kept = 0;

	qsort(all, count, sizeof(*all), by_type);
	for (size_t n = 0; n < count; n++)
		if (kept && touches(&all[kept - 1], &all[n]))
			join(&all[kept - 1], &all[n]);
		else
			all[kept++] = all[n];
	qsort(all, kept, sizeof(*all), by_base);
	return kept;
}

void render_reserved(struct render *r, const struct iop_group *g,
		     render_region_fn *fn, void *ctx)
{
	struct kept_regions k = { .r = r };
	struct render_region *all;
	size_t count;

	all_regions(r, g, keep, &k);
	all = k.list.data;
	count = k.list.count ? merge(all, k.list.count) : 0;
	for (size_t n = 0; n < count; n++)
		fn(ctx, &all[n]);
	free(all);
}
