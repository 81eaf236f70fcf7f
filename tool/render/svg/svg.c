// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * The picture as one SVG element: real text, no script, nothing to fetch. Its
 * rows are list items with a sentence each for who does not see it.
 */
#include <errno.h>
#include <stdlib.h>

#include "render/svg/svg.h"

/* Heights are needed before anything is drawn: wires lead to blocks below. */
static bool lay_out(struct svg *s, int y)
{
	s->block_y = calloc(s->c.n_blocks, sizeof(*s->block_y));
	if (!s->block_y) {
		s->r->o->error = s->r->o->error ? s->r->o->error : ENOMEM;
		return false;
	}
	for (uint32_t n = 0; n < s->c.n_blocks; n++) {
		const struct picture_block *b = &s->c.blocks[n];

		if (!b->shown)
			continue;
		s->block_y[n] = y + svg_block_height(b) / 2;
		y += svg_block_height(b) + SVG_GAP;
	}
	y += SVG_ROW * ((s->c.fold.iommus != 0) + (s->c.idle.iommus != 0) +
			!s->r->p->n_iommus);
	s->y = y + 36;
	return true;
}

static void open_picture(struct svg *s)
{
	const char *model = iop_prop_string(s->r->p->tree, 0, IOP_P_MODEL);
	struct out *o = s->r->o;

	out_str(o, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"iop\" role=\"group\"");
	svg_at(o, "width", SVG_WIDTH);
	svg_at(o, "height", s->y);
	out_fmt(o, " viewBox=\"0 0 %d %d\">\n", SVG_WIDTH, s->y);
	line_clear(&s->l);
	line_str(&s->l, "IOMMU groups of ");
	line_str(&s->l, model ? model : s->r->in->file);
	svg_title(o, line_text(&s->l));
	svg_style(o);
	svg_marks(o);
	out_str(o, "<rect class=\"paper\"");
	svg_at(o, "width", SVG_WIDTH);
	svg_at(o, "height", s->y);
	out_str(o, "/>\n");
}

static void draw(struct svg *s)
{
	open_picture(s);
	svg_heading(s);
	for (uint32_t n = 0; n < s->c.n_blocks; n++)
		if (s->c.blocks[n].shown)
			svg_block(s, &s->c.blocks[n]);
	svg_tail(s);
	svg_legend(s);
	out_str(s->r->o, "</svg>\n");
}

void svg_picture(struct render *r)
{
	struct svg s = { .r = r };

	if (picture_open(&s.c, r)) {
		if (lay_out(&s, 124))
			draw(&s);
		free(s.block_y);
		picture_close(&s.c);
	}
	if (s.l.failed && !r->o->error)
		r->o->error = ENOMEM;
	line_free(&s.l);
}

void render_plan_svg(struct out *o, const struct render_input *in)
{
	struct render r;

	if (!render_open(&r, o, in))
		return;
	out_str(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	svg_picture(&r);
	render_close(&r);
}
