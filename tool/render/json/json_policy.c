/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* "policy": the changes, the result for each master, or the conflict. */
#include "render/json/plan_json.h"
#include "render/render_policy.h"
#include "model/lookup.h"

static void line_value(struct render *r, const char *key, bool first)
{
	json_key(r->o, key, first);
	out_json(r->o, line_text(&r->text));
	line_clear(&r->text);
}

static void at(struct render *r, const struct iop_at *place)
{
	json_count(r->o, "line", place->line);
	json_count(r->o, "column", place->column);
}

static const char *verdict_word(uint8_t verdict)
{
	static const char *const words[] = { "met", "untold", "unmet" };

	return words[verdict];
}

static void obstacle(struct render *r, uint8_t verdict, uint8_t why)
{
	json_text(r->o, "verdict", verdict_word(verdict));
	json_text(r->o, "barrier", verdict == IOP_MET ? NULL : iop_obstacle_slug(why));
}

static void req_number(struct render *r, const char *key, uint32_t req)
{
	json_count(r->o, key, req);
}

static void req(struct render *r, uint32_t n)
{
	const struct iop_req *w = &r->in->solution->reqs[n];
	const struct iop_share *refused = policy_refused(r->in->solution, n);

	out_str(r->o, n ? ",{" : "{");
	line_clear(&r->text);
	policy_req(&r->text, w);
	line_value(r, "wish", true);
	at(r, &w->at);
	obstacle(r, w->verdict, w->obstacle);
	json_key(r->o, "subject", false);
	line_clear(&r->text);
	if (w->verdict != IOP_MET && policy_subject(r, w, &r->text))
		out_json(r->o, line_text(&r->text));
	else
		out_str(r->o, "null");
	line_clear(&r->text);
	json_text(r->o, "refused", refused ? iop_share_slug(refused->why) : NULL);
	out_char(r->o, '}');
}

static void write_mechanism(struct render *r, uint32_t n)
{
	const struct iop_write *w = &r->in->solution->writes[n];
	const struct iop_group *g = iop_group_of(r->p, w->group);
	char key[14];

	iop_group_key_text(g, key);
	out_str(r->o, n ? ",{" : "{");
	json_key(r->o, "group", true);
	out_json(r->o, key);
	json_members(r, g);
	json_text(r->o, "from", iop_words[w->from]);
	json_text(r->o, "type", iop_words[w->type]);
	json_bool(r->o, "live", w->live);
	req_number(r, "wish", policy_write_req(r->in->solution, w));
	out_char(r->o, '}');
}

static void edit_path(struct render *r, const struct iop_edits *edits, uint32_t node)
{
	char path[4096];

	iop_edits_path(edits, node, path, sizeof(path));
	out_json(r->o, path);
}

static void edit(struct render *r, uint32_t n)
{
	static const char *const kinds[] = { "set", "delete", "add-node" };
	const struct iop_edits *edits = &r->in->solution->edits;
	const struct iop_edit *e = &edits->list[n];

	out_str(r->o, n ? ",{" : "{");
	json_key(r->o, "edit", true);
	out_json(r->o, kinds[e->kind]);
	json_key(r->o, "node", false);
	edit_path(r, edits, e->node);
	json_text(r->o, "name", e->name);
	line_clear(&r->text);
	if (e->kind == IOP_EDIT_SET_PROP)
		policy_value(&r->text, e);
	json_text(r->o, "value", e->kind == IOP_EDIT_SET_PROP ? line_text(&r->text) : NULL);
	line_clear(&r->text);
	json_text(r->o, "why", iop_edit_why_slug(e->why));
	json_key(r->o, "for", false);
	if (e->subject == IOP_NO_NODE)
		out_str(r->o, "null");
	else
		edit_path(r, edits, e->subject);
	out_char(r->o, '}');
}

static void sharing(struct render *r, uint32_t n)
{
	const struct iop_sharing *s = &r->in->solution->sharings[n];
	const struct iop_plan *p = &r->in->solution->before;

	out_str(r->o, n ? ",{" : "{");
	json_key(r->o, "iommu", true);
	out_json(r->o, render_path(r, iop_iommu_of(p, s->iommu)->node));
	req_number(r, "wish", s->req);
	json_text(r->o, "refused", s->share.why == IOP_SHARE_OK ? NULL :
		  iop_share_slug(s->share.why));
	json_key(r->o, "devices", false);
	out_char(r->o, '[');
	for (uint32_t d = 0; d < s->share.n_members; d++) {
		if (d)
			out_char(r->o, ',');
		out_json(r->o, render_path(r, iop_device_of(p, s->share.members[d])->node));
	}
	out_str(r->o, "],\"entries\":[");
	for (uint32_t e = 0; e < s->share.fold.n; e++) {
		out_str(r->o, e ? ",{\"id\":\"" : "{\"id\":\"");
		out_hex(r->o, s->share.fold.entries[e].id);
		out_char(r->o, '"');
		json_hex(r->o, "mask", s->share.fold.entries[e].mask);
		out_char(r->o, '}');
	}
	out_str(r->o, "]}");
}

static void outcome(struct render *r, uint32_t d)
{
	const struct iop_outcome *o = &r->in->solution->outcomes[d];

	out_str(r->o, d ? ",{" : "{");
	json_key(r->o, "path", true);
	out_json(r->o, render_subject(r, &r->p->devices[d]));
	json_text(r->o, "wanted", o->wanted ? iop_type_words[o->wanted] : NULL);
	json_text(r->o, "boot", o->boot ? iop_type_words[o->boot] : NULL);
	json_text(r->o, "reached", o->reached ? iop_type_words[o->reached] : NULL);
	obstacle(r, o->verdict, o->obstacle);
	req_number(r, "wish", o->type_req);
	out_char(r->o, '}');
}

static void list(struct render *r, const char *key, uint32_t count,
		 void (*one)(struct render *r, uint32_t n))
{
	json_key(r->o, key, false);
	out_char(r->o, '[');
	for (uint32_t n = 0; n < count; n++)
		one(r, n);
	out_char(r->o, ']');
}

static void conflicting(struct render *r, uint32_t n)
{
	if (n)
		out_char(r->o, ',');
	out_dec(r->o, r->in->solution->conflict[n]);
}

static void remedy(struct render *r, uint32_t n)
{
	const struct iop_remedy *m = &r->in->solution->remedies[n];
	bool first = true;

	out_str(r->o, n ? ",{" : "{");
	json_key(r->o, "allow", true);
	out_char(r->o, '[');
	for (unsigned int l = 0; l < IOP_MECHANISM_COUNT; l++) {
		if (!(m->allow >> l & 1))
			continue;
		if (!first)
			out_char(r->o, ',');
		out_json(r->o, iop_mechanism_words[l]);
		first = false;
	}
	out_char(r->o, ']');
	line_clear(&r->text);
	if (m->since)
		policy_since(&r->text, m->since);
	json_text(r->o, "kernel", m->since ? line_text(&r->text) : NULL);
	line_clear(&r->text);
	out_char(r->o, '}');
}

void json_policy(struct render *r)
{
	const struct iop_solution *s = r->in->solution;

	if (!s)
		return;
	json_key(r->o, "policy", false);
	out_char(r->o, '{');
	json_key(r->o, "file", true);
	out_json(r->o, r->in->policy);
	json_bool(r->o, "met", s->met);
	json_text(r->o, "base", iop_type_words[s->base]);
	list(r, "wishes", s->n_reqs, req);
	list(r, "writes", s->n_writes, write_mechanism);
	list(r, "edits", s->edits.n, edit);
	list(r, "shared", s->n_sharings, sharing);
	list(r, "devices", s->plan.n_devices, outcome);
	list(r, "clash", s->n_conflict, conflicting);
	list(r, "remedies", s->n_remedies, remedy);
	out_char(r->o, '}');
}
