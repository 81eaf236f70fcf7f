/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* A solved policy: the changes, the result for each master, or the conflict. */
#include "render/render_policy.h"
#include "render/text/plan_text.h"
#include "model/lookup.h"

#define OUTCOMES 256	/* masters in the table */

/* "  (default strict, board.yaml:3)" */
static void because_of(struct render *r, uint32_t req)
{
	const struct iop_req *w;

	if (req == IOP_NONE)
		return;
	w = &r->in->solution->reqs[req];
	line_clear(&r->text);
	line_str(&r->text, "  (");
	policy_req(&r->text, w);
	line_str(&r->text, ", ");
	line_str(&r->text, r->in->policy);
	line_str(&r->text, ":");
	line_dec(&r->text, w->at.line);
	line_str(&r->text, ")");
	style_text(r, FAINT, line_text(&r->text), 0);
	line_clear(&r->text);
}

static void base(struct render *r)
{
	const struct iop_solution *s = r->in->solution;
	bool required = s->n_reqs && s->reqs[0].kind == IOP_REQ_DEFAULT &&
		      s->reqs[0].value == s->base;

	if (s->base == IOP_TYPE_KERNEL)
		return;
	out_str(r->o, "  cmdline  makes ");
	out_str(r->o, iop_type_words[s->base]);
	out_str(r->o, " the default; the parameters are below");
	if (required)
		because_of(r, 0);
	else
		style_text(r, FAINT, "  (meets most with the fewest run-time writes)", 0);
	out_char(r->o, '\n');
}

static void write_line(struct render *r, const struct iop_write *w)
{
	const struct iop_group *g = iop_group_of(r->p, w->group);
	char key[14];

	text_key(r, g, key);
	out_str(r->o, "  runtime  ");
	out_str(r->o, key);
	out_str(r->o, "  ");
	out_str(r->o, iop_words[w->from]);
	out_str(r->o, " -> ");
	out_str(r->o, iop_words[w->type]);
	out_str(r->o, w->live ? ", at any time  " : ", only while no driver is bound  ");
	style_name(r, PLAIN, text_name(r, iop_device_of(r->p, g->first)), 0);
	if (g->count > 1)
		out_str(r->o, " and others");
	because_of(r, policy_write_req(r->in->solution, w));
	out_char(r->o, '\n');
}

static void edit_line(struct render *r, const struct iop_edits *edits,
		      const struct iop_edit *e)
{
	char path[4096];

	out_str(r->o, "  tree     ");
	iop_edits_path(edits, e->node, path, sizeof(path));
	line_clear(&r->text);
	line_str(&r->text, path);
	line_str(&r->text, ": ");
	line_str(&r->text, e->name);
	if (e->kind == IOP_EDIT_SET_PROP && e->size) {
		line_str(&r->text, " = ");
		policy_value(&r->text, e);
	} else if (e->kind != IOP_EDIT_SET_PROP) {
		line_str(&r->text, e->kind == IOP_EDIT_DELETE_PROP ? " is deleted" :
							    " is added");
	}
	style_text(r, PLAIN, line_text(&r->text), 0);
	line_clear(&r->text);
	out_str(r->o, "  ");
	style_text(r, FAINT, iop_edit_why_text(e->why), 0);
	out_char(r->o, '\n');
}

/* The masters that are no longer isolated from each other. */
static void sharing(struct render *r, const struct iop_sharing *s)
{
	uint32_t shown = 0;

	if (s->share.why != IOP_SHARE_OK || s->share.n_members < 2)
		return;
	out_str(r->o, "  shared   ");
	out_dec(r->o, s->share.n_members);
	out_str(r->o, " masters can access each other's DMA memory, in one group");
	because_of(r, s->req);
	out_char(r->o, '\n');
	for (; shown < s->share.n_members && shown < TEXT_MEMBERS; shown++) {
		out_str(r->o, "             ");
		style_name(r, PLAIN, text_name(r, &r->in->solution->before.devices
					       [s->share.members[shown]]), 0);
		out_char(r->o, '\n');
	}
	text_more(r, "             ", s->share.n_members - shown);
}

static void mechanisms(struct render *r)
{
	const struct iop_solution *s = r->in->solution;

	if (s->base == IOP_TYPE_KERNEL && !s->n_writes && !s->edits.n)
		out_str(r->o, "  nothing has to be changed\n");
	base(r);
	for (uint32_t n = 0; n < s->n_writes; n++)
		write_line(r, &s->writes[n]);
	for (uint32_t n = 0; n < s->edits.n; n++)
		edit_line(r, &s->edits, &s->edits.list[n]);
	for (uint32_t n = 0; n < s->n_sharings; n++)
		sharing(r, &s->sharings[n]);
}

static const char *type_word(uint8_t type)
{
	return type == IOP_TYPE_UNSAID ? "-" : iop_type_words[type];
}

static void outcome(struct render *r, uint32_t d, int width)
{
	const struct iop_outcome *o = &r->in->solution->outcomes[d];

	out_str(r->o, "  ");
	style_name(r, PLAIN, text_name(r, &r->p->devices[d]), width);
	style_text(r, PLAIN, type_word(o->wanted), 10);
	style_text(r, PLAIN, type_word(o->boot), 10);
	style_text(r, o->verdict == IOP_UNMET ? BAD : GOOD, type_word(o->reached),
		   o->verdict == IOP_MET ? 0 : 10);
	if (o->verdict != IOP_MET)
		style_text(r, o->verdict == IOP_UNMET ? BAD : WARNING,
			   iop_obstacle_text(o->obstacle), 0);
	out_char(r->o, '\n');
}

static bool is_reported(const struct iop_solution *s, uint32_t d)
{
	return iop_is_master(&s->plan.devices[d]) &&
	       (s->plan.devices[d].group != IOP_NONE || s->outcomes[d].verdict ||
		s->outcomes[d].wanted != IOP_TYPE_UNSAID);
}

static void outcomes(struct render *r)
{
	const struct iop_solution *s = r->in->solution;
	uint32_t shown = 0, all = 0;
	int width = 8;

	for (uint32_t d = 0; d < s->plan.n_devices; d++)
		if (is_reported(s, d) && all++ < OUTCOMES) {
			int w = style_name_width(text_name(r, &s->plan.devices[d])) + 2;

			width = w > width ? w : width;
		}
	if (!all)
		return;
	out_str(r->o, "  ");
	style_text(r, TITLE, "master", width);
	style_text(r, TITLE, "wanted    at boot   reached", 0);
	out_char(r->o, '\n');
	for (uint32_t d = 0; d < s->plan.n_devices && shown < OUTCOMES; d++)
		if (is_reported(s, d)) {
			outcome(r, d, width);
			shown++;
		}
	text_more(r, "  ", all - shown);
}

/* A requirement with its place, and what it fails for. */
static void req(struct render *r, uint32_t n)
{
	const struct iop_req *w = &r->in->solution->reqs[n];
	const struct iop_share *refused = policy_refused(r->in->solution, n);

	line_clear(&r->text);
	line_str(&r->text, "    ");
	line_str(&r->text, r->in->policy);
	line_str(&r->text, ":");
	line_dec(&r->text, w->at.line);
	line_str(&r->text, "  ");
	policy_req(&r->text, w);
	if (w->verdict != IOP_MET && w->subject != IOP_NONE)
		line_str(&r->text, ": ");
	if (w->verdict != IOP_MET && policy_subject(r, w, &r->text)) {
		line_str(&r->text, ": ");
		line_str(&r->text, refused ? iop_share_text(refused->why) :
					     iop_obstacle_text(w->obstacle));
	}
	style_text(r, PLAIN, line_text(&r->text), 0);
	line_clear(&r->text);
	out_char(r->o, '\n');
}

static void conflict(struct render *r)
{
	const struct iop_solution *s = r->in->solution;

	out_str(r->o, s->n_conflict == 1 ? "  this requirement cannot be met\n" :
					"  these requirements cannot be met together\n");
	for (uint32_t n = 0; n < s->n_conflict; n++)
		req(r, s->conflict[n]);
	if (!s->n_remedies)
		out_str(r->o, "  no other mechanism and no newer kernel would help: "
			"one of them must be dropped\n");
	for (uint32_t n = 0; n < s->n_remedies; n++) {
		out_str(r->o, "  possible with: ");
		line_clear(&r->text);
		policy_remedy(&r->text, &s->remedies[n]);
		style_text(r, TITLE, line_text(&r->text), 0);
		line_clear(&r->text);
		out_char(r->o, '\n');
	}
}

static void undetermined(struct render *r)
{
	const struct iop_solution *s = r->in->solution;
	bool any = false;

	for (uint32_t n = 0; n < s->n_reqs; n++) {
		if (s->reqs[n].verdict != IOP_UNTOLD)
			continue;
		if (!any)
			out_str(r->o, "  whether these are met cannot be known from the tree\n");
		any = true;
		req(r, n);
	}
}

void text_policy(struct render *r)
{
	const struct iop_solution *s = r->in->solution;

	if (!s)
		return;
	out_str(r->o, "\nPolicy ");
	out_term(r->o, r->in->policy);
	out_str(r->o, ": ");
	style_text(r, s->met ? GOOD : BAD, s->met ? "met" : "NOT met", 0);
	out_char(r->o, '\n');
	if (!s->met)
		conflict(r);
	undetermined(r);
	if (s->met)
		mechanisms(r);
	else
		out_str(r->o, "  closest result:\n");
	outcomes(r);
}
