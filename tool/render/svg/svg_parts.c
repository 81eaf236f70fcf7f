// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Elements. Whatever comes from a tree goes out through out_xml(). */
#include "render/svg/svg.h"
#include "text/xml.h"

void svg_at(struct out *o, const char *name, int n)
{
	out_char(o, ' ');
	out_str(o, name);
	out_str(o, "=\"");
	if (n < 0)
		out_char(o, '-');
	out_dec(o, (uint64_t)(n < 0 ? -n : n));
	out_char(o, '"');
}

static void class_of(struct out *o, const char *class)
{
	out_str(o, " class=\"");
	out_str(o, class);
	out_char(o, '"');
}

void svg_text(struct out *o, int x, int y, const char *class, const char *text)
{
	out_str(o, "<text");
	svg_at(o, "x", x);
	svg_at(o, "y", y);
	class_of(o, class);
	out_char(o, '>');
	out_xml(o, text);
	out_str(o, "</text>\n");
}

void svg_title(struct out *o, const char *text)
{
	out_str(o, "<title>");
	out_xml(o, text);
	out_str(o, "</title>\n");
}

void svg_box(struct out *o, int x, int y, int width, int height, const char *class)
{
	out_str(o, "<rect");
	svg_at(o, "x", x);
	svg_at(o, "y", y);
	svg_at(o, "width", width);
	svg_at(o, "height", height);
	svg_at(o, "rx", 4);
	class_of(o, class);
	out_str(o, "/>\n");
}

void svg_wire(struct out *o, int x1, int x2, int y, const char *class)
{
	out_str(o, "<path class=\"wire ");
	out_str(o, class);
	out_fmt(o, "\" d=\"M%d %dH%d\"/>\n", x1, y, x2);
}

void svg_mark(struct out *o, int x, int y, uint8_t effect)
{
	out_str(o, "<use href=\"#iop-");
	out_str(o, svg_class(effect));
	out_char(o, '"');
	svg_at(o, "x", x);
	svg_at(o, "y", y);
	class_of(o, svg_class(effect));
	out_str(o, "/>\n");
}

void svg_warning(struct out *o, int x, int y)
{
	out_str(o, "<use href=\"#iop-warning\"");
	svg_at(o, "x", x);
	svg_at(o, "y", y);
	out_str(o, " class=\"bad\"/>\n");
}
