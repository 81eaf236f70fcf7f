// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* An IOMMU, its masters to the left, its groups and their domains to the right. */
#include "model/lookup.h"
#include "render/svg/svg.h"

#define BOX_HEIGHT 40		/* of two lines of text */
#define IDLE_HEIGHT 26
#define THREE_LINES 60

static int rows_height(const struct picture_block *b)
{
	return (int)(b->n - b->fold.masters + (b->fold.masters != 0)) * SVG_ROW;
}

int svg_block_height(const struct picture_block *b)
{
	int height = rows_height(b);

	if (!b->n)
		return IDLE_HEIGHT;
	return b->iommu != IOP_NONE && height < BOX_HEIGHT ? BOX_HEIGHT : height;
}

static void number(struct line *l, uint32_t n)
{
	if (n == IOP_NONE)
		line_str(l, "?");
	else
		line_dec(l, n);
}

static bool has_contexts(const struct render *r, const struct iop_iommu *i)
{
	const struct iop_fact *model = render_fact(r, i, IOP_K_MODEL);

	return i->contexts_have != IOP_NONE || (model && model->value != IOP_W_NONE);
}

/* "arm-smmu, active", "contexts 2 of 8", "contexts 2" where the tree
 * does not show how many there are: one line of the box, or two. */
static void facts(struct svg *s, const struct iop_iommu *i, bool first, bool second)
{
	line_clear(&s->l);
	if (first) {
		line_str(&s->l, i->driver ? i->driver->name : "no driver known");
		if (i->state != IOP_STATE_ACTIVE || !second || !has_contexts(s->r, i)) {
			line_str(&s->l, ", ");
			line_str(&s->l, render_state(i->state));
		}
	}
	if (!second || i->state != IOP_STATE_ACTIVE || !has_contexts(s->r, i))
		return;
	line_str(&s->l, first ? ", contexts " : "contexts ");
	number(&s->l, i->contexts_need);
	if (i->contexts_have != IOP_NONE) {
		line_str(&s->l, " of ");
		number(&s->l, i->contexts_have);
	}
}

static void box_text(struct svg *s, const struct picture_block *b, int middle, bool tall)
{
	struct out *o = s->r->o;
	const struct iop_iommu *i = iop_iommu_of(s->r->p, b->iommu);
	const char *class = b->trouble ? "bad" : "f";
	int y = middle - (tall ? 14 : 4);

	tall &= i->state == IOP_STATE_ACTIVE && has_contexts(s->r, i);
	svg_text(o, SVG_IOMMU + 10, tall ? y : middle - 4, "m b",
		 picture_path(s->r, render_path(s->r, i->node), SVG_IOMMU_NAME_WIDTH));
	facts(s, i, true, !tall);
	svg_text(o, SVG_IOMMU + 10, tall ? y + 17 : middle + 13, class, line_text(&s->l));
	if (!tall)
		return;
	facts(s, i, false, true);
	svg_text(o, SVG_IOMMU + 10, y + 34, class, line_text(&s->l));
}

static void box(struct svg *s, const struct picture_block *b, int height)
{
	struct out *o = s->r->o;
	bool active = b->iommu != IOP_NONE &&
		      iop_iommu_of(s->r->p, b->iommu)->state == IOP_STATE_ACTIVE;
	int middle = s->y + height / 2;

	out_str(o, "<g aria-hidden=\"true\">\n");
	svg_box(o, SVG_IOMMU, s->y + 1, SVG_IOMMU_END - SVG_IOMMU, height - 2,
		active ? "box" : "idle");
	if (b->trouble)
		svg_warning(o, SVG_IOMMU_END - 14, middle);
	if (b->iommu == IOP_NONE)
		svg_text(o, (SVG_IOMMU + SVG_IOMMU_END) / 2, middle + 4, "c f", "no iommus");
	else
		box_text(s, b, middle, height >= THREE_LINES);
	out_str(o, "</g>\n");
}

static void group(struct svg *s, uint32_t n, int y, int height)
{
	const struct iop_group *g = iop_group_of(s->r->p, n);
	struct out *o = s->r->o;
	int middle = y + height / 2;
	char key[14];

	iop_group_key_text(g, key);
	svg_wire(o, SVG_GROUP_END, SVG_DOMAIN, middle, "link");
	svg_box(o, SVG_GROUP, y + 2, SVG_GROUP_END - SVG_GROUP, height - 4, "pill");
	svg_text(o, (SVG_GROUP + SVG_GROUP_END) / 2, middle + 4, "m c", key);
	svg_box(o, SVG_DOMAIN, y + 2, SVG_DOMAIN_END - SVG_DOMAIN, height - 4, "pill");
	svg_text(o, (SVG_DOMAIN + SVG_DOMAIN_END) / 2, middle + 4, "m c b", iop_words[g->domain]);
}

static void rows(struct svg *s, const struct picture_block *b, int y)
{
	int from = y;

	for (uint32_t n = b->first; n < b->first + b->n; n++) {
		uint32_t g = picture_group(s->r, &s->c.rows[n]);

		if (!s->c.rows[n].shown)
			continue;
		svg_row(s, b, n, y + SVG_ROW / 2);
		y += SVG_ROW;
		if (!picture_is_last(s->r, &s->c, b, n))
			continue;
		if (g != IOP_NONE) {
			out_str(s->r->o, "<g aria-hidden=\"true\">\n");
			group(s, g, from, y - from);
			out_str(s->r->o, "</g>\n");
		}
		from = y;
	}
	if (!b->fold.masters)
		return;
	line_clear(&s->l);
	line_str(&s->l, "\xe2\x80\xa6 ");
	picture_folded(&b->fold, &s->l);
	out_str(s->r->o, "<g role=\"listitem\">\n");
	svg_text(s->r->o, SVG_MASTER, y + SVG_ROW / 2 + 4, "f", line_text(&s->l));
	out_str(s->r->o, "</g>\n");
}

static void name(struct svg *s, const struct picture_block *b)
{
	const struct iop_iommu *i;

	line_clear(&s->l);
	if (b->iommu != IOP_NONE) {
		i = iop_iommu_of(s->r->p, b->iommu);
		facts(s, i, true, true);
		line_str(&s->l, ", at ");
		line_str(&s->l, render_path(s->r, i->node));
	} else {
		line_str(&s->l, "Devices without iommus");
	}
	svg_title(s->r->o, line_text(&s->l));
}

/* No master leads there. */
static void idle(struct svg *s, const struct picture_block *b, int height)
{
	const struct iop_iommu *i = iop_iommu_of(s->r->p, b->iommu);
	struct out *o = s->r->o;
	int middle = s->y + height / 2;

	svg_box(o, SVG_IOMMU, s->y + 1, SVG_IOMMU_END - SVG_IOMMU, height - 2,
		i->state == IOP_STATE_ACTIVE ? "box" : "idle");
	svg_text(o, SVG_IOMMU + 10, middle + 4, "m",
		 picture_path(s->r, render_path(s->r, i->node), SVG_IOMMU_NAME_WIDTH));
	facts(s, i, true, false);
	line_str(&s->l, ", no masters");
	svg_text(o, SVG_GROUP, middle + 4, b->trouble ? "bad" : "f", line_text(&s->l));
	if (b->trouble)
		svg_warning(o, SVG_IOMMU_END - 14, middle);
}

void svg_block(struct svg *s, const struct picture_block *b)
{
	struct out *o = s->r->o;
	int height = svg_block_height(b), spare = height - rows_height(b);

	out_str(o, b->n ? "<g role=\"list\">\n" : "<g>\n");
	name(s, b);
	if (b->n) {
		box(s, b, height);
		rows(s, b, s->y + spare / 2);
	} else {
		idle(s, b, height);
	}
	out_str(o, "</g>\n");
	s->y += height + SVG_GAP;
}
