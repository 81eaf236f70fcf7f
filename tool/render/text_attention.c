// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What deserves to be read first: lost masters, idle IOMMUs, empty budgets. */
#include "render/text.h"

/* The first warning keeps its distance from what is above. */
void text_indent(struct render *r)
{
	out_str(r->o, r->warned ? "  " : "\n  ");
	r->warned = true;
}

void text_heading(struct render *r, enum style style, uint32_t n,
		  const char *one, const char *many)
{
	text_indent(r);
	line_clear(&r->text);
	line_dec(&r->text, n);
	line_str(&r->text, n == 1 ? one : many);
	style_text(r, style, line_text(&r->text), 0);
	line_clear(&r->text);
}

static void broken_iommu(struct render *r, const struct iop_iommu *i)
{
	text_indent(r);
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
	text_indent(r);
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

static void one_concern(struct render *r, concerns is,
			const struct iop_device *d)
{
	out_str(r->o, "    ");
	style_name(r, PLAIN, text_name(r, d), 0);
	if (is == shares && d->peer != IOP_NONE) {
		out_str(r->o, "  with ");
		style_name(r, PLAIN, text_name(r, &r->p->devices[d->peer]), 0);
	}
	out_char(r->o, '\n');
}

static void about(struct render *r, concerns is, const char *one,
		  const char *many)
{
	uint32_t n = 0, shown = 0;

	for (uint32_t d = 0; d < r->p->n_devices; d++)
		n += is(r->p, &r->p->devices[d]);
	if (!n)
		return;
	text_heading(r, WARNING, n, one, many);
	out_char(r->o, '\n');
	for (uint32_t d = 0; d < r->p->n_devices && shown < TEXT_CASES; d++) {
		if (!is(r->p, &r->p->devices[d]))
			continue;
		one_concern(r, is, &r->p->devices[d]);
		shown++;
	}
	text_more(r, "    ", n - shown);
}

void text_attention(struct render *r)
{
	text_lost(r, LOST_MASTER);
	iommus(r);
	text_lost(r, LOST_GAP);
	about(r, cut_short, " master loses part of its iommus to an error",
	      " masters lose part of their iommus to an error");
	about(r, shares, " master shares its group through a stream ID",
	      " masters share their group through a stream ID");
	about(r, passed_through, " master is passed through untranslated (identity)",
	      " masters are passed through untranslated (identity)");
	text_lost(r, LOST_NOTHING);
}
