// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* "changes": what a range of kernels does differently, step by step. */
#include "compare/range/range.h"
#include "render/json/plan_json.h"

static void mates(struct render *r, const struct range_side *s)
{
	const uint32_t *node = r->in->changes->mates + s->mates;

	json_key(r->o, "mates", false);
	out_char(r->o, '[');
	for (uint32_t i = 0; i < s->n_mates; i++) {
		if (i)
			out_char(r->o, ',');
		out_json(r->o, render_path(r, node[i]));
	}
	out_char(r->o, ']');
}

static const char *effect(const struct range_side *s)
{
	return s->effect == IOP_EFFECT_NONE ? NULL : iop_effect_slug(s->effect);
}

static void master_side(struct render *r, const struct range_side *s)
{
	struct iop_group g = { .key = s->key };
	char key[14];

	iop_group_key_text(&g, key);
	json_key(r->o, "group", true);
	if (s->grouped)
		out_json(r->o, key);
	else
		out_str(r->o, "null");
	json_text(r->o, "reason", s->grouped ? NULL : iop_reason_slug(s->why));
	json_text(r->o, "effect", effect(s));
	json_text(r->o, "domain", s->grouped ? iop_words[s->domain] : NULL);
	json_text(r->o, "confidence", s->grouped ?
		  render_confidence(s->confidence) : NULL);
	json_count(r->o, "members", s->grouped ? s->members : 0);
	mates(r, s);
}

static void iommu_side(struct render *r, const struct range_side *s)
{
	json_key(r->o, "state", true);
	out_json(r->o, render_state(s->state));
	json_text(r->o, "reason", s->state == IOP_STATE_ACTIVE ? NULL :
		  iop_reason_slug(s->why));
	json_text(r->o, "unclaimed", effect(s));
}

static void side(struct render *r, const char *key, const struct range_side *s,
		 bool is_iommu)
{
	json_key(r->o, key, false);
	if (!s->present) {
		out_str(r->o, "null");
		return;
	}
	out_char(r->o, '{');
	if (is_iommu)
		iommu_side(r, s);
	else
		master_side(r, s);
	out_char(r->o, '}');
}

static void what(struct render *r, uint8_t bits)
{
	static const char *const words[] = {
		"presence", "group", "reason", "domain", "confidence",
		"streams", "state", "effect",
	};
	bool first = true;

	json_key(r->o, "what", false);
	out_char(r->o, '[');
	for (unsigned int i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!(bits >> i & 1))
			continue;
		if (!first)
			out_char(r->o, ',');
		out_json(r->o, words[i]);
		first = false;
	}
	out_char(r->o, ']');
}

static void change(struct render *r, const struct range_change *c)
{
	json_key(r->o, "path", true);
	out_json(r->o, render_path(r, c->node));
	json_bool(r->o, "is_iommu", c->is_iommu);
	json_bool(r->o, "requesters", c->requesters);
	json_count(r->o, "child", c->child);
	what(r, c->what);
	side(r, "before", &c->before, c->is_iommu);
	side(r, "after", &c->after, c->is_iommu);
}

static void cause(struct out *o, const struct range_cause *c)
{
	json_key(o, "driver", true);
	out_json(o, c->driver->name);
	json_text(o, "about", c->about);
	json_text(o, "name", c->name);
	json_text(o, "from", c->from);
	json_bool(o, "begins", c->begins);
}

static void step(struct render *r, const struct range_step *s)
{
	json_key(r->o, "at", true);
	line_clear(&r->text);
	render_version(&r->text, s->at & 0xffff ? s->at :
		       s->at | IOP_VERSION_PATCH_ANY);
	out_json(r->o, line_text(&r->text));
	line_clear(&r->text);
	json_key(r->o, "changes", false);
	out_char(r->o, '[');
	for (uint32_t i = 0; i < s->n_changes; i++) {
		out_str(r->o, i ? ",{" : "{");
		change(r, &s->changes[i]);
		out_char(r->o, '}');
	}
	out_char(r->o, ']');
	json_key(r->o, "causes", false);
	out_char(r->o, '[');
	for (uint32_t i = 0; i < s->n_causes; i++) {
		out_str(r->o, i ? ",{" : "{");
		cause(r->o, &s->causes[i]);
		out_char(r->o, '}');
	}
	out_char(r->o, ']');
}

void json_changes(struct render *r)
{
	const struct range_report *c = r->in->changes;

	json_key(r->o, "changes", false);
	if (!c) {
		out_str(r->o, "null");
		return;
	}
	out_char(r->o, '[');
	for (uint32_t i = 0; i < c->n_steps; i++) {
		out_str(r->o, i ? ",{" : "{");
		step(r, &c->steps[i]);
		out_char(r->o, '}');
	}
	out_char(r->o, ']');
}
