// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Masters without a group, those with the same reason under one heading. */
#include "render/text/plan_text.h"
#include "model/lookup.h"

#define RANGES 3	/* runs of requester IDs in a line */

static bool mapped_host(const struct iop_plan *p, uint32_t d, uint32_t node)
{
	return d < p->n_devices && p->devices[d].node == node &&
	       p->devices[d].requesters && p->devices[d].group != IOP_NONE;
}

/* All entries of a host stand side by side. */
enum lost text_lost_as(const struct iop_plan *p, uint32_t n)
{
	const struct iop_device *d = &p->devices[n];

	if (!iop_is_master(d))
		return LOST_NOTHING;
	if (d->requesters &&
	    (d->why == IOP_R_MAP_UNMATCHED || d->why == IOP_R_MAP_PLACEHOLDER) &&
	    ((n && mapped_host(p, n - 1, d->node)) ||
	     mapped_host(p, n + 1, d->node)))
		return LOST_GAP;
	return LOST_MASTER;
}

static bool lost_here(const struct iop_plan *p, uint32_t n, enum lost kind,
		      uint8_t why)
{
	return p->devices[n].group == IOP_NONE && p->devices[n].why == why &&
	       text_lost_as(p, n) == kind;
}

static void ranges(struct render *r, const struct iop_device *d)
{
	for (uint32_t i = 0; i < d->n_streams; i++) {
		out_str(r->o, i ? ", " : "  ");
		if (i == RANGES) {
			out_str(r->o, "...");
			return;
		}
		text_span(r, d, iop_range_of(r->p, d, i));
	}
}

static enum style effect_style(uint8_t effect)
{
	return effect == IOP_EFFECT_BLOCKED || effect == IOP_EFFECT_FOREIGN ? BAD : WARNING;
}

/* Where a heading has not said it of all: @iommu, @effect. */
static void one(struct render *r, const struct iop_device *d, int width,
		bool iommu, bool effect)
{
	bool more = d->requesters || iommu || effect || render_entry(d) ||
		    d->peer != IOP_NONE;

	out_str(r->o, "    ");
	style_name(r, PLAIN, text_name(r, d), more ? width : 0);
	if (d->requesters)
		ranges(r, d);
	if (iommu && d->iommu != IOP_NONE) {
		out_str(r->o, "  at ");
		style_name(r, PLAIN,
			   render_path(r, iop_iommu_of(r->p, d->iommu)->node), 0);
	}
	if (render_entry(d)) {
		out_str(r->o, "  entry ");
		out_dec(r->o, render_entry(d));
	}
	if (d->peer != IOP_NONE) {
		out_str(r->o, "  against ");
		style_name(r, PLAIN,
			   text_name(r, iop_device_of(r->p, d->peer)), 0);
	}
	if (effect) {
		out_str(r->o, "  ");
		style_text(r, effect_style(d->effect), iop_effect_words(d->effect), 0);
	}
	out_char(r->o, '\n');
}

/* What the cases of a heading have in common. */
struct cases {
	uint32_t n, buses;
	uint32_t first;		/* device */
	uint32_t iommu;		/* the one of all, or IOP_NONE */
	uint8_t effect;		/* the one of all, or IOP_EFFECT_COUNT */
	int width;		/* of the names that are shown */
};

static struct cases gather(struct render *r, enum lost kind, uint8_t why)
{
	struct cases c = { .iommu = IOP_NONE };

	for (uint32_t n = 0; n < r->p->n_devices; n++) {
		const struct iop_device *d = &r->p->devices[n];
		int w;

		if (!lost_here(r->p, n, kind, why))
			continue;
		if (!c.n) {
			c.first = n;
			c.iommu = d->iommu;
			c.effect = d->effect;
		}
		c.buses += d->requesters;
		if (c.effect != d->effect)
			c.effect = IOP_EFFECT_COUNT;
		if (iop_device_of(r->p, c.first)->iommu != d->iommu)
			c.iommu = IOP_NONE;
		if (c.n++ >= TEXT_CASES)
			continue;
		w = style_name_width(text_name(r, d));
		if (w > c.width)
			c.width = w;
	}
	return c;
}

static void heading(struct render *r, enum lost kind, uint8_t why,
		    const struct cases *c)
{
	static const char *const words[][2] = {
		[LOST_MASTER] = { " master without IOMMU", " masters without IOMMU" },
		[LOST_GAP] = { " host whose iommu-map does not cover all requester IDs",
			       " hosts whose iommu-map does not cover all requester IDs" },
		[LOST_NOTHING] = { " node has iommus that are never read",
				   " nodes have iommus that are never read" },
	};
	static const enum style styles[] = {
		[LOST_MASTER] = BAD,
		[LOST_GAP] = WARNING,
		[LOST_NOTHING] = FAINT,
	};

	uint32_t i = iop_device_of(r->p, c->first)->iommu;
	bool buses = kind == LOST_MASTER && c->buses == c->n;

	text_heading(r, styles[kind], c->n, buses ? " bus without IOMMU" : words[kind][0],
		     buses ? " buses without IOMMU" : words[kind][1]);
	if (why != IOP_R_MAP_UNMATCHED || kind != LOST_GAP)
		if (i == IOP_NONE || !text_names_unknown(&r->p->iommus[i]))
			text_reason(r, why, i == IOP_NONE ? NULL : &r->p->iommus[i]);
	if (c->iommu != IOP_NONE) {
		out_str(r->o, " (");
		style_name(r, PLAIN,
			   render_path(r, iop_iommu_of(r->p, c->iommu)->node), 0);
		out_char(r->o, ')');
	}
	if (kind != LOST_NOTHING && c->effect != IOP_EFFECT_COUNT) {
		out_str(r->o, kind == LOST_GAP ? "; DMA with the other IDs: " : "; DMA: ");
		style_text(r, effect_style(c->effect), iop_effect_words(c->effect), 0);
	}
	out_char(r->o, '\n');
}

static void lost_for(struct render *r, enum lost kind, uint8_t why)
{
	struct cases c = gather(r, kind, why);
	uint32_t shown = 0;

	if (!c.n)
		return;
	heading(r, kind, why, &c);
	for (uint32_t n = 0; n < r->p->n_devices && shown < TEXT_CASES; n++) {
		if (!lost_here(r->p, n, kind, why))
			continue;
		one(r, &r->p->devices[n], c.width, c.iommu == IOP_NONE,
		    kind != LOST_NOTHING && c.effect == IOP_EFFECT_COUNT);
		text_effect(r, &r->p->devices[n]);
		if (kind != LOST_NOTHING)
			text_traits(r, &r->p->devices[n]);
		text_shared_flush(r);
		shown++;
	}
	text_more(r, "    ", c.n - shown);
}

void text_lost(struct render *r, enum lost kind)
{
	bool any[IOP_REASON_COUNT] = {0};

	for (uint32_t n = 0; n < r->p->n_devices; n++)
		if (r->p->devices[n].group == IOP_NONE)
			any[r->p->devices[n].why] = true;
	for (unsigned int why = 0; why < IOP_REASON_COUNT; why++)
		if (any[why])
			lost_for(r, kind, (uint8_t)why);
}
