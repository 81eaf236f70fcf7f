// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <errno.h>
#include <string.h>

#include "devices/by_property.h"
#include "devices/populate.h"
#include "render/common.h"
#include "model/names.h"
#include "model/lookup.h"

static void out_of_memory(struct out *o)
{
	if (!o->error)
		o->error = ENOMEM;
}

bool render_open(struct render *r, struct out *o, const struct render_input *in)
{
	*r = (struct render){ .o = o, .in = in, .p = in->plan };
	if (cross_build(&r->cross, in->plan) && near_open(&r->near, in->plan))
		return true;
	cross_free(&r->cross);
	near_close(&r->near);
	out_of_memory(o);
	return false;
}

void render_close(struct render *r)
{
	if (r->name.failed || r->text.failed)
		out_of_memory(r->o);
	line_free(&r->name);
	line_free(&r->text);
	cross_free(&r->cross);
	near_close(&r->near);
}

const char *render_path(struct render *r, uint32_t node)
{
	if (r->in->names && render_is_named(r, node))
		return render_node_name(r, node);
	line_clear(&r->name);
	line_path(&r->name, r->p->tree, node);
	return line_text(&r->name);
}

const char *render_subject(struct render *r, const struct iop_device *d)
{
	render_path(r, d->node);
	if (d->child == IOP_NONE)
		return line_text(&r->name);
	if (iop_is_context(d)) {
		line_str(&r->name, " context ");
		line_dec(&r->name, d->child);
	} else {
		line_str(&r->name, " function ");
		line_rid(&r->name, d->child);
	}
	return line_text(&r->name);
}

uint8_t render_entry(const struct iop_device *d)
{
	/* What fails a master with sound entries is no entry's fault. */
	bool cut = d->partial && d->group != IOP_NONE;

	return cut || !d->n_streams ? d->entry : 0;
}

const char *render_state(uint8_t state)
{
	return iop_state_text(state);
}

const char *render_confidence(uint8_t confidence)
{
	return iop_confidence_text(confidence);
}

const char *render_bus(uint8_t bus)
{
	static const char *const words[] = {
		[IOP_BUS_PLATFORM] = "platform",
		[IOP_BUS_AMBA] = "amba",
		[IOP_BUS_PCI] = "pci",
		[IOP_BUS_FSL_MC] = "fsl-mc",
		[IOP_BUS_HOST1X] = "host1x", [IOP_BUS_ROWS] = "platform",
		[IOP_BUS_CDX] = "cdx",
		[IOP_BUS_NONE] = "none",
	};

	return words[bus];
}

const char *render_driver(const struct iop_iommu *i)
{
	return i->driver ? i->driver->name : "-";
}

struct iop_cells render_compatible(const struct render *r, uint32_t node)
{
	return iop_prop(r->p->tree, node, IOP_P_COMPATIBLE);
}

void render_version(struct line *l, iop_version v)
{
	char text[16];

	iop_version_text(v, text);
	line_str(l, text);
}

const struct iop_fact *render_fact(const struct render *r,
				   const struct iop_iommu *i,
				   enum iop_key key)
{
	if (!i->driver)
		return NULL;
	return iop_fact_find(r->p->view, i->driver, key,
			     render_compatible(r, i->node));
}

static uint64_t fact_value(const struct render *r, const struct iop_iommu *i,
			   enum iop_key key, uint64_t fallback)
{
	const struct iop_fact *f = render_fact(r, i, key);

	return f ? f->value : fallback;
}

uint32_t render_bare_host(const struct render *r, uint32_t *cursor)
{
	for (uint32_t n = *cursor; n < r->p->tree->count; n++)
		if (iop_is_bare_host(r->p->tree, r->p->view, n)) {
			*cursor = n + 1;
			return n;
		}
	*cursor = r->p->tree->count;
	return IOP_NO_NODE;
}

bool render_has_ids(const struct render *r, const struct iop_iommu *i)
{
	return fact_value(r, i, IOP_K_ID_BITS, 32) != 0;
}

bool render_window(const struct render *r, const struct iop_device *d,
		   const struct iop_dma *dma, struct iop_window *w)
{
	bool any = d->group != IOP_NONE && d->iommu != IOP_NONE &&
		   d->effect != IOP_EFFECT_BLOCKED &&
		   iop_is_translated(iop_group_of(r->p, d->group)) &&
		   iop_group_of(r->p, d->group)->domain != IOP_W_UNMANAGED &&
		   iop_window_read(r->p, iop_iommu_of(r->p, d->iommu),
				   dma, w);

	/* iommu_dma_init_domain() once began at the lowest of dma-ranges. */
	if (any && dma->limited && dma->base > w->first &&
	    iop_linux(r->p->view, IOP_K_DOMAIN_BASE, 0))
		w->first = dma->base;
	any = any && iop_regions_cut(r->p, d, w);
	if (any && d->window_unread)
		w->limit = IOP_LIMIT_UNREAD;
	return any && w->first <= w->last;
}

/* The host that the device is behind, by its node, or IOP_NO_NODE. */
static uint32_t host_of(const struct render *r, uint32_t n)
{
	const struct iop_device *d;

	if (n >= r->p->n_devices)
		return IOP_NO_NODE;
	d = &r->p->devices[n];
	return d->requesters ? d->node : d->host;
}

/* Entries of a host stand side by side. */
static uint32_t find_speaker(const struct render *r, uint32_t n, uint32_t host)
{
	uint32_t found = IOP_NONE;

	while (n && host_of(r, n - 1) == host)
		n--;
	for (; host_of(r, n) == host; n++) {
		if (!iop_is_behind(&r->p->devices[n]))
			continue;
		if (found == IOP_NONE)
			found = n;
		if (r->p->devices[n].group != IOP_NONE)
			return n;
	}
	return found;
}

bool render_speaks(struct render *r, const struct iop_device *d)
{
	uint32_t n = (uint32_t)(d - r->p->devices);

	if (!iop_is_behind(d))
		return true;
	if (!r->reported || r->host != d->node) {
		r->host = d->node;
		r->speaker = find_speaker(r, n, d->node);
		r->reported = true;
	}
	return n == r->speaker;
}

bool render_honours(const struct render *r, const struct iop_device *d)
{
	/* of_iommu_get_resv_regions() asks a PCI function's node, not the host's. */
	return d->group != IOP_NONE && d->iommu != IOP_NONE && !iop_is_behind(d) &&
	       fact_value(r, iop_iommu_of(r->p, d->iommu), IOP_K_RESV_DT, 0);
}
