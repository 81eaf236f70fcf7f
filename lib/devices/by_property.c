// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "devices/by_property.h"

#include "fdt/address.h"
#include "model/lookup.h"

static uint64_t fact(const struct iop_plan *p, const struct iop_device *d,
		     enum iop_key key, uint64_t fallback)
{
	return iop_fact_of(p, iop_iommu_of(p, d->iommu), key, fallback);
}

/* The first property on a list of a driver's that the node has. */
static bool listed(const struct iop_plan *p, const struct iop_driver *driver,
		   enum iop_list list, uint32_t node, struct iop_cells *value)
{
	const struct iop_item *end, *item = iop_items(driver, iop_list_infos[list].name, &end);

	for (; item < end; item++)
		if (iop_now(p->view, item->when) &&
		    iop_prop_named(p->tree, node, item->name, value))
			return true;
	return false;
}

static const struct iop_driver *driver_of(const struct iop_plan *p, const struct iop_device *d)
{
	return iop_iommu_of(p, d->iommu)->driver;
}

/* PCI functions that no node describes have no properties at all. */
static bool has_node(const struct iop_device *d)
{
	return !iop_is_behind(d);
}

struct iop_naming iop_naming_of(const struct iop_plan *p, const struct iop_device *d)
{
	struct iop_naming n = { fact(p, d, IOP_K_GROUP_BY_PROPERTY, IOP_W_NONE), IOP_NO_NODE };
	struct iop_cells value;

	if (n.by == IOP_W_NONE || !has_node(d) ||
	    !listed(p, driver_of(p, d), IOP_L_GROUP_PROPERTY, d->node, &value) ||
	    !iop_cell_next(&value, &n.key)) {
		n.by = IOP_W_NONE;
		return n;
	}
	if (n.by == IOP_W_PHANDLE)
		n.key = iop_by_phandle(p->tree, n.key);
	return n;
}

/* The node that has the other properties about a master. */
static uint32_t config_node(const struct iop_plan *p, const struct iop_device *d)
{
	struct iop_naming n;

	if (!fact(p, d, IOP_K_GROUP_CONFIG, 0))
		return d->node;
	n = iop_naming_of(p, d);
	return n.by == IOP_W_PHANDLE && n.key != IOP_NO_NODE ? n.key : d->node;
}

uint64_t iop_type_named(const struct iop_plan *p, const struct iop_device *d)
{
	static const struct { enum iop_list list; enum iop_word type; } types[] = {
		{ IOP_L_TYPE_IDENTITY, IOP_W_IDENTITY },
		{ IOP_L_TYPE_UNMANAGED, IOP_W_UNMANAGED },
		{ IOP_L_TYPE_DMA, IOP_W_DMA },
	};
	const struct iop_driver *driver = driver_of(p, d);
	struct iop_cells value;
	const char *text;

	if (!fact(p, d, IOP_K_TYPE_BY_PROPERTY, 0) || !has_node(d) ||
	    !listed(p, driver, IOP_L_TYPE_PROPERTY, config_node(p, d), &value))
		return IOP_W_NONE;
	text = iop_list_next(&value);
	for (size_t n = 0; text && n < sizeof(types) / sizeof(types[0]); n++)
		if (iop_listed(p->view, driver, types[n].list, text))
			return types[n].type;
	return IOP_W_NONE;
}

static uint64_t number(const struct iop_plan *p, const struct iop_iommu *i,
		       enum iop_list list, uint64_t fallback)
{
	struct iop_cells value;
	uint64_t n;

	return listed(p, i->driver, list, i->node, &value) && iop_number_next(&value, 2, &n) ?
	       n : fallback;
}

bool iop_aperture_read(const struct iop_plan *p, const struct iop_iommu *i,
		       uint64_t *base, uint64_t *size)
{
	uint64_t align = iop_fact_of(p, i, IOP_K_APERTURE_ALIGN, 1);

	*base = iop_fact_of(p, i, IOP_K_APERTURE_BASE, 0);
	*size = iop_fact_of(p, i, IOP_K_APERTURE, 0);
	if (*size && iop_fact_of(p, i, IOP_K_APERTURE_BY_PROPERTY, 0)) {
		*base = number(p, i, IOP_L_APERTURE_BASES, *base);
		*base -= align ? *base % align : 0;
		*size = number(p, i, IOP_L_APERTURE_SIZES, *size);
		*base += number(p, i, IOP_L_APERTURE_OFFSETS, 0);
	}
	return *size != 0;
}

/* Cells of a row: of the parent of the node that has the property, or 64 bits. */
static struct iop_bus_cells cells_of(const struct iop_plan *p, uint32_t node, uint64_t word)
{
	if (word == IOP_W_U64)
		return (struct iop_bus_cells){ .child = 2, .size = 2 };
	return iop_bus_cells(p->tree, p->tree->nodes[node].parent);
}

static bool overlap(const struct iop_iova *a, const struct iop_iova *b)
{
	return b->base - a->base < a->size;
}

/* In the order of their addresses, as insert_range() keeps them. */
static bool sort_rows(struct iop_regions *r)
{
	for (uint32_t n = 1; n < r->count; n++) {
		struct iop_iova row = r->rows[n];
		uint32_t at = n;

		for (; at && r->rows[at - 1].base > row.base; at--)
			r->rows[at] = r->rows[at - 1];
		r->rows[at] = row;
	}
	for (uint32_t n = 1; n < r->count; n++)
		if (overlap(&r->rows[n - 1], &r->rows[n]))
			return false;
	return true;
}

bool iop_regions_read(const struct iop_plan *p, const struct iop_device *d,
		      enum iop_region_kind kind, struct iop_regions *out)
{
	static const enum iop_list lists[] = {
		[IOP_REGION_RESERVED] = IOP_L_RESERVED_PROPERTY,
		[IOP_REGION_DIRECT] = IOP_L_DIRECT_PROPERTY,
		[IOP_REGION_USABLE] = IOP_L_USABLE_PROPERTY,
	};
	uint64_t word = d->iommu == IOP_NONE || !has_node(d) ? IOP_W_NONE :
			fact(p, d, IOP_K_REGIONS_BY_PROPERTY, IOP_W_NONE);
	struct iop_bus_cells c;
	struct iop_cells value;
	struct iop_iova row;
	uint32_t node;

	out->count = 0;
	if (word == IOP_W_NONE)
		return false;
	node = config_node(p, d);
	if (!listed(p, driver_of(p, d), lists[kind], node, &value))
		return false;
	c = cells_of(p, node, word);
	/* A length that is no whole number of rows makes the drivers drop it. */
	if (!(c.child + c.size) || value.left % (4 * (c.child + c.size)))
		return false;
	while (out->count < IOP_REGIONS_MOST && iop_number_next(&value, c.child, &row.base) &&
	       iop_number_next(&value, c.size, &row.size))
		if (row.size)
			out->rows[out->count++] = row;
	return out->count && (kind != IOP_REGION_USABLE || sort_rows(out));
}

bool iop_regions_cut(const struct iop_plan *p, const struct iop_device *d,
		     struct iop_window *w)
{
	struct iop_regions r;
	struct iop_iova bounds;

	if (!iop_regions_read(p, d, IOP_REGION_USABLE, &r))
		return true;
	bounds.base = r.rows[0].base;
	bounds.size = r.rows[r.count - 1].base - bounds.base + r.rows[r.count - 1].size;
	return iop_window_cut(w, &bounds);
}
