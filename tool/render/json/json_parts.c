// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/json/plan_json.h"
#include "render/group_regions.h"
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
			because_unread(&b, iop_device_of(r->p, g->first));
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

struct regions {
	struct render *r;
	bool more;
};

static void region(void *ctx, const struct render_region *v)
{
	struct regions *all = ctx;
	struct render *r = all->r;

	out_str(r->o, all->more ? ",{" : "{");
	all->more = true;
	json_key(r->o, "base", true);
	out_char(r->o, '"');
	out_hex(r->o, v->base);
	out_char(r->o, '"');
	json_hex(r->o, "size", v->size);
	json_text(r->o, "type", v->type);
	json_text(r->o, "device", v->device == IOP_NO_NODE ? NULL : render_path(r, v->device));
	json_text(r->o, "region", v->region == IOP_NO_NODE ? NULL : render_path(r, v->region));
	if (v->unsure)
		json_text(r->o, "confidence", "unknown");
	out_char(r->o, '}');
}

void json_reserved(struct render *r, const struct iop_group *g)
{
	struct regions all = { .r = r };

	json_key(r->o, "reserved", false);
	out_char(r->o, '[');
	render_reserved(r, g, region, &all);
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
