// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "html/html.h"
#include "render/svg/svg.h"
#include "text/xml.h"

static void shared(struct out *o, const char *root)
{
	out_str(o, "<link rel=\"stylesheet\" href=\"");
	out_str(o, root);
	out_str(o, "style.css\">\n<script src=\"");
	out_str(o, root);
	out_str(o, "search.js\" defer></script>\n");
}

static void report_links(struct out *o, const char *root, bool policy)
{
	static const struct { const char *page, *text; } links[] = {
		{ "index", "All boards" }, { "dma", "DMA" }, { "findings", "Findings" },
		{ "guests", "Virtual machines" }, { "changes", "Changes" }, { "policy", "Policy" },
	};

	out_str(o, "<nav aria-label=\"Report\">");
	for (size_t n = 0; n < sizeof(links) / sizeof(links[0]) - !policy; n++) {
		out_str(o, "<a href=\"");
		out_str(o, root);
		out_fmt(o, "%s.html\">%s</a>", links[n].page, links[n].text);
	}
	out_str(o, "</nav>\n");
}

void html_begin(struct out *o, const char *title, const char *root, bool policy)
{
	out_str(o, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>");
	out_xml(o, title);
	out_str(o, "</title>\n");
	if (root) {
		shared(o, root);
	} else {
		out_str(o, "<style>\n");
		html_style(o);
		out_str(o, "</style>\n");
	}
	out_str(o, "</head>\n<body>\n");
	if (root)
		report_links(o, root, policy);
	out_str(o, "<main>\n");
}

void html_end(struct out *o)
{
	out_str(o, "</main>\n</body>\n</html>\n");
}

static void contents(struct out *o, const struct html_page *page)
{
	out_str(o, "<nav aria-label=\"On this page\"><a href=\"#picture\">Picture</a>");
	if (page->more_links)
		out_str(o, page->more_links);
	if (page->plan->found)
		out_str(o, "<a href=\"#findings\">Findings</a>");
	out_str(o, "<a href=\"#masters\">Masters</a><a href=\"#groups\">Groups</a>"
		"<a href=\"#streams\">Streams</a><a href=\"#iova\">IOVA map</a>"
		"<a href=\"#iommus\">IOMMUs</a>"
		"<a href=\"#hardening\">Hardening and virtual machines</a></nav>\n");
}

static void sections(struct render *r, const struct html_page *page)
{
	html_section(r->o, "picture", "Picture");
	out_str(r->o, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Picture, scrolls sideways\">\n");
	svg_picture(r);
	out_str(r->o, "</div>\n");
	html_section_end(r->o);
	if (page->more)
		page->more(r->o, page->ctx);
	if (r->in->found)
		html_findings(r, r->in->found);
	html_masters(r);
	html_groups(r);
	html_streams(r);
	html_iova(r);
	html_iommus(r);
	html_suppliers(r);
	html_hardening(r);
}

void html_page(struct out *o, const struct html_page *page)
{
	const char *model = iop_prop_string(page->plan->plan->tree, 0, IOP_P_MODEL);
	const char *title = model ? model : page->plan->file;
	struct render r;

	if (!render_open(&r, o, page->plan))
		return;
	html_begin(o, title, page->root, page->policy);
	out_str(o, "<h1>");
	out_xml(o, title);
	out_str(o, "</h1>\n");
	html_summary(&r);
	contents(o, page);
	sections(&r, page);
	if (!page->root) {
		out_str(o, "<script>\n");
		html_script(o);
		out_str(o, "</script>\n");
	}
	html_end(o);
	render_close(&r);
}

void render_plan_html(struct out *o, const struct render_input *in)
{
	html_page(o, &(struct html_page){ .plan = in });
}
