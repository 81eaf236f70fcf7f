// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What a range of kernels changes: before and after of every device. */
#include "compare/range/range.h"
#include "render/text/plan_text.h"

/* The key of a group only if it distinguishes the sides. */
static void group_side(struct render *r, const struct range_side *s,
		       uint8_t what)
{
	struct iop_group g = { .key = s->key };
	char key[14];

	out_str(r->o, iop_words[s->domain]);
	if (what & COMPARE_CONFIDENCE) {
		out_char(r->o, ' ');
		out_str(r->o, render_confidence(s->confidence));
	}
	if (!(what & COMPARE_GROUP))
		return;
	iop_group_key_text(&g, key);
	out_char(r->o, ' ');
	style_text(r, FAINT, key, 0);
	if (s->members > 1) {
		out_str(r->o, " of ");
		out_dec(r->o, s->members);
	}
}

static void iommu_side(struct render *r, const struct range_side *s)
{
	out_str(r->o, render_state(s->state));
	if (s->state == IOP_STATE_ACTIVE || s->state == IOP_STATE_DISABLED)
		return;
	out_str(r->o, " (");
	out_str(r->o, iop_reason_slug(s->why));
	out_char(r->o, ')');
}

static void side(struct render *r, const struct range_change *c,
		 const struct range_side *s)
{
	if (!s->present)
		out_str(r->o, "absent");
	else if (c->is_iommu)
		iommu_side(r, s);
	else if (s->grouped)
		group_side(r, s, c->what);
	else
		style_text(r, BAD, iop_reason_slug(s->why), 0);
	if (!s->present || !(c->what & COMPARE_EFFECT) || s->effect == IOP_EFFECT_NONE ||
	    (s->grouped && (s->effect == IOP_EFFECT_TRANSLATED || s->effect == IOP_EFFECT_IDENTITY)))
		return;
	out_str(r->o, c->is_iommu ? ", unclaimed streams " : ": ");
	out_str(r->o, iop_effect_words(s->effect));
}

static void new_mates(struct render *r, const struct range_change *c)
{
	const struct range_side *s = &c->after;

	if (!(c->what & COMPARE_GROUP) || !s->grouped || !s->n_mates)
		return;
	out_str(r->o, "  with");
	for (uint32_t i = 0; i < s->n_mates; i++) {
		out_char(r->o, ' ');
		style_name(r, PLAIN, render_path(r,
						 r->in->changes->mates[s->mates + i]), 0);
	}
	if (s->members - 1 > s->n_mates)
		out_str(r->o, " ...");
}

static void change(struct render *r, const struct range_change *c, int width)
{
	render_path(r, c->node);
	line_str(&r->name, c->requesters ? "/*" : "");
	out_str(r->o, "    ");
	style_name(r, PLAIN, line_text(&r->name), width);
	side(r, c, &c->before);
	out_str(r->o, " -> ");
	side(r, c, &c->after);
	if (c->what & COMPARE_STREAMS)
		out_str(r->o, "  (other streams)");
	new_mates(r, c);
	out_char(r->o, '\n');
}

static void cause(struct render *r, const struct range_cause *c)
{
	out_str(r->o, "      ");
	line_clear(&r->text);
	line_str(&r->text, c->driver->name);
	line_str(&r->text, ": ");
	line_str(&r->text, c->about);
	line_str(&r->text, " ");
	line_str(&r->text, c->name);
	line_str(&r->text, c->begins ? " begins [" : " ends [");
	line_str(&r->text, c->from ? c->from : "");
	line_str(&r->text, "]");
	style_text(r, FAINT, line_text(&r->text), 0);
	out_char(r->o, '\n');
}

static void version(struct render *r, iop_version v)
{
	line_clear(&r->text);
	render_version(&r->text, v & 0xffff ? v : v | IOP_VERSION_PATCH_ANY);
	style_text(r, TITLE, line_text(&r->text), 0);
	line_clear(&r->text);
}

static void step(struct render *r, const struct range_step *s)
{
	int width = 0;

	out_str(r->o, "  from ");
	version(r, s->at);
	out_str(r->o, " on:\n");
	for (uint32_t i = 0; i < s->n_changes; i++) {
		int w;

		render_path(r, s->changes[i].node);
		w = style_name_width(line_text(&r->name)) + 4;
		if (w > width)
			width = w;
	}
	for (uint32_t i = 0; i < s->n_changes; i++)
		change(r, &s->changes[i], width);
	for (uint32_t i = 0; r->in->because && i < s->n_causes; i++)
		cause(r, &s->causes[i]);
}

void text_changes(struct render *r)
{
	const struct range_report *c = r->in->changes;

	if (!c)
		return;
	out_str(r->o, "\nChanges from Linux ");
	version(r, c->first);
	out_str(r->o, " to ");
	version(r, c->last);
	out_str(r->o, c->n_steps ? "\n" : ": none\n");
	for (uint32_t i = 0; i < c->n_steps; i++)
		step(r, &c->steps[i]);
}
