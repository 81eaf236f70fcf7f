// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Elements. Whatever comes from a tree goes out through out_xml(). */
#include "html/html.h"
#include "render/svg/svg.h"
#include "text/xml.h"

void html_section(struct out *o, const char *id, const char *title)
{
	out_str(o, "<section aria-labelledby=\"");
	out_str(o, id);
	out_str(o, "\">\n<h2 id=\"");
	out_str(o, id);
	out_str(o, "\">");
	out_xml(o, title);
	out_str(o, "</h2>\n");
}

void html_section_end(struct out *o)
{
	out_str(o, "</section>\n");
}

void html_table(struct out *o, const char *caption, const char *const *heads)
{
	out_str(o, "<div class=\"wide rows\" role=\"region\" tabindex=\"0\" aria-label=\"");
	out_xml(o, caption);
	out_str(o, "\">\n<table>\n<caption>");
	out_xml(o, caption);
	out_str(o, "</caption>\n<thead><tr>");
	for (; *heads; heads++) {
		out_str(o, "<th scope=\"col\">");
		out_xml(o, *heads);
		out_str(o, "</th>");
	}
	out_str(o, "</tr></thead>\n<tbody>");
}

void html_table_end(struct out *o)
{
	out_str(o, "\n</tbody>\n</table>\n</div>\n");
}

void html_table_total(struct out *o)
{
	out_str(o, "\n</tbody>\n<tfoot>");
}

void html_table_total_end(struct out *o)
{
	out_str(o, "\n</tfoot>\n</table>\n</div>\n");
}

/* The end tags of rows and cells are optional, and pages have many. */
void html_row(struct out *o)
{
	out_str(o, "\n<tr>");
}

void html_cell(struct out *o, const char *text)
{
	out_str(o, "<td>");
	out_xml(o, text);
	out_str(o, "</td>");
}

void html_code(struct out *o, const char *text)
{
	out_str(o, "<td><code>");
	out_xml(o, text);
	out_str(o, "</code></td>");
}

void html_head_cell(struct out *o, const char *text)
{
	out_str(o, "<th scope=\"row\"><code>");
	out_xml(o, text);
	out_str(o, "</code></th>");
}

void html_number(struct out *o, uint64_t n)
{
	out_str(o, "<td><code>");
	out_hex(o, n);
	out_str(o, "</code></td>");
}

void html_effect(struct out *o, uint8_t effect)
{
	out_str(o, "<td class=\"e ");
	out_str(o, svg_class(effect));
	out_str(o, "\">");
	out_str(o, iop_effect_words(effect));
	out_str(o, "</td>");
}

void html_text(struct out *o, const char *class, const char *text)
{
	out_str(o, "<p class=\"");
	out_str(o, class);
	out_str(o, "\">");
	out_xml(o, text);
	out_str(o, "</p>\n");
}

void html_reason(void *ctx, const char *sentence)
{
	struct html_reasons *s = ctx;

	if (s->more)
		out_str(s->o, "<br>");
	out_xml(s->o, sentence);
	s->more = true;
}
