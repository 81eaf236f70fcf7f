/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* One object a line for each difference, as schema iommuplan-diff/1. */
#include "cmdline/cmdline.h"
#include "render/diff/render_diff.h"
#include "render/json/plan_json.h"
#include "model/lookup.h"

#define FRAGMENT_MAX 256	/* the pinned parameters fit many times over */

static void group_key(struct out *o, const char *name,
		      const struct iop_group *g, bool first)
{
	char key[14];

	json_key(o, name, first);
	if (g) {
		iop_group_key_text(g, key);
		out_json(o, key);
	} else {
		out_str(o, "null");
	}
}

static void device(struct render *r, const struct iop_device *d)
{
	const struct iop_group *g = d->group == IOP_NONE ? NULL :
				    iop_group_of(r->p, d->group);

	json_key(r->o, "path", true);
	out_json(r->o, render_path(r, d->node));
	group_key(r->o, "group", g, false);
	json_text(r->o, "reason", g ? NULL : iop_reason_slug(d->why));
	json_text(r->o, "effect", d->effect == IOP_EFFECT_NONE ? NULL :
		  iop_effect_slug(d->effect));
	json_text(r->o, "domain", g ? iop_words[g->domain] : NULL);
	json_bool(r->o, "lazy", g && iop_is_lazy(r->p, g));
	json_text(r->o, "confidence", g ? render_confidence(g->confidence) :
					  NULL);
	json_streams(r, d);
}

static void budget(struct out *o, const char *key, uint32_t have, uint32_t need)
{
	json_key(o, key, false);
	out_char(o, '{');
	json_key(o, "have", true);
	if (have == IOP_NONE)
		out_str(o, "null");
	else
		out_dec(o, have);
	json_count(o, "need", need);
	out_char(o, '}');
}

static void iommu(struct render *r, const struct iop_iommu *i)
{
	bool active = i->state == IOP_STATE_ACTIVE;

	json_key(r->o, "path", true);
	out_json(r->o, render_path(r, i->node));
	json_text(r->o, "driver", i->driver ? i->driver->name : NULL);
	json_text(r->o, "state", render_state(i->state));
	json_text(r->o, "reason", active ? NULL : iop_reason_slug(i->why));
	budget(r->o, "contexts", i->contexts_have, i->contexts_need);
	budget(r->o, "matches", i->streams_have, i->streams_need);
}

/* Of the new side: the devices that may be behind it. */
static void near(struct diff_view *v, uint32_t iommu)
{
	const struct iop_neighbours *all = &v->diff->neighbours;
	uint32_t left = 0;
	bool first = true;

	json_key(v->r.o, "neighbours", false);
	out_char(v->r.o, '[');
	if (v->r.p == v->diff->pair.plan[1])
		left = v->diff->near[iommu];
	for (uint32_t k = 0; left && k < all->count; k++) {
		if (all->list[k].iommu != iommu)
			continue;
		out_str(v->r.o, first ? "" : ",");
		out_json(v->r.o, render_path(&v->r, all->list[k].node));
		first = false;
		left--;
	}
	out_char(v->r.o, ']');
}

static void iommu_side(struct diff_view *v, const struct diff_item *i, uint32_t at)
{
	iommu(&v->r, &v->r.p->iommus[at]);
	if (i->kind == DIFF_MAYBE_BLOCKED)
		near(v, at);
}

static void group(struct render *r, uint32_t index)
{
	const struct iop_group *g = &r->p->groups[index];

	group_key(r->o, "group", g, true);
	json_text(r->o, "domain", iop_words[g->domain]);
	json_key(r->o, "devices", false);
	out_char(r->o, '[');
	for (uint32_t i = g->first; i != IOP_NONE; i = r->p->devices[i].next) {
		if (i != g->first)
			out_char(r->o, ',');
		out_json(r->o, render_subject(r, &r->p->devices[i]));
	}
	out_char(r->o, ']');
}

/* The other side of a merger or a split: each master of the one group has its
 * group there; the same group several times is reported once for each master. */
static void scattered(struct diff_view *v, const struct diff_item *i, int side)
{
	const struct iop_plan *one = v->diff->pair.plan[!side];
	uint32_t n = one->groups[i->at[!side]].first;
	bool first = true;

	json_key(v->r.o, "devices", true);
	out_char(v->r.o, '[');
	for (; n != IOP_NONE; n = one->devices[n].next) {
		uint32_t its = v->diff->partner[!side][n];

		if (its == IOP_NONE)
			continue;
		out_str(v->r.o, first ? "{" : ",{");
		device(&v->r, &v->r.p->devices[its]);
		out_char(v->r.o, '}');
		first = false;
	}
	out_char(v->r.o, ']');
}

static void bus(struct render *r, const struct diff_item *i, int side)
{
	json_key(r->o, "path", true);
	out_json(r->o, render_path(r, i->at[side]));
	json_count(r->o, "members", i->count);
}

static void cmdline(struct render *r)
{
	char fragment[FRAGMENT_MAX];

	iop_cmdline_fragment(r->p, fragment, sizeof(fragment));
	json_key(r->o, "cmdline", true);
	out_json(r->o, fragment);
}

static void side(struct diff_view *v, const struct diff_item *i, int which)
{
	uint32_t at = i->at[which];

	json_key(v->r.o, which ? "after" : "before", false);
	if (at == IOP_NONE && i->subject != DIFF_OF_GROUP) {
		out_str(v->r.o, "null");
		return;
	}
	diff_side(v, which);
	out_char(v->r.o, '{');
	if (i->subject == DIFF_OF_TREE)
		cmdline(&v->r);
	else if (i->subject == DIFF_OF_IOMMU)
		iommu_side(v, i, at);
	else if (i->subject == DIFF_OF_DEVICE)
		device(&v->r, &v->r.p->devices[at]);
	else if (i->subject == DIFF_OF_BUS)
		bus(&v->r, i, which);
	else if (at != IOP_NONE)
		group(&v->r, at);
	else
		scattered(v, i, which);
	out_char(v->r.o, '}');
}

static void tree(struct diff_view *v, const char *key, int which)
{
	struct line *l = &v->r.text;

	json_key(v->r.o, key, false);
	if (!v->in->name[which]) {
		out_str(v->r.o, "null");
		return;
	}
	out_char(v->r.o, '{');
	json_key(v->r.o, "file", true);
	out_json(v->r.o, v->in->name[which]);
	line_clear(l);
	render_version(l, v->in->kernel[which]);
	json_text(v->r.o, "kernel", line_text(l));
	line_clear(l);
	json_text(v->r.o, "policy", v->in->policy[which]);
	out_char(v->r.o, '}');
}

static void begin(struct diff_view *v, enum diff_kind kind)
{
	out_char(v->r.o, '{');
	json_key(v->r.o, "schema", true);
	out_json(v->r.o, "iommuplan-diff/1");
	tree(v, "old", 0);
	tree(v, "new", 1);
	json_text(v->r.o, "severity", diff_severity_text(diff_severity(kind)));
	json_text(v->r.o, "kind", diff_slug(kind));
	json_text(v->r.o, "message", diff_text(kind));
}

static void item(struct diff_view *v, const struct diff_item *i)
{
	bool named = i->subject == DIFF_OF_DEVICE || i->subject == DIFF_OF_IOMMU ||
		     i->subject == DIFF_OF_BUS;

	begin(v, i->kind);
	json_text(v->r.o, "subject", named ? diff_where(v, i) : NULL);
	side(v, i, 0);
	side(v, i, 1);
	out_str(v->r.o, "}\n");
}

void render_diff_json(struct out *o, const struct render_diff_input *in)
{
	struct diff_view v;

	diff_open(&v, o, in);
	for (uint32_t i = 0; in->diff && i < in->diff->n_items; i++)
		item(&v, &in->diff->items[i]);
	if (!in->diff) {
		begin(&v, in->name[0] ? DIFF_TREE_REMOVED : DIFF_TREE_ADDED);
		out_str(o, ",\"subject\":null,\"before\":null,\"after\":null}\n");
	}
	diff_close(&v);
}
