// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What deserves to be read first: lost masters, idle IOMMUs, empty budgets. */
#include "render/text.h"

/* One warning: a heading with a count, and the first few cases. */
struct warning {
	struct render *r;
	enum style style;
	uint32_t shown;
};

/* The first warning keeps its distance from what is above. */
static void indent(struct render *r)
{
	out_str(r->o, r->warned ? "  " : "\n  ");
	r->warned = true;
}

static void heading(struct warning *w, uint32_t n, const char *one,
		    const char *many, const char *what)
{
	struct render *r = w->r;

	line_clear(&r->text);
	line_dec(&r->text, n);
	line_str(&r->text, n == 1 ? one : many);
	line_str(&r->text, what);
	indent(r);
	style_text(r, w->style, line_text(&r->text), 0);
	out_char(r->o, '\n');
	line_clear(&r->text);
	w->shown = 0;
}

static bool next_case(struct warning *w)
{
	if (w->shown == TEXT_CASES)
		return false;
	w->shown++;
	out_str(w->r->o, "    ");
	return true;
}

static bool lost_here(const struct iop_device *d, uint8_t why, bool master)
{
	return d->group == IOP_NONE && d->why == why &&
	       render_is_master(d) == master;
}

static void lost(struct render *r, const struct iop_device *d)
{
	style_name(r, PLAIN, text_name(r, d), 0);
	if (d->entry) {
		out_str(r->o, "  entry ");
		out_dec(r->o, d->entry);
	}
	if (d->iommu != IOP_NONE) {
		out_str(r->o, "  at ");
		style_name(r, PLAIN,
			   render_path(r, r->p->iommus[d->iommu].node), 0);
	}
	if (d->peer != IOP_NONE) {
		out_str(r->o, "  against ");
		style_name(r, PLAIN,
			   text_name(r, &r->p->devices[d->peer]), 0);
	}
	out_char(r->o, '\n');
	text_because(r, d, NULL, NULL);
}

/* All that have no group for one reason. */
static void lost_for(struct render *r, uint8_t why, uint32_t n, bool master)
{
	struct warning w = { .r = r, .style = master ? BAD : FAINT };

	if (!n)
		return;
	line_clear(&r->name);
	line_str(&r->name, iop_reason_text(why));
	line_str(&r->name, master ? "" : " (no device there to protect)");
	heading(&w, n, master ? " master without IOMMU: " : " node passed over: ",
		master ? " masters without IOMMU: " : " nodes passed over: ",
		line_text(&r->name));
	for (uint32_t d = 0; d < r->p->n_devices; d++) {
		if (!lost_here(&r->p->devices[d], why, master))
			continue;
		if (!next_case(&w))
			break;
		lost(r, &r->p->devices[d]);
	}
	text_more(r, "    ", n - w.shown);
}

static void all_lost(struct render *r, bool master)
{
	uint32_t n[IOP_REASON_COUNT] = {0};

	for (uint32_t d = 0; d < r->p->n_devices; d++)
		if (r->p->devices[d].group == IOP_NONE &&
		    render_is_master(&r->p->devices[d]) == master)
			n[r->p->devices[d].why]++;
	for (unsigned int why = 0; why < IOP_REASON_COUNT; why++)
		lost_for(r, (uint8_t)why, n[why], master);
}

static void broken_iommu(struct render *r, const struct iop_iommu *i)
{
	indent(r);
	style_text(r, BAD, render_state(i->state), 0);
	out_str(r->o, "  ");
	style_name(r, PLAIN, render_path(r, i->node), 0);
	out_str(r->o, "  ");
	out_str(r->o, iop_reason_text(i->why));
	if (i->culprit != IOP_NONE) {
		out_str(r->o, ": ");
		style_name(r, PLAIN,
			   text_name(r, &r->p->devices[i->culprit]), 0);
	}
	out_char(r->o, '\n');
}

static void over_budget(struct render *r, const struct iop_iommu *i,
			const char *what, uint32_t need, uint32_t have)
{
	if (have == IOP_NONE || need <= have)
		return;
	indent(r);
	style_text(r, BAD, "overcommitted", 0);
	out_str(r->o, "  ");
	style_name(r, PLAIN, render_path(r, i->node), 0);
	out_str(r->o, "  ");
	out_dec(r->o, need);
	out_char(r->o, ' ');
	out_str(r->o, what);
	out_str(r->o, " needed, at most ");
	out_dec(r->o, have);
	out_str(r->o, " there\n");
}

static void iommus(struct render *r)
{
	for (uint32_t n = 0; n < r->p->n_iommus; n++) {
		const struct iop_iommu *i = &r->p->iommus[n];

		if (i->state == IOP_STATE_NO_DRIVER ||
		    i->state == IOP_STATE_FAILS)
			broken_iommu(r, i);
		over_budget(r, i, "context banks", i->contexts_need,
			    i->contexts_have);
		over_budget(r, i, "stream-match entries", i->streams_need,
			    i->streams_have);
	}
}

/* Masters that a heading tells something about. */
typedef bool (*concerns)(const struct iop_plan *p, const struct iop_device *d);

/* Came together through an ID, which is not what their driver is made for. */
static bool shares(const struct iop_plan *p, const struct iop_device *d)
{
	(void)p;
	return d->group != IOP_NONE && (d->join == IOP_JOIN_STREAM ||
					d->join == IOP_JOIN_SID);
}

static bool passed_through(const struct iop_plan *p, const struct iop_device *d)
{
	return p->defaults.type != IOP_W_IDENTITY && d->group != IOP_NONE &&
	       p->groups[d->group].domain == IOP_W_IDENTITY;
}

static bool cut_short(const struct iop_plan *p, const struct iop_device *d)
{
	(void)p;
	return d->group != IOP_NONE && d->partial;
}

static void about(struct render *r, concerns is, const char *one,
		  const char *many)
{
	struct warning w = { .r = r, .style = WARNING };
	uint32_t n = 0;

	for (uint32_t d = 0; d < r->p->n_devices; d++)
		n += is(r->p, &r->p->devices[d]);
	if (!n)
		return;
	heading(&w, n, one, many, "");
	for (uint32_t d = 0; d < r->p->n_devices; d++) {
		const struct iop_device *v = &r->p->devices[d];

		if (!is(r->p, v))
			continue;
		if (!next_case(&w))
			break;
		style_name(r, PLAIN, text_name(r, v), 0);
		if (is == shares && v->peer != IOP_NONE) {
			out_str(r->o, "  with ");
			style_name(r, PLAIN,
				   text_name(r, &r->p->devices[v->peer]), 0);
		}
		out_char(r->o, '\n');
	}
	text_more(r, "    ", n - w.shown);
}

void text_attention(struct render *r)
{
	all_lost(r, true);
	iommus(r);
	about(r, cut_short, " master loses part of its iommus to an error",
	      " masters lose part of their iommus to an error");
	about(r, shares, " master shares its group through a stream ID",
	      " masters share their group through a stream ID");
	about(r, passed_through, " master is passed through untranslated (identity)",
	      " masters are passed through untranslated (identity)");
	all_lost(r, false);
}
