// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/json/plan_json.h"
#include "model/lookup.h"

static void iommu_path(struct render *r, const char *key, uint32_t iommu,
		       bool first)
{
	json_key(r->o, key, first);
	if (iommu == IOP_NONE)
		out_str(r->o, "null");
	else
		out_json(r->o, render_path(r, r->p->iommus[iommu].node));
}

static void streams(struct render *r, const struct iop_device *d)
{
	uint32_t n = d->requesters ? 0 : d->n_streams;

	json_key(r->o, "streams", false);
	out_char(r->o, '[');
	for (uint32_t s = 0; s < n; s++) {
		const struct iop_stream *v = iop_stream_of(r->p, d, s);

		out_str(r->o, s ? ",{" : "{");
		iommu_path(r, "iommu", v->iommu, true);
		json_hex(r->o, "id", v->id);
		json_hex(r->o, "mask", v->mask);
		out_char(r->o, '}');
	}
	out_char(r->o, ']');
}

static void range(struct render *r, const struct iop_device *d,
		  const struct iop_range *v)
{
	struct iop_rids s = iop_range_rids(d->bus, v);
	enum iop_reason why = v->why ? v->why : d->group == IOP_NONE ? d->why : IOP_R_NONE;

	json_key(r->o, "first", true);
	out_char(r->o, '"');
	out_hex(r->o, s.first);
	out_char(r->o, '"');
	json_hex(r->o, "last", s.last);
	json_hex(r->o, "rid_mask", s.mask == UINT32_MAX ? v->step_mask : s.mask);
	iommu_path(r, "iommu", v->iommu, false);
	if (v->why) {
		json_text(r->o, "id", NULL);
		json_text(r->o, "mask", NULL);
	} else {
		json_hex(r->o, "id", v->id);
		json_hex(r->o, "mask", v->mask);
	}
	json_text(r->o, "reason", why ? iop_reason_slug(why) : NULL);
}

static void requesters(struct render *r, const struct iop_device *d)
{
	uint32_t n = d->requesters ? d->n_streams : 0;

	json_key(r->o, "requesters", false);
	out_char(r->o, '[');
	for (uint32_t s = 0; s < n; s++) {
		out_str(r->o, s ? ",{" : "{");
		range(r, d, iop_range_of(r->p, d, s));
		out_char(r->o, '}');
	}
	out_char(r->o, ']');
}

void json_streams(struct render *r, const struct iop_device *d)
{
	streams(r, d);
	requesters(r, d);
}

static void dma(struct render *r, const struct iop_device *d,
		const struct iop_dma *v)
{
	bool pool = v->pool != IOP_NO_NODE;

	json_key(r->o, "dma", false);
	out_char(r->o, '{');
	json_key(r->o, "base", true);
	out_char(r->o, '"');
	out_hex(r->o, v->limited ? v->base : 0);
	out_char(r->o, '"');
	if (v->limited)
		json_hex(r->o, "size", v->size);
	else
		json_text(r->o, "size", NULL);
	json_hex(r->o, "offset", v->limited ? v->offset : 0);
	json_bool(r->o, "coherent", v->coherent);
	json_text(r->o, "pool", pool ? render_path(r, v->pool) : NULL);
	out_str(r->o, pool && d->group == IOP_NONE ?
		",\"pool_used\":true}" : ",\"pool_used\":false}");
}

/* Which part of a node the entry is about, where it is not the node's device. */
static void part(struct render *r, const struct iop_device *d)
{
	bool host1x = iop_is_context(d);

	json_count(r->o, "context", host1x ? d->child : IOP_NONE);
	if (host1x || d->child == IOP_NONE)
		json_text(r->o, "rid", NULL);
	else
		json_hex(r->o, "rid", d->child);
}

static void place(struct render *r, const struct iop_device *d)
{
	char key[14];

	if (d->group != IOP_NONE) {
		iop_group_key_text(iop_group_of(r->p, d->group), key);
		json_text(r->o, "group", key);
		json_text(r->o, "confidence", render_confidence(d->confidence));
		return;
	}
	json_text(r->o, "reason", iop_reason_slug(d->why));
	if (d->confidence == IOP_UNSURE)
		json_text(r->o, "confidence", render_confidence(d->confidence));
	iommu_path(r, "iommu", d->iommu, false);
	json_bool(r->o, "master", iop_is_master(d));
}

static void effect(struct render *r, const struct iop_device *d)
{
	json_text(r->o, "effect", d->effect == IOP_EFFECT_NONE ? NULL : iop_effect_slug(d->effect));
	json_effect_because(r, d);
}

void json_device(struct render *r, const struct iop_device *d)
{
	struct iop_dma v;

	iop_dma_of(r->p->tree, r->p->view, d, &v);
	out_char(r->o, '{');
	json_key(r->o, "path", true);
	out_json(r->o, render_path(r, d->node));
	json_text(r->o, "name", render_name(r, d));
	part(r, d);
	place(r, d);
	effect(r, d);
	json_text(r->o, "bus", render_bus(d->bus));
	json_streams(r, d);
	dma(r, d, &v);
	json_traits(r, d, &v);
	json_because(r, d, NULL, NULL);
	out_char(r->o, '}');
}
