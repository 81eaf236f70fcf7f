// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What a page is about: the board, the kernel, what was assumed. */
#include "cmdline/cmdline.h"
#include "config/assumed.h"
#include "html/html.h"
#include "render/picture/picture.h"
#include "text/xml.h"

#define FRAGMENT_MAX 256

static void fact(struct out *o, const char *name, const char *value)
{
	out_str(o, "<dt>");
	out_str(o, name);
	out_str(o, "</dt><dd>");
	out_xml(o, value);
	out_str(o, "</dd>\n");
}

static void compatible(struct render *r)
{
	struct iop_cells list = render_compatible(r, 0);
	const char *s, *sign = "";

	while ((s = iop_list_next(&list))) {
		if (!*sign)
			out_str(r->o, "<dt>Compatible</dt><dd>");
		out_str(r->o, sign);
		out_str(r->o, "<code>");
		out_xml(r->o, s);
		out_str(r->o, "</code>");
		sign = ", ";
	}
	if (*sign)
		out_str(r->o, "</dd>\n");
}

static void conflicts(struct render *r)
{
	static const char *const texts[] = {
#define CONFLICT_TEXT(id, slug, text) [IOP_CONFLICT_##id] = (text),
		IOP_CONFLICTS(CONFLICT_TEXT)
#undef CONFLICT_TEXT
	};
	struct iop_conflict_walk w = { .rest = r->p->defaults.bootargs };
	struct iop_conflict c;

	while (iop_conflict_next(r->p, &w, &c)) {
		out_str(r->o, "<dt class=\"warning\">Boot argument</dt><dd><code>");
		out_xml_mem(r->o, c.arg.raw, c.arg.raw_len);
		out_str(r->o, "</code> ");
		out_str(r->o, texts[c.code]);
		out_str(r->o, "</dd>\n");
	}
}

void html_summary(struct render *r)
{
	char fragment[FRAGMENT_MAX];

	out_str(r->o, "<dl>\n");
	fact(r->o, "File", r->in->file);
	compatible(r);
	line_clear(&r->text);
	picture_kernel(r, &r->text);
	fact(r->o, "Kernel", line_text(&r->text));
	line_clear(&r->text);
	picture_summary(r, &r->text);
	fact(r->o, "IOMMUs", line_text(&r->text));
	line_clear(&r->text);
	if (*r->p->defaults.bootargs)
		fact(r->o, "Boot arguments", r->p->defaults.bootargs);
	if (r->in->assumed && r->in->assumed->config)
		fact(r->o, "Configuration", r->in->assumed->config);
	iop_cmdline_fragment(r->p, fragment, sizeof(fragment));
	if (*fragment)
		fact(r->o, "To add to the kernel command line", fragment);
	conflicts(r);
	out_str(r->o, "</dl>\n");
}
