// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A boot framebuffer, reserved in the display's IOVA space at its own address. */
#include "remedy/amend.h"
#include "bindings/dma_ranges.h"
#include "fdt/address.h"
#include "model/lookup.h"

struct scanout {
	const struct iop_plan *p;
	struct iop_amend *out;
	struct iop_edits *e;
	struct iop_arena *a;
	uint32_t framebuffer, display, region;
	uint64_t base, size;	/* of the memory, as the CPU sees it */
};

bool iop_framebuffer_next(const struct iop_tree *t, uint32_t *node)
{
	for (++*node; *node < t->count; ++*node)
		if (t->nodes[*node].available &&
		    iop_compatible(t, *node, "simple-framebuffer"))
			return true;
	return false;
}

static bool refuse(struct scanout *s, enum iop_amend_why why, uint32_t node)
{
	s->out->why = (uint8_t)why;
	s->out->node = node;
	return false;
}

static bool read_reg(const struct iop_tree *t, uint32_t node, uint64_t *base,
		     uint64_t *size)
{
	struct iop_bus_cells c = iop_bus_cells(t, t->nodes[node].parent);
	struct iop_cells reg = iop_prop(t, node, IOP_P_REG);

	return iop_number_next(&reg, c.child, base) &&
	       iop_number_next(&reg, c.size, size) && *size && !reg.left;
}

static const struct iop_device *master_at(const struct iop_plan *p, uint32_t node)
{
	for (uint32_t n = 0; node != IOP_NO_NODE && n < p->n_devices; n++)
		if (p->devices[n].node == node && !p->devices[n].requesters &&
		    p->devices[n].n_streams)
			return &p->devices[n];
	return NULL;
}

static bool find_display(struct scanout *s)
{
	const struct iop_tree *t = s->p->tree;
	const struct iop_device *d;
	const struct iop_iommu *i;

	if (s->display == IOP_NO_NODE)
		s->display = iop_by_phandle(t, iop_prop_u32(t, s->framebuffer,
							    IOP_P_DISPLAY, 0));
	d = master_at(s->p, s->display);
	if (!d)
		return refuse(s, IOP_AMEND_NO_DISPLAY, s->framebuffer);
	i = iop_iommu_of(s->p, d->iommu);
	if (!i->driver || !iop_fact_value(s->p->view, i->driver, IOP_K_RESV_DT,
					  iop_prop(t, i->node, IOP_P_COMPATIBLE), 0))
		return refuse(s, IOP_AMEND_KERNEL, s->display);
	return true;
}

/* The region it names, or the one with the memory it names in it. */
static bool find_memory(struct scanout *s)
{
	const struct iop_tree *t = s->p->tree;
	uint32_t parent = iop_by_path(t, "/reserved-memory");
	uint64_t base, size;
	bool has_reg = read_reg(t, s->framebuffer, &base, &size);

	s->region = iop_by_phandle(t, iop_prop_u32(t, s->framebuffer,
						   IOP_P_MEMORY_REGION, 0));
	if (s->region != IOP_NO_NODE)
		return read_reg(t, s->region, &s->base, &s->size) ||
		       refuse(s, IOP_AMEND_NO_MEMORY, s->region);
	for (uint32_t c = parent + 1; has_reg && parent != IOP_NO_NODE &&
				      c < t->nodes[parent].end; c = t->nodes[c].end) {
		if (!read_reg(t, c, &s->base, &s->size) || base < s->base ||
		    base - s->base > s->size || size > s->size - (base - s->base))
			continue;
		s->region = c;
		return true;
	}
	return refuse(s, IOP_AMEND_NO_MEMORY, s->framebuffer);
}

static void put_number(uint32_t *cells, uint32_t *n, uint32_t width, uint64_t value)
{
	while (width--)
		cells[(*n)++] = width > 1 ? 0 : (uint32_t)(value >> 32 * width);
}

/* What is there, and @more behind it. */
static bool append(struct scanout *s, uint32_t node, enum iop_prop p,
		   const char *name, const uint32_t *more, uint32_t count)
{
	struct iop_cells old = iop_edits_prop(s->e, node, p, NULL);
	uint32_t *cells = iop_alloc_raw(s->a, (size_t)old.left / 4 + count, 4), n = 0;

	if (!cells)
		return false;
	while (iop_cell_next(&old, &cells[n]))
		n++;
	while (count--)
		cells[n++] = *more++;
	return iop_edits_set_cells(s->e, s->a, node, name, cells, n, IOP_EDIT_SCANOUT,
				   s->display);
}

static bool lists_region(const struct scanout *s, uint32_t handle)
{
	struct iop_cells list = iop_edits_prop(s->e, s->display, IOP_P_MEMORY_REGION, NULL);
	uint32_t cell;

	while (iop_cell_next(&list, &cell))
		if (cell == handle)
			return true;
	return false;
}

static bool is_reserved(const struct scanout *s)
{
	struct iop_resv r;
	uint32_t cursor = 0;

	while (iop_resv_next(s->p->tree, s->display, &cursor, &r))
		if (r.region == s->region && r.direct)
			return true;
	return false;
}

static bool write_edits(struct scanout *s, uint64_t address)
{
	const struct iop_tree *t = s->p->tree;
	struct iop_bus_cells c = iop_bus_cells(t, t->nodes[s->display].parent);
	uint32_t cells[1 + 2 * 4], n = 1, handle;

	if (c.child > 4 || c.size > 4 || !c.size) {
		refuse(s, IOP_AMEND_WINDOW, s->display);
		return true;
	}
	cells[0] = iop_edits_phandle(s->e, s->a, s->display, IOP_EDIT_SCANOUT, s->display);
	handle = iop_edits_phandle(s->e, s->a, s->region, IOP_EDIT_SCANOUT, s->display);
	put_number(cells, &n, c.child, address);
	put_number(cells, &n, c.size, s->size);
	return cells[0] && handle &&
	       append(s, s->region, IOP_P_IOMMU_ADDRESSES, "iommu-addresses", cells, n) &&
	       (lists_region(s, handle) ||
		append(s, s->display, IOP_P_MEMORY_REGION, "memory-region", &handle, 1));
}

/* The DMA address at which the display finds the memory without an IOMMU. */
static bool reach(struct scanout *s, uint64_t *address)
{
	struct iop_dma dma;
	uint64_t back;

	iop_dma_read(s->p->tree, s->p->view, s->display, false, &dma);
	*address = s->base - (dma.limited ? dma.offset : 0);
	back = *address;
	if (!iop_translate(s->p->tree, s->p->tree->nodes[s->display].parent,
			   IOP_P_DMA_RANGES, &back) || back != s->base)
		return refuse(s, IOP_AMEND_WINDOW, s->display);
	return true;
}

bool iop_amend_scanout(const struct iop_plan *p, uint32_t framebuffer,
		       uint32_t display, struct iop_amend *out,
		       struct iop_edits *e, struct iop_arena *a)
{
	struct scanout s = { .p = p, .out = out, .e = e, .a = a,
			     .framebuffer = framebuffer, .display = display };
	uint64_t address;

	*out = (struct iop_amend){ .node = framebuffer };
	if (!find_display(&s) || !find_memory(&s))
		return true;
	if (is_reserved(&s)) {
		refuse(&s, IOP_AMEND_NOTHING, s.region);
		return true;
	}
	return !reach(&s, &address) || write_edits(&s, address);
}
