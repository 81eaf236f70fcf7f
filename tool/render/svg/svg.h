/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Pieces of the picture as SVG, shared by svg*.c. */
#ifndef SVG_SVG_H
#define SVG_SVG_H

#include "render/picture/picture.h"

/* Where columns begin, and what they hold. */
#define SVG_WIDTH	1280
#define SVG_EDGE	16
#define SVG_MASTER	36
#define SVG_STREAMS	346
#define SVG_WIRE	522	/* from here to the IOMMU */
#define SVG_IOMMU	574
#define SVG_IOMMU_END	814
#define SVG_GROUP	838
#define SVG_GROUP_END	946
#define SVG_DOMAIN	962
#define SVG_DOMAIN_END	1036
#define SVG_EFFECT	1062
#define SVG_ROW		22	/* its height */
#define SVG_GAP		12	/* between blocks */

/* Columns of characters that a cell holds. */
#define SVG_NAME_WIDTH		42
#define SVG_STREAMS_WIDTH	24
#define SVG_IOMMU_NAME_WIDTH	31

struct svg {
	struct render *r;
	struct picture c;
	struct line l;		/* text of a cell */
	int *block_y;		/* by block: its middle, 0 where it is not shown */
	int y;			/* how far the picture goes so far */
};

/* The body of a document or page: an svg element. */
void svg_picture(struct render *r);

/* One style sheet and the marks, for each effect a shape of its own. */
void svg_style(struct out *o);
void svg_marks(struct out *o);
const char *svg_class(uint8_t effect);

/* An attribute with a number. */
void svg_at(struct out *o, const char *name, int n);

/* A line of text, escaped; the class is ours. */
void svg_text(struct out *o, int x, int y, const char *class, const char *text);
void svg_title(struct out *o, const char *text);
void svg_box(struct out *o, int x, int y, int width, int height, const char *class);
void svg_wire(struct out *o, int x1, int x2, int y, const char *class);
void svg_mark(struct out *o, int x, int y, uint8_t effect);
void svg_warning(struct out *o, int x, int y);

int svg_block_height(const struct picture_block *b);

/* Draw at s->y, which they move on. */
void svg_heading(struct svg *s);
void svg_block(struct svg *s, const struct picture_block *b);
void svg_row(struct svg *s, const struct picture_block *b, uint32_t row, int y);
void svg_tail(struct svg *s);
void svg_legend(struct svg *s);

#endif
