// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "groups/larb.h"
#include "render/json/plan_json.h"
#include "model/lookup.h"

void json_key(struct out *o, const char *key, bool first)
{
	if (!first)
		out_char(o, ',');
	out_char(o, '"');
	out_str(o, key);
	out_str(o, "\":");
}

void json_text(struct out *o, const char *key, const char *value)
{
	json_key(o, key, false);
	if (value)
		out_json(o, value);
	else
		out_str(o, "null");
}

void json_count(struct out *o, const char *key, uint32_t n)
{
	json_key(o, key, false);
	if (n == IOP_NONE)
		out_str(o, "null");
	else
		out_dec(o, n);
}

void json_hex(struct out *o, const char *key, uint64_t n)
{
	json_key(o, key, false);
	out_char(o, '"');
	out_hex(o, n);
	out_char(o, '"');
}

void json_bool(struct out *o, const char *key, bool value)
{
	json_key(o, key, false);
	out_str(o, value ? "true" : "false");
}

void json_list(struct out *o, const char *key, struct iop_cells list)
{
	const char *s;
	bool first = true;

	json_key(o, key, false);
	out_char(o, '[');
	while ((s = iop_list_next(&list))) {
		if (!first)
			out_char(o, ',');
		out_json(o, s);
		first = false;
	}
	out_char(o, ']');
}

struct sentences {
	struct out *o;
	bool more;
};

static void say(void *ctx, const char *sentence)
{
	struct sentences *s = ctx;

	if (s->more)
		out_char(s->o, ',');
	out_json(s->o, sentence);
	s->more = true;
}

void json_because(struct render *r, const struct iop_device *d,
		  const struct iop_group *g, const struct iop_iommu *i)
{
	struct sentences s = { .o = r->o };
	struct because b = { .r = r, .say = say, .ctx = &s };

	json_key(r->o, "because", false);
	out_char(r->o, '[');
	if (d)
		because_device(&b, d);
	if (g) {
		if (g->unread)
			because_unread(&b, iop_iommu_of(r->p, g->iommu)->driver);
		because_members(&b, g);
		because_group(&b, g);
	}
	if (i)
		because_iommu(&b, i);
	out_char(r->o, ']');
}

void json_effect_because(struct render *r, const struct iop_device *d)
{
	struct sentences s = { .o = r->o };
	struct because b = { .r = r, .say = say, .ctx = &s };

	json_key(r->o, "effect_because", false);
	out_char(r->o, '[');
	because_effect(&b, d);
	out_char(r->o, ']');
}

/* One region; @first tells whether a comma is due, and is cleared. */
static void region(struct out *o, uint64_t base, uint64_t size,
		   const char *type, bool *first)
{
	out_str(o, *first ? "{" : ",{");
	*first = false;
	json_key(o, "base", true);
	out_char(o, '"');
	out_hex(o, base);
	out_char(o, '"');
	json_hex(o, "size", size);
	json_text(o, "type", type);
}

static void member_regions(struct render *r, const struct iop_device *d,
			   bool *first)
{
	uint32_t cursor = 0;
	struct iop_resv v;

	if (!render_honours(r, d))
		return;
	while (iop_resv_next(r->p->tree, d->node, &cursor, &v)) {
		region(r->o, v.base, v.size, v.direct ? "direct" : "reserved",
		       first);
		json_text(r->o, "device", render_path(r, d->node));
		json_text(r->o, "region", render_path(r, v.region));
		out_char(r->o, '}');
	}
}

static void named_region(struct render *r, uint64_t base, uint64_t size,
			 const char *type, bool *first)
{
	region(r->o, base, size, type, first);
	json_text(r->o, "device", NULL);
	json_text(r->o, "region", NULL);
	out_char(r->o, '}');
}

/* All of a group have the same region of their own, and the same inside it. */
static void other_regions(struct render *r, const struct iop_group *g, bool *first)
{
	uint64_t base, size;
	uint16_t cursor = 0;

	while (iop_larb_reserved(r->p, iop_device_of(r->p, g->first), &cursor, &base, &size))
		named_region(r, base, size, "reserved", first);
}

void json_reserved(struct render *r, const struct iop_group *g)
{
	const struct iop_iommu *i = iop_iommu_of(r->p, g->iommu);
	const struct iop_fact *base = render_fact(r, i, IOP_K_MSI_BASE);
	const struct iop_fact *size = render_fact(r, i, IOP_K_MSI_SIZE);
	bool first = true;

	json_key(r->o, "reserved", false);
	out_char(r->o, '[');
	if (base && size && size->value)
		named_region(r, base->value, size->value, "msi", &first);
	other_regions(r, g, &first);
	for (uint32_t d = g->first; d != IOP_NONE; d = r->p->devices[d].next)
		if (r->p->devices[d].iommu != IOP_NONE &&
		    iop_has(r->p->tree, r->p->devices[d].node,
			    IOP_P_MEMORY_REGION))
			member_regions(r, &r->p->devices[d], &first);
	out_char(r->o, ']');
}

void json_members(struct render *r, const struct iop_group *g)
{
	json_key(r->o, "devices", false);
	out_char(r->o, '[');
	for (uint32_t d = g->first; d != IOP_NONE; d = r->p->devices[d].next) {
		if (d != g->first)
			out_char(r->o, ',');
		out_json(r->o, render_path(r, r->p->devices[d].node));
	}
	out_char(r->o, ']');
}
