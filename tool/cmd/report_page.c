// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/report_page.h"

#include "text/xml.h"

static void soc_link(struct out *o, struct board_run *b, const char *soc, const char *root)
{
	out_str(o, "<p>SoC <a href=\"");
	out_str(o, root);
	out_str(o, "vendors/");
	report_vendor_name(o, b->files->name, soc);
	out_str(o, ".html#soc-");
	report_plain(o, soc);
	out_str(o, "\">");
	out_xml(o, soc);
	out_str(o, "</a>: what its boards have in common</p>\n");
}

struct more {
	struct board_run *b;
	const char *soc, *root;
};

static void verdicts(struct out *o, const struct board_run *b)
{
	static const char *const heads[] = { "Kernel", "Policy", "Not met", NULL };

	if (!b->verdicts.len)
		return;
	html_section(o, "policy", "Policy");
	html_table(o, "Under which kernels the policy is met", heads);
	out_mem(o, b->verdicts.text, b->verdicts.len);
	html_table_end(o);
	html_section_end(o);
}

static bool only_one(const struct board_run *b)
{
	unsigned int many = 0;

	for (unsigned int n = 0; n < b->g->n; n++)
		many += b->files->file[n] != NULL;
	return many == 1;
}

static void sections(struct out *o, void *ctx)
{
	static const char *const heads[] = {
		"Kernels", "Severity", "Change", "Where", "Before", "After", NULL
	};
	const struct more *m = ctx;

	soc_link(o, m->b, m->soc, m->root);
	verdicts(o, m->b);
	if (m->b->g->n < 2)
		return;
	html_section(o, "changes", "Changes between kernels");
	if (m->b->changes.len) {
		html_table(o, "What changes from one kernel to the next, the newest first", heads);
		out_mem(o, m->b->changes.text, m->b->changes.len);
		html_table_end(o);
	} else {
		html_text(o, "faint", only_one(m->b) ? "Only one of the kernels has a device tree for this board." :
						       "None.");
	}
	html_section_end(o);
}

static const char *links(const struct board_run *b)
{
	bool policy = b->verdicts.len, changes = b->g->n > 1;

	return policy && changes ? "<a href=\"#policy\">Policy</a><a href=\"#changes\">Changes</a>" :
	       policy ? "<a href=\"#policy\">Policy</a>" :
	       changes ? "<a href=\"#changes\">Changes</a>" : NULL;
}

void report_board_page(struct out *o, struct board_run *b, const struct render_input *in)
{
	struct line root = { 0 };
	struct more m = { .b = b, .soc = report_soc_of(in->plan) };

	for (const char *s = b->page; *s; s++)
		if (*s == '/')
			line_str(&root, "../");
	m.root = line_text(&root);
	html_page(o, &(struct html_page){
		.plan = in, .root = m.root, .policy = b->g->o->policy,
		.more = sections, .more_links = links(b), .ctx = &m,
	});
	b->name.failed |= root.failed;
	line_free(&root);
}
