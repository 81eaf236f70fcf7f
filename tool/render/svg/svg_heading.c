// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What is above and below the columns. */
#include <string.h>

#include "render/svg/svg.h"

#define MARK 48		/* an entry of the legend before its text */

static void trouble(struct svg *s, int y)
{
	struct out *o = s->r->o;

	line_clear(&s->l);
	picture_trouble(&s->c, &s->l);
	if (!*line_text(&s->l)) {
		svg_text(o, SVG_MASTER, y, "f", "Nothing here needs attention.");
		return;
	}
	svg_warning(o, SVG_EDGE + 6, y - 4);
	line_str(&s->l, "; marked so");
	svg_text(o, SVG_MASTER, y, "bad b", line_text(&s->l));
}

static void columns(struct svg *s, int y)
{
	struct out *o = s->r->o;

	svg_text(o, SVG_MASTER, y, "b f", "Master");
	svg_text(o, SVG_STREAMS, y, "b f", "Stream IDs / mask");
	svg_text(o, SVG_IOMMU + 10, y, "b f", "IOMMU");
	svg_text(o, (SVG_GROUP + SVG_GROUP_END) / 2, y, "b f c", "Group");
	svg_text(o, (SVG_DOMAIN + SVG_DOMAIN_END) / 2, y, "b f c", "Domain");
	svg_text(o, SVG_EFFECT - 6, y, "b f", "Its DMA is");
}

void svg_heading(struct svg *s)
{
	const char *model = iop_prop_string(s->r->p->tree, 0, IOP_P_MODEL);
	struct out *o = s->r->o;

	svg_text(o, SVG_MASTER, 36, "h", model ? model : s->r->in->file);
	line_clear(&s->l);
	picture_kernel(s->r, &s->l);
	line_str(&s->l, "; ");
	picture_summary(s->r, &s->l);
	svg_text(o, SVG_MASTER, 60, "t", line_text(&s->l));
	trouble(s, 82);
	columns(s, 112);
	s->y = 124;
}

static void folded(struct svg *s, const struct picture_fold *f, const char *what)
{
	if (!f->iommus)
		return;
	line_clear(&s->l);
	line_str(&s->l, "\xe2\x80\xa6 ");
	picture_count(&s->l, f->iommus, "more IOMMU");
	line_str(&s->l, what);
	if (f->masters) {
		line_str(&s->l, ", ");
		picture_folded(f, &s->l);
	}
	svg_text(s->r->o, SVG_MASTER, s->y + 14, "f", line_text(&s->l));
	s->y += SVG_ROW;
}

void svg_tail(struct svg *s)
{
	folded(s, &s->c.fold, "");
	folded(s, &s->c.idle, " without masters");
	if (!s->r->p->n_iommus) {
		svg_text(s->r->o, SVG_MASTER, s->y + 14, "bad b",
			 "No IOMMU in this tree: no device's DMA is translated.");
		s->y += SVG_ROW;
	}
}

void svg_legend(struct svg *s)
{
	struct out *o = s->r->o;
	int x = SVG_MASTER + 6, y = s->y + 16;

	out_str(o, "<g role=\"group\" aria-label=\"Legend\">\n");
	for (uint8_t e = IOP_EFFECT_TRANSLATED; e < IOP_EFFECT_COUNT; e++) {
		svg_wire(o, x, x + 26, y, svg_class(e));
		svg_mark(o, x + 36, y, e);
		svg_text(o, x + MARK, y + 4, "f", picture_effect_words(e));
		x += MARK + 20 + 7 * (int)strlen(picture_effect_words(e));
	}
	out_str(o, "</g>\n");
	s->y += 36;
}
