// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The rows of a group: key, domain, then a master and its streams to a row. */
#include <string.h>

#include "render/text/plan_text.h"
#include "model/lookup.h"

static enum style domain_style(const struct iop_group *g)
{
	if (!iop_is_translated(g))
		return WARNING;
	return g->domain == IOP_W_DMA_FQ ? NOTICE : GOOD;
}

/* How many of the next @n streams are consecutive IDs without a mask. */
static uint32_t run(const struct iop_stream *s, uint32_t n)
{
	uint32_t i = 1;

	if (s->mask)
		return 1;
	while (i < n && !s[i].mask && s[i].iommu == s->iommu &&
	       s[i].id == s->id + i)
		i++;
	return i;
}

static void one_run(struct render *r, const struct iop_stream *s, uint32_t n)
{
	out_char(r->o, ' ');
	out_hex(r->o, s->id);
	if (n > 1) {
		out_char(r->o, '-');
		out_hex(r->o, s->id + n - 1);
	}
	if (s->mask) {
		out_char(r->o, '/');
		out_hex(r->o, s->mask);
	}
}

/* Are all streams of the master at the IOMMU of the block? */
static bool at_block(const struct iop_device *d, const struct iop_stream *s, uint32_t block)
{
	for (uint32_t i = 0; i < d->n_streams; i++)
		if (s[i].iommu != block)
			return false;
	return true;
}

static void of_iommu(struct render *r, uint32_t iommu, const char *end)
{
	out_str(r->o, " of ");
	style_name(r, FAINT, render_path(r, iop_iommu_of(r->p, iommu)->node), 0);
	out_str(r->o, end);
}

/* "0x1-0x3 0x8", and where not all are at the IOMMU of the block "0x1 of /a, 0x2 of /b". */
static void streams(struct render *r, const struct iop_device *d,
		    uint32_t block)
{
	const struct iop_stream *s = iop_stream_of(r->p, d, 0);
	bool named = !at_block(d, s, block);
	uint32_t runs = 0;

	for (uint32_t i = 0; i < d->n_streams; runs++) {
		uint32_t n = run(s + i, d->n_streams - i);

		if (runs == TEXT_STREAMS) {
			out_fmt(r->o, " and %u more",
				(unsigned int)(d->n_streams - i));
			return;
		}
		one_run(r, s + i, n);
		i += n;
		if (named && (i == d->n_streams || s[i].iommu != s[i - n].iommu ||
			      runs + 1 == TEXT_STREAMS))
			of_iommu(r, s[i - n].iommu, i == d->n_streams ? "" : ",");
	}
}

static void end_of_span(struct render *r, const struct iop_device *d, uint32_t id)
{
	if (d->bus == IOP_BUS_PCI)
		line_rid(&r->text, id);
	else
		line_hex(&r->text, id);
}

void text_span(struct render *r, const struct iop_device *d,
	       const struct iop_range *v)
{
	struct iop_rids s = iop_range_rids(d->bus, v);

	line_clear(&r->text);
	end_of_span(r, d, s.first);
	if (s.last != s.first) {
		line_str(&r->text, "-");
		end_of_span(r, d, s.last);
	}
	if (s.mask != UINT32_MAX) {
		line_str(&r->text, " masked by ");
		line_hex(&r->text, s.mask);
	}
	out_str(r->o, line_text(&r->text));
	line_clear(&r->text);
}

static void one_range(struct render *r, const struct iop_device *d,
		      const struct iop_range *v)
{
	out_char(r->o, ' ');
	text_span(r, d, v);
	if (v->why) {
		out_char(r->o, ' ');
		style_text(r, BAD, iop_reason_slug(v->why), 0);
		return;
	}
	out_str(r->o, " = ");
	out_hex(r->o, v->id);
	if (iop_range_last_id(v) != v->id) {
		out_char(r->o, '-');
		out_hex(r->o, iop_range_last_id(v));
	}
	if (v->mask) {
		out_char(r->o, '/');
		out_hex(r->o, v->mask);
	}
}

static void ranges(struct render *r, const struct iop_device *d, int indent)
{
	const struct iop_range *v = iop_range_of(r->p, d, 0);

	for (uint32_t i = 0; i < d->n_streams; i++) {
		if (i == TEXT_STREAMS) {
			out_fmt(r->o, " and %u more",
				(unsigned int)(d->n_streams - i));
			return;
		}
		if (i) {
			out_char(r->o, '\n');
			out_pad(r->o, indent);
		}
		one_range(r, d, v + i);
	}
}

/* What keeps it from being sure, where the heading has not said so for all. */
static void doubt(struct render *r, const struct iop_device *d)
{
	uint64_t at = iop_linux(r->p->view, IOP_K_GROUPED_AT, IOP_W_ADD);

	if (d->confidence == IOP_CERTAIN ||
	    (d->confidence == IOP_IF_DRIVER_BINDS && at == IOP_W_BIND &&
	     d->exist == IOP_EXIST_ALWAYS))
		return;
	out_str(r->o, "  ");
	style_text(r, FAINT, render_confidence(d->confidence), 0);
}

static void member(struct render *r, const struct iop_device *d,
		   uint32_t block, int width)
{
	bool ids = d->requesters || d->iommu == IOP_NONE ||
		   render_has_ids(r, iop_iommu_of(r->p, d->iommu));

	style_name(r, PLAIN, text_name(r, d), ids ? width : 0);
	if (d->requesters)
		ranges(r, d, 2 + text_key_width(r) + TEXT_DOMAIN + width);
	else if (ids)
		streams(r, d, block);
	doubt(r, d);
	out_char(r->o, '\n');
	text_because(r, d, NULL, NULL);
	text_effect(r, d);
	text_traits(r, d);
	text_shared_flush(r);
}

void text_group(struct render *r, uint32_t group, int width)
{
	const struct iop_group *g = &r->p->groups[group];
	uint32_t d = g->first, n = 0;
	char key[14];

	text_key(r, g, key);
	out_str(r->o, "  ");
	style_text(r, FAINT, key, text_key_width(r));
	style_text(r, domain_style(g), iop_words[g->domain],
		   TEXT_DOMAIN);
	if (strlen(iop_words[g->domain]) >= TEXT_DOMAIN)
		out_char(r->o, ' ');
	for (; d != IOP_NONE && n < TEXT_MEMBERS; d = r->p->devices[d].next) {
		if (n++)
			out_pad(r->o, 2 + text_key_width(r) + TEXT_DOMAIN);
		member(r, &r->p->devices[d], g->iommu, width);
	}
	text_more(r, &"                         "[14 - text_key_width(r)], g->count - n);
	if (g->domain_why != IOP_DOMAIN_GLOBAL)
		text_because(r, NULL, g, NULL);
}
