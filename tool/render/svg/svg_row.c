// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A master: its name, its streams, what it shares with no other row. */
#include "model/lookup.h"
#include "render/svg/svg.h"

#define BASE 4			/* from the middle of a row to the foot of its text */
#define OTHER_IOMMUS 4		/* that wires of one row lead to */

/* Streams at another IOMMU than its group's lead there. */
static void other_wires(struct svg *s, const struct iop_device *d, uint32_t home,
			const char *class, int y)
{
	uint32_t last = home, drawn = 0;

	for (uint32_t n = 0; n < d->n_streams && drawn < OTHER_IOMMUS; n++) {
		uint32_t i = d->requesters ? iop_range_of(s->r->p, d, n)->iommu :
					     iop_stream_of(s->r->p, d, n)->iommu;

		if (i == IOP_NONE || i == last || i == home || !s->block_y[i])
			continue;
		last = i;
		drawn++;
		out_fmt(s->r->o, "<path class=\"wire %s\" d=\"M%d %dC%d %d %d %d %d %d\"/>\n",
			class, SVG_WIRE, y, SVG_IOMMU - 8, y, SVG_WIRE - 4, s->block_y[i],
			SVG_IOMMU, s->block_y[i]);
	}
}

/* Of a cell's text and a gap behind it. */
static int text_width(const char *text)
{
	return out_term_width(text) * 73 / 10 + 6;
}

/* A blocked one ends at a wall. */
static void wall(struct out *o, int y)
{
	out_fmt(o, "<path class=\"wire blocked\" d=\"M%d %dV%d\"/>\n",
		SVG_IOMMU - 10, y - 8, y + 8);
}

/* From a master to its IOMMU, past what of its streams is written. */
static void way_in(struct svg *s, const struct picture_block *b,
		   const struct picture_row *row, int y)
{
	uint8_t effect = picture_effect(s->r, row);
	bool ids = *line_text(&s->l);
	int name = SVG_MASTER + text_width(picture_name(s->r, row, SVG_NAME_WIDTH));
	int end = effect == IOP_EFFECT_BLOCKED ? SVG_IOMMU - 10 : SVG_IOMMU;

	if (ids && name < SVG_STREAMS - 6)
		svg_wire(s->r->o, name, SVG_STREAMS - 6, y, "thin");
	svg_wire(s->r->o, ids ? SVG_STREAMS + text_width(line_text(&s->l)) : name, end, y,
		 svg_class(effect));
	if (effect == IOP_EFFECT_BLOCKED && b->iommu != IOP_NONE)
		wall(s->r->o, y);
}

static void wires(struct svg *s, const struct picture_block *b,
		  const struct picture_row *row, int y)
{
	uint8_t effect = picture_effect(s->r, row);
	const char *class = svg_class(effect);
	const struct iop_device *d;

	if (row->device == IOP_NONE)
		return;
	d = iop_device_of(s->r->p, row->device);
	if (b->iommu != IOP_NONE)
		way_in(s, b, row, y);
	other_wires(s, d, b->iommu, class, y);
	if (d->group != IOP_NONE)
		svg_wire(s->r->o, SVG_IOMMU_END, SVG_GROUP, y, class);
	svg_wire(s->r->o, d->group == IOP_NONE ? SVG_DOMAIN_END + 4 : SVG_DOMAIN_END,
		 SVG_EFFECT - 10, y, class);
}

/* What became of a master without a group stands where the group would be. */
static void lost(struct svg *s, const struct picture_row *row, int y)
{
	const char *why = row->why;

	if (row->device != IOP_NONE) {
		const struct iop_device *d = iop_device_of(s->r->p, row->device);

		if (d->group != IOP_NONE)
			return;
		why = iop_reason_slug(d->why);
	}
	svg_text(s->r->o, SVG_GROUP, y + BASE, row->trouble ? "bad" : "f", why);
}

static void effect(struct svg *s, const struct picture_row *row, int y)
{
	uint8_t e = picture_effect(s->r, row);
	const struct iop_device *d = row->device == IOP_NONE ? NULL :
				     iop_device_of(s->r->p, row->device);

	svg_mark(s->r->o, SVG_EFFECT, y, e);
	line_clear(&s->l);
	line_str(&s->l, picture_effect_words(e));
	if (d && d->group != IOP_NONE && d->confidence != IOP_CERTAIN) {
		line_str(&s->l, ", ");
		line_str(&s->l, render_confidence(d->confidence));
	}
	if (d && d->group != IOP_NONE && d->partial)
		line_str(&s->l, ", in part");
	svg_text(s->r->o, SVG_EFFECT + 13, y + BASE, "t", line_text(&s->l));
}

static void cells(struct svg *s, const struct picture_block *b,
		  const struct picture_row *row, int y)
{
	struct out *o = s->r->o;

	svg_text(o, SVG_MASTER, y + BASE, "m", picture_name(s->r, row, SVG_NAME_WIDTH));
	line_clear(&s->l);
	if (row->device != IOP_NONE)
		picture_streams(s->r, iop_device_of(s->r->p, row->device),
				SVG_STREAMS_WIDTH, &s->l);
	wires(s, b, row, y);
	if (*line_text(&s->l))
		svg_text(o, SVG_STREAMS, y + BASE, "m f", line_text(&s->l));
	lost(s, row, y);
	effect(s, row, y);
}

void svg_row(struct svg *s, const struct picture_block *b, uint32_t n, int y)
{
	const struct picture_row *row = &s->c.rows[n];
	struct out *o = s->r->o;

	out_str(o, "<g role=\"listitem\">\n");
	line_clear(&s->l);
	picture_sentence(s->r, row, &s->l);
	svg_title(o, line_text(&s->l));
	out_str(o, "<g aria-hidden=\"true\">\n");
	if (row->trouble) {
		out_str(o, "<rect fill=\"url(#iop-hatch)\"");
		svg_at(o, "x", SVG_EDGE - 6);
		svg_at(o, "y", y - SVG_ROW / 2 + 1);
		svg_at(o, "width", SVG_WIRE - SVG_EDGE);
		svg_at(o, "height", SVG_ROW - 2);
		out_str(o, "/>\n");
		svg_warning(o, SVG_EDGE + 6, y);
	} else {
		out_str(o, "<g class=\"lead\">");
		svg_mark(o, SVG_EDGE + 6, y, picture_effect(s->r, row));
		out_str(o, "</g>\n");
	}
	cells(s, b, row, y);
	out_str(o, "</g>\n</g>\n");
}
